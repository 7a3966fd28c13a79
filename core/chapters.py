"""What can be read in the bot: chapters of records, each of which says who says what, and what we make of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from core.localised import Localised
from core.sources import Note

Part = Literal["programme", "state", "method", "sources"]
PEOPLE = "population"
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Concerns:
    """Ids of what a record is about."""

    towns: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """`says` stands side by side and is not smoothed over; `ours` is our reading, and is shown as ours.
    `beside` is one sentence for the screens of the figures it concerns.
    """

    id: str
    title: Localised
    says: tuple[Note, ...]
    ours: Localised | None = None
    beside: Localised | None = None
    concerns: Concerns = field(default_factory=Concerns)

    @property
    def note(self) -> Note | None:
        return None if self.beside is None else Note(self.beside, self.says[0].source)

    @property
    def of_towns_at_large(self) -> bool:
        """It is about the towns themselves or how many people they have, not about another figure of theirs."""
        about = self.concerns
        return bool(about.towns) and not about.indicators and set(about.measures) <= {PEOPLE}


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    part: Part
    title: Localised
    records: tuple[Record, ...]
    intro: Localised | None = None
    contradictions: bool = False  # its records are places where the sources disagree


@dataclass(frozen=True, slots=True)
class Placed:
    """A record, and where it stands."""

    chapter: Chapter
    record: Record


class Chapters:
    """In the order in which they are to be read."""

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        self._chapters = {chapter.id: chapter for chapter in chapters}

    def __iter__(self) -> Iterator[Chapter]:
        return iter(self._chapters.values())

    def get(self, chapter_id: str) -> Chapter | None:
        return self._chapters.get(chapter_id)

    def of_part(self, part: Part) -> tuple[Chapter, ...]:
        return tuple(chapter for chapter in self if chapter.part == part)

    def contradictions(self, *, town: str | None = None, indicator: str | None = None) -> tuple[Placed, ...]:
        """All of them; or those that concern a town, an indicator, or this indicator of this town."""
        return tuple(
            Placed(chapter, record)
            for chapter in self
            if chapter.contradictions
            for record in chapter.records
            if concerns(record.concerns, town, indicator)
        )

    def beside(self, town_id: str) -> tuple[Note, ...]:
        """What stands beside the figures of a town."""
        found = (
            record.note
            for chapter in self
            for record in chapter.records
            if town_id in record.concerns.towns and record.of_towns_at_large
        )
        return tuple(note for note in found if note)

    def beside_measure(self, town_id: str, measure_id: str) -> tuple[Note, ...]:
        """What stands beside this figure of a town."""
        found = (
            record.note
            for chapter in self
            for record in chapter.records
            if town_id in record.concerns.towns and measure_id in record.concerns.measures
        )
        return tuple(note for note in found if note)


def concerns(about: Concerns, town: str | None, indicator: str | None) -> bool:
    if indicator is not None and indicator not in about.indicators:
        return False
    return town is None or town in about.towns or (indicator is not None and not about.towns)
