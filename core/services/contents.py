"""Content from a file to everybody's screen: what it would change, a proposal bound to that, two confirmations of two
people, and the way back. Each step is one transaction on record.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from core.access import At, Extent, Permission
from core.catalogue import Unknown
from core.clock import Clock
from core.content import ContentProposal, Issue, Part, digest_of, in_force, over, undone
from core.files.content import Folder, Unfit, received
from core.files.definitions import BadData
from core.impact import Impact, objections
from core.issuing import (
    Concerned,
    Current,
    Issued,
    Notice,
    Outcome,
    Proposed,
    Prospect,
    Same,
    Seconding,
    Stale,
    places_of,
    prospected,
    stale,
    waiting,
)
from core.store.asked import ask_others, seconded, tell_proposer
from core.store.concerned import Found, concerned, counted, out_of_date, tell
from core.store.deeds import Deed, NotAllowed, acting, ask
from core.store.letters import Letter
from core.store.transaction import Cause
from core.store.work import Store, Work

__all__ = ["BadData", "Cause", "Contents", "NotAllowed", "Unfit"]

Planner = Callable[[Notice], Iterable[Letter]]
"""Pure. Its letters are put in the transaction that publishes."""


class Contents:
    """An unknown proposal, issue or file raises Unknown, a file that cannot be used Unfit or BadData, which says where,
    one that says nothing new Same, a missing right NotAllowed.
    """

    def __init__(
        self, store: Store, current: Current, folder: Folder, clock: Clock, plan: Planner = lambda _: ()
    ) -> None:
        self._store = store
        self._current = current
        self._folder = folder
        self._clock = clock
        self._plan = plan

    async def propose(
        self, person_id: int, name: str, body: bytes, cause: Cause | None, *, place: str = "", reason: str = ""
    ) -> Proposed:
        await ask(self._store, person_id, cause, "propose content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        return await self._propose(person_id, await self._received(name, body, place), cause, reason)

    async def look(
        self, person_id: int, name: str, body: bytes, cause: Cause | None, *, place: str = ""
    ) -> tuple[Impact, Concerned]:
        """What it would change; nothing is kept."""
        await ask(self._store, person_id, cause, "propose content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        prospect = await self._prospect(self._changed(await self._received(name, body, place)), None)
        async with self._store.reading() as work:
            return prospect.impact, await counted(work, prospect, await self._concerned(work, prospect))

    async def undo(self, person_id: int, number: int, cause: Cause | None, *, reason: str = "") -> Proposed:
        """Proposes to take an issue back; it is confirmed like any other proposal."""
        await ask(self._store, person_id, cause, "propose content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        await self._current.refresh()
        if number not in {each.number for each in self._current.issues}:
            raise Unknown(f"issue {number}")
        undoing = undone(self._current.issues, number)
        return await self._propose(person_id, undoing.parts, cause, reason, number, undoing.overtaken)

    async def back(self, person_id: int, paths: Sequence[str], cause: Cause | None, *, reason: str = "") -> Proposed:
        """Proposes that what data/ itself says counts again in the place of these files."""
        await ask(self._store, person_id, cause, "propose content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        await self._current.refresh()
        if unknown := set(paths) - in_force(self._current.issues).keys():
            raise Unknown(f"published file {min(unknown)!r}")
        return await self._propose(person_id, (Part(path, None) for path in dict.fromkeys(paths)), cause, reason)

    async def again(self, person_id: int, number: int, cause: Cause | None) -> Proposed:
        """The same over what is published now, in the place of the earlier one."""
        await ask(self._store, person_id, cause, "propose content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        await self._current.refresh()
        async with self._store.reading() as work:
            old = waiting(await work.contents.find(number), number)
        parts, overtaken = old.parts, tuple[str, ...]()
        if old.undoes is not None:
            undoing = undone(self._current.issues, old.undoes)
            parts, overtaken = undoing.parts, undoing.overtaken
        return await self._propose(person_id, parts, cause, old.reason, old.undoes, overtaken, instead_of=old)

    async def find(self, person_id: int, number: int, cause: Cause | None) -> Proposed:
        """As it stands over what is published now."""
        await self._current.refresh()
        await ask(self._store, person_id, cause, "see content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        async with self._store.reading() as work:
            proposal = waiting(await work.contents.find(number), number)
            prospect = await self._prospect(proposal.parts, proposal.undoes)
            return await self._shown(work, proposal, prospect)

    async def waiting(self, person_id: int, cause: Cause | None) -> tuple[ContentProposal, ...]:
        await ask(self._store, person_id, cause, "see content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        async with self._store.reading() as work:
            return await work.contents.waiting()

    async def withdraw(self, person_id: int, number: int, cause: Cause | None) -> None:
        """By whoever proposed it, or a publisher."""
        async with acting(self._store, person_id, cause, f"withdraw content {number}") as deed:
            if deed.work.repeated:
                return
            deed.require(Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
            proposal = waiting(await deed.work.contents.find(number), number)
            if proposal.proposed_by != await deed.alias():
                deed.require(Permission.PUBLISH_CONTENT, Extent.SOMEWHERE)
            await deed.work.contents.withdraw(number)
            await deed.record("withdraw content", after={"proposal": number, "digest": proposal.digest})
            await tell_proposer(deed, "content", proposal)

    async def confirm(self, person_id: int, number: int, digest: str, cause: Cause | None) -> Outcome:
        """`digest` (its first letters will do) is of the proposal that was seen."""
        await ask(self._store, person_id, cause, "publish content", Permission.PUBLISH_CONTENT, Extent.SOMEWHERE)
        await self._current.refresh()
        async with self._store.reading() as work:
            proposal = await work.contents.find(number)
        if proposal is None:
            raise Unknown(f"proposal {number}")
        prospect = await self._prospect(proposal.parts, proposal.undoes) if proposal.state == "waiting" else None
        async with acting(self._store, person_id, cause, f"publish content {number}", large=True) as deed:
            outcome = await self._confirm(deed, number, digest, prospect)
        await self._current.refresh()
        return outcome

    def places(self) -> tuple[str, ...]:
        """The files that can be replaced."""
        return self._folder.places(in_force(self._current.issues))

    async def file(self, person_id: int, path: str, cause: Cause | None) -> bytes:
        """As it is in force, to be changed and sent back."""
        await ask(self._store, person_id, cause, "see content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        found = self._folder.body(in_force(self._current.issues), path)
        if found is None:
            raise Unknown(f"file {path!r}")
        return found

    async def history(self, person_id: int, cause: Cause | None) -> tuple[Issue, ...]:
        """The latest first."""
        await ask(self._store, person_id, cause, "see content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        await self._current.refresh()
        return self._current.issues[::-1]

    async def _confirm(self, deed: Deed, number: int, digest: str, prospect: Prospect | None) -> Outcome:
        work = deed.work
        proposal = await work.contents.find(number)
        if proposal is not None and proposal.issue is not None:
            return Issued((await work.contents.after(proposal.issue - 1))[0])
        proposal = waiting(proposal, number)
        assert prospect is not None
        where = places_of(self._current.catalogue.towns, proposal.parts, prospect.impact)
        deed.require(Permission.PUBLISH_CONTENT, *where)
        if stale(proposal, prospect, digest, await work.contents.version(), await work.batches.version()):
            return Stale(proposal)
        first = await self._first(deed, proposal, where)
        if first is None:
            if not work.repeated:
                await work.contents.confirm(number, await deed.alias())
                await deed.record("confirm content", after={"proposal": number, "digest": proposal.digest})
                await ask_others(deed, "content", proposal, where)
            return Seconding(await self._shown(work, proposal, prospect))
        return await self._publish(deed, proposal, prospect, first)

    async def _publish(self, deed: Deed, proposal: ContentProposal, prospect: Prospect, first: int) -> Issued:
        """The files, the record, the letters and the end of the proposal: all of it or nothing."""
        work, now = deed.work, self._clock()
        issue = Issue(
            number=prospect.before.content + 1,
            at=now,
            by=await deed.alias(),
            seconded_by=first,
            parts=proposal.parts,
            reason=proposal.reason,
            undoes=proposal.undoes,
        )
        await work.contents.publish(issue)
        await work.contents.settle(proposal.number, issue.number)
        found = await self._concerned(work, prospect)
        await deed.record(
            "publish content" if issue.undoes is None else "undo content",
            before={"issue": prospect.before.content},
            after={
                "issue": issue.number,
                "proposal": proposal.number,
                "digest": digest_of(issue.number, issue.parts, issue.undoes),
                "files": [part.path for part in issue.parts],
                "applications": len(found),
                **({"alone": True} if issue.by == issue.seconded_by else {}),
            },
        )
        await tell(work, found, prospect.after, issue.number, now)
        await work.letters.put(self._plan(Notice(issue, prospect.impact.towns, await work.subscriptions.reachable())))
        await tell_proposer(deed, "content", proposal)
        return Issued(issue, await counted(work, prospect, found))

    async def _first(self, deed: Deed, proposal: ContentProposal, where: tuple[At | Extent, ...]) -> int | None:
        """Somebody else who has confirmed it, and has the right to this day."""
        if self._current.mending and proposal.takes_back:
            return await deed.alias()  # the bot does not start, so nobody else can be asked
        return await seconded(deed, proposal.confirmed_by, "content", where)

    async def _prospect(self, parts: Sequence[Part], undoes: int | None) -> Prospect:
        """Raises BadData. Reading and comparing takes a second of a processor: others go on meanwhile."""
        before, snapshot, files = self._current.catalogue, self._current.now(), in_force(self._current.issues)

        def worked_out() -> Prospect:
            after = self._folder.over(over(files, parts))
            if flaws := objections(before, after, snapshot.ledger):
                raise BadData(flaws)
            return prospected(before, after, snapshot, parts, undoes, self._clock())

        return await asyncio.to_thread(worked_out)

    async def _propose(
        self,
        person_id: int,
        parts: Iterable[Part],
        cause: Cause | None,
        reason: str,
        undoes: int | None = None,
        overtaken: tuple[str, ...] = (),
        instead_of: ContentProposal | None = None,
    ) -> Proposed:
        changed = self._changed(parts)
        prospect = await self._prospect(changed, undoes)
        async with acting(self._store, person_id, cause, "propose content") as deed:
            proposal = await deed.work.contents.last_of(await deed.alias()) if deed.work.repeated else None
            if proposal is None:
                proposal = await self._keep(deed, prospect, changed, reason, undoes)
                if instead_of is not None:
                    await deed.work.contents.withdraw(instead_of.number)
                    await tell_proposer(deed, "content", instead_of, proposal.number)
            return await self._shown(deed.work, proposal, prospect, overtaken)

    async def _keep(
        self, deed: Deed, prospect: Prospect, parts: tuple[Part, ...], reason: str, undoes: int | None
    ) -> ContentProposal:
        places = places_of(prospect.before.towns, parts, prospect.impact)
        deed.require(Permission.PROPOSE_CONTENT, *places)
        proposal = ContentProposal(
            number=await deed.work.contents.next_number(),
            at=self._clock(),
            proposed_by=await deed.alias(),
            base=prospect.before.content,
            data_version=prospect.before.version,
            digest=prospect.digest,
            parts=parts,
            reason=reason,
            undoes=undoes,
        )
        await deed.work.contents.propose(proposal)
        about = {"proposal": proposal.number, "digest": proposal.digest, "files": [each.path for each in parts]}
        await deed.record("propose content", before={"issue": proposal.base}, after=about)
        if not deed.may(Permission.PUBLISH_CONTENT, *places):
            await ask_others(deed, "content", proposal, places)
        return proposal

    async def _shown(
        self, work: Work, proposal: ContentProposal, prospect: Prospect, overtaken: tuple[str, ...] = ()
    ) -> Proposed:
        found = await counted(work, prospect, await self._concerned(work, prospect))
        return Proposed(proposal, prospect.impact, found, overtaken)

    async def _concerned(self, work: Work, prospect: Prospect) -> Found:
        if self._current.mending:
            return await out_of_date(work, prospect.after, self._clock())
        return await concerned(work, prospect.before, prospect.after, self._clock())

    async def _received(self, name: str, body: bytes, place: str) -> tuple[Part, ...]:
        await self._current.refresh()
        found = await asyncio.to_thread(received, name, body, self.places(), place)
        return tuple(Part(path, content) for path, content in sorted(found.items()))

    def _changed(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        lying = in_force(self._current.issues)
        changed = tuple(part for part in parts if self._folder.body(lying, part.path) != part.body)
        if not changed:
            raise Same
        return changed
