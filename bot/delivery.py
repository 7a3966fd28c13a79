"""A Screen on its way to a person: sent anew or put in place of the one that was pressed, cut into pages,
with Telegram's refusals understood. What was sent and may have arrived is never sent again blindly; what was
certainly not sent is put off (NotYet). A picture that cannot be shown leaves its text.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from markupsafe import Markup
from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.album import Album, Paint, Photo, Unshown, says
from bot.pages import CAPTION_LIMIT, pages, shown_length
from bot.parameters import Where, keyboard, markup_of, place, text_of, text_parameters
from bot.request import NotSent, NotYet
from bot.screen import Card, Row, Screen
from bot.updates import Message, Press

log = logging.getLogger("monoqala.delivery")

REPEATABLE = frozenset(
    {
        "answerCallbackQuery",
        "answerInlineQuery",
        "editMessageText",
        "editMessageMedia",
        "editMessageReplyMarkup",
        "sendChatAction",
        "deleteMessage",
    }
)
"""Calls that change nothing when they arrive twice."""
TRIES = 3
LONGEST_FLOOD_WAIT = 60.0
"""Seconds between two parts of one answer."""
PRESSES_REMEMBERED = 10_000
NO_PLACE = (
    "chat not found", "chat_write_forbidden", "not enough rights", "have no rights to send", "message thread not found",
    "topic_closed", "topic_deleted",
)  # fmt: skip
REFUSALS = (Forbidden, NetworkError, RetryAfter)
"""What becomes an outcome; BadRequest is a NetworkError to the library."""


class Outcome(Enum):
    DELIVERED = "delivered"
    UNCERTAIN = "uncertain"  # all or a part of it may have arrived; sending it again might show it twice
    BLOCKED = "blocked"  # the person wants nothing from us until they write again
    GONE = "gone"  # the chat is no more


class Delivery:
    def __init__(self, bot: Bot, paint: Paint, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.bot = bot
        self.pause = pause
        self.album = Album(paint)
        self.acknowledged: OrderedDict[str, None] = OrderedDict()

    async def send(
        self, chat_id: int, screen: Screen, reply_to: int | None = None, topic: int | None = None
    ) -> Outcome:
        """A new message. In a group it stands under the message it answers, all of it in the same topic. Raises NotYet,
        as answer() does.
        """
        try:
            await self.send_pages(place(chat_id, topic), screen, reply_to)
        except ChatMigrated as moved:
            return await self.send(moved.new_chat_id, screen)
        except REFUSALS as refusal:
            return outcome_of(refusal)
        return Outcome.DELIVERED

    async def answer(self, press: Press, screen: Screen | None) -> Outcome:
        """The press is acknowledged once, whatever happens to the message; the two calls go side by side."""
        toast = screen.toast if screen else ""
        acknowledged, outcome = await asyncio.gather(
            self.acknowledge(press, toast), self.show(press, screen), return_exceptions=True
        )
        for result in (outcome, acknowledged):
            if isinstance(result, BaseException):
                raise result
        assert isinstance(outcome, Outcome)
        return outcome

    async def acknowledge(self, press: Press, toast: str = "") -> None:
        """Once, however often the answer is begun anew. What happens to the message decides; a spinner on a
        button that nobody acknowledges ends by itself.
        """
        if press.id in self.acknowledged:
            return
        parameters: dict[str, Any] = {"callback_query_id": press.id}
        if toast:
            parameters["text"] = str(toast)
        try:
            await self.call("answerCallbackQuery", parameters)
        except (TelegramError, NotYet) as trouble:
            log.warning("press not acknowledged", extra={"error": type(trouble).__name__, "reason": str(trouble)})
            return
        self.acknowledged[press.id] = None
        if len(self.acknowledged) > PRESSES_REMEMBERED:
            self.acknowledged.popitem(last=False)

    async def cards(self, query_id: str, cards: Sequence[Card]) -> None:
        """Answers are personal: Telegram would else show one person's language to the next."""
        results = [
            {
                "type": "article",
                "id": card.id,
                "title": card.title,
                "description": card.description,
                "input_message_content": text_of(card.screen.text),
                **keyboard(card.screen.rows),
            }
            for card in cards
        ]
        parameters = {"inline_query_id": query_id, "results": results, "is_personal": True, "cache_time": 60}
        try:
            await self.call("answerInlineQuery", parameters)
        except BadRequest as refusal:
            if not says(refusal, "query is too old", "query id is invalid"):
                raise

    async def show(self, press: Press, screen: Screen | None) -> Outcome:
        if screen is None:
            return Outcome.DELIVERED
        if press.message is None:
            return await self.show_inline(press, screen)
        if not replaceable(press.message, screen):
            return await self.send(press.message.chat.id, screen, topic=press.message.topic)
        try:
            await self.edit(press.message, screen)
        except REFUSALS as refusal:
            if says(refusal, "message to edit not found", "message can't be edited", "message_id_invalid"):
                return await self.send(press.message.chat.id, screen, topic=press.message.topic)
            return outcome_of(refusal)
        return Outcome.DELIVERED

    async def show_inline(self, press: Press, screen: Screen) -> Outcome:
        """A message sent through inline mode has one page and no chat that we know of."""
        text = pages(markup_of(screen.text))[0]
        where = {"inline_message_id": press.inline_message_id}
        try:
            await self.call("editMessageText", {**where, **text_parameters(text), **keyboard(screen.rows)})
        except REFUSALS as refusal:
            return outcome_of(refusal)
        return Outcome.DELIVERED

    async def edit(self, message: Message, screen: Screen) -> None:
        where = {"chat_id": message.chat.id, "message_id": message.message_id}
        if screen.picture:
            caption = str(markup_of(screen.text))

            async def put(photo: Photo) -> Any:
                media = InputMediaPhoto(photo, caption=caption, parse_mode="HTML")
                return await self.call("editMessageMedia", {**where, "media": media, **keyboard(screen.rows)})

            try:
                await self.album.show(screen.picture, put)
            except Unshown:
                await self.send_pages(place(message.chat.id, message.topic), replace(screen, picture=None), None)
            return
        first, *rest = pages(markup_of(screen.text))
        await self.call("editMessageText", {**where, **text_parameters(first), **keyboard(() if rest else screen.rows)})
        await self.send_texts(place(message.chat.id, message.topic), rest, screen.rows, begun=True)

    async def send_pages(self, where: Where, screen: Screen, reply_to: int | None) -> None:
        reply = {"reply_parameters": {"message_id": reply_to, "allow_sending_without_reply": True}} if reply_to else {}
        text = markup_of(screen.text)
        if not (screen.picture or screen.document):
            await self.send_texts(where, pages(text), screen.rows, reply=reply)
            return
        short = shown_length(text) <= CAPTION_LIMIT
        caption = {"caption": str(text), "parse_mode": "HTML", **keyboard(screen.rows)} if short else {}
        try:
            await self.send_attachment(where, screen, {**caption, **reply})
        except Unshown:
            await self.send_texts(where, pages(text), screen.rows, reply=reply)
            return
        if not short:
            await self.send_texts(where, pages(text), screen.rows, begun=True)

    async def send_attachment(self, where: Where, screen: Screen, extra: dict[str, Any]) -> None:
        if screen.document:
            file = InputFile(screen.document.content, filename=screen.document.name)
            await self.call("sendDocument", {**where, "document": file, **extra})
        elif screen.picture:

            async def send(photo: Photo) -> Any:
                file = photo if isinstance(photo, str) else InputFile(photo, filename="picture.png")
                return await self.call("sendPhoto", {**where, "photo": file, **extra})

            await self.album.show(screen.picture, send)

    async def send_texts(
        self,
        where: Where,
        texts: Sequence[Markup],
        rows: Sequence[Row],
        *,
        reply: dict[str, Any] | None = None,
        begun: bool = False,
    ) -> None:
        """The buttons stand under the last page, the reply mark on the first."""
        for number, text in enumerate(texts, 1):
            first, last = number == 1, number == len(texts)
            parameters = {**where, **text_parameters(text)}
            if first and reply:
                parameters |= reply
            if last:
                parameters |= keyboard(rows)
            await self.call("sendMessage", parameters, begun=begun or not first)

    async def call(self, method: str, parameters: dict[str, Any], *, begun: bool = False) -> Any:
        """Repeats what may be repeated. A flood or an outage at the beginning of an answer puts it off; when a
        part of the answer has arrived (`begun`), it is waited for here.
        """
        for attempt in range(1, TRIES + 1):
            try:
                return await self.bot.do_api_request(method, api_kwargs=dict(parameters))
            except RetryAfter as flood:
                wait = seconds(flood)
                if not begun:
                    raise NotYet(wait) from flood
                if attempt == TRIES or wait > LONGEST_FLOOD_WAIT:
                    raise
                log.warning("flood wait", extra={"method": method, "seconds": wait})
                await self.pause(wait)
            except BadRequest:
                raise
            except NetworkError as trouble:
                unsent = isinstance(trouble, NotSent)
                if attempt == TRIES and unsent and not begun:
                    raise NotYet from trouble
                if attempt == TRIES or not (unsent or method in REPEATABLE):
                    raise
                await self.pause(0.5 * attempt)
        raise AssertionError("the last try either returned or raised")


def seconds(flood: RetryAfter) -> float:
    wait = flood.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def outcome_of(refusal: Exception) -> Outcome:
    if isinstance(refusal, Forbidden):
        return Outcome.BLOCKED
    if isinstance(refusal, BadRequest):
        if says(refusal, "message is not modified"):  # two quick taps, and what they wanted stands there
            return Outcome.DELIVERED
        if says(refusal, *NO_PLACE):
            return Outcome.GONE
        raise refusal
    if isinstance(refusal, (NetworkError, RetryAfter)):
        log.warning("send uncertain", extra={"error": type(refusal).__name__})
        return Outcome.UNCERTAIN
    raise refusal


def replaceable(message: Message, screen: Screen) -> bool:
    if screen.fresh or screen.document or not message.accessible:
        return False
    return fits(message, screen)


def fits(message: Message, screen: Screen) -> bool:
    """A picture takes the place of a picture only, so that an answer in words stays where it is."""
    if screen.picture:
        return bool(message.photo) and shown_length(markup_of(screen.text)) <= CAPTION_LIMIT
    return not message.photo and message.document is None
