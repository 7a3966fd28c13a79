"""What typed words mean: the answer to a question that is open, or a town's name."""

from bot.actions import Action
from bot.handlers import changes, towns
from bot.turn import Turn


async def meant(turn: Turn, text: str) -> Action | None:
    return await changes.meant(turn, text) or await towns.meant(turn, text)
