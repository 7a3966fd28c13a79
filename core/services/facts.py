"""What is known of a town, and what that is held against: the criteria of its potential, the targets, the definitions
of a monotown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.catalogue import Catalogue, Unknown
from core.figures import FactSheet, Measure, Section
from core.ledger import Ledger
from core.localised import Localised
from core.monotown import Definitions, Judgement, Told
from core.places import EconomicScale, Town
from core.potential import Checklist, Criteria, CriterionState
from core.snapshot import Now, always
from core.sources import Note
from core.targets import Dated, Standing, Targets

__all__ = [
    "CriteriaAnswer",
    "CriterionAnswer",
    "Facts",
    "GroupAnswer",
    "MonotownAnswer",
    "SheetAnswer",
    "TargetsAnswer",
]

ALIKE = {"2.6": "unemployment"}
"""Indicators of innovation potential that measure what one of our measures does."""


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """`notes` are what stands beside the town itself."""

    sheet: FactSheet
    scale: EconomicScale
    notes: tuple[Note, ...]

    @property
    def town(self) -> Town:
        return self.sheet.town


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """`notes` by the measure they concern, where its figures have no note of their own."""

    sheet: FactSheet
    section: Section
    notes: Mapping[str, tuple[Note, ...]]

    @property
    def town(self) -> Town:
        return self.sheet.town


@dataclass(frozen=True, slots=True)
class CriteriaAnswer:
    checklist: Checklist
    criteria: Criteria
    scale: EconomicScale

    @property
    def town(self) -> Town:
        return self.checklist.town


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """`places` are names of those whose figures decide along with the town's: its oblast, the country."""

    town: Town
    state: CriterionState
    before: CriterionState | None
    after: CriterionState | None
    places: Mapping[str, Localised]


@dataclass(frozen=True, slots=True)
class TargetsAnswer:
    """`lost` says of a measure why the year's own value cannot be held against its target."""

    town: Town
    standings: tuple[Standing, ...]
    targets: Targets
    scale: EconomicScale
    lost: Mapping[str, Note]
    measures: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class MonotownAnswer:
    told: Told
    judgements: tuple[Judgement, ...]
    definitions: Definitions
    listed: int  # how many towns are on the list


class Facts:
    """An id that data/ does not hold (an old or forged button) raises core.catalogue.Unknown."""

    def __init__(self, catalogue: Catalogue, now: Now | None = None) -> None:
        """Without `now` of data/ alone."""
        self._catalogue = catalogue
        self._now = now or always(Ledger(catalogue.sheets), catalogue.innovation)

    def sheet(self, town_id: str) -> SheetAnswer:
        catalogue = self._catalogue
        sheet = catalogue.figures.sheet(catalogue.town(town_id))
        return SheetAnswer(sheet, catalogue.economic, catalogue.chapters.beside(town_id))

    def group(self, town_id: str, group_id: str) -> GroupAnswer:
        sheet = self.sheet(town_id).sheet
        for section in sheet.sections:
            if section.group.id == group_id:
                return GroupAnswer(sheet, section, dict(self._notes(section, town_id)))
        raise Unknown(f"group {group_id!r} of {town_id!r}")

    def _notes(self, section: Section, town_id: str) -> Iterator[tuple[str, tuple[Note, ...]]]:
        for line in section.lines:
            if not any(figure.note for figure in line.figures):
                yield line.measure.id, self._catalogue.chapters.beside_measure(town_id, line.measure.id)

    def criteria(self, town_id: str) -> CriteriaAnswer:
        catalogue = self._catalogue
        checklist = catalogue.criteria.of(catalogue.town(town_id), catalogue.figures)
        return CriteriaAnswer(checklist, catalogue.criteria, catalogue.economic)

    def criterion(self, town_id: str, criterion_id: str) -> CriterionAnswer:
        checklist = self.criteria(town_id).checklist
        states = (*checklist.promising, *checklist.unpromising)
        at = next((at for at, state in enumerate(states) if state.criterion.id == criterion_id), None)
        if at is None:
            raise Unknown(f"criterion {criterion_id!r}")
        before = states[at - 1] if at else None
        after = states[at + 1] if at + 1 < len(states) else None
        places = {each.id: each.name for each in self._catalogue.figures.benchmarks.values()}
        return CriterionAnswer(checklist.town, states[at], before, after, places)

    def targets(self, town_id: str) -> TargetsAnswer:
        """With the indicators of innovation potential that measure the same: some are of a target's own year."""
        catalogue = self._catalogue
        town = catalogue.town(town_id)
        others, lost = self._indicators(town_id)
        standings = catalogue.targets.of(town, catalogue.figures, others)
        return TargetsAnswer(town, standings, catalogue.targets, catalogue.economic, lost, catalogue.figures.measures)

    def _indicators(self, town_id: str) -> tuple[list[Dated], dict[str, Note]]:
        sheet = self._now().sheets.get(town_id)
        observations = sheet.observations if sheet else {}
        found = [(measure, observations[id_]) for id_, measure in ALIKE.items() if id_ in observations]
        dated = [
            Dated(measure, each.value, each.source)
            for measure, each in found
            if each.sound and isinstance(each.value, Decimal) and each.source
        ]
        lost = {measure: each.note for measure, each in found if each.note and not each.sound}
        return dated, lost

    def monotown(self, told: Told) -> MonotownAnswer:
        definitions = self._catalogue.monotown
        return MonotownAnswer(told, definitions.judge(told), definitions, len(self._catalogue.towns))
