"""A process that confirms a proposal and dies at the step it is told, in the middle of everything. For each line of its
input it forks one, which spares most of the start, and says how it ended.
"""

import asyncio
import os
import signal
import sys

from sqlalchemy import Engine, event

from core.services.imports import Notice
from core.store.letters import Letter
from core.store.transaction import Cause
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import NOBODY, PUBLISHER, office


def plan(notice: Notice) -> list[Letter]:
    return [Letter(NOBODY, f"batch {notice.batch.number}", "figures", "figures", notice.batch.at, "kk", {})]


class Fate:
    """Each statement is a step, each end of a transaction, and at last the answer."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


async def confirm(database: str, digest: str, last: int) -> None:
    clock, fate = HandClock(), Fate(last)
    store = await Store.open(database, clock)
    at = office(store, clock, plan)
    await at.published.refresh()
    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, fate.step)
    await at.imports.confirm(PUBLISHER, 1, digest, Cause(PUBLISHER, 500))
    fate.step()
    await store.close()


def main() -> None:
    catalogue()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            database, digest, last = line.split()
            asyncio.run(confirm(database, digest, int(last)))
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
