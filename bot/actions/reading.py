"""The buttons of what can be read."""

from collections.abc import Sequence

from bot.wire import Action
from core.chapters import Part


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


KINDS: Sequence[type[Action]] = (
    ShowPart, OpenChapter, OpenRecord, ShowDisagreements, ShowSources, OpenDocument,
)  # fmt: skip
