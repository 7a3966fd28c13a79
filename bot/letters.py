"""What a letter says, kind by kind, and at which hours of the day it may arrive."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.i18n import KAZAKHSTAN, Translator
from bot.screen import Screen
from bot.turn import House
from core.store.letters import Letter

Compose = Callable[[House, Letter, Translator], Awaitable[Screen | None]]
"""None when there is nothing to say any more: what stands now decides, not what stood when it was planned."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Of a day in Kazakhstan, from the first to just before the last."""

    first: time
    last: time

    def opening(self, moment: datetime) -> datetime:
        """The moment itself, or the first one after it that is no night."""
        local = moment.astimezone(KAZAKHSTAN)
        if self.first <= local.time() < self.last:
            return moment
        day = local.date() if local.time() < self.first else local.date() + timedelta(days=1)
        return datetime.combine(day, self.first, KAZAKHSTAN)


DAYTIME = Hours(time(8), time(21))


@dataclass(frozen=True, slots=True)
class Kind:
    """`unasked`: nobody has asked for it, in whatever language; what the letter bears is a guess."""

    compose: Compose
    hours: Hours = DAYTIME
    unasked: bool = False
