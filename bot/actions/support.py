"""The buttons of support."""

from collections.abc import Sequence

from bot.wire import Action
from core.microcredit import Banks, Purpose, Work


class ShowDocuments(Action, frozen=True):
    """`town` is where the person lives, if that was told; an application begun here is there."""

    code = "dc"
    work: Work = "unknown"
    purpose: Purpose = "unknown"
    banks: Banks = "unknown"
    town: str = ""


class ShowPaper(Action, frozen=True):
    """The answers travel along, so that the way back leads to the same list."""

    code = "pa"
    paper: str
    work: Work = "unknown"
    purpose: Purpose = "unknown"
    banks: Banks = "unknown"
    town: str = ""


KINDS: Sequence[type[Action]] = (
    ShowDocuments, ShowPaper,
)  # fmt: skip
