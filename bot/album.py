"""Which of our pictures Telegram already has. A picture is painted and uploaded once; after that its file_id is sent.
Two who ask for the same picture at the same time do not upload it twice.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram.error import BadRequest, TelegramError

from bot.logs import trouble_code
from bot.screen import Picture

log = logging.getLogger("monoqala.album")

Paint = Callable[[Picture], Awaitable[bytes]]
Photo = str | bytes
"""A file_id, or the picture itself."""
KNOWN = 5000
"""File ids kept in memory: every picture of one version of the data in three languages, and room for what-if."""
LOST = (
    "wrong file identifier",
    "wrong remote file identifier",
    "wrong file_id",
    "file_reference_",
    "file reference",
    "photo_id_invalid",
    "media_empty",
)
"""Telegram no longer knows, or never knew, the file of this id; so another token of the same bot cannot use it."""
UNWANTED = (
    "not enough rights to send photos",
    "chat_send_photos_forbidden",
    "chat_send_media_forbidden",
    "image_process_failed",
    "photo_invalid_dimensions",
    "photo_save_file_invalid",
)
"""The picture cannot stand in this chat, or Telegram cannot read it; a text can and will."""


class Unshown(Exception):
    """There is no picture this time. What it says is in the text beside it."""


class Album:
    def __init__(self, paint: Paint) -> None:
        self.paint = paint
        self.known: OrderedDict[str, str] = OrderedDict()  # key of a picture → Telegram's file_id
        self.turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def show(self, picture: Picture, send: Callable[[Photo], Awaitable[Any]]) -> None:
        """Raises Unshown after it has logged why."""
        key = picture.key
        try:
            if await self.sent_again(key, send):
                return
            async with self.turns.setdefault(key, asyncio.Lock()):
                if not await self.sent_again(key, send):  # nor has anybody uploaded it in the meantime
                    self.remember(key, await send(await self.painted(picture)))
        except BadRequest as refusal:
            if not says(refusal, *UNWANTED):
                raise
            raise self.unshown("picture refused", refusal) from refusal

    async def sent_again(self, key: str, send: Callable[[Photo], Awaitable[Any]]) -> bool:
        """False when Telegram does not have the file, or has lost it."""
        file_id = self.known.get(key)
        if file_id is None:
            return False
        self.known.move_to_end(key)
        try:
            await send(file_id)
        except BadRequest as refusal:
            if not says(refusal, *LOST):
                raise
            log.warning("file_id refused", extra={"reason": refusal.message})
            if self.known.get(key) == file_id:
                del self.known[key]
            return False
        return True

    async def painted(self, picture: Picture) -> bytes:
        try:
            return await self.paint(picture)
        except Exception as trouble:
            raise self.unshown("picture not painted", trouble) from trouble

    def unshown(self, event: str, trouble: Exception) -> Unshown:
        log.error(event, extra={"code": trouble_code()}, exc_info=trouble)
        return Unshown()

    def remember(self, key: str, sent: Any) -> None:
        self.known[key] = sent["photo"][-1]["file_id"]
        if len(self.known) > KNOWN:
            self.known.popitem(last=False)


def says(refusal: TelegramError, *parts: str) -> bool:
    message = refusal.message.lower()
    return any(part in message for part in parts)
