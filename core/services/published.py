"""What is published now, in memory: everybody sees a new version within a second, whoever has published it."""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from core.bulk import in_bulk
from core.catalogue import Catalogue
from core.content import Files, Issue, WayOut, in_force, way_out
from core.files.definitions import BadData
from core.flaws import Flaw
from core.ledger import Batch, Ledger
from core.methodology import Methodology
from core.observations import Sheet
from core.snapshot import Snapshot, taken
from core.store.deeds import beside
from core.store.engine import FAILURES, reason
from core.store.news import Change
from core.store.trouble import StoreTrouble
from core.store.work import Store

log = logging.getLogger(__name__)

LOOK = 0.4
"""Seconds between two looks at an SQLite file: another process that writes to it tells nobody."""
LOOK_SHARED = 20.0
"""PostgreSQL tells; this is for news that went by unheard."""


Renew = Callable[[Catalogue, Files, Collection[str]], Catalogue]
"""The catalogue with these files over data/, of which some have come or gone. It may take a quarter of a second of a
processor, and is called in a thread.
"""


class Unreadable(BadData):
    """Content that was published and cannot be read by this version of the program; `out` is what can be done."""

    def __init__(self, flaws: Iterable[Flaw], issues: tuple[Issue, ...], out: WayOut) -> None:
        super().__init__(flaws)
        self.issues = issues
        self.out = out


class Published:
    """Figures, and content that lies over data/. Without `renew` there is only the content of data/ itself."""

    def __init__(self, store: Store, catalogue: Catalogue, renew: Renew | None = None) -> None:
        self._store = store
        self._bare = self._catalogue = catalogue
        self._renew = renew
        self._issues: tuple[Issue, ...] = ()
        self._methodologies: tuple[tuple[datetime, Methodology], ...] = ()
        self._unreadable = 0
        self._mending = False
        self._hearers: list[Callable[[Catalogue], None]] = []
        self._snapshot = taken(Ledger(catalogue.sheets), catalogue.innovation)
        self._reading = asyncio.Lock()
        self._woken = asyncio.Event()
        store.news.subscribe(self._changed, self._woken.set)

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Those that the catalogue is made of."""
        return self._issues

    @property
    def mending(self) -> bool:
        """What cannot be read does not count here; it is only to be taken back."""
        return self._mending

    def subscribe(self, renewed: Callable[[Catalogue], None]) -> None:
        """To be told of each new catalogue."""
        self._hearers.append(renewed)

    def now(self) -> Snapshot:
        return self._snapshot

    def past(self, year: int | None = None, published_by: datetime | None = None) -> Snapshot:
        """What is known of a year and the years before it; what stood published at a moment."""
        methodology = self.methodology(published_by) if published_by else self._catalogue.innovation
        return taken(self._snapshot.ledger, methodology, year, published_by)

    def methodology(self, moment: datetime) -> Methodology:
        """By which towns were scored then."""
        earlier = (before for until, before in self._methodologies if moment < until)
        return next(earlier, self._catalogue.innovation)

    async def refresh(self, just: Batch | None = None, after: Mapping[str, Sheet] | None = None) -> Snapshot:
        """`just` was published this moment, from here: it need not be read, unless others came before it. Raises
        BadData for content that this version of the program cannot read; what stood before stays.
        """
        async with self._reading:
            known = self._snapshot.ledger
            if just and just.number == known.version + 1:
                newer: tuple[Batch, ...] = (just,)
            else:
                newer, after = await self._newer(known.version), None
            if newer:
                taking = partial(taken, known.extended(newer), self._catalogue.innovation, sheets=after)
                self._snapshot = await beside(sum(len(batch.entries) for batch in newer), taking)
            if self._renew:
                await self._refresh_content(self._renew)
            return self._snapshot

    async def begin(self) -> None:
        """The first look. Raises Unreadable."""
        try:
            await self.refresh()
        except BadData as bad:
            async with self._store.reading() as work:
                issues = await work.contents.after(0)
            out = await asyncio.to_thread(way_out, issues, self._readable)
            raise Unreadable(bad.flaws, issues, out) from bad

    def mend(self, unreadable: Unreadable) -> None:
        """Goes on with what can be read."""
        self._mending, self._issues = True, unreadable.issues
        found = self._over(unreadable.out.files)
        self._catalogue = replace(found, content=unreadable.issues[-1].number)
        self._snapshot = taken(Ledger(found.sheets, self._snapshot.ledger.batches), found.innovation)

    def _readable(self, files: Files) -> bool:
        try:
            self._over(files)
        except BadData:
            return False
        return True

    def _over(self, files: Files) -> Catalogue:
        assert self._renew
        return self._renew(self._bare, files, files) if files else self._bare

    async def _newer(self, version: int) -> tuple[Batch, ...]:
        async with self._store.reading() as work:
            if await work.batches.version() == version:
                return ()
            with in_bulk():
                return await work.batches.after(version)

    async def _refresh_content(self, renew: Renew) -> None:
        async with self._store.reading() as work:
            newest = await work.contents.version()
            later = await work.contents.after(self._catalogue.content) if newest > self._last else ()
        if later:
            await self._lay_in_turn(later, renew)

    @property
    def _last(self) -> int:
        return max(self._catalogue.content, self._unreadable)

    async def _lay_in_turn(self, later: tuple[Issue, ...], renew: Renew) -> None:
        """Together, but for those that change the methodology: what it was before is asked of the past."""
        start = 0
        for at in range(1, len(later) + 1):
            last = at == len(later)
            if last or later[at].changes_methodology:
                try:
                    await self._lay(later[start:at], renew)
                except BadData:
                    if last:
                        raise
                else:
                    start = at

    async def _lay(self, later: tuple[Issue, ...], renew: Renew) -> None:
        issues, number = (*self._issues, *later), later[-1].number
        changed = {part.path for issue in later for part in issue.parts}
        before = self._catalogue

        def read() -> tuple[Catalogue, Snapshot]:
            found = replace(renew(before, in_force(issues), changed), content=number)
            if (found.sheets, found.innovation) == (before.sheets, before.innovation):
                return found, self._snapshot
            return found, taken(Ledger(found.sheets, self._snapshot.ledger.batches), found.innovation)

        try:
            catalogue, snapshot = await asyncio.to_thread(read)
        except BadData:
            self._unreadable = number
            raise
        if catalogue.innovation != before.innovation:
            since = next((issue.at for issue in later if issue.changes_methodology), later[0].at)
            self._methodologies = (*self._methodologies, (since, before.innovation))
        self._issues, self._catalogue, self._snapshot = issues, catalogue, snapshot
        self._mending = False
        for hear in self._hearers:
            hear(catalogue)

    async def watch(self) -> None:
        """Until cancelled."""
        look = LOOK_SHARED if self._store.shared else LOOK
        while True:
            self._woken.clear()
            try:
                await self.refresh()
            except (StoreTrouble, *FAILURES) as error:
                log.warning("cannot look for new figures: %s", reason(error))
            except BadData:
                log.exception("content that was published cannot be read")
            with suppress(TimeoutError):
                async with asyncio.timeout(look):
                    await self._woken.wait()

    def _changed(self, change: Change) -> None:
        if change.table in {"batches", "content_issues"}:
            self._woken.set()
