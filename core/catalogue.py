"""Everything in data/ as one immutable, cross-checked object."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from core.access import At
from core.care import Ear
from core.chapters import Chapter, Chapters
from core.directory import Directory
from core.figures import Figures
from core.ledger import Entry, Figure
from core.loan import LoanTerms
from core.methodology import Indicator, Methodology
from core.monotown import Definitions
from core.observations import Sheet
from core.potential import Criteria
from core.programmes import Edition
from core.sources import Document
from core.targets import Targets
from core.terms import Course
from core.towns import EconomicScale, Oblast, Town, TownIndex
from core.vocabulary import Vocabulary
from core.workdays import WorkCalendar


class Unknown(LookupError):
    """An id that is not in data/, or no longer: an old button, or a forged one."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    version: str  # changes with the content of data/ and with nothing else
    documents: Mapping[str, Document]
    oblasts: Mapping[str, Oblast]
    economic: EconomicScale
    towns: TownIndex
    figures: Figures
    criteria: Criteria
    monotown: Definitions
    targets: Targets
    editions: tuple[Edition, ...]
    calendar: WorkCalendar
    courses: Mapping[str, Course]  # the way of an application, by the id of its edition
    loans: Mapping[str, LoanTerms]  # by the id of the edition
    chapters: Chapters
    innovation: Methodology
    directory: Directory
    ear: Ear  # for those in distress
    sheets: Mapping[str, Sheet]  # what the innovation potential is scored from, by town; most towns have none
    vocabulary: Vocabulary  # the words figures are sent with
    content: int = 0  # the last issue of content that lies over data/

    def town(self, town_id: str) -> Town:
        town = self.towns.get(town_id)
        if town is None:
            raise Unknown(f"town {town_id!r}")
        return town

    def check(self, figures: Collection[Figure]) -> None:
        """Whatever a figure names is in data/, and its value is on the scale."""
        for town in {*map(itemgetter(0), figures)}:
            self.town(town)
        for indicator, value in {*map(itemgetter(1, 3), figures)}:
            self.indicator(indicator).score_of(value)

    def places(self, entries: Iterable[Entry]) -> tuple[At, ...]:
        """Where a right is needed for figures."""
        towns = dict.fromkeys(map(itemgetter(0), entries))
        return tuple(At(town_id, self.town(town_id).oblast.id) for town_id in towns)

    def oblast(self, oblast_id: str) -> Oblast:
        oblast = self.oblasts.get(oblast_id)
        if oblast is None:
            raise Unknown(f"oblast {oblast_id!r}")
        return oblast

    def indicator(self, indicator_id: str) -> Indicator:
        indicator = self.innovation.indicators.get(indicator_id)
        if indicator is None:
            raise Unknown(f"indicator {indicator_id!r}")
        return indicator

    def chapter(self, chapter_id: str) -> Chapter:
        chapter = self.chapters.get(chapter_id)
        if chapter is None:
            raise Unknown(f"chapter {chapter_id!r}")
        return chapter
