"""Workers that send letters, each a process of its own, to be killed. They are forked from one process that has
already imported everything: a line on its standard input, the database, the Bot API and the seconds of a lease,
is answered with the number of a new worker.
"""

import asyncio
import os
import signal
import sys
import warnings
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

from telegram.warnings import PTBUserWarning

from bot.delivery import Delivery
from bot.i18n import Translator
from bot.letters import Kind
from bot.outbox import Postman
from bot.screen import Picture, Screen
from bot.turn import House
from core.localised import LANGUAGES
from core.services.people import People
from core.store.letters import Letter
from core.store.outbox import Outbox
from core.store.work import Store
from tests.road.stand_ins import telegram_bot

warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)

NOON = datetime(2026, 3, 2, 7, tzinfo=UTC)


async def key(_house: House, letter: Letter, _t: Translator) -> Screen:
    return Screen(letter.key)


async def paint(picture: Picture) -> bytes:
    raise AssertionError(f"no letter here has a picture: {picture}")


async def work(database: str, telegram: str, lease: float) -> None:
    def clock() -> datetime:
        return NOON

    store = await Store.open(database, clock)
    translators = {language: Translator(language, {}, {}) for language in LANGUAGES}
    house = SimpleNamespace(people=People(store, clock), translators=translators, clock=clock)
    async with telegram_bot(telegram) as bot:
        outbox = Outbox(store, timedelta(seconds=lease))
        postman = Postman(cast("House", house), outbox, {"test": Kind(key)}, Delivery(bot, paint).send, look=0.2)
        await postman.run()


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who were killed
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            database, telegram, lease = line.split()
            asyncio.run(work(database, telegram, float(lease)))
        print(child, flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
