"""Figures that were published over data/. Nothing is ever overwritten: what stands is what was published last."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from itertools import chain, repeat
from operator import itemgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from core.bulk import many
from core.localised import Localised
from core.observations import Observation, Sheet
from core.scales import Unit, Value
from core.sources import Document, Period, Source

PRINTED: Final = 2020
"""The year that figures of data/ count as where their source states none (data/observations/innovation-2020.csv)."""

Key = tuple[str, str, int]
"""Town, indicator, year."""


class Figure(NamedTuple):
    """One figure somebody wants to publish. There may be hundreds of thousands, so it is as light as can be."""

    town: str
    indicator: str
    year: int
    value: Value  # in the unit of the bands
    raw: str  # as typed
    unit: Unit | None  # of the raw number
    source: str  # the document, in the pusher's own words


class Withdrawal(NamedTuple):
    """Takes the pushed figure back to what stood before anything was pushed: the figure of data/, or nothing."""

    town: str
    indicator: str
    year: int


Entry = Figure | Withdrawal
Standing = tuple[Figure, int]
"""A figure, and the batch that brought it: an undo gives it back under its own number."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was published together. `by` and `undoes` say who did it, and which earlier batch it takes back."""

    number: int
    at: datetime
    by: int
    entries: tuple[Entry, ...]
    reason: str
    overruled: tuple[str, ...] = ()
    undoes: int | None = None


class Trail(NamedTuple):
    """What became of one key: the last batch that spoke of it, the figure that stands since then with the batch that
    brought it, and all that was before.
    """

    batch: int
    figure: Figure | None
    origin: int
    before: "Trail | None" = None

    @property
    def now(self) -> Standing | None:
        return (self.figure, self.origin) if self.figure else None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of one batch."""

    batch: Batch
    entry: Entry


@dataclass(frozen=True, slots=True)
class Undoing:
    """What takes a batch back. `overtaken` are its entries that later batches have replaced: those stay as they are."""

    entries: tuple[Entry, ...]
    overtaken: tuple[Entry, ...]


key_of: Callable[[Entry], Key] = itemgetter(slice(3))
"""Asked of hundreds of thousands together."""


class Ledger:
    """Immutable. `base` is what stands in data/; batches stand in the order of their numbers."""

    def __init__(self, base: Mapping[str, Sheet], batches: Sequence[Batch] = ()) -> None:
        self.base = base
        self.batches = tuple(batches)
        self._known: Mapping[Key, Trail] = {}
        self._unread = self.batches

    @property
    def version(self) -> int:
        """The number of the last batch. 0: there is only data/."""
        return self.batches[-1].number if self.batches else 0

    def extended(self, batches: Iterable[Batch]) -> "Ledger":
        """What has been read of the earlier batches is not read again."""
        longer = Ledger(self.base, (*self.batches, *batches))
        longer._known, longer._unread = self.trails, longer.batches[len(self.batches) :]
        return longer

    def supposing(self, entries: Iterable[Entry], undoes: int | None = None) -> "Ledger":
        """As it would stand if these were published next."""
        return self.extended(
            [Batch(self.version + 1, datetime.fromtimestamp(0, UTC), 0, tuple(entries), "", (), undoes)]
        )

    def until(self, number: int) -> "Ledger":
        """As it stood after that batch."""
        return Ledger(self.base, [batch for batch in self.batches if batch.number <= number])

    @cached_property
    def trails(self) -> Mapping[Key, Trail]:
        found = dict(self._known)
        for batch in self._unread:
            entries, keys, number = batch.entries, map(key_of, batch.entries), repeat(batch.number)
            before = map(found.get, map(key_of, entries))
            if batch.undoes is None:
                figures = [entry if isinstance(entry, Figure) else None for entry in entries]
                found |= zip(keys, many(Trail, number, figures, number, before), strict=False)
                continue
            for entry, key, earlier in zip(entries, keys, before, strict=True):
                found[key] = Trail(batch.number, *brought(batch.number, batch.undoes, entry, earlier), earlier)
        return found

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Of which anything was pushed, the latest first."""
        return tuple(sorted({year for _, _, year in self.trails}, reverse=True))

    def of_town(self, town: str) -> "Ledger":
        """The same of one town alone: quick to ask however long the whole is."""
        kept = ((batch, tuple(entry for entry in batch.entries if entry.town == town)) for batch in self.batches)
        base = {town: self.base[town]} if town in self.base else {}
        return Ledger(base, [replace(batch, entries=entries) for batch, entries in kept if entries])

    def standing(self, key: Key) -> Standing | None:
        """None: nothing is pushed there, so that data/ counts."""
        trail = self.trails.get(key)
        return trail.now if trail else None

    def observation(self, key: Key) -> Observation | None:
        """What is known of exactly this year."""
        trail = self.trails.get(key)
        return observed(trail.figure, trail.origin) if trail and trail.figure else self._printed.get(key)

    def speaks_of_any(self, keys: Sequence[Key]) -> bool:
        return not (self.trails.keys().isdisjoint(keys) and self._printed.keys().isdisjoint(keys))

    @cached_property
    def _printed(self) -> Mapping[Key, Observation]:
        return {
            (town, indicator, year_of(each)): each
            for town, sheet in self.base.items()
            for indicator, each in sheet.observations.items()
        }

    def sheets(self, year: int | None = None, published_by: datetime | None = None) -> Mapping[str, Sheet]:
        """Of each town and indicator the figure of the latest year (`year` at most), as it was published last."""
        if published_by is not None:
            return Ledger(self.base, [batch for batch in self.batches if batch.at <= published_by]).sheets(year)
        return self._laid(newest(self._standing(), year), year)

    def sheets_with(self, entries: Sequence[Entry], undoes: int | None = None) -> Mapping[str, Sheet]:
        """As they would stand if these, in the order of their keys, were published next."""
        if undoes is not None or Withdrawal in {*map(type, entries)}:
            return self.supposing(entries, undoes).sheets()
        latest = dict(zip(map(itemgetter(0, 1), entries), entries, strict=True)).values()
        next_ = ((each, self.version + 1) for each in latest if isinstance(each, Figure))
        return self._laid(newest(chain(self._standing(), next_)))

    def _standing(self) -> Iterable[Standing | tuple[None, int]]:
        return map(itemgetter(1, 2), self.trails.values())

    def _laid(self, newest: Mapping[str, Mapping[str, Standing]], year: int | None = None) -> Mapping[str, Sheet]:
        laid = {town: overlaid(self.base.get(town, Sheet(town)), newest.get(town, {}), year) for town in self.base}
        laid |= {town: overlaid(Sheet(town), of_town, year) for town, of_town in newest.items() if town not in laid}
        return MappingProxyType({town: sheet for town, sheet in laid.items() if sheet.observations})

    def history(
        self,
        town: str | None = None,
        indicator: str | None = None,
        person: int | None = None,
        batch: int | None = None,
    ) -> tuple[Line, ...]:
        """All that was ever published of these, in the order in which it was."""
        return tuple(
            Line(each, entry)
            for each in self.batches
            if (person is None or each.by == person) and (batch is None or each.number == batch)
            for entry in each.entries
            if (town is None or entry.town == town) and (indicator is None or entry.indicator == indicator)
        )

    def batch(self, number: int) -> Batch | None:
        return next((each for each in self.batches if each.number == number), None)

    def undoing(self, batch: Batch) -> Undoing:
        """Where something stood before the batch, it stands again."""
        entries, overtaken = [], []
        for entry in batch.entries:
            trail = self.trails[key_of(entry)]
            if trail.batch != batch.number:
                overtaken.append(entry)
                continue
            before = trail.before.now if trail.before else None
            if before != trail.now:
                entries.append(before[0] if before else Withdrawal(*key_of(entry)))
        return Undoing(tuple(entries), tuple(overtaken))


def newest(
    standing: Iterable[Standing | tuple[None, int]], year: int | None = None
) -> Mapping[str, Mapping[str, Standing]]:
    """By town and indicator; of two of one year the later one."""
    found: dict[tuple[str, str], Standing] = {}
    for figure, batch in standing:
        if figure is None or (year is not None and figure[2] > year):
            continue
        key = figure[:2]
        other = found.get(key)
        if other is None or other[0][2] <= figure[2]:
            found[key] = figure, batch
    by_town: dict[str, dict[str, Standing]] = {}
    for (town, indicator), each in found.items():
        by_town.setdefault(town, {})[indicator] = each
    return by_town


def brought(number: int, undoes: int, entry: Entry, before: Trail | None) -> tuple[Figure | None, int]:
    """An undo does not make a figure a new one: it stands as what it was before the batch taken back."""
    if isinstance(entry, Withdrawal):
        return None, number
    while before and before.batch >= undoes:
        before = before.before
    if before and before.figure == entry:
        return before.figure, before.origin
    return entry, number


def year_of(printed: Observation) -> int:
    return printed.source.period.last.year if printed.source and printed.source.period else PRINTED


def observed(figure: Figure, batch: int) -> Observation:
    period = Period(date(figure.year, 1, 1), date(figure.year, 12, 31))
    source = Source(document_of(figure.source), period=period, batch=batch)
    return Observation(raw=figure.raw, value=figure.value, unit=figure.unit, sound=True, source=source)


def document_of(words: str) -> Document:
    """The same words are the same document, whoever pushed it. They are nobody's to translate."""
    name = sha256(words.encode()).hexdigest()[:12]
    return Document(f"pushed-{name}", "pushed", Localised(kk=words, ru=words, en=words))


def overlaid(sheet: Sheet, pushed: Mapping[str, Standing], year: int | None) -> Sheet:
    """The printed total is the sum of printed figures: beside others there is nothing to hold it against."""
    kept = {key: each for key, each in sheet.observations.items() if year is None or year_of(each) <= year}
    newer = {
        indicator: observed(figure, batch)
        for indicator, (figure, batch) in pushed.items()
        if indicator not in kept or year_of(kept[indicator]) <= figure.year
    }
    if not newer and len(kept) == len(sheet.observations):
        return sheet
    return Sheet(sheet.town, MappingProxyType({**kept, **newer}))
