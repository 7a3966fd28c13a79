"""What if: values supposed by buttons, or typed."""

import re

from bot.actions.pictures import PaintChange
from bot.actions.scores import PickChange, SupposeTyped, WhatIf
from bot.changes import packed, unpacked
from bot.handlers.common import asked, end_dialogue
from bot.i18n import key
from bot.screen import Screen
from bot.turn import Turn
from bot.views import paths as view
from bot.wire import Unreadable
from core.catalogue import Unknown
from core.reading import number, thousands_of_tenge
from core.scales import NotOnScale
from core.services.scores import Supposed

WAITING_FOR_VALUE = "whatif"
NAMED = re.compile(r"(?<![0-9.,])([1-9]\.[0-9])(?:\s*[=:]\s*|\s+)(.+?)(?=[\s;,]+[1-9]\.[0-9](?:\s*[=:]|\s)|[\s;,]*$)")
"""An indicator and its value, as in 2.6 = 4,6."""
WHY = {
    "not_a_number": key("whatif.not_a_number"),
    "too_little": key("whatif.too_little"),
    "too_much": key("whatif.too_much"),
    "not_whole": key("whatif.not_whole"),
    "no_such_choice": key("whatif.pick_choose"),
}


class Refused(Exception):
    """What was typed cannot be supposed; the text that says why."""

    def __init__(self, indicator_id: str, text: str) -> None:
        super().__init__(text)
        self.indicator_id = indicator_id
        self.text = text


async def what_if(turn: Turn, action: WhatIf) -> Screen:
    await end_dialogue(turn)
    found = turn.house.scores.of(action.town)
    if found.card is None:
        return view.path(turn.t, found, ())
    return view.what_if(turn.t, supposed(turn, action.town, action.changes))


async def pick(turn: Turn, action: PickChange) -> Screen:
    """From here on a typed number is the value of this indicator."""
    found = supposed(turn, action.town, action.changes)
    if action.indicator not in found.before.lines:
        raise Unknown(f"indicator {action.indicator!r}")
    if turn.chat is not None:
        data = {"town": action.town, "indicator": action.indicator, "changes": action.changes}
        await turn.house.people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING_FOR_VALUE, data, turn.cause)
    return view.pick(turn.t, found, action.indicator)


async def typed(turn: Turn, action: SupposeTyped) -> Screen:
    return await suppose(turn, WhatIf(action.town, action.changes), [(action.indicator, action.text)])


async def suppose(turn: Turn, start: WhatIf, values: list[tuple[str, str]]) -> Screen:
    """All of them, or, where one is refused, what has been supposed so far and the question for that one."""
    so_far = start
    for indicator_id, text in values:
        try:
            so_far = WhatIf(start.town, with_value(turn, so_far, indicator_id, text))
        except Refused as refusal:
            asked_again = await pick(turn, PickChange(start.town, refusal.indicator_id, so_far.changes))
            return view.refused(turn.t, asked_again, refusal.text)
    return await what_if(turn, so_far)


def with_value(turn: Turn, so_far: WhatIf, indicator_id: str, text: str) -> str:
    found = supposed(turn, so_far.town, so_far.changes)
    line = found.before.lines.get(indicator_id)
    if line is None:
        raise Unknown(f"indicator {indicator_id!r}")
    value = thousands_of_tenge(text) if line.indicator.unit == "thousand_tenge" else number(text)
    if value is None:
        raise Refused(indicator_id, WHY["not_a_number"])
    try:
        line.indicator.score_of(value)
    except NotOnScale as refusal:
        raise Refused(indicator_id, WHY["no_such_choice" if line.indicator.choices else refusal.why]) from refusal
    changes = packed({**found.changes, indicator_id: value}, found.before.lines)
    try:
        for button in (PickChange(so_far.town, indicator_id, changes), PaintChange("light", so_far.town, changes)):
            button.pack()
    except ValueError as too_long:
        raise Refused(indicator_id, key("whatif.too_many")) from too_long
    return changes


async def meant(turn: Turn, text: str) -> SupposeTyped | None:
    """Words without a figure are no value, and may name another town."""
    dialogue = await asked(turn, WAITING_FOR_VALUE)
    if dialogue is None or not any(letter.isdigit() for letter in text):
        return None
    data = dialogue.data
    return SupposeTyped(str(data["town"]), str(data["indicator"]), str(data["changes"]), text)


def supposed(turn: Turn, town_id: str, changes: str) -> Supposed:
    """Whatever a forged button says, it is refused here."""
    values = unpacked(changes, turn.house.scores.methodology.indicators)
    if values is None:
        raise Unreadable(f"no changes {changes!r}")
    try:
        return turn.house.scores.what_if(town_id, values)
    except NotOnScale as refusal:
        raise Unreadable(str(refusal)) from refusal
