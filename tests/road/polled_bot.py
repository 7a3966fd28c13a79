"""A bot of its own process, to be killed: it polls, and writes down what it begins and ends. Its arguments are
the address of the Bot API, the folder for its database and diary, and how long it takes over an update.
"""

import asyncio
import os
import signal
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

from telegram.warnings import PTBUserWarning

from bot.ordering import Lanes
from bot.polling import Polling
from bot.road import Road
from bot.updates import Update
from core.store.inbox import Inbox
from core.store.work import Store
from tests.road.stand_ins import telegram_bot

warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)


async def main(url: str, folder: Path, seconds: float) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    diary = os.open(folder / "diary", os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    async def handle(update: Update) -> None:
        os.write(diary, f"begun {update.update_id} {update.lane}\n".encode())
        await asyncio.sleep(seconds)
        os.write(diary, f"handled {update.update_id} {update.lane}\n".encode())

    store = await Store.open(f"sqlite:///{folder}/bot.sqlite3", lambda: datetime(2026, 3, 2, tzinfo=UTC))
    await store.migrate()
    async with telegram_bot(url) as bot:
        road = Road(handle, Inbox(store), Lanes())
        await road.resume()
        await Polling(bot, road).run(stop)
        await road.finish(4)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])))
