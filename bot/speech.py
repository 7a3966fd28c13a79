"""What a message says: a command, words meant for the bot, or nothing that concerns it."""

from dataclasses import dataclass

from bot.updates import Entity, Message


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    rest: str


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Wordless:
    """A sticker, a voice, a photo: in private it deserves an answer too."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a person is, or a place they point at."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Sent:
    """A file, which may be a table of figures."""

    name: str


Speech = Command | Words | Wordless | Here | Sent | None


def heard(message: Message, bot_id: int, bot_name: str) -> Speech:
    """In a group only commands, replies to the bot and mentions of it are heard."""
    private = message.chat.private
    if message.location and (private or replies_to(message, bot_id)):
        return Here(message.location.latitude, message.location.longitude)
    if message.document and not message.animation and (private or replies_to(message, bot_id)):
        return Sent(message.document.file_name or "")
    if message.text is None:
        return Wordless() if private and message.wordless else None
    command = command_of(message, bot_name)
    if command is not None or command_of(message, None) is not None:
        return command  # a command for another bot is not for us, whatever follows it
    mention = mention_of(message, bot_name)
    if not (private or mention or replies_to(message, bot_id)):
        return None
    return Words(" ".join(cut(message.text, mention).split()) if mention else message.text.strip())


def command_of(message: Message, bot_name: str | None) -> Command | None:
    """The command at the head of the message; with a bot's name, only if it is meant for that bot."""
    entity = next((entity for entity in message.entities if entity.type == "bot_command" and entity.offset == 0), None)
    if entity is None or message.text is None:
        return None
    name, _, meant_for = piece(message.text, entity).removeprefix("/").partition("@")
    if bot_name is not None and meant_for and meant_for.lower() != bot_name.lower():
        return None
    return Command(name.lower(), cut(message.text, entity))


def mention_of(message: Message, bot_name: str) -> Entity | None:
    for entity in message.entities:
        if entity.type == "mention" and piece(message.text or "", entity).lower() == f"@{bot_name}".lower():
            return entity
    return None


def replies_to(message: Message, bot_id: int) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.sender is not None and replied.sender.id == bot_id


def piece(text: str, entity: Entity) -> str:
    return text.encode("utf-16-le")[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")


def cut(text: str, entity: Entity) -> str:
    units = text.encode("utf-16-le")
    left, right = units[: entity.offset * 2], units[(entity.offset + entity.length) * 2 :]
    return (left.decode("utf-16-le") + " " + right.decode("utf-16-le")).strip()
