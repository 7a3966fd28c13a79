"""What people do in Telegram. Each deed stands in the chat at once and waits for the bot as an update."""

from bot.sandbox.errors import Json
from bot.sandbox.files import Upload
from bot.sandbox.inline import content_of
from bot.sandbox.marks import marked, units
from bot.sandbox.members import announce, move_bot, move_member
from bot.sandbox.profile import menu
from bot.sandbox.world import HERE, Asked, Chat, Person, Press, World


class Impossible(Exception):
    """Telegram would not let a person do this: write where they are not, press a button that is not there."""


class Human:
    def __init__(self, world: World) -> None:
        self.world = world

    # Messages

    def say(self, person_id: int, chat_id: int, text: str, reply_to: int | None = None) -> int:
        return self.send(person_id, chat_id, written(text), reply_to)

    def upload(self, person_id: int, chat_id: int, name: str, content: bytes, mime: str | None = None) -> int:
        return self.send(person_id, chat_id, self.world.files.keep("document", Upload(name, content, mime)).shown())

    def photo(self, person_id: int, chat_id: int, content: bytes, caption: str = "") -> int:
        stored = self.world.files.keep("photo", Upload("photo.jpg", content)).shown()
        return self.send(person_id, chat_id, stored | (captioned(caption) if caption else {}))

    def voice(self, person_id: int, chat_id: int, content: bytes = b"OggS") -> int:
        return self.send(person_id, chat_id, self.world.files.keep("voice", Upload("voice.ogg", content)).shown())

    def sticker(self, person_id: int, chat_id: int) -> int:
        return self.send(person_id, chat_id, self.world.files.keep("sticker", Upload("s.webp", b"RIFF")).shown())

    def locate(self, person_id: int, chat_id: int, latitude: float, longitude: float) -> int:
        return self.send(person_id, chat_id, {"location": {"latitude": latitude, "longitude": longitude}})

    def send(self, person_id: int, chat_id: int, content: Json, reply_to: int | None = None) -> int:
        """Any message, given by its content as Telegram shows it."""
        person, chat = self.place(person_id, chat_id)
        if chat.type == "private":
            self.come_back(person, chat)
        if reply_to is not None:
            quoted = self.world.quoted(chat, reply_to)
            if quoted is None:
                raise Impossible("the message to answer is not there")
            content = {**content, "reply_to_message": quoted}
        message = self.world.post(chat, person.user() if chat.type != "channel" else None, content)
        self.hear(chat, "channel_post" if chat.type == "channel" else "message", message)
        return int(message["message_id"])

    def edit(self, person_id: int, chat_id: int, message_id: int, text: str) -> None:
        person, chat = self.place(person_id, chat_id)
        message = self.message(chat, message_id)
        if message.get("from", {}).get("id") != person.id and chat.type != "channel":
            raise Impossible("people edit their own messages only")
        new = written(text) if "text" in message else captioned(text)
        kept = {name: part for name, part in message.items() if name not in {"entities", "caption_entities"}}
        edited = self.world.change(chat, message_id, kept | {"edit_date": self.world.now()} | new)
        self.hear(chat, "edited_channel_post" if chat.type == "channel" else "edited_message", edited)

    def hear(self, chat: Chat, kind: str, message: Json) -> None:
        if self.reaches_bot(chat, message):
            self.world.inform(kind, dict(message))

    def reaches_bot(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: in a group the bot hears only what is meant for it."""
        bot = self.world.bot
        if chat.bot_status not in HERE:
            return False
        if chat.type in {"private", "channel"} or chat.bot_status == "administrator" or bot.reads_groups:
            return True
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == bot.id
        sent_via = message.get("via_bot", {}).get("id") == bot.id
        return replied or sent_via or any(self.meant(word) for word in calls(message))

    def meant(self, word: str) -> bool:
        """`/command`, `/command@our_bot` and `@our_bot` are; `/command@another_bot` is not."""
        _, at, name = word.partition("@")
        return not at or name.lower() == self.world.bot.username.lower()

    # Buttons and inline mode

    def press(self, person_id: int, chat_id: int, message_id: int, data: str) -> str:
        _, chat = self.place(person_id, chat_id)
        rows = self.message(chat, message_id).get("reply_markup", {}).get("inline_keyboard", [])
        if not any(button.get("callback_data") == data for row in rows for button in row):
            raise Impossible(f"no button under the message carries {data}")
        return self.forge(person_id, chat_id, message_id, data)

    def forge(self, person_id: int, chat_id: int, message_id: int, data: str) -> str:
        """A press as any client can send it: with data that no button carries, or on a message that is gone."""
        person, chat = self.place(person_id, chat_id)
        query_id = str((person_id << 32) + next(self.world.numbers))
        self.world.presses[query_id] = Press(person_id, chat_id, message_id, self.world.clock())
        query: Json = {"id": query_id, "from": person.user(), "chat_instance": str(-(chat_id << 20)), "data": data}
        inline_id = self.inline_id(chat_id, message_id)
        message = chat.messages.get(message_id, {"chat": chat.shown(), "message_id": message_id, "date": 0})
        query |= {"inline_message_id": inline_id} if inline_id else {"message": dict(message)}
        self.world.inform("callback_query", query)
        return query_id

    def inline_id(self, chat_id: int, message_id: int) -> str | None:
        place = (chat_id, message_id)
        return next((name for name, where in self.world.inline_messages.items() if where == place), None)

    def inline(self, person_id: int, query: str, offset: str = "") -> str:
        if not self.world.bot.inline:
            raise Impossible("the bot has no inline mode")
        query_id = str((person_id << 32) + next(self.world.numbers))
        self.world.asked[query_id] = Asked(person_id, query, self.world.clock())
        person = self.world.person(person_id)
        self.world.inform("inline_query", {"id": query_id, "from": person.user(), "query": query, "offset": offset})
        return query_id

    def choose(self, person_id: int, chat_id: int, inline_query_id: str, result_id: str) -> int:
        asked = self.world.asked[inline_query_id]
        result = (asked.results or {}).get(result_id)
        if result is None:
            raise Impossible(f"the bot offered no result {result_id}")
        content = content_of(self.world, result) | {"via_bot": self.world.bot.user()}
        markup = result.get("reply_markup")
        message_id = self.send(person_id, chat_id, content | ({"reply_markup": markup} if markup else {}))
        inline_message_id = f"AgAAA{inline_query_id}_{message_id}"
        if markup:
            self.world.inline_messages[inline_message_id] = (chat_id, message_id)
        if self.world.bot.inline_feedback:
            user = self.world.person(person_id).user()
            chosen: Json = {"result_id": result_id, "from": user, "query": asked.query}
            chosen |= {"inline_message_id": inline_message_id} if markup else {}
            self.world.inform("chosen_inline_result", chosen)
        return message_id

    # Coming and going

    def block(self, person_id: int) -> None:
        move_bot(self.world, self.world.person(person_id).user(), self.world.chats[person_id], "kicked")

    def unblock(self, person_id: int) -> None:
        move_bot(self.world, self.world.person(person_id).user(), self.world.chats[person_id], "member")

    def come_back(self, person: Person, chat: Chat) -> None:
        """Writing to a bot starts it, and lifts a block."""
        chat.started = True
        if chat.bot_status == "kicked":
            move_bot(self.world, person.user(), chat, "member")

    def add_bot(self, person_id: int, chat_id: int, status: str = "member") -> None:
        """Also makes it an administrator, or no longer one."""
        person, chat = self.place(person_id, chat_id)
        was_here = chat.bot_status in HERE
        move_bot(self.world, person.user(), chat, status)
        if not was_here:
            announce(self.world, chat, person.user(), {"new_chat_members": [self.world.bot.user()]})

    def remove_bot(self, person_id: int, chat_id: int) -> None:
        """The bot is told that it is out, and hears nothing after that."""
        person, chat = self.place(person_id, chat_id)
        announce(self.world, chat, person.user(), {"left_chat_member": self.world.bot.user()})
        move_bot(self.world, person.user(), chat, "left" if chat.type == "group" else "kicked")

    def join(self, person_id: int, chat_id: int) -> None:
        person, chat = self.world.person(person_id), self.world.chats[chat_id]
        move_member(self.world, person, chat, "member")
        announce(self.world, chat, person.user(), {"new_chat_members": [person.user()]})

    def leave(self, person_id: int, chat_id: int) -> None:
        person, chat = self.place(person_id, chat_id)
        announce(self.world, chat, person.user(), {"left_chat_member": person.user()})
        move_member(self.world, person, chat, "left")

    def migrate(self, chat_id: int) -> int:
        """A group becomes a supergroup: another id, and the old one only says where it went."""
        old = self.world.chats[chat_id]
        new = self.world.open_group(old.title or "", old.members, "supergroup")
        new.members, new.bot_status = dict(old.members), old.bot_status
        creator = self.world.person(next(iter(old.members)))
        announce(self.world, old, creator.user(), {"migrate_to_chat_id": new.id})
        announce(self.world, new, creator.user(), {"migrate_from_chat_id": old.id})
        old.moved_to = new.id
        return new.id

    # What is there to see

    def history(self, chat_id: int) -> list[Json]:
        chat = self.world.chats[chat_id]
        return [self.world.seen(chat, message) for message in chat.messages.values()]

    def commands(self, person_id: int, chat_id: int) -> list[Json]:
        """The menu that this person sees in this chat: the narrowest scope first, then the language."""
        chat, person = self.world.chats[chat_id], self.world.person(person_id)
        return menu(self.world, chat, person)

    def place(self, person_id: int, chat_id: int) -> tuple[Person, Chat]:
        person, chat = self.world.person(person_id), self.world.chats.get(chat_id)
        if chat is None or chat.moved_to is not None:
            raise Impossible(f"there is no chat {chat_id}")
        if chat.type == "private":
            if chat_id != person_id:
                raise Impossible("nobody writes in another's chat")
        elif chat.members.get(person_id) not in HERE:
            raise Impossible(f"{person.first_name} is not in {chat.title}")
        return person, chat

    def message(self, chat: Chat, message_id: int) -> Json:
        if message_id not in chat.messages:
            raise Impossible(f"there is no message {message_id}")
        return chat.messages[message_id]


def written(text: str) -> Json:
    """What a person types is plain text; Telegram trims it and finds commands and addresses."""
    text = text.strip()
    if not 0 < units(text) <= 4096:
        raise Impossible("a message has 1 to 4096 characters")
    entities = marked(text, [])
    return {"text": text, "entities": entities} if entities else {"text": text}


def captioned(text: str) -> Json:
    """The same, under a picture or a paper."""
    names = {"text": "caption", "entities": "caption_entities"}
    return {names[name]: part for name, part in written(text).items()}


def calls(message: Json) -> list[str]:
    """The commands of a message, and the names it mentions."""
    text: str = message.get("text") or message.get("caption") or ""
    entities: list[Json] = message.get("entities") or message.get("caption_entities") or []
    wide = text.encode("utf-16-le")
    return [
        wide[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in entities
        if entity["type"] in {"bot_command", "mention"}
    ]
