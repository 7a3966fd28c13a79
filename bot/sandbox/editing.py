"""The methods that change or remove what has been sent, or answer what was pressed under it."""

from datetime import timedelta

from bot.sandbox.checks import SCHEMA
from bot.sandbox.errors import Json, Overtaken, Refused
from bot.sandbox.inline import LIFETIME, TOO_OLD
from bot.sandbox.sending import CONTENT, keyboard_of, media, preview
from bot.sandbox.texts import formatted
from bot.sandbox.world import Chat, World

DELETABLE = timedelta(hours=48)
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
MEDIA = frozenset({"photo", "document", "voice"})
VARIATION = "\ufe0f"  # asks for a coloured picture of the sign before it, and means nothing more
REACTIONS = frozenset(SCHEMA["reactions"])


def edit_message_text(world: World, params: Json) -> Json | bool:
    if "text" not in params:
        raise Refused("message text is empty")
    content = formatted(params, "text", "entities", edit=True) | preview(params)
    return edit(world, params, content, "text")


def edit_message_caption(world: World, params: Json) -> Json | bool:
    content = formatted(params, "caption", "caption_entities")
    if params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return edit(world, params, content, "caption")


def edit_message_media(world: World, params: Json) -> Json | bool:
    item = params["media"]
    return edit(world, params, media(world, item["type"], item["media"], item), "media")


def edit_message_reply_markup(world: World, params: Json) -> Json | bool:
    return edit(world, params, {}, "reply_markup")


def edit(world: World, params: Json, content: Json, what: str) -> Json | bool:
    keyboard = keyboard_of(params)
    chat, old = target(world, params)
    kept = kept_by(old, what)
    new = kept | content | ({"reply_markup": keyboard} if keyboard else {})
    if new == {name: part for name, part in old.items() if name != "edit_date"}:
        raise Overtaken(UNCHANGED)
    message = world.change(chat, old["message_id"], new | {"edit_date": world.now()})
    return True if "inline_message_id" in params else message


def kept_by(old: Json, what: str) -> Json:
    """What is left of a message when its text, caption, media or only its keyboard is replaced."""
    away = {"edit_date", "reply_markup"}
    if what == "caption":
        if not old.keys() & MEDIA:
            raise Refused("there is no caption in the message to edit")
        away |= {"caption", "caption_entities", "show_caption_above_media"}
    elif what == "media":
        away |= CONTENT
    elif what == "text":
        if "text" not in old:
            raise Refused("there is no text in the message to edit")
        away |= {"text", "entities", "link_preview_options"}
    return {name: part for name, part in old.items() if name not in away}


def target(world: World, params: Json) -> tuple[Chat, Json]:
    if "inline_message_id" in params:
        return inline_target(world, params["inline_message_id"])
    if "chat_id" not in params:
        raise Refused("chat_id is empty")
    if "message_id" not in params:
        raise Refused("message identifier is not specified")
    chat = world.chat_for_bot(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise Overtaken("message to edit not found")
    own = message.get("from", {}).get("id") == world.bot.id or chat.type == "channel"
    # Telegram edits no message that brought a keyboard to type with, or took one away.
    if not own or not message.keys() & CONTENT or message["message_id"] in chat.keyboards:
        raise Refused("message can't be edited")
    return chat, message


def inline_target(world: World, inline_message_id: str) -> tuple[Chat, Json]:
    place = world.inline_messages.get(inline_message_id)
    chat = world.chats[place[0]] if place else None
    if chat is None or place is None or place[1] not in chat.messages:
        raise Overtaken("MESSAGE_ID_INVALID")
    return chat, chat.messages[place[1]]


def delete_message(world: World, params: Json) -> bool:
    chat = world.chat_for_bot(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise Overtaken("message to delete not found")
    own = message.get("from", {}).get("id") == world.bot.id
    if not own and chat.type != "private" and chat.bot_status != "administrator":
        raise Refused("message can't be deleted")
    if world.now() - message["date"] > DELETABLE.total_seconds():
        raise Overtaken("message can't be deleted for everyone")
    world.remove(chat, params["message_id"])
    return True


def answer_callback_query(world: World, params: Json) -> bool:
    query_id = params["callback_query_id"]
    press = world.presses.get(query_id)
    if press is None or press.answered or not world.fresh(press.at, LIFETIME):
        raise Overtaken(TOO_OLD)
    press.answered = True
    facts = {"text": params.get("text", ""), "show_alert": params.get("show_alert", False), "url": params.get("url")}
    where = {"person_id": press.person_id, "chat_id": press.chat_id, "message_id": press.message_id}
    world.tell("callback_answer", callback_query_id=query_id, **where, **facts)
    return True


def set_message_reaction(world: World, params: Json) -> bool:
    reactions = params.get("reaction", [])
    if len(reactions) > 1:
        raise Refused("REACTIONS_TOO_MANY")
    if any(
        item["type"] == "paid" or item.get("emoji", "👍").replace(VARIATION, "") not in REACTIONS for item in reactions
    ):
        raise Refused("REACTION_INVALID")
    chat = world.chat_for_bot(params["chat_id"])
    if params["message_id"] not in chat.messages:
        raise Overtaken("message to react not found")
    chat.reactions[params["message_id"]] = reactions
    world.tell("reaction", chat_id=chat.id, message_id=params["message_id"], reactions=reactions)
    return True


def pin_chat_message(world: World, params: Json) -> bool:
    chat = world.chat_for_bot(params["chat_id"])
    if params["message_id"] not in chat.messages:
        raise Overtaken("message to pin not found")
    if chat.type != "private" and chat.bot_status != "administrator":
        raise Refused("not enough rights to manage pinned messages in the chat")
    chat.pinned.append(params["message_id"])
    world.tell("pinned", chat_id=chat.id, message_id=params["message_id"])
    return True


def unpin_chat_message(world: World, params: Json) -> bool:
    chat = world.chat_for_bot(params["chat_id"])
    if chat.type != "private" and chat.bot_status != "administrator":
        raise Refused("not enough rights to manage pinned messages in the chat")
    message_id = params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise Overtaken("message to unpin not found")
    chat.pinned.remove(message_id)
    world.tell("pinned", chat_id=chat.id, message_id=None)
    return True
