"""Who wants to hear of what is published: a person, or a group, which hears of it as one; and the notices."""

from dataclasses import replace

from bot.actions.notices import (
    EndSubscriptions,
    HearNoMore,
    SetWish,
    ShowSubscriptions,
    WatchAll,
    WatchOblast,
    WatchTown,
)
from bot.handlers.common import end_dialogue
from bot.i18n import Translator
from bot.letters import Kind
from bot.screen import Screen
from bot.turn import House, Turn
from bot.views import notices as view
from core.services.subscriptions import BATCH, ISSUE, WEEK, Extent, Subscription
from core.store.letters import Letter


async def subscriptions(turn: Turn, _: ShowSubscriptions) -> Screen:
    await end_dialogue(turn)
    return view.subscriptions(turn.t, await turn.house.subscriptions.of(chat_of(turn)))


async def watch_town(turn: Turn, action: WatchTown) -> Screen:
    return await watched(turn, "town", action.town)


async def watch_oblast(turn: Turn, action: WatchOblast) -> Screen:
    return await watched(turn, "oblast", action.oblast)


async def watch_all(turn: Turn, _: WatchAll) -> Screen:
    return await watched(turn, "all", "")


async def watched(turn: Turn, extent: Extent, place: str, toast: str = "") -> Screen:
    await end_dialogue(turn)
    return view.watched(turn.t, await turn.house.subscriptions.watched(chat_of(turn), extent, place), toast)


async def set_wish(turn: Turn, action: SetWish) -> Screen:
    place = "" if action.extent == "all" else action.place
    wish = Subscription(chat_of(turn), action.extent, place, action.kind, turn.t.language)
    wanted = action.wanted == "yes"
    await turn.house.subscriptions.wish(turn.sender.id, wish, turn.cause, wanted=wanted)
    toast = turn.t.plain("toast.subscribed") if wanted else turn.t.plain("toast.unsubscribed")
    return await watched(turn, action.extent, place, toast)


async def hear_no_more(turn: Turn, action: HearNoMore) -> Screen:
    ended = await set_wish(turn, SetWish(action.extent, action.place, action.kind, "no"))
    return replace(ended, fresh=True)


async def end(turn: Turn, _: EndSubscriptions) -> Screen:
    await turn.house.subscriptions.end(chat_of(turn), turn.cause)
    left = await turn.house.subscriptions.of(chat_of(turn))
    return view.subscriptions(turn.t, left, turn.t.plain("toast.unsubscribed"))


def chat_of(turn: Turn) -> int:
    return turn.chat.id if turn.chat else turn.sender.id


async def notice(house: House, letter: Letter, t: Translator) -> Screen | None:
    """Silence where nobody in that chat wants it any more."""
    told = await house.subscriptions.told(letter.chat_id, letter.payload)
    return view.notice(t, told, house.support.standing()) if told else None


LETTERS = {kind: Kind(notice) for kind in (BATCH, ISSUE, WEEK)}
