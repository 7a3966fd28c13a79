"""A command is another way to mean an action: what stands behind each, and behind the links that open the bot."""

import re
from collections.abc import Callable, Mapping

from bot.actions.applications import (
    ShowStatus,
)
from bot.actions.common import (
    AskForget,
    AskLanguage,
    Cancel,
    Greet,
    SendMyData,
    ShowHelp,
    ShowMenu,
    ShowPrivacy,
)
from bot.actions.loan import (
    ShowLoan,
    TellLoan,
)
from bot.actions.pictures import ShowMap
from bot.actions.reading import OpenDocument, ShowDisagreements, ShowPart, ShowSources
from bot.actions.scores import (
    CompareInWords,
    OfferTables,
    PickTowns,
    ShowRanking,
    ShowScore,
    SupposeInWords,
)
from bot.actions.support import ShowDocuments
from bot.actions.talk import (
    AskNext,
    OpenCode,
    TellWish,
)
from bot.actions.towns import (
    AskTown,
    CheckMonotown,
    FindTown,
    Goal,
)
from bot.handlers import talk
from bot.wire import Action


def of_town(goal: Goal) -> Callable[[str], Action]:
    return lambda town: FindTown(goal, town) if town else AskTown(goal)


def started(payload: str) -> Action:
    """A link t.me/…?start=town-temirtau opens that town, doc- a document, why- what a code holds; else a room."""
    if payload == "status":
        return ShowStatus()
    if payload == talk.START:
        return AskNext()
    link = LINK.fullmatch(payload)
    if link is None:
        return Greet()
    if link["code"]:
        return OpenCode(link["code"])
    return ShowScore(link["id"]) if link["what"] == "town" else OpenDocument(link["id"])


LINK = re.compile(r"(?P<what>town|doc)-(?P<id>[a-z0-9_-]{1,32})|why-(?P<code>[A-Za-z0-9-]{1,40})")
COMMANDS: Mapping[str, Callable[[str], Action]] = {
    "start": started,
    "support": lambda text: TellWish(text) if text else AskNext(),
    "town": of_town("town"),
    "score": of_town("score"),
    "why": lambda text: OpenCode(text) if text else AskTown("why"),
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
    "where": of_town("where"),
    "status": lambda _: ShowStatus(),
    "loan": lambda text: TellLoan(text=text) if text else ShowLoan(),
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
    "where",
    "loan",
    "language",
    "help",
    "privacy",
)
"""The commands Telegram offers in a group; the others work there too, or say where they do."""
