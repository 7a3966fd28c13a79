"""The buttons around a spreadsheet that was sent. The file itself is named by the message it came in."""

from collections.abc import Sequence
from typing import Literal

from bot.wire import Action


class ReadFile(Action, frozen=True):
    """The file is in the message; without one, how to send it is told."""

    code = "uf"


class SendTemplate(Action, frozen=True):
    code = "up"


class SendWholeTemplate(Action, frozen=True):
    """With all towns, for those who have some of their own."""

    code = "uz"


class OfUpload(Action, frozen=True):
    message: int


class TakeGoodRows(OfUpload, frozen=True):
    """Without those that have a fault: never done unless it is asked for."""

    code = "ug"


class PickUploadYear(OfUpload, frozen=True):
    code = "uy"
    year: int


class PickUploadPart(OfUpload, frozen=True):
    """The town or the indicator of all figures whose file names none."""

    code = "uk"
    part: Literal["town", "indicator"]
    pick: str


class DropUpload(OfUpload, frozen=True):
    code = "ud"


class TellUpload(Action, frozen=True):
    """Typed; too long for a button, and never in one."""

    code = "uv"
    text: str = ""


KINDS: Sequence[type[Action]] = (
    ReadFile, SendTemplate, SendWholeTemplate, TakeGoodRows, PickUploadYear, PickUploadPart, DropUpload, TellUpload,
)  # fmt: skip
