"""The command line: `python -m bot` starts the bot; the other words keep house."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bot import app, i18n, logs
from bot.at_work import ROOT
from bot.console import content, exported, figures, people
from bot.console.room import Code, Refusal, mended_by, tell
from bot.settings import BadSettings, Settings, read
from bot.views import flaws
from core.files.definitions import BadData
from core.services.published import Unreadable
from core.store.backup import backup, restore
from core.store.memory import one_heap
from core.store.trouble import StoreTrouble, Unreachable

DOTENV = Path(".env")


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = parser().parse_args(arguments)
    one_heap()
    try:
        settings = read(os.environ, DOTENV)
        logs.begin(settings.level, settings.secrets)
        return run_loop(chosen.work(settings, chosen))
    except Refusal as refusal:
        return complain(*refusal.lines, code=Code.REFUSED)
    except Unreadable as trouble:
        return complain(*in_english(trouble), mended_by(trouble))
    except Unreachable as trouble:
        return complain(f"{trouble}: check DATABASE_URL, and that the database is running")
    except BadData as bad:
        return complain(*in_english(bad))
    except (BadSettings, StoreTrouble) as trouble:
        return complain(str(trouble))


def complain(*lines: str, code: int = Code.TROUBLE) -> int:
    for line in lines:
        print(f"monoqala: {line}", file=sys.stderr)
    return code


def in_english(bad: BadData) -> list[str]:
    return flaws.lines(i18n.load(ROOT / "locales")["en"], bad.flaws)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="The monotown assistant.")
    parser.set_defaults(work=start)
    words = parser.add_subparsers(metavar="WORD")
    words.add_parser("run", help="start the bot (the same as no word)").set_defaults(work=start)
    words.add_parser("stand", help="only the sandbox: a page, and the Bot API for any client").set_defaults(work=stand)
    words.add_parser("check", help="check settings, data, texts and database").set_defaults(work=check)
    for word, work, purpose in (
        ("backup", save, "copy the database into FILE, also while the bot is running"),
        ("restore", load, "load FILE into an empty database"),
    ):
        command = words.add_parser(word, help=purpose)
        command.add_argument("file", type=Path, metavar="FILE")
        command.set_defaults(work=work)
    for more in (figures, exported, people, content):
        more.words(words)
    return parser


def run_loop(work: Awaitable[int | None]) -> int:
    """The exit code; work that says none has gone well."""

    async def whole() -> int:
        return await work or Code.DONE

    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(whole())


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    if sys.platform == "win32":  # there is no uvloop for it
        return asyncio.new_event_loop
    import uvloop

    return uvloop.new_event_loop


async def start(settings: Settings, _: argparse.Namespace) -> None:
    await app.run(settings, signalled(), tell)


async def stand(settings: Settings, _: argparse.Namespace) -> None:
    await app.stand(settings, signalled(), tell)


def signalled() -> asyncio.Event:
    """Ctrl-C and SIGTERM end it alike: what began is finished."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def check(settings: Settings, _: argparse.Namespace) -> int:
    sound, unreadable = await app.check(settings)
    tell("Settings, data, texts and database are in order.")
    if sound and sound.entries:
        tell(f"The record has {sound.entries} entries; the last one is {sound.head}")
    return complain(*in_english(unreadable), mended_by(unreadable)) if unreadable else Code.DONE


async def save(settings: Settings, chosen: argparse.Namespace) -> None:
    async with app.opened(settings) as store:
        await backup(store, chosen.file)
    tell(f"Saved in {chosen.file}.")


async def load(settings: Settings, chosen: argparse.Namespace) -> None:
    async with app.opened(settings) as store:
        await restore(store, chosen.file)
    tell(f"Loaded from {chosen.file}.")
