"""The buttons of what was, of all towns or several, and of its pictures; of one town in words: bot/actions/history.py.
`when` is written by `packed`.
"""

from collections.abc import Sequence

from bot.actions.history import ShowPast
from bot.actions.pictures import PaintComparison, PaintRanking, PaintScore, ShowMap
from bot.actions.scores import Compare, ShowRanking, ShowScore
from bot.drawing import Theme
from bot.wire import Action, Unreadable
from core.past import When


class AskPastRanking(Action, frozen=True):
    code = "yo"


class RankThen(Action, frozen=True):
    code = "yr"
    by: str
    when: str


class PaintRankingThen(Action, frozen=True):
    code = "yk"
    by: str
    theme: Theme
    when: str


class PaintScoreThen(Action, frozen=True):
    code = "yp"
    town: str
    theme: Theme
    when: str


class CompareThen(Action, frozen=True):
    code = "yc"
    towns: str
    when: str


class PaintComparisonThen(Action, frozen=True):
    code = "yv"
    towns: str
    theme: Theme
    when: str


class MapThen(Action, frozen=True):
    """On the scale that changes; the other was judged once."""

    code = "ym"
    theme: Theme
    when: str


class RankingInWords(Action, frozen=True):
    """As after the command: 2020, 2.6, as published on 1 March. Too long for a button, and never in one."""

    code = "yi"
    text: str


class MapInWords(Action, frozen=True):
    code = "yj"
    text: str


KINDS: Sequence[type[Action]] = (
    AskPastRanking, RankThen, PaintRankingThen, PaintScoreThen, CompareThen, PaintComparisonThen, MapThen,
    RankingInWords, MapInWords,
)  # fmt: skip


def packed(when: When) -> str:
    """2020, 20260301, 2020.20260301"""
    return ".".join(filter(None, (str(when.year or ""), f"{when.day:%Y%m%d}" if when.day else "")))


def asked(text: str) -> When:
    year, _, day = text.rpartition(".")
    if not year and len(day) == 4:
        year, day = day, ""
    read = ShowPast("", year, day)
    when = When(read.of_year, read.on_day)
    if not when:
        raise Unreadable(f"no time {text!r}")
    return when


def score(town: str, when: When) -> Action:
    return ShowPast.of(town, when.year, when.day) if when else ShowScore(town)


def painted_score(town: str, theme: Theme, when: When) -> Action:
    return PaintScoreThen(town, theme, packed(when)) if when else PaintScore(town, theme)


def ranking(by: str, when: When) -> Action:
    return RankThen(by, packed(when)) if when else ShowRanking(by)


def painted_ranking(by: str, theme: Theme, when: When) -> Action:
    return PaintRankingThen(by, theme, packed(when)) if when else PaintRanking(by, theme)


def comparison(towns: str, when: When) -> Action:
    return CompareThen(towns, packed(when)) if when else Compare(towns)


def painted_comparison(towns: str, theme: Theme, when: When) -> Action:
    return PaintComparisonThen(towns, theme, packed(when)) if when else PaintComparison(towns, theme)


def mapped(theme: Theme, when: When) -> Action:
    return MapThen(theme, packed(when)) if when else ShowMap("innovation", theme)
