"""The buttons of support."""

from collections.abc import Sequence

from bot.wire import Action
from core.microcredit import Banks, Purpose, Work


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
    ShowDocuments, ShowPaper,
)  # fmt: skip
