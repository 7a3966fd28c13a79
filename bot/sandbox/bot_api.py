"""Telegram's Bot API in memory. Doors lead to it in process and over HTTP; it knows of neither.

A call is checked against Telegram's own description before it has any effect, and refused in Telegram's words.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from bot.sandbox import checks, editing, inline, members, profile, sending
from bot.sandbox.errors import Cut, Json, Overtaken, Refused
from bot.sandbox.faults import Faults
from bot.sandbox.files import LARGEST_UPLOAD, StoredFile, Upload
from bot.sandbox.polling import Polling
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import World

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,64}")
SECRET_PART = "AAE-a-sandbox-needs-no-secret-token"  # noqa: S105 - it opens nothing
Method = Callable[[World, Json], Any]
METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
    "setMessageReaction": editing.set_message_reaction,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "answerInlineQuery": inline.answer_inline_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": partial(profile.set_text, field="name"),
    "setMyDescription": partial(profile.set_text, field="description"),
    "setMyShortDescription": partial(profile.set_text, field="short_description"),
    "getMyName": partial(profile.get_text, field="name"),
    "getMyDescription": partial(profile.get_text, field="description"),
    "getMyShortDescription": partial(profile.get_text, field="short_description"),
    "getChat": members.get_chat,
    "getChatMember": members.get_chat_member,
    "getChatAdministrators": members.get_chat_administrators,
    "leaveChat": members.leave_chat,
}


class Call(NamedTuple):
    method: str
    params: Json
    refusal: str | None = None


class BotApi:
    """`refusals` are the calls that no bot should ever make: Telegram would refuse them whatever the moment.
    `overtaken` are those refused because the world had moved on, which even a good bot lives with.
    """

    def __init__(self, world: World, token: str | None = None) -> None:
        self.world = world
        self.token = token or f"{world.bot.id}:{SECRET_PART}"
        self.faults = Faults(world.updates)
        self.polling = Polling(world.updates)
        self.webhooks = Webhooks(world)
        self.calls: deque[Call] = deque(maxlen=10_000)
        self.refusals: list[Call] = []
        self.overtaken: deque[Call] = deque(maxlen=10_000)

    async def answer(
        self, token: str, method: str, params: Json, files: Mapping[str, Upload] | None = None
    ) -> tuple[int, Json]:
        """A call as it comes through a door, with the token it was made with."""
        try:
            self.admit(token)
        except Refused as refused:
            return refused.status, refused.body()
        return await self.call(method, params, files)

    def admit(self, token: str) -> None:
        if token != self.token:
            raise Refused(status=401 if TOKEN.fullmatch(token) else 404)

    async def call(
        self, method: str, params: Json | None = None, files: Mapping[str, Upload] | None = None
    ) -> tuple[int, Json]:
        """Raises Cut where a fault has been ordered that breaks the connection."""
        try:
            result = await self.result(method, params or {}, files or {})
        except Refused as refused:
            return refused.status, refused.body()
        return 200, {"ok": True, "result": result}

    async def result(self, method: str, params: Json, files: Mapping[str, Upload]) -> Any:
        fault = self.faults.next(method, params) if self.faults.plan else None
        if fault is not None and fault.kind == "cut before":
            raise Cut
        if fault is not None and fault.refusal is not None:
            raise fault.refusal
        result = await self.recorded(method, params, files)
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind == "cut after":
            raise Cut
        return result

    async def recorded(self, method: str, params: Json, files: Mapping[str, Upload]) -> Any:
        try:
            result = await self.perform(method, params, files)
        except Refused as refused:
            call = Call(method, params, str(refused))
            if isinstance(refused, Overtaken):
                self.overtaken.append(call)
            elif refused.status in {400, 404, 413}:
                self.refusals.append(call)
            raise
        self.calls.append(Call(method, params))
        return result

    async def perform(self, method: str, params: Json, files: Mapping[str, Upload]) -> Any:
        name = checks.method_named(method)
        params = checks.decode(name, params) | uploaded(name, files)
        checks.check(name, params)
        if files:
            params = {field: attached(value, files) for field, value in params.items()}
        if name in METHODS:
            return METHODS[name](self.world, params)
        return await self.receive(name, params)

    async def receive(self, name: str, params: Json) -> Any:
        match name:
            case "getUpdates":
                self.webhooks.forbid_polling()
                return await self.polling.get_updates(params)
            case "setWebhook":
                self.polling.end("setWebhook request")
                return self.webhooks.set(params)
            case "deleteWebhook":
                return self.webhooks.delete(params)
            case "getWebhookInfo":
                return self.webhooks.info()
            case _:
                stored = self.world.files.find(params["file_id"])
                return {**stored.ids(), "file_path": stored.path}

    def file(self, token: str, path: str) -> StoredFile:
        """What stands at the address that getFile has given."""
        self.admit(token)
        if path not in self.world.files.by_path:
            raise Refused(status=404)
        return self.world.files.by_path[path]


def uploaded(method: str, files: Mapping[str, Upload]) -> Json:
    """Files that came under the name of a parameter; the others are attached to what names them."""
    if sum(len(upload.content) for upload in files.values()) > LARGEST_UPLOAD:
        raise Refused(status=413)
    return {name: upload for name, upload in files.items() if name in checks.SCHEMA["methods"][method]}


def attached(value: Any, files: Mapping[str, Upload]) -> Any:
    match value:
        case str() if value.startswith("attach://"):
            return files.get(value.removeprefix("attach://"), value)
        case dict():
            return {name: attached(part, files) for name, part in value.items()}
        case list() | tuple():
            return [attached(part, files) for part in value]
        case _:
            return value
