"""A command is another way to mean an action: what stands behind each, and behind the links that open the bot."""

import re
from collections.abc import Callable, Mapping

from bot.actions.applications import (
    ShowStatus,
)
from bot.actions.audit import RecordInWords, ShowRecord
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
from bot.actions.contents import ShowContents
from bot.actions.figures import ListProposals, SetFigures
from bot.actions.history import AskUndo, HistoryInWords, ListBatches, UndoBatch
from bot.actions.loan import (
    ShowLoan,
    TellLoan,
)
from bot.actions.notices import ShowSubscriptions, WatchInWords
from bot.actions.people import (
    GrantInWords,
    InviteInWords,
    OpenInvitation,
    RevokeInWords,
    ShowPeople,
    ShowWork,
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
from bot.actions.then import MapInWords, RankingInWords
from bot.actions.towns import (
    AskTown,
    CheckMonotown,
    FindTown,
    Goal,
)
from bot.actions.uploads import SendTemplate
from bot.handlers import talk
from bot.views.invitations import START
from bot.wire import Action


def of_town(goal: Goal) -> Callable[[str], Action]:
    return lambda town: FindTown(goal, town) if town else AskTown(goal)


def started(payload: str) -> Action:
    """A link t.me/…?start=town-temirtau opens that town, doc- a document, why- what a code holds, in- an
    invitation; else a room.
    """
    if payload == "status":
        return ShowStatus()
    if payload == talk.START:
        return AskNext()
    link = LINK.fullmatch(payload)
    if link is None:
        return Greet()
    if link["secret"]:
        return OpenInvitation(link["secret"])
    if link["code"]:
        return OpenCode(link["code"])
    return ShowScore(link["id"]) if link["what"] == "town" else OpenDocument(link["id"])


def undoing(text: str) -> Action:
    """A number, and why where somebody says so."""
    named = BATCH.fullmatch(text)
    return UndoBatch(named["batch"], named["reason"].strip(" ,:;–-")) if named else AskUndo()


BATCH = re.compile(r"(?:№|#|no\.?)?\s*(?P<batch>[1-9][0-9]{0,6})(?![0-9])(?P<reason>.*)", re.IGNORECASE | re.DOTALL)
LINK = re.compile(
    r"(?P<what>town|doc)-(?P<id>[a-z0-9_-]{1,32})|why-(?P<code>[A-Za-z0-9-]{1,40})"
    rf"|{START}(?P<secret>[A-Za-z0-9_-]{{1,60}})"
)
COMMANDS: Mapping[str, Callable[[str], Action]] = {
    "start": started,
    "support": lambda text: TellWish(text) if text else AskNext(),
    "town": of_town("town"),
    "score": of_town("score"),
    "why": lambda text: OpenCode(text) if text else AskTown("why"),
    "whatif": lambda text: SupposeInWords(text) if text else AskTown("whatif"),
    "compare": lambda text: CompareInWords(text) if text else PickTowns(),
    "ranking": lambda text: RankingInWords(text) if text else ShowRanking(),
    "map": lambda text: MapInWords(text) if text else ShowMap(),
    "targets": of_town("targets"),
    "monotown": lambda place: FindTown("town", place) if place else CheckMonotown(),
    "history": lambda text: HistoryInWords(text) if text else ListBatches(),
    "export": lambda town: FindTown("export", town) if town else OfferTables(),
    "method": lambda _: ShowPart("method"),
    "programme": lambda _: ShowPart("programme"),
    "sources": lambda _: ShowSources(),
    "contradictions": lambda town: FindTown("disagreements", town) if town else ShowDisagreements(),
    "documents": lambda _: ShowDocuments(),
    "where": of_town("where"),
    "status": lambda _: ShowStatus(),
    "loan": lambda text: TellLoan(text=text) if text else ShowLoan(),
    "set": SetFigures,
    "proposals": lambda _: ListProposals(),
    "content": lambda _: ShowContents(),
    "undo": undoing,
    "subscribe": lambda text: WatchInWords(text) if text else ShowSubscriptions(),
    "unsubscribe": lambda _: ShowSubscriptions(),
    "template": lambda _: SendTemplate(),
    "menu": lambda _: ShowMenu(),
    "language": lambda _: AskLanguage(),
    "help": lambda _: ShowHelp(),
    "privacy": lambda _: ShowPrivacy(),
    "mydata": lambda _: SendMyData(),
    "forget": lambda _: AskForget(),
    "cancel": lambda _: Cancel(),
    "work": lambda _: ShowWork(),
    "people": lambda _: ShowPeople(),
    "invite": InviteInWords,
    "grant": GrantInWords,
    "revoke": RevokeInWords,
    "audit": lambda text: RecordInWords(text) if text else ShowRecord(),
}
LINE_BY_LINE = frozenset({"set"})
"""Where a message says several things, each on its own line; to the others a break is a space."""


def meaning(name: str, rest: str) -> Action | None:
    command = COMMANDS.get(name)
    return command(rest if name in LINE_BY_LINE else " ".join(rest.split())) if command else None


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
    "history",
    "export",
    "method",
    "programme",
    "sources",
    "contradictions",
    "documents",
    "where",
    "loan",
    "subscribe",
    "unsubscribe",
    "language",
    "help",
    "privacy",
)
"""The commands Telegram offers in a group; the others work there too, or say where they do."""
