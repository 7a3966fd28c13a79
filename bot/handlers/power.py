"""What acts of power have in common: they are done in the private chat, and people stand on screens by their names."""

from collections.abc import Awaitable, Callable, Iterable
from functools import wraps
from typing import TypeVar

from bot.screen import Screen
from bot.turn import Turn
from bot.views import common
from bot.views.roles import Known
from bot.wire import Action

A = TypeVar("A", bound=Action)
Handler = Callable[[Turn, A], Awaitable[Screen]]


def behind_doors(handler: Handler[A]) -> Handler[A]:
    """A group would read along."""

    @wraps(handler)
    async def in_private(turn: Turn, action: A) -> Screen:
        if not turn.private:
            return common.power_in_private(turn.t, turn.house.bot_name)
        return await handler(turn, action)

    return in_private


async def known(turn: Turn, people: Iterable[int | None]) -> Known:
    return Known(await turn.house.names.of(each for each in people if each is not None), turn.sender.id)
