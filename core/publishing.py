"""What passes between those who propose figures and those who publish them."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from core.catalogue import Unknown
from core.dry_run import DryRun
from core.faults import Doubt, kept
from core.ledger import Batch, Entry, Ledger, Line, Undoing
from core.localised import Language
from core.observations import Observation

State = Literal["waiting", "published", "withdrawn"]
Extent = Literal["town", "oblast", "all"]
Kind = Literal["tier", "any", "week"]
SEEN = 16


@dataclass(frozen=True, slots=True)
class Subscription:
    """`place` is the id of a town or an oblast, empty for all. `language` is for a person who has chosen none."""

    chat_id: int
    extent: Extent
    place: str
    kind: Kind
    language: Language


@dataclass(frozen=True, slots=True)
class Proposal:
    """`entries` are all that was given, also what is known already; none when it is settled. `confirmed_by` is the
    first of two publishers where two are wanted. People stand under their pseudonyms.
    """

    number: int
    at: datetime
    proposed_by: int
    base_version: int
    data_version: str
    digest: str
    entries: tuple[Entry, ...]
    reason: str
    overruled: tuple[str, ...] = ()
    undoes: int | None = None
    state: State = "waiting"
    confirmed_by: int | None = None
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What was published, for those who want to hear of it."""

    batch: Batch
    run: DryRun
    subscriptions: tuple[Subscription, ...]


class Nothing(Exception):
    """There is nothing to publish: all of it is known, or was replaced since. `run` says so figure by figure."""

    def __init__(self, run: DryRun, overtaken: tuple[Entry, ...] = ()) -> None:
        super().__init__("nothing to publish")
        self.run = run
        self.overtaken = overtaken


class Doubtful(Exception):
    """Beside what was published meanwhile these are odd, and nobody has said why they are right. Whoever says so names
    what they have `seen`.
    """

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        super().__init__("doubtful")
        self.doubts = doubts
        self.seen = sha256("\n".join(map(kept, doubts)).encode()).hexdigest()[:SEEN]


@dataclass(frozen=True, slots=True)
class Proposed:
    """`overtaken`: entries of a batch to be undone that later batches have replaced; they stay."""

    proposal: Proposal
    run: DryRun
    overtaken: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    batch: Batch
    run: DryRun


@dataclass(frozen=True, slots=True)
class Seconding:
    """A tier changes: another publisher must confirm as well."""

    proposal: Proposal
    run: DryRun


@dataclass(frozen=True, slots=True)
class Stale:
    """Something was published meanwhile, or data/ is another: nothing happened, run it again."""

    proposal: Proposal
    version: int


Outcome = Published | Seconding | Stale


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the history. `by` is None for whoever may not know it, negative for somebody who was forgotten.
    `before` is what was known of the same year; `after` the batch that spoke of it next.
    """

    line: Line
    by: int | None
    before: Observation | None = None
    after: int | None = None


def waiting(proposal: Proposal | None, number: int) -> Proposal:
    if proposal is None or proposal.state != "waiting":
        raise Unknown(f"proposal {number}")
    return proposal


def undone(ledger: Ledger, number: int) -> Undoing:
    batch = ledger.batch(number)
    if batch is None:
        raise Unknown(f"batch {number}")
    return ledger.undoing(batch)
