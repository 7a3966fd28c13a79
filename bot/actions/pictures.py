"""The buttons that ask for a picture."""

from collections.abc import Sequence
from typing import Literal

from bot.drawing import Theme
from bot.wire import Action

Scale = Literal["economic", "innovation"]
"""The two unlike ones."""


class ShowMap(Action, frozen=True):
    code = "mp"
    scale: Scale = "economic"
    theme: Theme = "light"


class PaintScore(Action, frozen=True):
    code = "ps"
    town: str
    theme: Theme = "light"


class PaintComparison(Action, frozen=True):
    code = "pc"
    towns: str
    theme: Theme = "light"


class PaintRanking(Action, frozen=True):
    code = "pk"
    by: str = "score"
    theme: Theme = "light"


class PaintChange(Action, frozen=True):
    code = "pw"
    theme: Theme
    town: str
    changes: str


KINDS: Sequence[type[Action]] = (ShowMap, PaintScore, PaintComparison, PaintRanking, PaintChange)
