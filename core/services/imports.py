"""Figures from a draft to everybody's screen: a dry run, a proposal bound to it, a confirmation, and the way back.

Nothing is published but what was shown: a proposal stands over one version of the figures and of data/, and when
either has changed meanwhile it is run again. Each step is one transaction on record.
"""

from collections.abc import Callable, Iterable
from functools import partial

from core.access import Extent, Permission
from core.bulk import in_bulk
from core.catalogue import Catalogue, Unknown
from core.clock import Clock
from core.dry_run import DryRun, dry_run
from core.faults import kept
from core.judgement import judged_anew
from core.ledger import Batch, Entry, Figure, Ledger, Undoing
from core.publishing import (
    Doubtful,
    Nothing,
    Notice,
    Outcome,
    Proposal,
    Proposed,
    Published,
    Seconding,
    Stale,
    Subscription,
    undone,
    waiting,
)
from core.snapshot import Current
from core.store.asked import ask_others, seconded, tell_proposer
from core.store.deeds import MANY, Deed, NotAllowed, acting, ask, beside
from core.store.letters import Letter
from core.store.transaction import Cause
from core.store.work import Store, Work
from core.written import digest_of

__all__ = [
    "Cause",
    "Doubtful",
    "Imports",
    "NotAllowed",
    "Nothing",
    "Notice",
    "Outcome",
    "Planner",
    "Proposal",
    "Proposed",
    "Published",
    "Seconding",
    "Stale",
    "Subscription",
]

SHORTEST = 8
"""Letters of a digest that a button carries at least."""

Planner = Callable[[Notice], Iterable[Letter]]
"""Pure. Its letters are put in the transaction that publishes."""


class Imports:
    """An unknown town, indicator, proposal or batch raises core.catalogue.Unknown, an impossible value
    core.scales.NotOnScale, the same figure twice core.written.Twice, a missing right NotAllowed.
    """

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        current: Current,
        clock: Clock,
        plan: Planner = lambda _: (),
        *,
        second_for_tiers: bool = True,
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._current = current
        self._clock = clock
        self._plan = plan
        self.second_for_tiers = second_for_tiers
        self._latest: Proposed | None = None  # more often than not it is confirmed straight away

    async def dry_run(self, person_id: int, figures: Iterable[Figure], cause: Cause | None) -> DryRun:
        """Without proposing it."""
        await ask(self._store, person_id, cause, "dry run", Permission.DRAFT, Extent.SOMEWHERE)
        given = tuple(figures)
        self._catalogue.check(given)
        return await self._dry_run((await self._current.refresh()).ledger, given)

    async def propose(
        self,
        person_id: int,
        figures: Iterable[Figure],
        cause: Cause | None,
        *,
        reason: str = "",
        overruled: tuple[str, ...] = (),
    ) -> Proposed:
        given = tuple(figures)
        self._catalogue.check(given)
        async with acting(self._store, person_id, cause, "propose", large=len(given) > MANY) as deed:
            if deed.work.repeated:
                return await self._last(deed)
            deed.require(Permission.PROPOSE, *self._catalogue.places(given))
            return await self._propose(deed, given, reason, overruled)

    async def undo(self, person_id: int, number: int, cause: Cause | None, *, reason: str = "") -> Proposed:
        """Proposes to take a batch back; it is confirmed like any other proposal."""
        async with acting(self._store, person_id, cause, "propose", large=True) as deed:
            if deed.work.repeated:
                return await self._last(deed)
            deed.require(Permission.PROPOSE, Extent.SOMEWHERE)
            undoing = await self._undone(deed, number)
            deed.require(Permission.PROPOSE, *self._catalogue.places((*undoing.entries, *undoing.overtaken)))
            return await self._propose(deed, undoing.entries, reason, (), number, undoing.overtaken)

    async def again(
        self, person_id: int, number: int, cause: Cause | None, *, why: str = "", seen: str = ""
    ) -> Proposed:
        """The same over what is published now, in place of what was proposed. What is odd now and was not then raises
        core.publishing.Doubtful, until somebody who has seen it says why it is right.
        """
        async with acting(self._store, person_id, cause, "propose", large=True) as deed:
            if deed.work.repeated:
                return await self._last(deed)
            old = waiting(await deed.work.proposals.find(number), number)
            deed.require(Permission.PROPOSE, *self._catalogue.places(old.entries))
            await deed.work.proposals.withdraw(number)
            reason, overtaken = old.reason, tuple[Entry, ...]()
            if old.undoes is None:
                entries, overruled = old.entries, await self._overruled(deed, old, seen if why else "")
                reason = "; ".join(dict.fromkeys(filter(None, (old.reason, why))))
            else:
                undoing = await self._undone(deed, old.undoes)
                entries, overruled, overtaken = undoing.entries, (), undoing.overtaken
            anew = await self._propose(deed, entries, reason, overruled, old.undoes, overtaken)
            await tell_proposer(deed, "figures", old, anew.proposal.number)
            return anew

    async def _overruled(self, deed: Deed, old: Proposal, seen: str) -> tuple[str, ...]:
        ledger = await self._ledger(deed.work)
        judged = partial(judged_anew, old.entries, ledger, self._catalogue.innovation, old.overruled)
        overruled, fresh = await beside(len(old.entries), judged)
        if fresh and (odd := Doubtful(fresh)).seen != seen:
            raise odd
        return (*overruled, *map(kept, fresh))

    async def _undone(self, deed: Deed, number: int) -> Undoing:
        ledger = await self._ledger(deed.work)
        batch = ledger.batch(number)
        return await beside(len(batch.entries) if batch else 0, partial(undone, ledger, number))

    async def find(self, person_id: int, number: int, cause: Cause | None) -> Proposed:
        """To be shown to whoever is to confirm it; the run is over what is published now."""
        async with self._store.reading() as work:
            proposal = waiting(await work.proposals.find(number), number)
            ledger = await self._ledger(work)
        places = self._catalogue.places(proposal.entries)
        await ask(self._store, person_id, cause, "see proposal", Permission.PROPOSE, *places)
        return Proposed(proposal, await self._run(ledger, proposal))

    async def confirm(self, person_id: int, number: int, digest: str, cause: Cause | None) -> Outcome:
        """`digest` (its first letters will do) is of the dry run that was seen."""
        async with acting(self._store, person_id, cause, f"publish {number}", large=True) as deed:
            outcome = await self._confirm(deed, number, digest)
            just = (outcome.batch, outcome.run.after) if isinstance(outcome, Published) else ()
        with in_bulk():
            await self._current.refresh(*just)
        return outcome

    async def _confirm(self, deed: Deed, number: int, digest: str) -> Outcome:
        work, ledger = deed.work, await self._ledger(deed.work)
        proposal = await work.proposals.find(number, self._latest.proposal if self._latest else None)
        if proposal is not None and proposal.batch is not None:
            if not work.repeated:
                deed.require(Permission.PUBLISH, Extent.SOMEWHERE)
            return await self._published(ledger, proposal.batch)
        proposal = waiting(proposal, number)
        places = self._catalogue.places(proposal.entries)
        deed.require(Permission.PUBLISH, *places)
        run = await self._run(ledger, proposal)
        if self._stale(proposal, run, digest) or await work.contents.version() != self._catalogue.content:
            return Stale(proposal, ledger.version)
        two = run.changes_tier and self.second_for_tiers
        if two and await seconded(deed, proposal.confirmed_by, "figures", places) is None:
            alias = await deed.alias()
            if not work.repeated and proposal.confirmed_by != alias:
                await work.proposals.confirm(number, alias)
                await deed.record("confirm", after={"proposal": number, "digest": proposal.digest})
                await ask_others(deed, "figures", proposal, places)
            return Seconding(proposal, run)
        return await self._publish(deed, proposal, run)

    async def _publish(self, deed: Deed, proposal: Proposal, run: DryRun) -> Published:
        """The figures, the record, the letters and the end of the proposal: all of it or nothing."""
        work = deed.work
        batch = Batch(
            number=run.base_version + 1,
            at=self._clock(),
            by=await deed.alias(),
            entries=run.entries,
            reason=proposal.reason,
            overruled=proposal.overruled,
            undoes=proposal.undoes,
        )
        self._latest = None
        await work.batches.publish(batch, run.written)
        await work.proposals.settle(proposal.number, batch.number)
        tiers = {each.town: [each.tier_before, each.tier_after] for each in run.towns if each.changes_tier}
        await deed.record(
            "publish" if batch.undoes is None else "undo",
            before={"version": run.base_version},
            after={
                "batch": batch.number,
                "proposal": proposal.number,
                "digest": digest_of(batch.number, run.written, batch.undoes),
                "figures": len(batch.entries),
                "tiers": tiers,
            },
        )
        notice = Notice(batch, run, await work.subscriptions.reachable())
        await work.letters.put(self._plan(notice))
        await tell_proposer(deed, "figures", proposal)
        return Published(batch, run)

    async def _propose(
        self,
        deed: Deed,
        entries: tuple[Entry, ...],
        reason: str,
        overruled: tuple[str, ...],
        undoes: int | None = None,
        overtaken: tuple[Entry, ...] = (),
    ) -> Proposed:
        work, ledger = deed.work, await self._ledger(deed.work)
        run = await self._dry_run(ledger, entries, undoes)
        if not run.entries:
            raise Nothing(run, overtaken)
        proposal = Proposal(
            number=await work.proposals.next_number(),
            at=self._clock(),
            proposed_by=await deed.alias(),
            base_version=ledger.version,
            data_version=self._catalogue.version,
            digest=run.digest,
            entries=entries,
            reason=reason,
            overruled=overruled,
            undoes=undoes,
        )
        await work.proposals.add(proposal, run.given)
        about = {"proposal": proposal.number, "digest": run.digest, "figures": len(run.entries), "undoes": undoes}
        await deed.record("propose", before={"version": ledger.version}, after=about)
        places = self._catalogue.places(entries)
        if not deed.may(Permission.PUBLISH, *places):
            await ask_others(deed, "figures", proposal, places)
        self._latest = Proposed(proposal, run, overtaken)
        return self._latest

    async def _last(self, deed: Deed) -> Proposed:
        """For an update delivered again: what it has brought about."""
        proposal = await deed.work.proposals.last_of(await deed.alias())
        if proposal is None:
            raise Unknown("a proposal")
        ledger = await self._ledger(deed.work)
        overtaken = (await self._undone(deed, proposal.undoes)).overtaken if proposal.undoes is not None else ()
        return Proposed(proposal, await self._run(ledger, proposal), overtaken)

    async def _ledger(self, work: Work) -> Ledger:
        """As it stands in this transaction; what is in memory is not read again."""
        known = self._current.now().ledger
        newer = await work.batches.after(known.version)
        return known.extended(newer) if newer else known

    async def _run(self, ledger: Ledger, proposal: Proposal) -> DryRun:
        known = self._latest
        if known and known.proposal.digest == proposal.digest and known.run.base_version == ledger.version:
            return known.run
        return await self._dry_run(ledger, proposal.entries, proposal.undoes)

    async def _dry_run(self, ledger: Ledger, entries: tuple[Entry, ...], undoes: int | None = None) -> DryRun:
        return await beside(len(entries), partial(dry_run, ledger, self._catalogue.innovation, entries, undoes))

    async def _published(self, ledger: Ledger, number: int) -> Published:
        batch = ledger.batch(number)
        assert batch is not None
        return Published(batch, await self._dry_run(ledger.until(number - 1), batch.entries, batch.undoes))

    def _stale(self, proposal: Proposal, run: DryRun, seen: str) -> bool:
        as_seen = len(seen) >= SHORTEST and proposal.digest.startswith(seen)
        return not as_seen or not self.stands(Proposed(proposal, run))

    def stands(self, proposed: Proposed) -> bool:
        """Nothing was published since that it does not take into account, neither figures nor content."""
        proposal = proposed.proposal
        return proposed.run.digest == proposal.digest and proposal.data_version == self._catalogue.version
