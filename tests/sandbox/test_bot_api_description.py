"""The description that calls are held against is itself held against another framework's, and the limits against
those that python-telegram-bot knows.
"""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from telegram import constants

from bot.sandbox import keyboards, texts
from bot.sandbox.bot_api import METHODS
from bot.sandbox.checks import SCHEMA, Field
from bot.sandbox.editing import REACTIONS, VARIATION
from bot.sandbox.inline import MOST_RESULTS
from bot.sandbox.sending import ACTIONS
from bot.sandbox.update_queue import KINDS

OUTDATED = {
    "disable_web_page_preview", "reply_to_message_id", "allow_sending_without_reply", "switch_pm_parameter",
    "switch_pm_text", "hide_url", "request_user",
}  # fmt: skip
"""What aiogram still offers although Telegram has replaced it."""
LATER = {
    "ephemeral_message_parameters", "receiver_user_id", "callback_query_id", "is_ephemeral", "disabled", "force_reply",
    "ephemeral_message_id",
}  # fmt: skip
"""What Telegram has added since the version that botapi.json describes."""

DESCRIBED = [
    (name, fields) for part in ("methods", "types") for name, fields in SCHEMA[part].items() if isinstance(fields, dict)
]


def theirs(name: str) -> type[BaseModel]:
    import aiogram  # takes seconds

    name = name[0].upper() + name[1:]
    found: type[BaseModel] = getattr(aiogram.methods, name, None) or getattr(aiogram.types, name)
    return found


@pytest.mark.parametrize(("name", "fields"), DESCRIBED, ids=[name for name, _ in DESCRIBED])
def test_the_names_are_those_of_aiogram(name: str, fields: dict[str, str]) -> None:
    known = {field.alias or own for own, field in theirs(name).model_fields.items()}
    assert fields.keys() - known == set()
    assert known - fields.keys() - OUTDATED - LATER == set()


@pytest.mark.parametrize(("name", "fields"), DESCRIBED, ids=[name for name, _ in DESCRIBED])
def test_what_is_required_is_so_in_aiogram(name: str, fields: dict[str, str]) -> None:
    for own, field in theirs(name).model_fields.items():
        if (described := fields.get(field.alias or own)) is None:
            continue
        # aiogram fills in what has one value only; a reply may later name an ephemeral message instead.
        constant = Field(described).constant or field.get_default() is True or (name, own) == (
            "ReplyParameters", "message_id"
        )  # fmt: skip
        assert constant or Field(described).required == field.is_required(), own


@pytest.mark.parametrize(("name", "fields"), DESCRIBED, ids=[name for name, _ in DESCRIBED])
def test_the_types_are_those_of_aiogram(name: str, fields: dict[str, str]) -> None:
    for own, field in theirs(name).model_fields.items():
        if (described := fields.get(field.alias or own)) is not None:
            assert our_kinds(described) <= kinds(field.annotation), own


@pytest.mark.parametrize(("name", "fields"), DESCRIBED, ids=[name for name, _ in DESCRIBED])
def test_the_constants_are_those_of_aiogram(name: str, fields: dict[str, str]) -> None:
    for own, described in fields.items():
        if (constant := Field(described).constant) is not None:
            default = theirs(name).model_fields[own].get_default()
            assert getattr(default, "value", default) == constant


def kinds(annotation: Any) -> set[str]:
    """What JSON a Python type may travel as."""
    from aiogram.client.default import Default
    from aiogram.types import DateTime, InputFile

    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        return set().union(*(kinds(part) for part in get_args(annotation)))
    if origin is Literal:
        return {kind for value in get_args(annotation) for kind in kinds(type(value))}
    if origin is Annotated:
        return kinds(get_args(annotation)[0])
    if origin is list:
        return {"array"}
    named = {float: "number", int: "number", bool: "boolean", DateTime: "number", Default: "", type(None): ""}
    kind = named.get(annotation, "string" if issubclass(annotation, str) else "object")
    return {"file", "string"} if annotation is InputFile else {kind} - {""}


def our_kinds(described: str) -> set[str]:
    plain = {"Integer": "number", "Float": "number", "String": "string", "Boolean": "boolean", "InputFile": "file"}
    names = Field(described).types
    return {"array" if name.endswith("[]") else plain.get(name, "object") for name in names}


def test_each_described_method_is_there() -> None:
    received = {"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "getFile"}
    assert set(SCHEMA["methods"]) == set(METHODS) | received


START_LIMIT = constants.InlineQueryResultsButtonLimit
LIMITS = [
    ("InlineKeyboardButton", "callback_data", constants.InlineKeyboardButtonLimit, "CALLBACK_DATA", "bytes"),
    ("CopyTextButton", "text", constants.InlineKeyboardButtonLimit, "COPY_TEXT", "chars"),
    ("BotCommand", "command", constants.BotCommandLimit, "COMMAND", "chars"),
    ("BotCommand", "description", constants.BotCommandLimit, "DESCRIPTION", "chars"),
    ("InlineQueryResultArticle", "id", constants.InlineQueryResultLimit, "ID_LENGTH", "bytes"),
    ("InlineQueryResultsButton", "start_parameter", START_LIMIT, "START_PARAMETER_LENGTH", "chars"),
    ("sendMediaGroup", "media", constants.MediaGroupLimit, "MEDIA_LENGTH", "items"),
    ("getUpdates", "limit", constants.PollingLimit, "LIMIT", "value"),
    ("setWebhook", "max_connections", constants.WebhookLimit, "CONNECTIONS_LIMIT", "value"),
    ("setWebhook", "secret_token", constants.WebhookLimit, "SECRET_TOKEN_LENGTH", "chars"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "field", "limit", "which", "measure"), LIMITS, ids=[f"{a}.{b}" for a, b, *_ in LIMITS]
)
def test_limits_are_those_of_python_telegram_bot(name: str, field: str, limit: Any, which: str, measure: str) -> None:
    described = {**SCHEMA["methods"], **SCHEMA["types"]}[name][field]
    low, high = getattr(limit, f"MIN_{which}").value, getattr(limit, f"MAX_{which}").value
    assert Field(described).limits == f"{low}..{high} {measure}"


def test_limits_kept_elsewhere_are_those_of_python_telegram_bot() -> None:
    assert constants.MessageLimit.MAX_TEXT_LENGTH == texts.LONGEST_TEXT
    assert constants.MessageLimit.CAPTION_LENGTH == texts.LONGEST_CAPTION
    assert constants.InlineQueryLimit.RESULTS == MOST_RESULTS
    assert constants.InlineKeyboardMarkupLimit.BUTTONS_PER_ROW == keyboards.WIDEST_INLINE
    assert constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER == keyboards.MOST_INLINE
    assert Field(SCHEMA["methods"]["answerCallbackQuery"]["text"]).limits == (
        f"0..{constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH} chars"
    )
    for method, limit in (
        ("setMyName", constants.BotNameLimit.MAX_NAME_LENGTH),
        ("setMyDescription", constants.BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
        ("setMyShortDescription", constants.BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH),
    ):
        (field,) = SCHEMA["methods"][method].keys() - {"language_code"}
        assert Field(SCHEMA["methods"][method][field]).limits == f"0..{limit} chars"


def test_closed_lists_are_those_of_the_other_libraries() -> None:
    assert {action.value for action in constants.ChatAction} == ACTIONS
    assert {reaction.value.replace(VARIATION, "") for reaction in constants.ReactionEmoji} == REACTIONS
    later = {"guest_message", "managed_bot"}
    assert {kind.value for kind in constants.UpdateType} - later == KINDS - later
