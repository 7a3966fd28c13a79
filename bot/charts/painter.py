"""The painter's process: it imports only what painting needs."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.process import BaseProcess

from bot.charts import easel


def prepare() -> None:
    """Ctrl-C is for the bot, which ends its painter itself; a bot that is killed takes its painter with it. The first
    picture should not wait for templates and letters.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=leave_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    easel.warm()


def leave_with(parent: BaseProcess | None) -> None:
    if parent:
        parent.join()
        os._exit(0)
