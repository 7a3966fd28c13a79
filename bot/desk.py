"""The desk: one update comes in, one answer goes out. It knows whose language to speak, what the update
means and which handler answers; when something breaks it apologises with a code, and the log keeps the trace.
"""

import logging
import time
from collections import OrderedDict
from dataclasses import dataclass, replace

from bot import commands, routes
from bot.actions import read
from bot.actions.common import SetLanguage
from bot.actions.places_to_go import Comfort
from bot.actions.towns import FindNearest
from bot.delivery import Delivery, Outcome
from bot.handlers import contents, inline, membership, typed, uploads
from bot.handlers.common import at_work
from bot.i18n import Translator, language_of
from bot.logs import ChatHash, trouble_code
from bot.progress import Progress
from bot.request import NotYet
from bot.screen import Screen
from bot.speech import Command, Here, Sent, Speech, Wordless, Words, heard
from bot.turn import House, Turn
from bot.updates import Chat, Message, Press, Update, User
from bot.views import common
from bot.wire import Action, Unreadable
from core.catalogue import Unknown
from core.localised import Language
from core.services.people import Cause
from core.services.rights import NotAllowed

log = logging.getLogger("monoqala.desk")

ANONYMOUS_ADMIN = 1087968824
"""Telegram's stand-in for the admins of a group who hide their names: a bot by its mark, a person in truth."""
ALBUMS_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    route: str
    screen: Screen | None = None


SILENCE = Answer("silence")


class Desk:
    def __init__(self, house: House, delivery: Delivery, bot_id: int, chat_hash: ChatHash) -> None:
        self.house = house
        self.delivery = delivery
        self.bot_id = bot_id
        self.chat_hash = chat_hash
        self.albums: OrderedDict[str, int] = OrderedDict()  # album → the update that was answered
        self.progress: dict[int, Progress] = {}  # of the updates in hand

    def furnish(self, house: House) -> None:
        """For the updates that come from now on."""
        self.house = house

    async def handle(self, update: Update) -> None:
        began = time.perf_counter()
        answer, outcome = SILENCE, "-"
        try:
            if update.inline_query:
                answer = Answer("inline")
                await self.delivery.cards(update.inline_query.id, inline.cards(await self.turn(update)))
            else:
                answer = await self.answer(update)
                outcome = await self.deliver(update, answer.screen)
        except NotYet:  # nothing was sent, and the road brings the update here again
            raise
        except Exception:
            code, outcome = trouble_code(), "trouble"
            log.exception("trouble", extra={"code": code})
            await self.apologise(update, code)
        if progress := self.progress.pop(update.update_id, None):
            await progress.end()
        took = round((time.perf_counter() - began) * 1000, 1)
        facts = {"chat": self.chat_hash(update.lane), "route": answer.route, "outcome": outcome, "ms": took}
        log.info("update", extra=facts)

    async def answer(self, update: Update) -> Answer:
        """A handler that breaks still leaves an answer: the apology."""
        try:
            if update.callback_query:
                return await self.pressed(await self.turn(update), update.callback_query)
            if update.message:
                return await self.said(update, update.message)
            if update.my_chat_member:
                return await self.membership(update)
        except Exception:
            code = trouble_code()
            log.exception("trouble", extra={"code": code})
            return Answer("trouble", common.apology(self.fallback(update), code))
        return SILENCE

    async def turn(self, update: Update) -> Turn:
        sender = update.person
        assert sender is not None
        person = await self.house.people.who(sender.id)
        if person.blocked and update.my_chat_member is None and update.chat and update.chat.private:
            await self.house.people.mark_reachable(sender.id)
        hint = language_of(sender.language_code)
        if hint and person.language is None and update.chat and update.chat.private:
            await self.house.people.hear(person, hint, Cause(update.chat.id, update.update_id))
        t = self.house.translators[await self.language(update.chat, sender) or "en"]
        return Turn(update, update.chat, sender, person, t, self.house, self.progress_of(update))

    def progress_of(self, update: Update) -> Progress:
        """The same one when the update has to be handled once more: there is one message of it at most."""
        chat_id = update.chat.id if update.chat else None
        return self.progress.setdefault(update.update_id, Progress(self.delivery.call, chat_id))

    async def language(self, chat: Chat | None, sender: User) -> Language | None:
        """A group's own choice, else the person's, else Telegram's hint; None when nobody knows."""
        if chat is not None and not chat.private:
            group = await self.house.people.group(chat.id)
            if group.language:
                return group.language
        person = await self.house.people.who(sender.id)
        return person.language or language_of(sender.language_code)

    async def pressed(self, turn: Turn, press: Press) -> Answer:
        try:
            action = read(press.data)
            return await self.act(turn, action)
        except (Unreadable, Unknown):
            return Answer("outdated", common.outdated(turn.t))

    async def said(self, update: Update, message: Message) -> Answer:
        if message.migrate_to_chat_id:
            cause = Cause(message.chat.id, update.update_id)
            await self.house.people.move_group(message.chat.id, message.migrate_to_chat_id, cause)
            return Answer("moved")
        if not a_person_spoke(message):
            return SILENCE
        speech = heard(message, self.bot_id, self.house.bot_name)
        if speech is None or (not isinstance(speech, Sent) and self.album_answered(update, message)):
            return SILENCE
        turn = await self.turn(update)
        action = await self.meaning(turn, speech)
        if action is None:
            again = isinstance(speech, Sent) and self.album_answered(update, message)
            return SILENCE if again else await self.unmeant(turn, speech)
        try:
            return await self.act(turn, action)
        except Unknown:  # a link to a town that is not, or no longer, on the list
            return Answer("outdated", common.outdated(turn.t))

    async def act(self, turn: Turn, action: Action) -> Answer:
        """First contact: nobody is spoken to in a language they may not read, and what they asked is not lost."""
        route = action.logged_as or type(action).__name__
        known = await self.language(turn.chat, turn.sender)
        if known is None and isinstance(action, Comfort):  # a question is no way to answer a cry
            turn = replace(turn, t=self.house.translators[action.written])
        elif known is None and turn.private and not isinstance(action, SetLanguage):
            return Answer(f"{route} in which language?", common.ask_language(self.house.translators, action))
        try:
            return Answer(route, await routes.answer(turn, action))
        except NotAllowed:  # a right that was taken away, or a forged button; the service has put it on record
            return Answer(f"{route} denied", common.denied(turn.t, work=at_work(turn)))

    async def meaning(self, turn: Turn, speech: Speech) -> Action | None:
        match speech:
            case Command(name, rest):
                return commands.meaning(name, rest)
            case Here(latitude, longitude):
                return FindNearest.of(latitude, longitude)
            case Sent(name):
                return contents.meant(turn, name) or uploads.meant(turn, name)
            case Words(text) if text:
                return await typed.meant(turn, text)
        return None

    async def unmeant(self, turn: Turn, speech: Speech) -> Answer:
        """What we cannot act on is answered kindly in private and left alone in a group."""
        if await self.language(turn.chat, turn.sender) is None and turn.private:
            return Answer("which language?", common.ask_language(self.house.translators, None))
        match speech:
            case Wordless() | Sent():
                return Answer("wordless", common.only_text(turn.t)) if turn.private else SILENCE
            case Command():
                return Answer("unknown command", common.unknown_command(turn.t)) if turn.private else SILENCE
        return Answer("not understood", common.not_understood(turn.t))

    async def membership(self, update: Update) -> Answer:
        return Answer("membership", await membership.changed(await self.turn(update)))

    def album_answered(self, update: Update, message: Message) -> bool:
        """An album arrives as several messages and deserves one answer."""
        album = message.media_group_id
        if album is None:
            return False
        answered = self.albums.setdefault(album, update.update_id)
        if len(self.albums) > ALBUMS_REMEMBERED:
            self.albums.popitem(last=False)
        return answered != update.update_id

    async def deliver(self, update: Update, screen: Screen | None) -> str:
        if update.callback_query:
            outcome = await self.delivery.answer(update.callback_query, screen)
        elif screen is not None and update.chat is not None:
            outcome = await self.delivery.send(update.chat.id, screen, self.answered(update), update.topic)
        else:
            return "-"
        if outcome is Outcome.BLOCKED and update.person and update.chat and update.chat.private:
            await self.house.people.mark_blocked(update.person.id)
        return outcome.value

    def answered(self, update: Update) -> int | None:
        """In a group an answer stands under its question."""
        message = update.message
        return message.message_id if message and not message.chat.private else None

    async def apologise(self, update: Update, code: str) -> None:
        """Delivery itself broke: one plain try more, then silence; the log has both traces."""
        if update.chat is None or update.inline_query:
            return
        try:
            await self.delivery.send(update.chat.id, common.apology(self.fallback(update), code), topic=update.topic)
        except Exception:
            log.exception("apology not delivered", extra={"code": code})

    def fallback(self, update: Update) -> Translator:
        """The language for an apology, found without asking anything that may be broken: a group's own first."""
        people, chat, sender = self.house.people, update.chat, update.person
        group = people.remembered_group(chat.id) if chat and not chat.private else None
        known = people.remembered(sender.id) if sender else None
        hint = language_of(sender.language_code) if sender else None
        spoken = (group.language if group else None) or (known.language if known else None)
        return self.house.translators[spoken or hint or "en"]


def a_person_spoke(message: Message) -> bool:
    """Not another bot, not a card of ours that somebody sent, not a channel's post handed on to its group."""
    sender = message.sender
    if sender is None or message.via_bot or message.is_automatic_forward:
        return False
    return not sender.is_bot or sender.id == ANONYMOUS_ADMIN
