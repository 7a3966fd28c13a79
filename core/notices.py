"""Who hears of what was published, and what it is that they hear."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from core.catalogue import Catalogue
from core.clock import KAZAKHSTAN
from core.dry_run import Cards, Change, DryRun, TownChange, compared, figures_of, kind_of, scored
from core.ledger import Entry, Figure, Key, Ledger, Withdrawal, key_of, year_of
from core.methodology import Indicator, Methodology
from core.observations import Observation, Sheet
from core.publishing import Kind, Subscription
from core.scales import NotOnScale
from core.scoring import Scorecard, score
from core.towns import Town

AT_ONCE: Final[frozenset[Kind]] = frozenset({"tier", "any"})
WEEKLY: Final[frozenset[Kind]] = frozenset({"week"})
EVER: Final = AT_ONCE | WEEKLY
KEPT = 12
"""Figures of a town that are told one by one; of a batch of 200,000 the others are counted."""
MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an indicator, and of which year."""

    observation: Observation
    year: int


@dataclass(frozen=True, slots=True)
class FigureNews:
    """`before` is what was known of that year; where nothing was, of an earlier one. `after` is None for what was taken
    back with nothing left in its place.
    """

    indicator: Indicator
    year: int
    before: Known | None
    after: Observation | None


@dataclass(frozen=True, slots=True)
class TownNews:
    """`figures` are the first of all that changed, the latest years before earlier ones; `more` are the others.
    `rescored`: another methodology scores it differently; by the one before it would have `former`, if that one knows
    its values.
    """

    town: Town
    change: TownChange
    figures: tuple[FigureNews, ...]
    more: int
    documents: tuple[str, ...]  # in the words of whoever published from them
    rescored: bool = False
    former: Scorecard | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday in Kazakhstan. It is told of on the morning after, when whatever was being published as it
    ended has long been written down.
    """

    monday: date

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.monday, time.min, KAZAKHSTAN)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(days=7)

    @property
    def told_at(self) -> datetime:
        return datetime.combine(self.ends.date(), MORNING, KAZAKHSTAN)

    def __contains__(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


def week_of(moment: datetime) -> Week:
    day = moment.astimezone(KAZAKHSTAN).date()
    return Week(day - timedelta(days=day.weekday()))


@dataclass(frozen=True, slots=True)
class Span:
    """What a letter tells of: the batches from the first to the last, if there are any, and what became of the
    methodology from one moment to another.
    """

    first: int
    last: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """What was published, as far as it changes anything, and each town before and after. `former` are the towns that
    another methodology scores differently, with the score they would have without it.
    """

    changes: tuple[Change, ...]
    towns: tuple[TownChange, ...]
    former: Mapping[str, Scorecard | None] = field(default_factory=dict)

    @classmethod
    def by(cls, run: DryRun) -> Self:
        return cls((*run.new, *run.changed, *run.gone), run.towns)

    @classmethod
    def rescored(cls, towns: Sequence[TownChange]) -> Self:
        """By another methodology, and no figure is another."""
        return cls((), tuple(towns), {each.town: each.before for each in towns if each.changes_score})

    @property
    def concerned(self) -> frozenset[str]:
        """The towns it is about; others may only have changed places."""
        return frozenset(each.entry.town for each in self.changes) | self.former.keys()


class Touched:
    """The towns that something was published of, and those of them whose tier is another now."""

    def __init__(self, catalogue: Catalogue, happened: Happened) -> None:
        self._every = happened.concerned
        self._oblasts = {town: catalogue.town(town).oblast.id for town in self._every}
        self._tiers = frozenset(each.town for each in happened.towns if each.changes_tier) & self._every

    def by(self, wish: Subscription) -> frozenset[str]:
        """Those that this wish is about."""
        towns = self._tiers if wish.kind == "tier" else self._every
        if wish.extent == "all":
            return towns
        if wish.extent == "town":
            return towns & {wish.place}
        return frozenset(town for town in towns if self._oblasts[town] == wish.place)

    def heard(self, wishes: Iterable[Subscription], kinds: Iterable[Kind]) -> dict[int, Subscription]:
        """Each chat that hears of it, with the first of its wishes that says so: one letter is enough."""
        found: dict[int, Subscription] = {}
        for wish in wishes:
            if wish.kind in kinds and wish.chat_id not in found and self.by(wish):
                found[wish.chat_id] = wish
        return found


def between(ledger: Ledger, was: Methodology, now: Methodology, first: int, last: int) -> Happened:
    """What these batches have changed together, and another methodology with them: what came and went is no change."""
    entries: dict[Key, Entry] = {}
    for batch in ledger.batches:
        if first <= batch.number <= last:
            entries |= {key_of(entry): entry for entry in batch.entries}
    before, after = ledger.until(first - 1), ledger if last == ledger.version else ledger.until(last)
    changes = tuple(
        Change(entry, known)
        for key, entry in entries.items()
        if kind_of(before, entry, known := before.observation(key)) != "same"
    )
    sheets = after.sheets()
    cards = scored(now, sheets)
    former = {} if was == now else dict(otherwise(was, sheets, cards))
    return Happened(changes, tuple(compared(scored(was, before.sheets()), cards)), former)


def otherwise(was: Methodology, sheets: Mapping[str, Sheet], cards: Cards) -> Iterator[tuple[str, Scorecard | None]]:
    """The towns that the earlier methodology scores differently. It may not know all that is published by now."""
    for town, sheet in sheets.items():
        try:
            former = score(was, sheet)
        except NotOnScale:
            former = None
        if figures_of(former) != figures_of(cards[town]):
            yield town, former


def readers(catalogue: Catalogue, happened: Happened, wishes: Iterable[Subscription]) -> int:
    """How many chats hear of it, sooner or later."""
    return len(Touched(catalogue, happened).heard(wishes, EVER))


def news(methodology: Methodology, town_of: Callable[[str], Town], happened: Happened) -> tuple[TownNews, ...]:
    """Towns whose tier changed first, then in the order of the Programme's list."""
    changes: dict[str, list[Change]] = {}
    for each in happened.changes:
        changes.setdefault(each.entry.town, []).append(each)
    concerned = happened.concerned
    told = [each for each in happened.towns if each.town in concerned]
    told.sort(key=lambda each: (not each.changes_tier, town_of(each.town).number))
    found = (town_news(methodology, town_of(each.town), each, changes.get(each.town, ())) for each in told)
    return tuple(
        replace(each, rescored=each.town.id in happened.former, former=happened.former.get(each.town.id))
        for each in found
    )


def town_news(methodology: Methodology, town: Town, change: TownChange, changes: Sequence[Change]) -> TownNews:
    order = {id_: at for at, id_ in enumerate(methodology.indicators)}
    latest_first = sorted(changes, key=lambda each: (-each.entry.year, order[each.entry.indicator]))
    shown = latest_first[:KEPT]
    return TownNews(
        town=town,
        change=change,
        figures=tuple(figure_news(methodology.indicators[each.entry.indicator], change, each) for each in shown),
        more=len(latest_first) - len(shown),
        documents=tuple(dict.fromkeys(documents(shown))),
    )


def documents(changes: Iterable[Change]) -> Iterator[str]:
    for each in changes:
        if isinstance(each.entry, Figure):
            yield each.entry.source


def figure_news(indicator: Indicator, town: TownChange, change: Change) -> FigureNews:
    entry = change.entry
    before = Known(change.before, entry.year) if change.before else earlier(town, entry)
    return FigureNews(indicator, entry.year, before, after(town, entry))


def earlier(town: TownChange, entry: Entry) -> Known | None:
    """What was known last, where it is of an earlier year."""
    known = town.before.sheet.observations.get(entry.indicator) if town.before else None
    year = year_of(known) if known else entry.year
    return Known(known, year) if known and year < entry.year else None


def after(town: TownChange, entry: Entry) -> Observation | None:
    if not isinstance(entry, Withdrawal):
        return Observation(raw=entry.raw, value=entry.value, unit=entry.unit, sound=True)
    left = town.after.sheet.observations.get(entry.indicator) if town.after else None
    return left if left and year_of(left) == entry.year else None
