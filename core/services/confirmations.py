"""Proposals as letters tell of them at the moment they are sent: what somebody may confirm, and what became of one."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.access import At, Extent, Person, allowed
from core.catalogue import Catalogue
from core.content import ContentProposal, Issue
from core.issuing import Current
from core.ledger import Batch
from core.publishing import Proposal
from core.store.asked import MAY, Matter
from core.store.deeds import known_person
from core.store.work import Store, Work

__all__ = ["Confirmations", "Fate", "Matter"]


@dataclass(frozen=True, slots=True)
class Fate:
    """`published` is the publication of figures or the issue of content that it became, `undone_by` what has taken that
    back since; `instead` the proposal that somebody has run it again as, which may wait still. With none of them it was
    withdrawn.
    """

    matter: Matter
    number: int
    published: int | None = None
    undone_by: int | None = None
    instead: int | None = None
    waits: bool = False


class Confirmations:
    def __init__(self, store: Store, catalogue: Catalogue, current: Current) -> None:
        self._store = store
        self._catalogue = catalogue
        self._current = current

    async def wanted(
        self, person_id: int, matter: Matter, number: int, towns: Iterable[str] | None
    ) -> Proposal | ContentProposal | None:
        """None when it waits no more, or not for them. `towns` are those it concerns; None: the whole country."""
        async with self._store.reading() as work:
            proposal = await found(work, matter, number)
            person, alias = await known_person(work, person_id), await work.aliases.find(person_id)
        if proposal is None or proposal.state != "waiting":
            return None
        if alias is not None and proposal.confirmed_by == alias:
            return None
        places = [Extent.EVERYWHERE] if towns is None else [At(each, self._oblast(each)) for each in towns]
        return proposal if all(allowed(person, MAY[matter], place) for place in places) else None

    async def fate(self, matter: Matter, number: int, instead: int | None) -> Fate | None:
        """None where nothing has become of it. A proposal is kept for a month."""
        await self._current.refresh()
        async with self._store.reading() as work:
            proposal = await found(work, matter, number if instead is None else instead)
        waits = proposal is not None and proposal.state == "waiting"
        if waits and instead is None:
            return None
        published = None
        if proposal is not None:
            published = proposal.batch if isinstance(proposal, Proposal) else proposal.issue
        undone_by = self._undoing(matter, published) if published else None
        return Fate(matter, number, published, undone_by, instead, waits=waits)

    def _undoing(self, matter: Matter, number: int) -> int | None:
        published: Iterable[Batch | Issue] = self._current.issues
        if matter == "figures":
            published = self._current.now().ledger.batches
        return next((each.number for each in published if each.undoes == number), None)

    async def holder(self, person_id: int) -> Person:
        """As the database has them at this moment: what is remembered of a person may be a moment old."""
        async with self._store.reading() as work:
            return await known_person(work, person_id)

    def _oblast(self, town: str) -> str:
        return self._catalogue.town(town).oblast.id


async def found(work: Work, matter: Matter, number: int) -> Proposal | ContentProposal | None:
    if matter == "figures":
        return await work.proposals.find(number)
    return await work.contents.find(number)
