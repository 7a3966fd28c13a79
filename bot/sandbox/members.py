"""Who stands where in a chat, and what the bot and the others are told when that changes."""

from bot.sandbox.errors import Json, Refused
from bot.sandbox.world import HERE, Chat, Person, World

RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users",
    "can_restrict_members", "can_promote_members", "can_manage_video_chats", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip


def standing(user: Json, status: str) -> Json:
    """A ChatMember. Administrators of the sandbox have no special rights, they only have to be listed as such."""
    member: Json = {"user": user, "status": status}
    match status:
        case "creator":
            return member | {"is_anonymous": False}
        case "administrator":
            return member | dict.fromkeys(RIGHTS, False) | {"is_anonymous": False}
        case "kicked":
            return member | {"until_date": 0}
        case _:
            return member


def announce(world: World, chat: Chat, sender: Json, content: Json) -> None:
    """A service message such as "… joined"."""
    message = world.post(chat, sender, content)
    if chat.bot_status in HERE:
        world.inform("message", dict(message))


def move_bot(world: World, by: Json, chat: Chat, status: str) -> None:
    old, chat.bot_status = chat.bot_status, status
    if old == status:
        return
    bot = world.bot.user()
    world.inform("my_chat_member", change(world, by, chat, standing(bot, old), standing(bot, status)))
    world.tell("membership", chat_id=chat.id, person_id=world.bot.id, status=status)


def move_member(world: World, person: Person, chat: Chat, status: str) -> None:
    old = chat.members.get(person.id, "left")
    chat.members[person.id] = status
    user = person.user()
    if chat.bot_status == "administrator":
        world.inform("chat_member", change(world, user, chat, standing(user, old), standing(user, status)))
    world.tell("membership", chat_id=chat.id, person_id=person.id, status=status)


def change(world: World, by: Json, chat: Chat, old: Json, new: Json) -> Json:
    facts: Json = {"chat": chat.shown(), "from": by, "date": world.now()}
    return facts | {"old_chat_member": old, "new_chat_member": new}


def get_chat(world: World, params: Json) -> Json:
    chat = world.chat_for_bot(params["chat_id"])
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, True)}
    pinned = {"pinned_message": chat.messages[chat.pinned[-1]]} if chat.pinned else {}
    return chat.shown() | full | pinned


def get_chat_member(world: World, params: Json) -> Json:
    chat = world.chat_for_bot(params["chat_id"])
    if params["user_id"] == world.bot.id:
        return standing(world.bot.user(), chat.bot_status)
    return standing(*find_member(world, chat, params["user_id"]))


def find_member(world: World, chat: Chat, user_id: int) -> tuple[Json, str]:
    if user_id not in world.by_id:
        raise Refused("PARTICIPANT_ID_INVALID")
    user = {name: part for name, part in world.person(user_id).user().items() if name != "language_code"}
    here = chat.members if chat.person is None else {chat.id: "member"}
    return user, here.get(user_id, "left")


def get_chat_administrators(world: World, params: Json) -> list[Json]:
    chat = world.chat_for_bot(params["chat_id"])
    if chat.person is not None:
        raise Refused("there are no administrators in the private chat")
    chosen = [standing(*find_member(world, chat, user_id)) for user_id in chat.members]
    if params.get("return_bots"):
        chosen.append(standing(world.bot.user(), chat.bot_status))
    return [member for member in chosen if member["status"] in {"creator", "administrator"}]


def leave_chat(world: World, params: Json) -> bool:
    chat = world.chat_for_bot(params["chat_id"])
    if chat.person is not None:
        raise Refused("chat member status can't be changed in private chats")
    bot = world.bot.user()
    announce(world, chat, bot, {"left_chat_member": bot})
    move_bot(world, bot, chat, "left")
    return True
