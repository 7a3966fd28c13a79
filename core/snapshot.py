"""What is published at a moment, worked out once and never changed: services ask for the snapshot of now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.ledger import Batch, Ledger
from core.methodology import Methodology
from core.observations import Sheet
from core.scoring import Scorecard, score
from core.sources import Document


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`documents` are those that figures were pushed from, by id."""

    ledger: Ledger
    sheets: Mapping[str, Sheet]
    cards: Mapping[str, Scorecard]
    documents: Mapping[str, Document]

    @property
    def version(self) -> int:
        return self.ledger.version


Now = Callable[[], Snapshot]


class Current(Protocol):
    """`just` is a batch that was published this moment, `after` are the figures as they stand since."""

    def now(self) -> Snapshot: ...

    async def refresh(self, just: Batch | None = None, after: Mapping[str, Sheet] | None = None) -> Snapshot: ...


def taken(
    ledger: Ledger,
    methodology: Methodology,
    year: int | None = None,
    published_by: datetime | None = None,
    sheets: Mapping[str, Sheet] | None = None,
) -> Snapshot:
    """As it is; or of the figures up to a year; or as it stood published at an earlier moment. `sheets`: when they are
    known already.
    """
    sheets = ledger.sheets(year, published_by) if sheets is None else sheets
    sources = (each.source for sheet in sheets.values() for each in sheet.observations.values())
    documents = (source.document for source in sources if source and source.batch)
    return Snapshot(
        ledger=ledger,
        sheets=sheets,
        cards={town: score(methodology, sheet) for town, sheet in sheets.items()},
        documents={document.id: document for document in documents},
    )


def always(ledger: Ledger, methodology: Methodology) -> Now:
    snapshot = taken(ledger, methodology)
    return lambda: snapshot
