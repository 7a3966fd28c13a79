"""Every call is held against Telegram's own description of its methods before it has any effect.

`botapi.json` says, for each field, `types!` (the mark: required), then `=constant` or limits such as
`1..64 bytes`. A type after `-` exists in Telegram but not here, and is refused in so many words. The
description is compiled once, because a check runs with every call.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.sandbox.errors import Json, Refused
from bot.sandbox.files import Upload
from bot.sandbox.marks import units

Check = Callable[[Any, str], None]
SCHEMA: Json = json.loads(Path(__file__).with_name("botapi.json").read_text(encoding="utf-8"))

MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
}
OUT_OF_LIMITS = {
    "callback_data": "BUTTON_DATA_INVALID",
    "command": "BOT_COMMAND_INVALID",
    "id": "RESULT_ID_INVALID",
    "start_parameter": "START_PARAM_INVALID",
    "answerCallbackQuery.text": "MESSAGE_TOO_LONG",
    "answerInlineQuery.next_offset": "NEXT_OFFSET_INVALID",
}
MEASURES: dict[str, Callable[[Any], float]] = {
    "chars": units,
    "bytes": lambda text: len(text.encode()),
    "items": len,
    "value": float,
}


class Field:
    """One parameter or field, as `botapi.json` writes it."""

    def __init__(self, written: str) -> None:
        types, _, rest = written.partition(" ")
        self.required = types.endswith("!")
        self.types = types.rstrip("!").split("|")
        self.constant = rest[1:] if rest.startswith("=") else None
        self.limits = rest if rest and self.constant is None else None
        self.textual = "String" in self.types or "InputFile" in self.types

    def checks(self) -> list[Check]:
        objects = [kind for kind in self.types if kind in SCHEMA["types"]]
        others = [check_of(kind) for kind in self.types if kind not in objects]
        return [*others, variants(objects)] if len(objects) > 1 else [check_of(kind) for kind in self.types]

    def check(self, name: str) -> Check:
        kind = any_of(self.checks(), " or ".join(self.types))
        if self.limits is None:
            return kind
        span, measure = self.limits.split(" ")
        low, high = map(int, span.split(".."))
        size = MEASURES[measure]

        def limited(value: Any, path: str) -> None:
            kind(value, path)
            if not low <= size(value) <= high:
                raise Refused(
                    OUT_OF_LIMITS.get(path)
                    or OUT_OF_LIMITS.get(name)
                    or f"{path} must have {low}-{high} {measure}, has {size(value):g}"
                )

        return limited


def any_of(checks: list[Check], named: str) -> Check:
    if len(checks) == 1:
        return checks[0]

    def one_of(value: Any, path: str) -> None:
        for check in checks:
            try:
                return check(value, path)
            except WrongType:
                continue
        raise WrongType(f"{path} must be of type {named}")

    return one_of


class WrongType(Refused):
    """Another of the types that are allowed here may still fit."""


def plain(kinds: tuple[type, ...], named: str) -> Check:
    def check(value: Any, path: str) -> None:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise WrongType(f"{path} must be of type {named}")

    return check


def unsupported(named: str) -> Check:
    def check(_: Any, path: str) -> None:
        raise Refused(f"the sandbox does not support {path} ({named})")

    return check


def each(check: Check) -> Check:
    def check_all(value: Any, path: str) -> None:
        if not isinstance(value, (list, tuple)):
            raise WrongType(f"{path} must be an Array")
        for item in value:
            check(item, path)

    return check_all


def fields(written: dict[str, str]) -> Check:
    known = {name: Field(text) for name, text in written.items()}
    checks = {name: field.check(name) for name, field in known.items()}
    required = [name for name, field in known.items() if field.required]

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise WrongType(f"{path} must be an Object")
        for name in required:
            if name not in value:
                known_text = None if "." in path else MISSING.get(name)
                raise Refused(known_text or f"{path}.{name} is required")
        for name, part in value.items():
            if name not in checks:
                raise Refused(f"{path}.{name} is unknown")
            checks[name](part, f"{path}.{name}")

    return check


def variants(names: list[str]) -> Check:
    """An Object of one of several types: told apart by a constant, or else by the fields it must have."""
    written = {name: {field: Field(text) for field, text in SCHEMA["types"][name].items()} for name in names}
    tag = next((name for name, field in written[names[0]].items() if field.constant), "")
    by_tag = {
        str(field.constant): check_of(name) for name in names for field in written[name].values() if field.constant
    }
    by_fields = [({name for name, field in written[kind].items() if field.required}, check_of(kind)) for kind in names]

    def check(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise WrongType(f"{path} must be an Object")
        if tag:
            chosen = by_tag.get(str(value.get(tag)))
        else:
            chosen = next((check for required, check in by_fields if required <= value.keys()), None)
        if chosen is None:
            raise WrongType(f"{path} must be one of {', '.join(names)}")
        chosen(value, path)

    return check


PLAIN = {
    "Integer": plain((int,), "Integer"),
    "Float": plain((int, float), "Float"),
    "String": plain((str,), "String"),
    "Boolean": plain((bool,), "Boolean"),
    "InputFile": plain((Upload,), "InputFile"),
}
COMPILED: dict[str, Check] = dict(PLAIN)


def check_of(kind: str) -> Check:
    if kind not in COMPILED:
        if kind.startswith("-"):
            COMPILED[kind] = unsupported(kind[1:])
        elif kind.endswith("[]"):
            COMPILED[kind] = each(check_of(kind[:-2]))
        else:
            described = SCHEMA["types"][kind]
            COMPILED[kind] = variants(described) if isinstance(described, list) else fields(described)
    return COMPILED[kind]


METHODS: dict[str, str] = {name.lower(): name for name in SCHEMA["methods"]}
CHECKS = {name: fields(written) for name, written in SCHEMA["methods"].items()}
TO_DECODE = {
    name: {field for field, text in written.items() if not Field(text).textual}
    for name, written in SCHEMA["methods"].items()
}


def method_named(name: str) -> str:
    """Telegram does not mind the case of a method's name."""
    try:
        return METHODS[name.lower()]
    except KeyError:
        raise Refused(status=404) from None


def decode(method: str, params: Json) -> Json:
    """What came as text over HTTP becomes what it stands for: numbers, truths, lists and objects."""
    return {name: decoded(method, name, value) for name, value in params.items()}


def decoded(method: str, name: str, value: Any) -> Any:
    if not isinstance(value, str) or name not in TO_DECODE[method]:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Refused(f"can't parse {name} JSON object") from None


def check(method: str, params: Json) -> None:
    CHECKS[method](params, method)
