"""Proposals before they are confirmed: which ones wait, who would hear of one, and taking one back."""

from core.access import Extent, Permission, allowed
from core.catalogue import Catalogue
from core.dry_run import DryRun
from core.notices import Happened, readers
from core.publishing import Proposal, waiting
from core.store.asked import tell_proposer
from core.store.deeds import acting, ask
from core.store.transaction import Cause
from core.store.work import Store

__all__ = ["Proposal", "Proposals"]

MOST = 50


class Proposals:
    """A proposal that waits no more raises core.catalogue.Unknown, a missing right NotAllowed."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    async def waiting(self, person_id: int, cause: Cause | None) -> tuple[Proposal, ...]:
        """Those in places of theirs, the latest first."""
        person = await ask(self._store, person_id, cause, "proposals", Permission.PROPOSE, Extent.SOMEWHERE)
        async with self._store.reading() as work:
            found = await work.proposals.waiting(MOST)
        return tuple(
            each
            for each in found
            if all(allowed(person, Permission.PROPOSE, place) for place in self._catalogue.places(each.entries))
        )

    async def withdraw(self, person_id: int, number: int, cause: Cause | None) -> None:
        """Nobody can confirm it any more."""
        async with acting(self._store, person_id, cause, f"withdraw {number}") as deed:
            if deed.work.repeated:
                return
            proposal = waiting(await deed.work.proposals.find(number), number)
            deed.require(Permission.PROPOSE, *self._catalogue.places(proposal.entries))
            await deed.work.proposals.withdraw(number)
            await deed.record("withdraw", before={"proposal": number, "digest": proposal.digest})
            await tell_proposer(deed, "figures", proposal)

    async def confirmed_by(self, person_id: int, proposal: Proposal) -> bool:
        """Whether this person was the first of two."""
        if proposal.confirmed_by is None:
            return False
        async with self._store.reading() as work:
            return await work.aliases.find(person_id) == proposal.confirmed_by

    async def audience(self, run: DryRun) -> int:
        """How many chats would hear of it if it were published."""
        async with self._store.reading() as work:
            wishes = await work.subscriptions.reachable()
        return readers(self._catalogue, Happened.by(run), wishes)
