"""All that is known, to be taken away as a table: of one town, or of all."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.catalogue import Catalogue
from core.figures import Benchmark, Fact, FactSheet, Figure
from core.ledger import Ledger
from core.methodology import Methodology
from core.scoring import Scorecard
from core.snapshot import Now, Snapshot, always
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

    def __init__(self, catalogue: Catalogue, now: Now | None = None) -> None:
        """Without `now` of data/ alone."""
        self._catalogue = catalogue
        self._now = now or always(Ledger(catalogue.sheets), catalogue.innovation)

    @property
    def version(self) -> str:
        return self._version(self._now())

    def _version(self, snapshot: Snapshot) -> str:
        return f"{self._catalogue.version}-{snapshot.version}" if snapshot.version else self._catalogue.version

    def of(self, town_id: str) -> Extract:
        """With what the documents put beside this town's figures."""
        snapshot = self._now()
        record = self._record(self._catalogue.town(town_id), snapshot)
        lines = (line for section in record.sheet.sections for line in section.lines)
        return self._extract(snapshot, (record,), (pair for line in lines for pair in line.beside))

    def all(self) -> Extract:
        figures, snapshot = self._catalogue.figures, self._now()
        beside = (
            (benchmark, figure)
            for benchmark in figures.benchmarks.values()
            for measure in figures.measures
            for figure in figures.of(benchmark.id, measure)
        )
        records = tuple(self._record(town, snapshot) for town in self._catalogue.towns)
        return self._extract(snapshot, records, beside)

    def _extract(
        self, snapshot: Snapshot, records: tuple[Record, ...], beside: Iterable[tuple[Benchmark, Figure]]
    ) -> Extract:
        return Extract(
            version=self._version(snapshot),
            records=records,
            beside=tuple(dict.fromkeys(beside)),
            of_all=tuple(fact for fact in self._catalogue.figures.facts.values() if not fact.towns),
            economic=self._catalogue.economic,
            methodology=self._catalogue.innovation,
            scored=len(snapshot.cards),
            documents=(*self._catalogue.documents.values(), *snapshot.documents.values()),
        )

    def _record(self, town: Town, snapshot: Snapshot) -> Record:
        notes = self._catalogue.chapters.beside(town.id)
        return Record(town, snapshot.cards.get(town.id), self._catalogue.figures.sheet(town), notes)
