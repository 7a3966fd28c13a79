"""The methods that put a new message into a chat."""

from bot.sandbox.errors import Json, Overtaken, Refused
from bot.sandbox.files import StoredFile, Upload
from bot.sandbox.keyboards import check_keyboard
from bot.sandbox.texts import formatted
from bot.sandbox.world import Chat, World

CONTENT = frozenset({
    "text", "entities", "photo", "document", "caption", "caption_entities", "location", "voice", "sticker",
    "link_preview_options", "show_caption_above_media", "has_media_spoiler",
})  # fmt: skip
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


def send_message(world: World, params: Json) -> Json:
    return deliver(world, params, formatted(params, "text", "entities") | preview(params))


def send_photo(world: World, params: Json) -> Json:
    return deliver(world, params, media(world, "photo", params["photo"], params))


def send_document(world: World, params: Json) -> Json:
    return deliver(world, params, media(world, "document", params["document"], params))


def send_location(world: World, params: Json) -> Json:
    return deliver(world, params, {"location": location(params)})


def send_media_group(world: World, params: Json) -> list[Json]:
    kinds = {item["type"] for item in params["media"]}
    if len(kinds) > 1:
        raise Refused("document can't be mixed with other media types")
    chat = world.chat_for_bot(params["chat_id"])
    album = {"media_group_id": str(next(world.numbers))}
    contents = [media(world, item["type"], item["media"], item) | album for item in params["media"]]
    common = common_fields(chat, params, world)
    return [world.post(chat, sender(world, chat), content | common) for content in contents]


def send_chat_action(world: World, params: Json) -> bool:
    if params["action"] not in ACTIONS:
        raise Refused("wrong parameter action in request")
    chat = world.chat_for_bot(params["chat_id"])
    world.tell("typing", chat_id=chat.id, action=params["action"])
    return True


def copy_message(world: World, params: Json) -> Json:
    message = source(world, params, "copy")
    content = {name: part for name, part in message.items() if name in CONTENT}
    if "caption" in params and "text" not in content:
        content = {name: part for name, part in content.items() if not name.startswith("caption")}
        content |= formatted(params, "caption", "caption_entities")
    return {"message_id": deliver(world, params, content)["message_id"]}


def forward_message(world: World, params: Json) -> Json:
    message = source(world, params, "forward")
    origin: Json = {"type": "user", "date": message["date"], "sender_user": message.get("from")}
    if "sender_chat" in message:
        where = {"chat": message["sender_chat"], "message_id": message["message_id"]}
        origin = {"type": "channel", "date": message["date"], **where}
    content = {name: part for name, part in message.items() if name in CONTENT}
    return deliver(world, params, content | {"forward_origin": message.get("forward_origin", origin)})


def source(world: World, params: Json, verb: str) -> Json:
    message = world.chat_for_bot(params["from_chat_id"]).messages.get(params["message_id"])
    if message is None:
        raise Overtaken(f"message to {verb} not found")
    if not message.keys() & CONTENT:
        raise Refused(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def deliver(world: World, params: Json, content: Json) -> Json:
    keyboard = keyboard_of(params)
    chat = world.chat_for_bot(params["chat_id"])
    return world.post(chat, sender(world, chat), content | common_fields(chat, params, world), keyboard)


def sender(world: World, chat: Chat) -> Json | None:
    return None if chat.type == "channel" else world.bot.user()


def keyboard_of(params: Json) -> Json | None:
    """Rows without buttons vanish, and a keyboard without rows is none."""
    keyboard: Json | None = params.get("reply_markup")
    check_keyboard(keyboard)
    if keyboard and "inline_keyboard" in keyboard:
        rows = [row for row in keyboard["inline_keyboard"] if row]
        return {"inline_keyboard": rows} if rows else None
    return keyboard


def common_fields(chat: Chat, params: Json, world: World) -> Json:
    fields: Json = {"has_protected_content": True} if params.get("protect_content") else {}
    if "message_effect_id" in params:
        fields["effect_id"] = params["message_effect_id"]
    reply = params.get("reply_parameters")
    if reply:
        if reply.get("chat_id", chat.id) != chat.id:
            raise Refused("the sandbox does not answer a message of another chat")
        quoted = world.quoted(chat, reply["message_id"])
        if quoted is not None:
            fields["reply_to_message"] = quoted
        elif not reply.get("allow_sending_without_reply"):
            raise Overtaken("message to be replied not found")
    return fields


def media(world: World, kind: str, given: str | Upload, params: Json) -> Json:
    """A photo or a document with its caption; `given` is what has been uploaded, or the id of what was before."""
    caption = formatted(params, "caption", "caption_entities")
    above = {"show_caption_above_media": True} if params.get("show_caption_above_media") else {}
    spoiler = {"has_media_spoiler": True} if params.get("has_spoiler") else {}
    return stored(world, kind, given).shown() | caption | above | spoiler


def stored(world: World, kind: str, given: str | Upload) -> StoredFile:
    return world.files.keep(kind, given) if isinstance(given, Upload) else world.files.again(kind, given)


def preview(params: Json) -> Json:
    options = params.get("link_preview_options")
    return {"link_preview_options": options} if options else {}


def location(params: Json) -> Json:
    place = {name: params[name] for name in ("latitude", "longitude", "horizontal_accuracy") if name in params}
    if not (-90 <= place["latitude"] <= 90 and -180 <= place["longitude"] <= 180):
        raise Refused("wrong location specified")
    live = ("live_period", "heading", "proximity_alert_radius")
    return place | {name: params[name] for name in live if name in params}
