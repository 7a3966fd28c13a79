"""What typed words mean: a cry before all else; the answer to a question that is open, or a town's name."""

from bot.handlers import (
    application_days,
    care,
    changes,
    invitations,
    loan,
    monotown,
    overtaken,
    set_figures,
    talk,
    towns,
    uploads,
    words,
)
from bot.turn import Turn
from bot.wire import Action


async def meant(turn: Turn, text: str) -> Action | None:
    cry: Action | None = care.meant(turn, text)
    asked = (
        cry
        or invitations.meant(turn, text)
        or await set_figures.meant(turn, text)
        or await uploads.in_words(turn, text)
        or await overtaken.meant(turn, text)
    )
    asked = asked or await changes.meant(turn, text)
    answer = asked or await monotown.meant(turn, text) or await loan.meant(turn, text) or await talk.meant(turn, text)
    if answer is not None:
        return answer
    wish = words.meant(turn, text)
    day = await application_days.meant(turn, text, wished=wish is not None)
    return day or wish or await towns.meant(turn, text)
