"""What passes between those who propose content and those who publish it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.catalogue import Catalogue, Unknown
from core.content import ContentProposal, Issue, Part, digest_of
from core.impact import Impact, impact, summary
from core.snapshot import Snapshot


class Same(Exception):
    """There is nothing to publish: all of it stands already, or later issues have replaced it."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """Applications in progress that it concerns, and those of them whose owners want to be told."""

    applications: int
    told: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """`overtaken`: files of an issue to be undone that later ones have replaced; they stay."""

    proposal: ContentProposal
    impact: Impact
    concerned: Concerned
    overtaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """`concerned` is None when it was published before."""

    issue: Issue
    concerned: Concerned | None = None


@dataclass(frozen=True, slots=True)
class Seconding:
    """Another publisher must confirm as well."""

    proposed: Proposed


@dataclass(frozen=True, slots=True)
class Stale:
    """Something was published meanwhile, or its impact is another: nothing happened, propose it again."""

    proposal: ContentProposal


Outcome = Issued | Seconding | Stale


@dataclass(frozen=True, slots=True)
class Prospect:
    """The catalogue as it would be, over the figures of one version. `digest` is over all that would be published and
    what it would change.
    """

    before: Catalogue
    after: Catalogue
    version: int
    impact: Impact
    digest: str


def prospected(
    before: Catalogue, after: Catalogue, snapshot: Snapshot, parts: Iterable[Part], undoes: int | None, now: datetime
) -> Prospect:
    found, given = impact(before, after, snapshot.ledger, now), tuple(parts)
    digest = digest_of(before.content, given, undoes, before.version, summary(found))
    return Prospect(before, after, snapshot.version, found, digest)


def waiting(proposal: ContentProposal | None, number: int) -> ContentProposal:
    if proposal is None or proposal.state != "waiting":
        raise Unknown(f"proposal {number}")
    return proposal
