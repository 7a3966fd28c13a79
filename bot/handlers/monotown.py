"""Is a place a monotown: what has been answered travels in the buttons, and a number may be typed."""

import re
from decimal import Decimal
from typing import get_args

from msgspec.structs import asdict, replace

from bot.actions.towns import CheckMonotown, TellMonotown, Works
from bot.handlers import words
from bot.handlers.common import NOT_KNOWN, asked, end_dialogue
from bot.i18n import key
from bot.screen import Screen
from bot.turn import Turn
from bot.views import monotown as view
from bot.wire import Unreadable
from core.monotown import Told
from core.places import STATES
from core.reading import number
from core.services.towns import NotFound

WAITING_FOR_NUMBER = "monotown"
MOST_PEOPLE = 100_000_000
MOST_PER_CENT = 100
PEOPLE = re.compile(r"[1-9][0-9]{0,8}")
SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,15})?")


async def check(turn: Turn, action: CheckMonotown, refusal: str = "") -> Screen:
    """The first question without an answer; when there is none, the result."""
    answers = told(action)
    open_question = next((name for name, answer in asdict(action).items() if not answer), None)
    if open_question is None:
        await end_dialogue(turn)
        return view.result(turn.t, action, turn.house.facts.monotown(answers), turn.house.support.standing())
    if turn.chat is not None:
        await turn.house.people.begin_dialogue(
            turn.chat.id, turn.sender.id, WAITING_FOR_NUMBER, asdict(action), turn.cause
        )
    return view.question(turn.t, action, open_question, answers, refusal)


async def typed(turn: Turn, action: TellMonotown) -> Screen:
    """An answer that will not do is asked for again, with the reason."""
    so_far = CheckMonotown(action.people, action.output, action.employed, action.enterprise)
    open_question = next((name for name, answer in asdict(so_far).items() if not answer), None)
    if open_question is None:
        return await check(turn, so_far)
    try:
        answer = understood(open_question, action.text)
    except Refused as refusal:
        return await check(turn, so_far, str(refusal))
    return await check(turn, replace(so_far, **{open_question: answer}))


class Refused(Exception):
    """What was typed is no answer; the text that says why."""


def understood(question: str, text: str) -> str:
    if NOT_KNOWN.fullmatch(text.strip()):
        return view.UNKNOWN
    if question == "enterprise":
        raise Refused(key("monotown.press"))
    value = number(text)
    if value is None:
        raise Refused(key("monotown.not_a_number"))
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    if question == "people" and not (PEOPLE.fullmatch(plain) and value <= MOST_PEOPLE):
        raise Refused(key("monotown.not_people"))
    if question != "people" and not (SHARE.fullmatch(plain) and value <= MOST_PER_CENT):
        raise Refused(key("monotown.not_a_share"))
    return plain


def told(action: CheckMonotown) -> Told:
    """Whatever a forged button says, it is refused here."""
    people = None if action.people in ("", view.UNKNOWN) else action.people
    if people is not None and not PEOPLE.fullmatch(people):
        raise Unreadable(f"no number of people {people!r}")
    output, employed = share(action.output), share(action.employed)
    state = next((each for each in STATES if each == action.enterprise), None)
    return Told(None if people is None else int(people), output, employed, state)


def share(answer: str) -> Decimal | None:
    if answer in ("", view.UNKNOWN):
        return None
    if not SHARE.fullmatch(answer) or Decimal(answer) > MOST_PER_CENT:
        raise Unreadable(f"no share {answer!r}")
    return Decimal(answer)


async def meant(turn: Turn, text: str) -> TellMonotown | None:
    """Words without a figure may name a town or wish for something else; what does neither is asked again."""
    dialogue = await asked(turn, WAITING_FOR_NUMBER)
    if dialogue is None or not (an_answer(text) or (words.meant(turn, text) is None and names_nothing(turn, text))):
        return None
    people, output, employed = (str(dialogue.data[name]) for name in ("people", "output", "employed"))
    works: Works = next((each for each in get_args(Works) if each == dialogue.data["enterprise"]), "")
    return TellMonotown(people, output, employed, works, text)


def an_answer(text: str) -> bool:
    return bool(NOT_KNOWN.fullmatch(text.strip())) or any(letter.isdigit() for letter in text)


def names_nothing(turn: Turn, text: str) -> bool:
    return isinstance(turn.house.towns.find(text), NotFound)
