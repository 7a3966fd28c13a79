"""Two libraries that know the Bot API, each by its own reading, judge what the sandbox hands out: nothing that
must be there may be missing, nothing may be of another type, and no field may bear a name they do not know.
aiogram takes seconds to import, so only tests that are judged by it wait for it.
"""

import copy
import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Union, get_args, get_origin

import telegram
from pydantic import BaseModel, TypeAdapter

Json = dict[str, Any]
LATER = {"can_send_welcome_messages"}
"""What Telegram has added since the version that python-telegram-bot knows."""


def judge_update(raw: Json) -> None:
    from aiogram.types import Update

    parsed = telegram.Update.de_json(copy.deepcopy(raw), None)
    assert not list(unknown_to_ptb(parsed))
    assert not list(unknown_to_aiogram(Update.model_validate(raw, strict=False)))


def judge_answer(method: str, result: Any) -> None:
    returning = aiogram_method(method).__returning__
    parsed = reader(method).validate_python(result)
    assert not list(unknown_to_aiogram(parsed))
    if not isinstance(result, bool):
        name = name_of(returning)
        for item in result if isinstance(result, list) else [result]:
            read = getattr(telegram, name).de_json(copy.deepcopy(item), None)
            assert not list(unknown_to_ptb(read))


@cache
def reader(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(aiogram_method(method).__returning__)


def aiogram_method(name: str) -> Any:
    from aiogram import methods

    return getattr(methods, name[0].upper() + name[1:])


def name_of(returning: Any) -> str:
    """The one type besides `bool` that a method may return, without its list."""
    if get_origin(returning) is list:
        return name_of(get_args(returning)[0])
    if get_origin(returning) in {Union, types.UnionType}:
        names = [name_of(kind) for kind in get_args(returning) if kind is not bool]
        return "ChatMember" if names[0].startswith("ChatMember") else names[0]
    return str(returning.__name__)


def unknown_to_aiogram(parsed: Any) -> Iterator[str]:
    if isinstance(parsed, BaseModel):
        yield from parsed.model_extra or {}
        for name in parsed.model_fields_set:
            yield from unknown_to_aiogram(getattr(parsed, name))
    elif isinstance(parsed, list):
        for item in parsed:
            yield from unknown_to_aiogram(item)


def unknown_to_ptb(parsed: Any) -> Iterator[str]:
    if isinstance(parsed, telegram.TelegramObject):
        yield from parsed.api_kwargs.keys() - LATER
        for name in parsed._get_attrs_names(include_private=False):
            yield from unknown_to_ptb(getattr(parsed, name))
    elif isinstance(parsed, tuple):
        for item in parsed:
            yield from unknown_to_ptb(item)
