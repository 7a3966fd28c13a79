"""The buttons of innovation potential: a score, its reasons, what if, side by side, to take away."""

from collections.abc import Sequence
from typing import Literal

from bot.wire import Action


class ShowScore(Action, frozen=True):
    code = "sc"
    town: str


class ShowWhy(Action, frozen=True):
    code = "wy"
    town: str


class ShowIndicator(Action, frozen=True):
    """Of a town, or, when no town is named, the scale alone."""

    code = "in"
    indicator: str
    town: str = ""


class ListIndicators(Action, frozen=True):
    code = "li"


class ShowPath(Action, frozen=True):
    code = "pt"
    town: str


class WhatIf(Action, frozen=True):
    """`changes` is written by core.scoring's Changes; see bot/changes.py."""

    code = "wi"
    town: str
    changes: str = ""


class PickChange(Action, frozen=True):
    code = "wp"
    town: str
    indicator: str
    changes: str = ""


class SupposeTyped(Action, frozen=True):
    """A typed value; too long for a button, and never in one."""

    code = "wt"
    town: str
    indicator: str
    changes: str
    text: str


class SupposeInWords(Action, frozen=True):
    """As after the command: Теміртау 2.6 4,6."""

    code = "ww"
    text: str


class Compare(Action, frozen=True):
    """`towns` are numbers in the Programme's list, joined by dots: five ids would not fit."""

    code = "cp"
    towns: str = ""


class CompareInWords(Action, frozen=True):
    code = "cw"
    text: str


class PickTowns(Action, frozen=True):
    code = "ct"
    towns: str = ""


class ShowRanking(Action, frozen=True):
    """`by`: score, tier, oblast, or the id of an indicator."""

    code = "rk"
    by: str = "score"


class OfferTables(Action, frozen=True):
    """Of one town, or of all when none is named; so in SendTable."""

    code = "et"
    town: str = ""


class SendTable(Action, frozen=True):
    code = "ex"
    file: Literal["xlsx", "csv"]
    town: str = ""


KINDS: Sequence[type[Action]] = (
    ShowScore, ShowWhy, ShowIndicator, ListIndicators, ShowPath, WhatIf, PickChange, SupposeTyped,
    SupposeInWords, Compare, CompareInWords, PickTowns, ShowRanking, OfferTables, SendTable,
)  # fmt: skip
