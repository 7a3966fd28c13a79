"""Every command and every button → its handler, in one place. A command is another way to mean an action."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.actions import read
from bot.actions.common import (
    AskForget,
    AskLanguage,
    Cancel,
    Forget,
    Greet,
    SendMyData,
    SetLanguage,
    ShowHelp,
    ShowMenu,
    ShowPrivacy,
)
from bot.actions.pictures import PaintChange, PaintComparison, PaintRanking, PaintScore, ShowMap
from bot.actions.reading import OpenChapter, OpenDocument, OpenRecord, ShowDisagreements, ShowPart, ShowSources
from bot.actions.scores import (
    Compare,
    CompareInWords,
    ListIndicators,
    OfferTables,
    PickChange,
    PickTowns,
    SendTable,
    ShowIndicator,
    ShowPath,
    ShowRanking,
    ShowScore,
    ShowWhy,
    SupposeInWords,
    SupposeTyped,
    WhatIf,
)
from bot.actions.support import ShowDocuments, ShowPaper
from bot.actions.towns import (
    AskTown,
    CheckMonotown,
    FindNearest,
    FindTown,
    Goal,
    ListOblast,
    ShowCriteria,
    ShowCriterion,
    ShowPotential,
    ShowTargets,
    ShowTown,
    TellMonotown,
)
from bot.handlers import changes, common, exports, facts, monotown, pictures, reading, scores, support, towns, words
from bot.letters import Kind
from bot.screen import Screen
from bot.turn import Turn
from bot.wire import Action, Unreadable

Handler = Callable[[Turn, Any], Awaitable[Screen]]


def of_town(goal: Goal) -> Callable[[str], Action]:
    return lambda town: FindTown(goal, town) if town else AskTown(goal)


def started(payload: str) -> Action:
    """A link t.me/…?start=town-temirtau opens that town, one with doc- a document."""
    link = LINK.fullmatch(payload)
    if link is None:
        return Greet()
    return ShowScore(link["id"]) if link["what"] == "town" else OpenDocument(link["id"])


LINK = re.compile(r"(?P<what>town|doc)-(?P<id>[a-z0-9_-]{1,32})")
COMMANDS: Mapping[str, Callable[[str], Action]] = {
    "start": started,
    "town": of_town("town"),
    "score": of_town("score"),
    "why": of_town("why"),
    "whatif": lambda text: SupposeInWords(text) if text else AskTown("whatif"),
    "compare": lambda text: CompareInWords(text) if text else PickTowns(),
    "ranking": lambda _: ShowRanking(),
    "map": lambda _: ShowMap(),
    "targets": of_town("targets"),
    "monotown": lambda place: FindTown("town", place) if place else CheckMonotown(),
    "export": lambda town: FindTown("export", town) if town else OfferTables(),
    "method": lambda _: ShowPart("method"),
    "programme": lambda _: ShowPart("programme"),
    "sources": lambda _: ShowSources(),
    "contradictions": lambda town: FindTown("disagreements", town) if town else ShowDisagreements(),
    "documents": lambda _: ShowDocuments(),
    "menu": lambda _: ShowMenu(),
    "language": lambda _: AskLanguage(),
    "help": lambda _: ShowHelp(),
    "privacy": lambda _: ShowPrivacy(),
    "mydata": lambda _: SendMyData(),
    "forget": lambda _: AskForget(),
    "cancel": lambda _: Cancel(),
}
IN_GROUPS = (
    "town",
    "score",
    "why",
    "whatif",
    "compare",
    "ranking",
    "map",
    "targets",
    "monotown",
    "export",
    "method",
    "programme",
    "sources",
    "contradictions",
    "documents",
    "language",
    "help",
    "privacy",
)
"""The commands Telegram offers in a group; the others work there too, or say where they do."""

HANDLERS: Mapping[type[Action], Handler] = {
    Greet: common.greet,
    ShowMenu: common.menu,
    ShowHelp: common.help_,
    AskLanguage: common.ask_language,
    SetLanguage: common.set_language,
    ShowPrivacy: common.privacy,
    SendMyData: common.my_data,
    AskForget: common.ask_forget,
    Forget: common.forget,
    Cancel: common.cancel,
    AskTown: towns.ask,
    ListOblast: towns.list_oblast,
    FindTown: towns.find,
    FindNearest: towns.nearest,
    ShowTown: facts.town,
    ShowPotential: towns.potential,
    ShowCriteria: facts.criteria,
    ShowCriterion: facts.criterion,
    ShowTargets: facts.targets,
    CheckMonotown: monotown.check,
    TellMonotown: monotown.typed,
    ShowScore: scores.score,
    ShowWhy: scores.why,
    ShowIndicator: scores.indicator,
    ListIndicators: scores.list_indicators,
    ShowPath: scores.path,
    WhatIf: changes.what_if,
    PickChange: changes.pick,
    SupposeTyped: changes.typed,
    SupposeInWords: words.suppose,
    Compare: scores.compare,
    CompareInWords: words.compare,
    PickTowns: scores.pick_towns,
    ShowRanking: scores.ranking,
    OfferTables: exports.offer,
    SendTable: exports.send,
    ShowMap: pictures.town_map,
    PaintScore: pictures.score,
    PaintComparison: pictures.comparison,
    PaintRanking: pictures.ranking,
    PaintChange: pictures.change,
    ShowPart: reading.part,
    OpenChapter: reading.chapter,
    OpenRecord: reading.record,
    ShowDisagreements: reading.disagreements,
    ShowSources: reading.sources,
    OpenDocument: reading.document,
    ShowDocuments: support.documents,
    ShowPaper: support.paper,
}

LETTERS: Mapping[str, Kind] = {}
"""What goes out by itself, kind by kind."""


async def answer(turn: Turn, action: Action) -> Screen:
    """Raises core.catalogue.Unknown when a button names something that is not in data/ (any more)."""
    screen = await HANDLERS[type(action)](turn, action)
    if isinstance(action, SetLanguage) and turn.private:
        spoken = replace(turn, t=turn.house.translators[action.language])
        return replace(await answer(spoken, asked_before(action)), toast=screen.toast)
    return screen


def asked_before(action: SetLanguage) -> Action:
    """What a choice of language carries is a stranger's word too: it may ask for a screen, never for a deed."""
    try:
        wanted = read(action.then)
    except Unreadable:
        return Greet()
    return Greet() if isinstance(wanted, (SetLanguage, Forget)) else wanted
