"""What each button means; bot/wire.py says how it travels."""

from collections.abc import Sequence
from typing import Literal, get_args

from bot.wire import LONGEST_DATA, Action, Unreadable, unpacked
from core.chapters import Part
from core.localised import Language
from core.microcredit import Banks, Purpose, Work

__all__ = ["LONGEST_DATA", "Action", "Unreadable"]


class Greet(Action, frozen=True):
    code = "st"


class ShowMenu(Action, frozen=True):
    code = "mn"


class ShowHelp(Action, frozen=True):
    code = "hp"


class AskLanguage(Action, frozen=True):
    code = "al"


class SetLanguage(Action, frozen=True):
    """`then` is what the person had asked for before they were asked for their language."""

    code = "lg"
    language: Language
    then: str = ""


class ShowPrivacy(Action, frozen=True):
    code = "pr"


class SendMyData(Action, frozen=True):
    code = "md"


class AskForget(Action, frozen=True):
    code = "af"


class Forget(Action, frozen=True):
    code = "fo"


class Cancel(Action, frozen=True):
    code = "cn"


Goal = Literal["score", "why", "whatif", "potential", "disagreements"]
"""What is wanted of a town that is yet to be named."""
GOALS: Sequence[Goal] = get_args(Goal)


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


class ShowPath(Action, frozen=True):
    code = "pt"
    town: str


class WhatIf(Action, frozen=True):
    """`changes` is written by core.scoring's Changes; see bot/changes.py."""

    code = "wi"
    town: str
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


class CompareInWords(Action, frozen=True):
    code = "cw"
    text: str


class PickChange(Action, frozen=True):
    code = "wp"
    town: str
    indicator: str
    changes: str = ""


class ShowPotential(Action, frozen=True):
    code = "po"
    town: str


class Compare(Action, frozen=True):
    """`towns` are numbers in the Programme's list, joined by dots: five ids would not fit."""

    code = "cp"
    towns: str = ""


class PickTowns(Action, frozen=True):
    code = "ct"
    towns: str = ""


class ShowRanking(Action, frozen=True):
    """`by`: score, tier, oblast, or the id of an indicator."""

    code = "rk"
    by: str = "score"


class ListIndicators(Action, frozen=True):
    code = "li"


class ShowPart(Action, frozen=True):
    code = "pp"
    part: Part


class OpenChapter(Action, frozen=True):
    code = "oc"
    chapter: str
    page: int = 0


class OpenRecord(Action, frozen=True):
    code = "or"
    chapter: str
    record: str


class ShowDisagreements(Action, frozen=True):
    """About an indicator, or of a town, or of all the sources."""

    code = "sd"
    town: str = ""
    indicator: str = ""


class ShowSources(Action, frozen=True):
    code = "so"


class OpenDocument(Action, frozen=True):
    code = "do"
    document: str


class ShowDocuments(Action, frozen=True):
    code = "dc"
    work: Work = "unknown"
    purpose: Purpose = "unknown"
    banks: Banks = "unknown"


class ShowPaper(Action, frozen=True):
    """The answers travel along, so that the way back leads to the same list."""

    code = "pa"
    paper: str
    work: Work = "unknown"
    purpose: Purpose = "unknown"
    banks: Banks = "unknown"


KINDS: Sequence[type[Action]] = (
    Greet, ShowMenu, ShowHelp, AskLanguage, SetLanguage, ShowPrivacy, SendMyData, AskForget, Forget, Cancel,
    AskTown, ListOblast, FindTown, ShowPotential, ShowScore, ShowWhy, ShowIndicator, ListIndicators,
    ShowPath, WhatIf, PickChange, SupposeTyped, SupposeInWords,
    Compare, CompareInWords, PickTowns, ShowRanking,
    ShowPart, OpenChapter, OpenRecord, ShowDisagreements, ShowSources, OpenDocument, ShowDocuments, ShowPaper,
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}
assert len(BY_CODE) == len(KINDS), "two actions share a code"


def read(data: str | None) -> Action:
    """What a press means; Unreadable when it is not ours, or ours no more."""
    return unpacked(data, BY_CODE)
