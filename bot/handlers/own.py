"""What is a person's own: shown in the private chat only, and found for nobody but its owner."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from bot.actions.applications import ref
from bot.screen import Screen
from bot.turn import Turn
from bot.views import applications as view
from bot.wire import Action, Unreadable
from core.catalogue import Unknown
from core.services.applications import Case

A = TypeVar("A", bound=Action)
Handler = Callable[[Turn, A], Awaitable[Screen]]


def privately(handler: Handler[A]) -> Handler[A]:
    """In a group nobody reads what another person is at."""

    @wraps(handler)
    async def behind_the_door(turn: Turn, action: A) -> Screen:
        if not turn.private:
            return view.go_private(turn.t, turn.house.bot_name)
        return await handler(turn, action)

    return behind_the_door


async def case_of(turn: Turn, named: str) -> Case:
    """The presser's own, and still the one that was meant. Raises Unknown."""
    number = named.partition(".")[0]
    if not number.isdecimal() or len(number) > 9:
        raise Unreadable(f"no application {named!r}")
    case = await turn.house.applications.find(turn.sender.id, int(number))
    if ref(case) != named:
        raise Unknown(f"application {named!r}")
    return case
