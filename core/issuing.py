"""What passes between those who propose content and those who publish it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.access import At, Extent
from core.catalogue import Catalogue, Unknown
from core.content import ContentProposal, Issue, Part, digest_of
from core.dry_run import TownChange
from core.impact import Impact, impact, summary
from core.publishing import Subscription
from core.snapshot import Snapshot
from core.towns import Town


class Current(Protocol):
    """What is published, with the content it is read by."""

    def now(self) -> Snapshot: ...

    async def refresh(self) -> Snapshot: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def issues(self) -> tuple[Issue, ...]: ...

    @property
    def mending(self) -> bool: ...


class Same(Exception):
    """There is nothing to publish: all of it stands already, or later issues have replaced it."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """Applications in progress that it concerns, and those of them whose owners want to be told; and the chats that
    have subscribed to towns it scores differently.
    """

    applications: int
    told: int
    readers: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What was published, and what that does to towns, for those who want to hear of it."""

    issue: Issue
    towns: tuple[TownChange, ...]
    subscriptions: tuple[Subscription, ...]


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


SHORTEST = 8
"""Letters of a digest that a button carries at least."""


def stale(proposal: ContentProposal, prospect: Prospect, seen: str, content: int, figures: int) -> bool:
    """`content` and `figures` are the versions that stand."""
    as_seen = len(seen) >= SHORTEST and proposal.digest.startswith(seen)
    stands = (content, figures) == (prospect.before.content, prospect.version)
    return not (as_seen and stands and proposal.digest == prospect.digest)


def places_of(known: Iterable[Town], parts: Iterable[Part], found: Impact) -> tuple[At | Extent, ...]:
    """Contacts of a town are the business of whoever is responsible for it; all else concerns the whole country."""
    towns = [each.contact.town for each in found.contacts]
    if found.offices or not towns or not all(towns) or any(part.kind != "contacts" for part in parts):
        return (Extent.EVERYWHERE,)
    by_id = {town.id: town for town in known}
    return tuple(At(town, by_id[town].oblast.id) for town in dict.fromkeys(towns) if town)


def waiting(proposal: ContentProposal | None, number: int) -> ContentProposal:
    if proposal is None or proposal.state != "waiting":
        raise Unknown(f"proposal {number}")
    return proposal
