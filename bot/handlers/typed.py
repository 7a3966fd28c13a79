"""What typed words mean: the answer to a question that is open, or a town's name."""

from bot.handlers import changes, monotown, towns, words
from bot.turn import Turn
from bot.wire import Action


async def meant(turn: Turn, text: str) -> Action | None:
    answer = await changes.meant(turn, text) or await monotown.meant(turn, text)
    return answer or words.meant(turn, text) or await towns.meant(turn, text)
