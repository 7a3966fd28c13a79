"""The buttons of the talk about support. The answers so far travel in each of them, a letter a question, as
core.codes.jotted writes them: so any message can be taken up again.
"""

from collections.abc import Sequence
from typing import Literal

from bot.wire import Action

Part = Literal["", "terms", "reading"]
ALL_ANSWERS = "answers"
"""Where a changed answer leads back to: no measure is called so."""


class AskNext(Action, frozen=True):
    """The question named, else the next. `then`: what the answer is for, a measure or the list of answers; else all."""

    code = "sq"
    answers: str = ""
    question: str = ""
    then: str = ""


class AskOfTown(Action, frozen=True):
    """The talk of whoever lives there."""

    code = "sk"
    town: str


class ShowResult(Action, frozen=True):
    code = "sr"
    answers: str = ""
    page: int = 1


class ShowMeasure(Action, frozen=True):
    """`page` of the list is where it was opened, and where the way back leads."""

    code = "sm"
    measure: str
    answers: str = ""
    part: Part = ""
    page: int = 1


class ListAnswers(Action, frozen=True):
    code = "sa"
    answers: str = ""


class ShowProspects(Action, frozen=True):
    code = "sp"
    town: str
    answers: str = ""


class OpenCode(Action, frozen=True):
    """A code as typed; never in a button of ours."""

    code = "sy"
    text: str


class TellWish(Action, frozen=True):
    """What is wished for, as typed."""

    code = "sw"
    text: str


KINDS: Sequence[type[Action]] = (
    AskNext, AskOfTown, ShowResult, ShowMeasure, ListAnswers, ShowProspects, OpenCode, TellWish,
)  # fmt: skip
