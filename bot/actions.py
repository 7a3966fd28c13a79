"""What a button means. An action travels to Telegram and back inside the button: at most 64 bytes, with a
version, and whatever comes back is a stranger's input until it has been read here.

The wire form is `code + version ":" field ":" field …`, such as `sc1:temirtau`. A field that is itself
an action comes last and keeps its colons.
"""

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from core.localised import Language
from core.microcredit import Banks, Purpose, Work

LONGEST_DATA = 64  # bytes, Telegram's limit for callback_data


class Unreadable(Exception):
    """The data is not one of our actions: forged, cut short, or of a version that is no more."""


class Action(msgspec.Struct, frozen=True):
    """One kind of button. `code` names it on the wire; a change of meaning raises `version`."""

    code: ClassVar[str]
    version: ClassVar[int] = 1

    def pack(self) -> str:
        data = ":".join([f"{self.code}{self.version}", *(str(part) for part in msgspec.structs.astuple(self))])
        if len(data.encode()) > LONGEST_DATA:
            raise ValueError(f"a button carries at most {LONGEST_DATA} bytes: {data}")
        return data


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


class AskTown(Action, frozen=True):
    code = "at"


class ListOblast(Action, frozen=True):
    code = "ob"
    oblast: str


class FindTown(Action, frozen=True):
    code = "ft"
    text: str


class ShowPotential(Action, frozen=True):
    code = "po"
    town: str


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
    AskTown, ListOblast, FindTown, ShowPotential, ShowDocuments, ShowPaper,
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}
assert len(BY_CODE) == len(KINDS), "two actions share a code"


def read(data: str | None) -> Action:
    """What a press means; Unreadable when it is not ours, or ours no more."""
    head, *rest = (data or "").split(":", 1)
    kind = BY_CODE.get(head[:2])
    if kind is None or head[2:] != str(kind.version):
        raise Unreadable(f"no action {head[:8]!r}")
    names = kind.__struct_fields__
    fields = rest[0].split(":", len(names) - 1) if rest else []
    if len(fields) != len(names):
        raise Unreadable(f"{kind.__name__} has {len(names)} fields")
    try:
        return msgspec.convert(dict(zip(names, fields, strict=True)), kind, strict=False)
    except msgspec.ValidationError as error:
        raise Unreadable(str(error)) from error
