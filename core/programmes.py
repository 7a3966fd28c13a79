"""Editions: dated programmes. Every answer about support is computed by one of them and says which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.codes import Layout
from core.eligibility import Rulebook
from core.localised import Localised
from core.microcredit import Procedure
from core.sources import Document, Source
from core.wishes import Wish

Part = Literal["programme", "microcredit"]


@dataclass(frozen=True, slots=True)
class Ending:
    """An act that took the whole programme, or its microcredit section, out of force."""

    part: Part
    act: Document  # with its number and date
    since: date  # the first day without force
    what: Localised  # one sentence
    source: Source


@dataclass(frozen=True, slots=True)
class Edition:
    id: str
    title: Localised
    act: Document
    source: Source
    first_day: date
    last_day: date | None  # None: no end is known
    endings: tuple[Ending, ...]
    microcredit: Procedure
    rules: Rulebook
    layouts: tuple[Layout, ...]  # of codes that were ever given out, the newest last
    wishes: tuple[Wish, ...]
    replaces: str | None = None  # the edition whose rules these are, as they are amended

    @property
    def layout(self) -> Layout:
        return self.layouts[-1]

    def in_force_on(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def ending(self, part: Part) -> Ending | None:
        return next((each for each in self.endings if each.part == part), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition as it stands on a day. `newer` counts by now, for those who had begun under this one; it is another
    programme, or this one `amended`.
    """

    edition: Edition
    day: date
    newer: Edition | None = None
    amended: bool = False

    @property
    def in_force(self) -> bool:
        return self.edition.in_force_on(self.day)


class NoEdition(LookupError):
    """The day lies before every programme we know."""


def edition_on(editions: Iterable[Edition], day: date) -> Standing:
    """The one in force; when none is, the one that lapsed last. Of several in force, the newest; one that is amended
    counts no more.
    """
    known = [edition for edition in editions if edition.first_day <= day]
    if not known:
        raise NoEdition(f"no programme is known for {day}")
    amended = {edition.replaces for edition in known}
    begun = [edition for edition in known if edition.id not in amended]
    in_force = [edition for edition in begun if edition.in_force_on(day)]
    if in_force:
        return Standing(max(in_force, key=lambda edition: edition.first_day), day)
    return Standing(max(begun, key=lambda edition: edition.last_day or edition.first_day), day)


def still(editions: Iterable[Edition], edition: Edition, day: date) -> Standing:
    """What was begun under an edition stays with it."""
    known = {each.id: each for each in editions}
    counts = edition_on(known.values(), day).edition
    if counts.id == edition.id:
        return Standing(edition, day)
    return Standing(edition, day, counts, amended=edition.id in earlier(known, counts))


def earlier(known: Mapping[str, Edition], edition: Edition) -> tuple[str, ...]:
    """Those that it replaces, the last one first; where they replace each other in a circle, it is among them."""
    found: list[str] = []
    wanted = edition.replaces
    while wanted is not None and wanted not in found:
        found.append(wanted)
        wanted = known[wanted].replaces if wanted in known else None
    return tuple(found)
