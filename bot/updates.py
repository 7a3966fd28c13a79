"""What we take from an update: the few fields we act on, and nothing else is kept in memory."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

DEEPEST_SHAPE = 6
LONGEST_SHAPE = 2000
ODD = re.compile(r"\W")


class User(msgspec.Struct, frozen=True, omit_defaults=True):
    id: int
    is_bot: bool = False
    language_code: str | None = None


class Chat(msgspec.Struct, frozen=True, omit_defaults=True):
    id: int
    type: str

    @property
    def private(self) -> bool:
        return self.type == "private"


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """Offsets count UTF-16 units, as Telegram does."""

    type: str
    offset: int
    length: int


class Replied(msgspec.Struct, frozen=True, omit_defaults=True, rename={"sender": "from"}):
    message_id: int
    sender: User | None = None


class Location(msgspec.Struct, frozen=True, omit_defaults=True):
    latitude: float
    longitude: float


class File(msgspec.Struct, frozen=True, omit_defaults=True):
    file_id: str
    file_size: int | None = None
    file_name: str | None = None
    mime_type: str | None = None


class Something(msgspec.Struct, frozen=True, omit_defaults=True):
    """A kind of content whose details we neither need nor want to hold."""


class Message(msgspec.Struct, frozen=True, omit_defaults=True, rename={"sender": "from"}):
    message_id: int
    date: int
    chat: Chat
    sender: User | None = None
    text: str | None = None
    caption: str | None = None
    entities: tuple[Entity, ...] = ()
    reply_to_message: Replied | None = None
    location: Location | None = None
    document: File | None = None
    photo: tuple[File, ...] = ()
    sticker: Something | None = None
    voice: Something | None = None
    video: Something | None = None
    video_note: Something | None = None
    audio: Something | None = None
    animation: Something | None = None
    contact: Something | None = None
    poll: Something | None = None
    dice: Something | None = None
    media_group_id: str | None = None
    is_automatic_forward: bool = False
    via_bot: User | None = None
    migrate_to_chat_id: int | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False

    @property
    def topic(self) -> int | None:
        """Of a forum. Where there are none, a thread is only a row of replies."""
        return self.message_thread_id if self.is_topic_message else None

    @property
    def accessible(self) -> bool:
        """Telegram hands over a bare stub (date 0) for a message that is too old to be shown."""
        return self.date != 0

    @property
    def wordless(self) -> bool:
        """A person sent something that is not text; a notice of the chat itself (a join, a pin) is not that."""
        contents = (
            self.location, self.document, self.photo, self.sticker, self.voice, self.video, self.video_note,
            self.audio, self.animation, self.contact, self.poll, self.dice,
        )  # fmt: skip
        return self.text is None and any(contents)


class Press(msgspec.Struct, frozen=True, omit_defaults=True, rename={"sender": "from"}):
    id: str
    sender: User
    data: str | None = None
    message: Message | None = None
    inline_message_id: str | None = None


class InlineQuery(msgspec.Struct, frozen=True, omit_defaults=True, rename={"sender": "from"}):
    id: str
    sender: User
    query: str
    offset: str = ""


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    status: str
    user: User


class Membership(msgspec.Struct, frozen=True, omit_defaults=True, rename={"sender": "from"}):
    chat: Chat
    sender: User
    old_chat_member: Member
    new_chat_member: Member


class Update(msgspec.Struct, frozen=True, omit_defaults=True):
    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    callback_query: Press | None = None
    inline_query: InlineQuery | None = None
    my_chat_member: Membership | None = None

    @property
    def chat(self) -> Chat | None:
        for part in (self.message, self.edited_message, self.channel_post, self.my_chat_member):
            if part is not None:
                return part.chat
        if self.callback_query is not None and self.callback_query.message is not None:
            return self.callback_query.message.chat
        return None

    @property
    def topic(self) -> int | None:
        message = self.callback_query.message if self.callback_query else self.message
        return message.topic if message else None

    @property
    def person(self) -> User | None:
        for part in (
            self.callback_query,
            self.inline_query,
            self.my_chat_member,
            self.message,
            self.edited_message,
        ):
            if part is not None:
                return part.sender
        return None

    @property
    def lane(self) -> int | None:
        """Updates of one lane are handled in their order: the chat's, or the person's where there is no chat."""
        if self.chat is not None:
            return self.chat.id
        return self.person.id if self.person is not None else None


WANTED = ("message", "edited_message", "channel_post", "callback_query", "inline_query", "my_chat_member")
"""`allowed_updates`: the kinds above, so that Telegram sends no others."""


def parse(raw: Any) -> Update:
    """Raises msgspec.ValidationError when the update is not of the shape Telegram promises."""
    return msgspec.convert(raw, Update)


def stored(update: Update) -> bytes:
    """Only what we take of it: no names, no telephone numbers, no words that are merely quoted."""
    return msgspec.json.encode(update)


def parse_stored(body: bytes) -> Update:
    """Raises msgspec.DecodeError, of which ValidationError is one kind."""
    return msgspec.json.decode(body, type=Update)


def shape(raw: Any) -> str:
    """Keys and types, no values: enough to see what Telegram changed, and nothing of what people wrote."""
    return outline(raw, DEEPEST_SHAPE)[:LONGEST_SHAPE]


def outline(raw: Any, depth: int) -> str:
    if isinstance(raw, Mapping) and depth:
        fields = (f"{ODD.sub('?', str(key))}: {outline(value, depth - 1)}" for key, value in raw.items())
        return "{" + ", ".join(fields) + "}"
    if isinstance(raw, list) and depth:
        return "[" + ", ".join(dict.fromkeys(outline(item, depth - 1) for item in raw)) + "]"
    return type(raw).__name__
