"""What typed words mean: a cry before all else; the answer to a question that is open, or a town's name."""

from bot.handlers import application_days, care, changes, loan, monotown, towns, words
from bot.turn import Turn
from bot.wire import Action


async def meant(turn: Turn, text: str) -> Action | None:
    asked: Action | None = care.meant(turn, text) or await changes.meant(turn, text)
    answer = asked or await monotown.meant(turn, text) or await loan.meant(turn, text)
    if answer is not None:
        return answer
    wish = words.meant(turn, text)
    day = await application_days.meant(turn, text, wished=wish is not None)
    return day or wish or await towns.meant(turn, text)
