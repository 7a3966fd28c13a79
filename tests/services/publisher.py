"""A process that publishes and dies at the step it is told, in the middle of everything. For each line of its input it
forks one, which spares most of the start, or several at once, and says how they ended.

    confirm DATABASE STEP DIGEST       a publisher confirms the proposal 1
    import DATABASE STEP FILE FILE …   the command line publishes files, each in a process of its own, all at once
"""

import asyncio
import os
import signal
import sys

from sqlalchemy import Engine, event

from bot import cli, i18n
from bot.at_work import ROOT
from bot.letters import DAYTIME
from core.files import definitions
from core.services.published import Published
from core.services.subscriptions import Subscriptions
from core.store.transaction import Cause
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import PUBLISHER, office

TRANSLATORS = i18n.load(ROOT / "locales")


class Fate:
    """Each statement is a step, each end of a transaction, and at last the answer. Nobody dies at step 0."""

    def __init__(self, last: int) -> None:
        self.left = last

    def begin(self) -> None:
        for moment in ("before_cursor_execute", "commit"):
            event.listen(Engine, moment, self.step)

    def step(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


async def confirm(database: str, fate: Fate, digest: str) -> None:
    clock = HandClock()
    store = await Store.open(database, clock)
    plan = Subscriptions(store, catalogue(), Published(store, catalogue()), clock, DAYTIME.opening).plan
    at = office(store, clock, plan)
    await at.published.refresh()
    fate.begin()
    await at.imports.confirm(PUBLISHER, 1, digest, Cause(PUBLISHER, 500))
    fate.step()
    await store.close()


def bring(database: str, fate: Fate, file: str) -> int:
    vars(definitions)["load"] = lambda _: catalogue()  # read once, before the fork
    vars(i18n)["load"] = lambda _: TRANSLATORS
    os.environ["DATABASE_URL"] = database
    fate.begin()
    code = cli.main(["import", file, "--apply"])
    fate.step()
    return code


def born(act: str, database: str, last: str, what: str) -> int:
    child = os.fork()
    if child == 0:
        os.dup2(2, 1)  # what it says is not the answer
        fate = Fate(int(last))
        code = bring(database, fate, what) if act == "import" else asyncio.run(confirm(database, fate, what))
        os._exit(code or 0)
    return child


def main() -> None:
    catalogue()
    for line in sys.stdin:
        act, database, last, *each = line.split()
        children = [born(act, database, last, what) for what in each]
        print(*(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
