"""What is on record: who used which right, when, on what; and whether anybody has changed the record since."""

from dataclasses import dataclass
from datetime import datetime

from core import content
from core.access import At, Extent, Permission
from core.store.audit import Entry, Facts
from core.store.deeds import NotAllowed, ask
from core.store.transaction import Cause
from core.store.trouble import StoreTrouble
from core.store.work import Store, Work
from core.written import digest_of, written

__all__ = ["Audit", "Cause", "Entry", "Facts", "NotAllowed", "OfTown", "Sound", "Tampered", "Written"]

PUBLISHED = frozenset({"publish", "undo"})
WAITING = 1000
"""Proposals that are looked through."""
ISSUED = frozenset({"publish content", "undo content"})


class Tampered(StoreTrouble):
    """The record, or what was published, is not what it was when it was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """`who` and `whom` are ids of people; negative: somebody who was forgotten since."""

    entry: Entry
    who: int
    whom: int | None


@dataclass(frozen=True, slots=True)
class Sound:
    """`head` is the hash of the last entry. Who notes it down can tell later whether the end was cut off."""

    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class OfTown:
    """What is on record about a town: `batches` have figures of it."""

    place: At
    batches: frozenset[int]

    def concerns(self, entry: Entry, proposals: set[int]) -> bool:
        """`proposals` are known to be about it; those that were published become known on the way."""
        for facts in filter(None, (entry.before, entry.after)):
            if facts.get("batch") in self.batches:
                proposals.add(facts["proposal"])
            if facts.get("proposal") in proposals and "content" not in entry.act:
                return True
            places = facts.get("places") or {"towns": (), "oblasts": ()}
            if self.place.town in places["towns"] or self.place.oblast in places["oblasts"]:
                return True
            if facts.get("place") == self.place.town:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Asked:
    acts: tuple[str, ...]
    since: datetime | None
    until: datetime | None
    below: int | None

    def fits(self, entry: Entry) -> bool:
        return (
            (not self.acts or entry.act in self.acts)
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at < self.until)
            and (self.below is None or entry.number < self.below)
        )


class Audit:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(
        self,
        person_id: int,
        cause: Cause | None,
        *,
        by: int | None = None,
        act: str | None = None,
        acts: tuple[str, ...] = (),
        town: OfTown | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        below: int | None = None,
        most: int = 1000,
    ) -> tuple[Written, ...]:
        """The latest first. `by` finds what a person did and what was done to them; `below` goes on from a number."""
        asked = Asked(acts or ((act,) if act else ()), since, until, below)
        await ask(self._store, person_id, cause, "audit", Permission.AUDIT, Extent.EVERYWHERE)
        async with self._store.reading() as work:
            alias = None if by is None else await work.aliases.find(by)
            if by is not None and alias is None:
                return ()
            if town is None:
                found = await work.audit.read(
                    who=alias, acts=asked.acts, since=since, until=until, below=below, most=most
                )
            else:
                found = await self._of_town(work, alias, town, asked, most)
            names = await work.aliases.people(each for entry in found for each in (entry.who, entry.whom or 0))
        return tuple(
            Written(entry, names.get(entry.who, entry.who), entry.whom and names.get(entry.whom, entry.whom))
            for entry in found
        )

    async def _of_town(self, work: Work, who: int | None, town: OfTown, asked: Asked, most: int) -> tuple[Entry, ...]:
        """From the last entry down, whatever is asked: what a proposal was about is told where it was published."""
        proposals = {
            each.number
            for each in await work.proposals.waiting(WAITING)
            if any(entry.town == town.place.town for entry in each.entries)
        }
        found: list[Entry] = []
        last = None
        while len(found) < most and (some := await work.audit.read(who=who, below=last)):
            last = some[-1].number
            found += [each for each in some if town.concerns(each, proposals) and asked.fits(each)]
        return tuple(found[:most])

    async def verify(self) -> Sound:
        """Raises Tampered with the first thing that is wrong."""
        async with self._store.reading() as work:
            entries, head, digests, issues = 0, "", {}, {}
            async for entry, sound in work.audit.chain():
                if not sound:
                    raise Tampered(f"the record was changed at entry {entry.number}")
                entries, head = entry.number, entry.hash
                if entry.act in PUBLISHED and entry.after:
                    digests[entry.after["batch"]] = entry.after["digest"]
                if entry.act in ISSUED and entry.after:
                    issues[entry.after["issue"]] = entry.after["digest"]
            if exchanged := await work.aliases.exchanged():
                raise Tampered(f"the acts of {exchanged[0]} were given to somebody else")
            await same_batches(work, digests)
            await same_issues(work, issues)
        return Sound(entries, head)


async def same_batches(work: Work, digests: dict[int, str]) -> None:
    found = {
        each.number: digest_of(each.number, written(each.entries), each.undoes) for each in await work.batches.after(0)
    }
    for number in sorted({*found, *digests}):
        if found.get(number) != digests.get(number):
            raise Tampered(f"publication No. {number} is not what was published")


async def same_issues(work: Work, digests: dict[int, str]) -> None:
    found = {
        each.number: content.digest_of(each.number, each.parts, each.undoes) for each in await work.contents.after(0)
    }
    for number in sorted({*found, *digests}):
        if found.get(number) != digests.get(number):
            raise Tampered(f"content issue {number} is not what was published")
