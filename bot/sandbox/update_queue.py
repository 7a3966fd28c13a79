"""The updates that wait for the bot, in the order in which Telegram would hand them out."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count, islice
from typing import Any

from bot.sandbox.errors import Json

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
})  # fmt: skip
BY_DEFAULT = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


def first_id(start: datetime) -> int:
    """Ten a second since 2026, so that a sandbox started anew never repeats a number it has used."""
    return max(1, int((start - EPOCH).total_seconds() * 10))


class UpdateQueue:
    def __init__(self, first: int) -> None:
        self.next_id = first
        self.waiting: dict[int, Json] = {}
        self.places = count()
        self.allowed: frozenset[str] = BY_DEFAULT
        self.listeners: list[Callable[[], None]] = []
        self.to_repeat = 0
        self.to_hold = 0
        self.held: Json | None = None
        self.repeats: dict[int, int] = {}

    def allow(self, kinds: list[str]) -> None:
        """An empty list means Telegram's own choice; a kind it does not know is passed over, as there."""
        self.allowed = frozenset(kinds) & KINDS or BY_DEFAULT

    def put(self, kind: str, body: Any) -> int | None:
        """What the bot does not want is never created, so it has no number either."""
        return self.put_raw({kind: body}) if kind in self.allowed else None

    def put_raw(self, update: Json) -> int:
        number, self.next_id = self.next_id, self.next_id + 1
        update = {"update_id": number, **update}
        if self.to_repeat:
            self.to_repeat -= 1
            self.repeats[number] = 1
        if self.to_hold:
            self.to_hold -= 1
            self.held = update
            return number
        self.waiting[next(self.places)] = update
        if self.held is not None:
            self.waiting[next(self.places)] = self.held
            self.held = None
        for listener in tuple(self.listeners):
            listener()
        return number

    def head(self, limit: int = 100) -> list[Json]:
        return list(islice(self.waiting.values(), limit))

    def confirm(self, offset: int) -> None:
        """All below `offset` are done. A negative one keeps that many of the last."""
        numbers = sorted(update["update_id"] for update in self.waiting.values())
        if offset < 0 and numbers:
            offset = numbers[max(offset, -len(numbers))]
        for place in [place for place, update in self.waiting.items() if update["update_id"] < offset]:
            self.done(place)

    def done(self, place: int) -> None:
        """One update has been taken; unless it is to come once more."""
        number = self.waiting[place]["update_id"]
        if not self.repeats.pop(number, 0):
            del self.waiting[place]

    def clear(self) -> None:
        self.waiting = {}
        self.held = None
