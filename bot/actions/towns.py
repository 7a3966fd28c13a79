"""The buttons that find a town, and tell what is known of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, Self, get_args

from bot.wire import Action

Goal = Literal[
    "score",
    "why",
    "whatif",
    "potential",
    "town",
    "targets",
    "disagreements",
    "export",
    "where",
    "apply",
    "support",
    "subscribe",
    "history",
    "past",
]
"""What is wanted of a town that is yet to be named."""
GOALS: Sequence[Goal] = get_args(Goal)
Works = Literal["", "?", "working", "partly", "stopped"]


class AskTown(Action, frozen=True):
    code = "at"
    version = 2
    goal: Goal = "score"


class ListOblast(Action, frozen=True):
    code = "ob"
    version = 2
    oblast: str
    goal: Goal = "score"


class FindTown(Action, frozen=True):
    code = "ft"
    version = 2
    goal: Goal
    text: str


class FindNearest(Action, frozen=True):
    """Degrees, to a hundredth: about a kilometre, which is enough and no more than is needed."""

    code = "nr"
    latitude: Decimal
    longitude: Decimal

    @classmethod
    def of(cls, latitude: float, longitude: float) -> Self:
        return cls(*(Decimal(f"{degrees:.2f}") for degrees in (latitude, longitude)))


class ShowTown(Action, frozen=True):
    """The whole, or one group of its figures."""

    code = "tn"
    town: str
    group: str = ""


class ShowPotential(Action, frozen=True):
    code = "po"
    town: str


class ShowCriteria(Action, frozen=True):
    code = "cr"
    town: str


class ShowCriterion(Action, frozen=True):
    code = "ck"
    town: str
    criterion: str


class ShowTargets(Action, frozen=True):
    code = "tg"
    town: str


class CheckMonotown(Action, frozen=True):
    """Is a place a monotown? Each answer is a number as it is told to us, ? when the person does not know, or
    empty when it is still to be asked.
    """

    code = "mt"
    people: str = ""
    output: str = ""
    employed: str = ""
    enterprise: Works = ""


class TellMonotown(Action, frozen=True):
    """A typed answer to the question that is open; too long for a button, and never in one."""

    code = "mw"
    people: str
    output: str
    employed: str
    enterprise: Works
    text: str


KINDS: Sequence[type[Action]] = (
    AskTown, ListOblast, FindTown, FindNearest, ShowTown, ShowPotential, ShowCriteria,
    ShowCriterion, ShowTargets, CheckMonotown, TellMonotown,
)  # fmt: skip
