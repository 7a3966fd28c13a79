"""Who wants to hear of what is published, and the letters that tell them.

A letter is planned in the transaction that publishes, one for each chat and batch of figures or change of the
methodology, and one for each chat and week. It carries no figures: what it says is made from the ledger and the
methodologies of then when it is sent, once for all readers.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from core.access import Extent as Scope
from core.access import Permission
from core.catalogue import Catalogue, Unknown
from core.clock import Clock
from core.content import Issue
from core.issuing import Notice as Issued
from core.ledger import Batch, Ledger
from core.localised import Localised
from core.methodology import Methodology
from core.notices import AT_ONCE, WEEKLY, FigureNews, Happened, Span, Touched, TownNews, Week, between, news, week_of
from core.publishing import Extent, Kind, Notice, Subscription
from core.snapshot import Snapshot
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

BATCH, ISSUE, WEEK = "figures", "methodology", "week"
"""Kinds of letters, and what they are about."""
REMEMBERED = 4
"""Batches, issues and weeks whose news are kept at hand while their letters go out."""
JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """`place` is None for all monotowns."""

    extent: Extent
    id: str
    place: Localised | None
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader is told: of figures, of another methodology, or of all of a week. `undone_by` is what has taken
    it back since. `wishes` are those that ask for it.
    """

    towns: tuple[TownNews, ...]
    wishes: tuple[Subscription, ...]
    about: Batch | Issue | Week
    undone_by: int | None = None


class Current(Protocol):
    def now(self) -> Snapshot: ...

    async def refresh(self) -> Snapshot: ...

    def methodology(self, moment: datetime) -> Methodology: ...

    @property
    def issues(self) -> tuple[Issue, ...]: ...


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
        self._news: OrderedDict[Span, tuple[Touched, tuple[TownNews, ...]]] = OrderedDict()

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
        batch = notice.batch
        return self._letters(Happened.by(notice.run), notice.subscriptions, BATCH, batch.number, batch.at)

    def plan_of_issue(self, notice: Issued) -> list[Letter]:
        """Pure. For another methodology: content of no other kind is subscribed to."""
        issue = notice.issue
        return self._letters(Happened.rescored(notice.towns), notice.subscriptions, ISSUE, issue.number, issue.at)

    def _letters(
        self, happened: Happened, wishes: Iterable[Subscription], kind: str, number: int, at: datetime
    ) -> list[Letter]:
        touched, given = Touched(self._catalogue, happened), tuple(wishes)
        now, week = self._opening(at), week_of(at)
        return [
            *(at_once(wish, kind, number, now) for wish in touched.heard(given, AT_ONCE).values()),
            *(weekly(each, week) for each in touched.heard(given, WEEKLY).values()),
        ]

    async def told(self, chat_id: int, letter: Mapping[str, Any]) -> Told | None:
        """By what the chat wishes for now; None when there is nothing to tell it."""
        kinds = WEEKLY if "monday" in letter else AT_ONCE
        wishes = [wish for wish in await self._wishes(chat_id) if wish.kind in kinds]
        if not wishes:
            return None
        ledger = await self._ledger(letter)
        about = self._about(ledger, letter)
        touched, towns = await self._news_of(ledger, span_of(ledger, about))
        asking = tuple(wish for wish in wishes if touched.by(wish))
        wanted = frozenset[str]().union(*(touched.by(wish) for wish in asking))
        heard = tuple(each for each in towns if each.town.id in wanted)
        return Told(heard, asking, about, self._undoing(ledger, about)) if heard else None

    async def _ledger(self, letter: Mapping[str, Any]) -> Ledger:
        """Another worker may have published it a moment ago."""
        known = self._current.now()
        here = letter.get("batch", known.version + 1) <= known.version
        here = here or letter.get("issue") in {each.number for each in self._current.issues}
        return (known if here else await self._current.refresh()).ledger

    def _about(self, ledger: Ledger, letter: Mapping[str, Any]) -> Batch | Issue | Week:
        if "monday" in letter:
            return Week(date.fromisoformat(letter["monday"]))
        issues = (each for each in self._current.issues if each.number == letter.get("issue"))
        about = ledger.batch(letter["batch"]) if "batch" in letter else next(issues, None)
        if about is None:  # this version of the program cannot read it; another may, so the letter is tried again
            raise Unknown(f"what {dict(letter)} is about")
        return about

    def _undoing(self, ledger: Ledger, about: Batch | Issue | Week) -> int | None:
        if isinstance(about, Week):
            return None
        if isinstance(about, Batch):
            return next((each.number for each in ledger.batches if each.undoes == about.number), None)
        later = (each for each in self._current.issues if each.undoes == about.number)
        return next((each.number for each in later if each.changes_methodology), None)

    async def _news_of(self, ledger: Ledger, span: Span) -> tuple[Touched, tuple[TownNews, ...]]:
        """Made beside the loop: a batch may hold 200,000 figures."""
        known = self._news.get(span)
        if known is None:
            known = await asyncio.to_thread(self._told_by, ledger, span)
            self._news[span] = known
            if len(self._news) > REMEMBERED:
                self._news.popitem(last=False)
        return known

    def _told_by(self, ledger: Ledger, span: Span) -> tuple[Touched, tuple[TownNews, ...]]:
        was, now = self._current.methodology(span.since), self._current.methodology(span.until)
        happened = between(ledger, was, now, span.first, span.last)
        return Touched(self._catalogue, happened), news(now, self._catalogue.town, happened)

    async def _wishes(self, chat_id: int) -> tuple[Subscription, ...]:
        async with self._store.reading() as work:
            return await work.subscriptions.every(chat_id)


def span_of(ledger: Ledger, about: Batch | Issue | Week) -> Span:
    """Figures are told of by the methodology of their moment."""
    if isinstance(about, Batch):
        return Span(about.number, about.number, about.at, about.at)
    if isinstance(about, Issue):
        earlier = last_until(ledger, about.at)
        return Span(earlier + 1, earlier, about.at - JUST_BEFORE, about.at)
    before, end = about.begins - JUST_BEFORE, about.ends - JUST_BEFORE
    return Span(last_until(ledger, before) + 1, last_until(ledger, end), before, end)


def last_until(ledger: Ledger, moment: datetime) -> int:
    return max((each.number for each in ledger.batches if each.at <= moment), default=0)


def at_once(wish: Subscription, kind: str, number: int, due_at: datetime) -> Letter:
    holds = {"batch" if kind == BATCH else "issue": number}
    return Letter(wish.chat_id, f"{kind}: {number}", kind, kind, due_at, wish.language, holds)


def weekly(wish: Subscription, week: Week) -> Letter:
    monday = week.monday.isoformat()
    return Letter(wish.chat_id, f"{WEEK}: {monday}", WEEK, WEEK, week.told_at, wish.language, {"monday": monday})
