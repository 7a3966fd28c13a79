"""The buttons of figures on their way to be published. A proposal is named by its number; what publishes it names the
first letters of the digest of the dry run that was seen as well.
"""

from collections.abc import Sequence
from typing import Literal

from bot.drawing import Theme
from bot.wire import Action

Part = Literal["figures", "towns"]


class SetFigures(Action, frozen=True):
    """Typed, line by line; too long for a button, and never in one."""

    code = "fs"
    text: str


class AnswerFigures(Action, frozen=True):
    """Which of the candidates is meant. `draft` are the first letters of the digest of what had been said so far, so
    that an older button does not answer a newer question.
    """

    code = "fa"
    draft: str
    pick: int


class OverruleDoubts(Action, frozen=True):
    """What is doubtful is right: the reason is asked for."""

    code = "fr"
    draft: str


class TellFigures(Action, frozen=True):
    """Typed in answer to a question, or as a reason."""

    code = "fw"
    text: str


class ListProposals(Action, frozen=True):
    code = "fl"


class ShowProposal(Action, frozen=True):
    """Its dry run, over what is published now."""

    code = "fp"
    number: int


class ListChanges(Action, frozen=True):
    """All of it, where a message shows only the beginning."""

    code = "fe"
    number: int
    part: Part
    page: int = 1


class PaintProposal(Action, frozen=True):
    code = "fi"
    number: int
    town: str
    theme: Theme = "light"


class Publish(Action, frozen=True):
    code = "fc"
    number: int
    digest: str


class RunAgain(Action, frozen=True):
    code = "fn"
    number: int


class TellReason(Action, frozen=True):
    """Typed: why what became odd is right."""

    code = "fy"
    text: str


class Withdraw(Action, frozen=True):
    code = "fx"
    number: int


KINDS: Sequence[type[Action]] = (
    SetFigures, AnswerFigures, OverruleDoubts, TellFigures,
    ListProposals, ShowProposal, ListChanges, PaintProposal, Publish, RunAgain, TellReason, Withdraw,
)  # fmt: skip
