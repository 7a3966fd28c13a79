"""What was published, when, from what, and by whom for those who may know it. Nothing of it is ever overwritten."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from core import history
from core.access import Extent, Permission, Person, allowed
from core.catalogue import Catalogue, Unknown
from core.content import Issue
from core.ledger import Batch, Ledger, Line
from core.methodology import Indicator
from core.publishing import Told
from core.snapshot import Snapshot
from core.store.deeds import ask
from core.store.transaction import Cause
from core.store.work import Store
from core.tokens import tokens
from core.towns import Town
from core.vocabulary import Mention

__all__ = ["BatchLine", "Batches", "Chronicle", "History", "Page", "Told", "Wanted"]

ON_A_PAGE = 6
BATCHES_ON_A_PAGE = 8
ISSUES_ON_A_PAGE = 5
MANY = 1000
"""Lines from which on others would wait for an answer: they are looked up beside the loop."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of what; of nothing in particular is of everything. `by` is the id of a person."""

    town: str | None = None
    indicator: str | None = None
    by: int | None = None
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`town`, `indicator`, `batch` are what was asked for."""

    wanted: Wanted
    lines: tuple[Told, ...]
    total: int
    page: int  # from 1
    pages: int
    town: Town | None = None
    indicator: Indicator | None = None
    batch: "BatchLine | None" = None


@dataclass(frozen=True, slots=True)
class BatchLine:
    """`by` as in Told; `undone` is the batch that took it back."""

    batch: Batch
    by: int | None
    undone: int | None

    @property
    def towns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.town for entry in self.batch.entries))


@dataclass(frozen=True, slots=True)
class Batches:
    """A page of them, the latest first."""

    batches: tuple[BatchLine, ...]
    page: int  # from 1
    pages: int


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Everything, the earliest first. `version` and `names` tell one from another."""

    version: int
    town: Town | None
    lines: tuple[Told, ...]

    @property
    def names(self) -> frozenset[int | None]:
        return frozenset(each.by for each in self.lines)


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Content. `by` and `seconded_by` as in Told; `undone` is the issue that took it back."""

    issue: Issue
    by: int
    seconded_by: int
    undone: int | None


@dataclass(frozen=True, slots=True)
class Issues:
    """A page of them, the latest first."""

    issues: tuple[IssueLine, ...]
    page: int  # from 1
    pages: int


class Current(Protocol):
    async def refresh(self) -> Snapshot: ...

    @property
    def issues(self) -> tuple[Issue, ...]: ...


class History:
    """An unknown town, indicator or batch raises core.catalogue.Unknown, a missing right NotAllowed."""

    def __init__(self, store: Store, catalogue: Catalogue, current: Current) -> None:
        self._store = store
        self._catalogue = catalogue
        self._current = current

    def indicator_in(self, text: str) -> tuple[Indicator | None, str]:
        """Which one is named, by its number or in words, and what else was typed."""
        line, indicators = tokens(text), self._catalogue.innovation.indicators
        named = [Mention(each.key, at, at + 1, exact=True) for at, each in enumerate(line) if each.key in indicators]
        named = named or self._catalogue.vocabulary.indicators.mentions(line)
        if len({each.what for each in named}) != 1:
            return None, text
        rest = [each.text for at, each in enumerate(line) if not any(one.start <= at < one.stop for one in named)]
        return indicators[named[0].what], " ".join(rest)

    async def page(self, person_id: int, cause: Cause | None, wanted: Wanted, page: int = 1) -> Page:
        """The latest first. Whose acts they are is not for everybody."""
        town = self._catalogue.town(wanted.town) if wanted.town else None
        indicator = self._catalogue.indicator(wanted.indicator) if wanted.indicator else None
        asked = Permission.READ if wanted.by is None and wanted.batch is None else Permission.SEE_AUTHORS
        ledger, lines, shown = await self._lines(person_id, cause, asked, wanted)
        pages = max(1, -(-len(lines) // ON_A_PAGE))
        page = min(max(page, 1), pages)
        seen = lines[::-1][(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        told = await self._told(ledger, seen, shown=shown)
        batch = None
        if wanted.batch is not None:
            batch = (await self._headed(ledger, [known(ledger, wanted.batch)], shown=shown))[0]
        return Page(wanted, told, len(lines), page, pages, town, indicator, batch)

    async def batches_of(self, town_id: str) -> frozenset[int]:
        """Which have figures of the town."""
        batches = (await self._current.refresh()).ledger.batches
        return frozenset(each.number for each in batches if any(entry.town == town_id for entry in each.entries))

    async def batches(self, person_id: int, cause: Cause | None, page: int = 1) -> Batches:
        person = await ask(self._store, person_id, cause, "history", Permission.READ, Extent.SOMEWHERE)
        ledger = (await self._current.refresh()).ledger
        pages = max(1, -(-len(ledger.batches) // BATCHES_ON_A_PAGE))
        page = min(max(page, 1), pages)
        seen = ledger.batches[::-1][(page - 1) * BATCHES_ON_A_PAGE : page * BATCHES_ON_A_PAGE]
        shown = allowed(person, Permission.SEE_AUTHORS, Extent.SOMEWHERE)
        return Batches(await self._headed(ledger, seen, shown=shown), page, pages)

    async def to_undo(self, person_id: int, cause: Cause | None) -> Batches:
        """The latest of those that this person may propose to take back."""
        person = await ask(self._store, person_id, cause, "propose", Permission.PROPOSE, Extent.SOMEWHERE)
        ledger = (await self._current.refresh()).ledger
        own = (each for each in reversed(ledger.batches) if self._may_undo(person, each))
        shown = allowed(person, Permission.SEE_AUTHORS, Extent.SOMEWHERE)
        return Batches(await self._headed(ledger, islice(own, BATCHES_ON_A_PAGE), shown=shown), 1, 1)

    def _may_undo(self, person: Person, batch: Batch) -> bool:
        return all(allowed(person, Permission.PROPOSE, place) for place in self._catalogue.places(batch.entries))

    async def content(self, person_id: int, cause: Cause | None, page: int = 1) -> Issues:
        """For whoever may propose some: they may know of each other."""
        await ask(self._store, person_id, cause, "see content", Permission.PROPOSE_CONTENT, Extent.SOMEWHERE)
        await self._current.refresh()
        issues = self._current.issues[::-1]
        pages = max(1, -(-len(issues) // ISSUES_ON_A_PAGE))
        page = min(max(page, 1), pages)
        seen = issues[(page - 1) * ISSUES_ON_A_PAGE : page * ISSUES_ON_A_PAGE]
        undone = {each.undoes: each.number for each in issues if each.undoes is not None}
        async with self._store.reading() as work:
            names = await work.aliases.people({person for each in seen for person in (each.by, each.seconded_by)})
        lines = (
            IssueLine(
                each,
                names.get(each.by, each.by),
                names.get(each.seconded_by, each.seconded_by),
                undone.get(each.number),
            )
            for each in seen
        )
        return Issues(tuple(lines), page, pages)

    async def everything(self, person_id: int, cause: Cause | None, town_id: str | None = None) -> Chronicle:
        """To be taken away, of one town or of all."""
        town = self._catalogue.town(town_id) if town_id else None
        wanted = Wanted(town=town_id)
        ledger, lines, shown = await self._lines(person_id, cause, Permission.EXPORT_HISTORY, wanted)
        return Chronicle(ledger.version, town, await self._told(ledger, lines, shown=shown))

    async def _lines(
        self, person_id: int, cause: Cause | None, permission: Permission, wanted: Wanted
    ) -> tuple[Ledger, tuple[Line, ...], bool]:
        """With whether they may be told by whom."""
        person = await ask(self._store, person_id, cause, "history", permission, Extent.SOMEWHERE)
        ledger = (await self._current.refresh()).ledger
        shown = allowed(person, Permission.SEE_AUTHORS, Extent.SOMEWHERE)
        alias = None
        if wanted.by is not None:
            async with self._store.reading() as work:
                alias = await work.aliases.find(wanted.by)
            if alias is None:
                return ledger, (), shown
        if len(ledger.trails) <= MANY:
            return ledger, ledger.history(wanted.town, wanted.indicator, alias, wanted.batch), shown
        lines = await asyncio.to_thread(ledger.history, wanted.town, wanted.indicator, alias, wanted.batch)
        return ledger, lines, shown

    async def _told(self, ledger: Ledger, lines: Iterable[Line], *, shown: bool) -> tuple[Told, ...]:
        given = tuple(lines)
        names = await self._names((each.batch for each in given), shown=shown)
        if len(given) <= MANY:
            return told(ledger, given, names)
        return await asyncio.to_thread(told, ledger, given, names)

    async def _headed(self, ledger: Ledger, batches: Iterable[Batch], *, shown: bool) -> tuple[BatchLine, ...]:
        given = tuple(batches)
        names = await self._names(given, shown=shown)
        undone = {each.undoes: each.number for each in ledger.batches if each.undoes is not None}
        return tuple(BatchLine(each, names.get(each.by), undone.get(each.number)) for each in given)

    async def _names(self, batches: Iterable[Batch], *, shown: bool) -> dict[int, int]:
        """By their pseudonyms; who was forgotten goes by theirs. None for whoever may not know."""
        if not shown:
            return {}
        wanted = {each.by for each in batches}
        async with self._store.reading() as work:
            return {**{each: each for each in wanted}, **await work.aliases.people(wanted)}


def told(ledger: Ledger, lines: Iterable[Line], names: Mapping[int, int]) -> tuple[Told, ...]:
    return tuple(
        Told(each, names.get(each.batch.by), history.before(ledger, each), history.after(ledger, each))
        for each in lines
    )


def known(ledger: Ledger, number: int) -> Batch:
    batch = ledger.batch(number)
    if batch is None:
        raise Unknown(f"batch {number}")
    return batch
