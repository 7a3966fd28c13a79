"""All that is known, to be taken away as a table: of one town, or of all."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.catalogue import Catalogue
from core.figures import Benchmark, Fact, FactSheet, Figure
from core.methodology import Methodology
from core.scoring import Scorecard, score
from core.sources import Document, Note
from core.towns import EconomicScale, Town

__all__ = ["Extract", "Record", "Tables"]


@dataclass(frozen=True, slots=True)
class Record:
    """One town. `card` is None where there is no indicator data; `notes` are cautions beside its figures."""

    town: Town
    card: Scorecard | None
    sheet: FactSheet
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """`version` changes with the content. `beside` and `of_all` are what the towns' figures are compared with, and
    what is said of the monotowns together.
    """

    version: str
    records: tuple[Record, ...]
    beside: tuple[tuple[Benchmark, Figure], ...]
    of_all: tuple[Fact, ...]
    economic: EconomicScale
    methodology: Methodology
    scored: int  # how many towns have a card
    documents: tuple[Document, ...]


class Tables:
    """An id that data/ does not hold (an old or forged button) raises core.catalogue.Unknown."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._cards = {town_id: score(catalogue.innovation, sheet) for town_id, sheet in catalogue.sheets.items()}

    @property
    def version(self) -> str:
        return self._catalogue.version

    def of(self, town_id: str) -> Extract:
        """With what the documents put beside this town's figures."""
        record = self._record(self._catalogue.town(town_id))
        lines = (line for section in record.sheet.sections for line in section.lines)
        return self._extract((record,), (pair for line in lines for pair in line.beside))

    def all(self) -> Extract:
        figures = self._catalogue.figures
        beside = (
            (benchmark, figure)
            for benchmark in figures.benchmarks.values()
            for measure in figures.measures
            for figure in figures.of(benchmark.id, measure)
        )
        return self._extract(tuple(map(self._record, self._catalogue.towns)), beside)

    def _extract(self, records: tuple[Record, ...], beside: Iterable[tuple[Benchmark, Figure]]) -> Extract:
        return Extract(
            version=self.version,
            records=records,
            beside=tuple(dict.fromkeys(beside)),
            of_all=tuple(fact for fact in self._catalogue.figures.facts.values() if not fact.towns),
            economic=self._catalogue.economic,
            methodology=self._catalogue.innovation,
            scored=len(self._cards),
            documents=tuple(self._catalogue.documents.values()),
        )

    def _record(self, town: Town) -> Record:
        notes = self._catalogue.chapters.beside(town.id)
        return Record(town, self._cards.get(town.id), self._catalogue.figures.sheet(town), notes)
