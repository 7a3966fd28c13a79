"""What a button carries. An action travels to Telegram and back inside the button: at most 64 bytes, with a
version, and whatever comes back is a stranger's input until it has been read here.

The wire form is `code + version ":" field ":" field …`, such as `sc1:temirtau`. A field that is itself
an action comes last and keeps its colons.
"""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

LONGEST_DATA = 64  # bytes, Telegram's limit for callback_data


class Unreadable(Exception):
    """The data is not one of our actions: forged, cut short, or of a version that is no more."""


class Action(msgspec.Struct, frozen=True):
    """One kind of button. `code` names it on the wire; a change of meaning raises `version`. In the log it stands
    under its own name, or as another kind when even that would say too much of a person.
    """

    code: ClassVar[str]
    version: ClassVar[int] = 1
    logged_as: ClassVar[str] = ""

    def pack(self) -> str:
        data = ":".join([f"{self.code}{self.version}", *(str(part) for part in msgspec.structs.astuple(self))])
        if len(data.encode()) > LONGEST_DATA:
            raise ValueError(f"a button carries at most {LONGEST_DATA} bytes: {data}")
        return data


def unpacked(data: str | None, kinds: Mapping[str, type[Action]]) -> Action:
    """`kinds` by their codes."""
    head, *rest = (data or "").split(":", 1)
    kind = kinds.get(head[:2])
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
