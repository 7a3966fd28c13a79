"""The world around the bot: people, chats, messages, files, and the updates that the bot has yet to hear.

It knows neither HTTP nor the methods of the Bot API. What it holds is shown as Telegram shows it; a message is
never changed in depth, so that a copy handed out stays as it was.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.sandbox.clock import MovableClock
from bot.sandbox.errors import Json, Overtaken, Refused
from bot.sandbox.files import Files
from bot.sandbox.update_queue import UpdateQueue, first_id
from core.localised import Localised

HERE = frozenset({"creator", "administrator", "member"})


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    role_note: Localised | None = None
    last_name: str | None = None

    def user(self) -> Json:
        named = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True)
class BotUser:
    id: int = 4242424242
    first_name: str = "monoqala"
    username: str = "monoqala_bot"
    inline: bool = True
    inline_feedback: bool = False
    reads_groups: bool = False

    def user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(slots=True)
class Chat:
    """`members` are people; where the bot stands is `bot_status`. `keyboards` are the ones people type with, which
    Telegram never shows to a bot again.
    """

    id: int
    type: str
    title: str | None = None
    person: Person | None = None
    started: bool = True
    bot_status: str = "member"
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    keyboards: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    moved_to: int | None = None

    def shown(self) -> Json:
        if self.person is None:
            return {"id": self.id, "type": self.type, "title": self.title}
        user = self.person.user()
        names: Json = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        return {"id": self.id, "type": self.type} | names


class Watch:
    """What one onlooker has yet to see."""

    def __init__(self, watches: list["Watch"]) -> None:
        self.queue: asyncio.Queue[Json] = asyncio.Queue()
        self.watches = watches

    def close(self) -> None:
        if self in self.watches:
            self.watches.remove(self)

    async def __aiter__(self) -> AsyncIterator[Json]:
        try:
            while True:
                yield await self.queue.get()
        finally:
            self.close()


@dataclass(slots=True)
class Press:
    person_id: int
    chat_id: int
    message_id: int
    at: datetime
    answered: bool = False


@dataclass(slots=True)
class Asked:
    """An inline query; `results` are there when the bot has answered."""

    person_id: int
    query: str
    at: datetime
    results: dict[str, Json] | None = None


class World:
    def __init__(
        self,
        clock: MovableClock,
        people: Iterable[Person] = (),
        bot: BotUser | None = None,
        start: datetime | None = None,
    ) -> None:
        self.clock = clock
        self.people = tuple(people)
        self.by_id = {person.id: person for person in self.people}
        self.bot = bot or BotUser()
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        first = first_id(start or clock())
        self.updates = UpdateQueue(first)
        self.numbers = count(first)
        self.box = count(first)
        self.supergroup_box: dict[int, count[int]] = {}
        self.presses: dict[str, Press] = {}
        self.asked: dict[str, Asked] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.watches: list[Watch] = []
        for person in self.people:
            self.chats[person.id] = Chat(person.id, "private", person=person, started=False)
        clock.listeners.append(self.clock_moved)

    def now(self) -> int:
        return int(self.clock().timestamp())

    def person(self, person_id: int) -> Person:
        return self.by_id[person_id]

    def open_group(self, title: str, members: Iterable[int], kind: str = "group") -> Chat:
        """A group, supergroup or channel that was there all along, with the bot in it; the first member made it."""
        number = next(self.numbers)
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        roles = {person_id: "member" if index else "creator" for index, person_id in enumerate(members)}
        chat = Chat(chat_id, kind, title=title, members=roles)
        chat.bot_status = "administrator" if kind == "channel" else "member"
        self.chats[chat_id] = chat
        return chat

    # Messages

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and groups share one sequence, as the bot's mailbox; a supergroup has its own."""
        box = self.box
        if chat.type in {"supergroup", "channel"}:
            box = self.supergroup_box.setdefault(chat.id, count(1))
        return next(box)

    def post(self, chat: Chat, sender: Json | None, content: Json, keyboard: Json | None = None) -> Json:
        """A new message stands in the chat and onlookers see it; whether the bot hears of it is decided elsewhere."""
        message: Json = {"message_id": self.next_message_id(chat), "date": self.now(), "chat": chat.shown()}
        message |= {"from": sender} if sender else {"sender_chat": chat.shown()}
        message |= content
        if keyboard is not None:
            if "inline_keyboard" in keyboard:
                message["reply_markup"] = keyboard
            else:
                chat.keyboards[message["message_id"]] = keyboard
        chat.messages[message["message_id"]] = message
        self.tell("message", chat_id=chat.id, message=self.seen(chat, message))
        return message

    def change(self, chat: Chat, message_id: int, message: Json) -> Json:
        chat.messages[message_id] = message
        self.tell("edited", chat_id=chat.id, message=self.seen(chat, message))
        return message

    def remove(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        chat.keyboards.pop(message_id, None)
        self.tell("deleted", chat_id=chat.id, message_id=message_id)

    def seen(self, chat: Chat, message: Json) -> Json:
        """A message as people see it: with the keyboard they type with, and the bot's reactions."""
        message_id = message["message_id"]
        more = {"reply_markup": chat.keyboards.get(message_id), "reactions": chat.reactions.get(message_id)}
        return message | {name: part for name, part in more.items() if part}

    def quoted(self, chat: Chat, message_id: int) -> Json | None:
        """A message as the one that answers it shows it: without what it answers itself."""
        message = chat.messages.get(message_id)
        return None if message is None else {name: part for name, part in message.items() if name != "reply_to_message"}

    # Chats as the bot may use them

    def chat_for_bot(self, chat_id: int | str) -> Chat:
        """Raises what Telegram answers when the chat is not one, or no longer one, the bot can reach."""
        if isinstance(chat_id, str) and chat_id.lstrip("-").isdigit():
            chat_id = int(chat_id)
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise Overtaken("chat not found")
        if chat.moved_to is not None:
            raise Overtaken(
                "group chat was upgraded to a supergroup chat", parameters={"migrate_to_chat_id": chat.moved_to}
            )
        if chat.bot_status == "kicked":
            how = "blocked by the user" if chat.type == "private" else f"kicked from the {chat.type} chat"
            raise Refused(f"bot was {how}", 403)
        if chat.bot_status == "left":
            raise Refused(f"bot is not a member of the {chat.type} chat", 403)
        if not chat.started:
            raise Refused("bot can't initiate conversation with a user", 403)
        return chat

    # Updates and onlookers

    def inform(self, kind: str, body: Json) -> int | None:
        return self.updates.put(kind, body)

    def watch(self) -> Watch:
        watch = Watch(self.watches)
        self.watches.append(watch)
        return watch

    def tell(self, kind: str, **facts: object) -> None:
        for watch in self.watches:
            watch.queue.put_nowait({"kind": kind, **facts})

    def clock_moved(self) -> None:
        self.tell("clock", now=self.clock().isoformat())

    def fresh(self, at: datetime, lifetime: timedelta) -> bool:
        return self.clock() - at <= lifetime
