"""What is published now, in memory: everybody sees a new version within a second, whoever has published it."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from core.catalogue import Catalogue
from core.ledger import Ledger
from core.snapshot import Snapshot, taken
from core.store.engine import FAILURES, reason
from core.store.news import Change
from core.store.trouble import StoreTrouble
from core.store.work import Store

log = logging.getLogger(__name__)

LOOK = 0.4
"""Seconds between two looks at an SQLite file: another process that writes to it tells nobody."""
LOOK_SHARED = 20.0
"""PostgreSQL tells; this is for news that went by unheard."""


class Published:
    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._methodology = catalogue.innovation
        self._snapshot = taken(Ledger(catalogue.sheets), self._methodology)
        self._reading = asyncio.Lock()
        self._woken = asyncio.Event()
        store.news.subscribe(self._changed, self._woken.set)

    def now(self) -> Snapshot:
        return self._snapshot

    def past(self, year: int | None = None, published_by: datetime | None = None) -> Snapshot:
        """What is known of a year and the years before it; what stood published at a moment."""
        return taken(self._snapshot.ledger, self._methodology, year, published_by)

    async def refresh(self) -> Snapshot:
        async with self._reading:
            known = self._snapshot.ledger
            async with self._store.reading() as work:
                newer = await work.batches.after(known.version) if await work.batches.version() > known.version else ()
            if newer:
                self._snapshot = taken(known.extended(newer), self._methodology)
            return self._snapshot

    async def watch(self) -> None:
        """Until cancelled."""
        look = LOOK_SHARED if self._store.shared else LOOK
        while True:
            self._woken.clear()
            try:
                await self.refresh()
            except (StoreTrouble, *FAILURES) as error:
                log.warning("cannot look for new figures: %s", reason(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(look):
                    await self._woken.wait()

    def _changed(self, change: Change) -> None:
        if change.table == "batches":
            self._woken.set()
