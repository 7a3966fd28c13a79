"""The bot is let into a chat or put out of it."""

from bot.screen import Screen
from bot.turn import Turn
from bot.views import common

INSIDE = ("member", "administrator", "creator")


async def changed(turn: Turn) -> Screen | None:
    membership = turn.update.my_chat_member
    assert membership is not None
    was, now = membership.old_chat_member.status in INSIDE, membership.new_chat_member.status in INSIDE
    if turn.private:
        await (turn.house.people.mark_reachable if now else turn.house.people.mark_blocked)(turn.sender.id)
        return None
    if was and not now:
        await turn.house.people.gone(membership.chat.id)
    if now and not was and membership.chat.type != "channel":
        return common.group_greeting(turn.house.translators, turn.house.bot_name)
    return None
