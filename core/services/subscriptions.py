"""Who wants to hear of what is published, and the letters that tell them.

A letter is planned in the transaction that publishes, one for each chat and batch, and one for each chat and week. It
carries no figures: what it says is made from the ledger when it is sent, once for all readers of a batch.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.access import Extent as Scope
from core.access import Permission
from core.catalogue import Catalogue
from core.clock import Clock
from core.ledger import Batch, Ledger
from core.localised import Localised
from core.notices import AT_ONCE, WEEKLY, FigureNews, Happened, Touched, TownNews, Week, between, news, week_of
from core.publishing import Extent, Kind, Notice, Subscription
from core.snapshot import Current
from core.store.deeds import ask
from core.store.letters import Letter
from core.store.transaction import Cause
from core.store.work import Store

__all__ = [
    "Extent",
    "FigureNews",
    "Kind",
    "Subscription",
    "Subscriptions",
    "Told",
    "TownNews",
    "Watched",
    "Week",
]

BATCH, WEEK = "figures", "week"
"""Kinds of letters, and what they are about."""
REMEMBERED = 4
"""Batches and weeks whose news are kept at hand while their letters go out."""


@dataclass(frozen=True, slots=True)
class Watched:
    """`place` is None for all monotowns."""

    extent: Extent
    id: str
    place: Localised | None
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader is told. `week` is None for a single batch; `undone_by` is the batch that has taken it back
    since. `wishes` are those that ask for it.
    """

    towns: tuple[TownNews, ...]
    wishes: tuple[Subscription, ...]
    batch: Batch
    week: Week | None = None
    undone_by: int | None = None


class Subscriptions:
    """An unknown town or oblast raises core.catalogue.Unknown. `opening` is the moment itself or, when that is at
    night, the morning after.
    """

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        current: Current,
        clock: Clock,
        opening: Callable[[datetime], datetime],
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._current = current
        self._clock = clock
        self._opening = opening
        self._news: OrderedDict[tuple[int, int], tuple[Touched, tuple[TownNews, ...]]] = OrderedDict()

    async def of(self, chat_id: int) -> tuple[Watched, ...]:
        """All monotowns first, then regions, then towns."""
        kinds: dict[tuple[Extent, str], set[Kind]] = {}
        for wish in await self._wishes(chat_id):
            kinds.setdefault((wish.extent, wish.place), set()).add(wish.kind)
        return tuple(Watched(*where, self.named(*where), frozenset(kinds[where])) for where in sorted(kinds))

    async def watched(self, chat_id: int, extent: Extent, place: str) -> Watched:
        """Also where nothing is wished for yet."""
        name = self.named(extent, place)
        found = [each.kind for each in await self._wishes(chat_id) if (each.extent, each.place) == (extent, place)]
        return Watched(extent, place, name, frozenset(found))

    def named(self, extent: Extent, place: str) -> Localised | None:
        match extent:
            case "town":
                return self._catalogue.town(place).name
            case "oblast":
                return self._catalogue.oblast(place).name
            case _:
                return None

    async def wish(self, person_id: int, wish: Subscription, cause: Cause, *, wanted: bool) -> None:
        """Somebody wishes it for their chat, or not any more."""
        self.named(wish.extent, wish.place)
        await ask(self._store, person_id, cause, "subscribe", Permission.SUBSCRIBE, Scope.SOMEWHERE)
        async with self._store.writing(cause, f"subscribe {wish.kind} {wish.extent} {wish.place}"[:64]) as work:
            if work.repeated:
                return
            if not wanted:
                await work.subscriptions.drop(wish)
                return
            await work.subscriptions.add(wish)
            if wish.kind == "week":  # something may have been published in this one already
                await work.letters.put([weekly(wish, week_of(self._clock()))])

    async def end(self, chat_id: int, cause: Cause) -> None:
        """Of everything."""
        async with self._store.writing(cause, "unsubscribe") as work:
            if not work.repeated:
                await work.subscriptions.drop_all(chat_id)

    def plan(self, notice: Notice) -> list[Letter]:
        """Pure. What it costs hangs on how many read, not on how many figures there are."""
        touched, at = Touched(self._catalogue, Happened.by(notice.run)), notice.batch.at
        now, week = self._opening(at), week_of(at)
        at_once = touched.heard(notice.subscriptions, AT_ONCE).values()
        later = touched.heard(notice.subscriptions, WEEKLY).values()
        return [
            *(of_batch(wish, notice.batch.number, now) for wish in at_once),
            *(weekly(each, week) for each in later),
        ]

    async def told(self, chat_id: int, letter: Mapping[str, Any]) -> Told | None:
        """By what the chat wishes for now; None when there is nothing to tell it."""
        week = Week(date.fromisoformat(letter["monday"])) if "monday" in letter else None
        kinds = WEEKLY if week else AT_ONCE
        wishes = [wish for wish in await self._wishes(chat_id) if wish.kind in kinds]
        ledger = await self._ledger(letter.get("batch"))
        batches = [each for each in ledger.batches if (each.at in week if week else each.number == letter["batch"])]
        if not (wishes and batches):
            return None
        touched, towns = await self._news_of(ledger, batches[0].number, batches[-1].number)
        asking = tuple(wish for wish in wishes if touched.by(wish))
        wanted = frozenset[str]().union(*(touched.by(wish) for wish in asking))
        heard = tuple(each for each in towns if each.town.id in wanted)
        undone_by = None if week else undoing(ledger, batches[0])
        return Told(heard, asking, batches[-1], week, undone_by) if heard else None

    async def _ledger(self, wanted: int | None) -> Ledger:
        """Another worker may have published it a moment ago."""
        known = self._current.now()
        return (known if wanted and wanted <= known.version else await self._current.refresh()).ledger

    async def _news_of(self, ledger: Ledger, first: int, last: int) -> tuple[Touched, tuple[TownNews, ...]]:
        """Made beside the loop: a batch may hold 200,000 figures."""
        known = self._news.get((first, last))
        if known is None:
            known = await asyncio.to_thread(self._told_by, ledger, first, last)
            self._news[first, last] = known
            if len(self._news) > REMEMBERED:
                self._news.popitem(last=False)
        return known

    def _told_by(self, ledger: Ledger, first: int, last: int) -> tuple[Touched, tuple[TownNews, ...]]:
        happened = between(ledger, self._catalogue.innovation, first, last)
        found = news(self._catalogue.innovation, self._catalogue.town, happened)
        return Touched(self._catalogue, happened), found

    async def _wishes(self, chat_id: int) -> tuple[Subscription, ...]:
        async with self._store.reading() as work:
            return await work.subscriptions.every(chat_id)


def undoing(ledger: Ledger, batch: Batch) -> int | None:
    return next((each.number for each in ledger.batches if each.undoes == batch.number), None)


def of_batch(wish: Subscription, number: int, due_at: datetime) -> Letter:
    return Letter(wish.chat_id, f"{BATCH}: {number}", BATCH, BATCH, due_at, wish.language, {"batch": number})


def weekly(wish: Subscription, week: Week) -> Letter:
    monday = week.monday.isoformat()
    return Letter(wish.chat_id, f"{WEEK}: {monday}", WEEK, WEEK, week.told_at, wish.language, {"monday": monday})
