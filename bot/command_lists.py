"""Telegram's list of commands in the chats of those who have a role: what they may do, in the language they chose.

Rights may change in this process, in another worker or by the command line. So it is looked at what stands in the
database, and Telegram is called for nobody whose list is as it should be. What it was last told is remembered as one
digest over all lists, so that no restart tells it again and nobody's id is kept for it.
"""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import orjson
from telegram import Bot
from telegram.error import TelegramError

from bot.i18n import Translator
from bot.views.commands import DESCRIPTIONS, offered
from core.access import CONSOLE
from core.localised import Language
from core.services.audit import Audit
from core.services.people import People
from core.store.engine import FAILURES, reason
from core.store.news import Change
from core.store.trouble import StoreTrouble
from core.store.work import Store

log = logging.getLogger("monoqala.command_lists")

LOOK = 2.0
"""Seconds between two looks at an SQLite file, to which another process may write unheard."""
LOOK_SHARED = 20.0
AGAIN, LONGEST = 5.0, 3600.0
"""Seconds until it is tried again for somebody whom Telegram does not let us reach: doubled each time."""
LISTS = "command lists"
DEFAULT: Language = "en"


class List(NamedTuple):
    language: Language
    names: tuple[str, ...]


class CommandLists:
    def __init__(
        self, bot: Bot, store: Store, people: People, audit: Audit, translators: Mapping[Language, Translator]
    ) -> None:
        self._bot = bot
        self._store = store
        self._people = people
        self._audit = audit
        self._translators = translators
        self._told: dict[int, List] | None = None  # nobody knows yet what Telegram shows
        self._woken = asyncio.Event()
        self._wait = 0.0
        self._until = 0.0
        store.news.subscribe(self._changed, self._woken.set)

    def _changed(self, change: Change) -> None:
        """A role that came or went; or another language of somebody who has one."""
        if change.table == "grants" or (change.table == "people" and change.key[0] in (self._told or {})):
            self._woken.set()

    def begin_afresh(self) -> None:
        """Whatever was told before, Telegram knows nothing."""
        self._told = {}

    async def run(self) -> None:
        """Until cancelled."""
        look = LOOK_SHARED if self._store.shared else LOOK
        while True:
            self._woken.clear()
            try:
                await self.refresh()
            except (StoreTrouble, *FAILURES) as error:
                log.warning("cannot look for who has a role: %s", reason(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(look):
                    await self._woken.wait()
                self._until = 0.0

    async def refresh(self) -> None:
        wanted = await self._wanted()
        told = await self._begin(wanted) if self._told is None else self._told
        untold = {person for person in wanted.keys() | told.keys() if wanted.get(person) != told.get(person)}
        now = asyncio.get_running_loop().time()
        if not untold or now < self._until:
            self._told = told
            return
        reached = {person for person in sorted(untold) if await self._tell(person, wanted.get(person))}
        kept = {person: told[person] for person in told.keys() - reached}
        self._told = kept | {person: wanted[person] for person in reached & wanted.keys()}
        if reached == untold:
            self._wait = 0.0
            await self._remember(self._digest(wanted))
        else:
            self._wait = min(max(self._wait * 2, AGAIN), LONGEST)
            self._until = now + self._wait

    async def _wanted(self) -> dict[int, List]:
        """As the database has it. Whoever remembers a person otherwise is told."""
        async with self._store.reading() as work:
            grants = await work.grants.every()
        ids = {each.person_id for each in grants} | (self._told or {}).keys()
        lists = {}
        for person_id in ids:
            known = self._people.remembered(person_id)
            held = {each.role: each.places for each in grants if each.person_id == person_id}
            if known is not None and known.grants != held:
                self._store.news.tell(Change("people", (person_id,)))
            person = await self._people.who(person_id)
            if held:
                lists[person_id] = List(person.language or DEFAULT, offered(person))
        return lists

    async def _begin(self, wanted: dict[int, List]) -> dict[int, List]:
        """What Telegram shows already. Who has lost a role while nobody was at work may still see its commands."""
        async with self._store.reading() as work:
            known = await work.marks.get(LISTS)
        if known == self._digest(wanted):
            return dict(wanted)
        revoked = await self._audit.read(CONSOLE.id, None, act="revoke")
        lost = {each.whom for each in revoked if each.whom is not None and each.whom > 0} - wanted.keys()
        return dict.fromkeys(lost, List(DEFAULT, ()))

    async def _tell(self, person: int, wanted: List | None) -> bool:
        """False when they have never spoken with the bot, or Telegram is out of reach."""
        scope: dict[str, Any] = {"scope": {"type": "chat", "chat_id": person}}
        try:
            if wanted is None:
                await self._bot.do_api_request("deleteMyCommands", api_kwargs=scope)
            else:
                await self._bot.do_api_request("setMyCommands", api_kwargs={"commands": self._said(wanted), **scope})
        except TelegramError as error:
            log.info("a list of commands is not told: %s", type(error).__name__)
            return False
        return True

    def _said(self, wanted: List) -> list[dict[str, str]]:
        t = self._translators[wanted.language]
        return [{"command": name, "description": t.plain(DESCRIPTIONS[name])} for name in wanted.names]

    def _digest(self, wanted: Mapping[int, List]) -> str:
        lists = [[person, self._said(each)] for person, each in sorted(wanted.items())]
        return hashlib.sha256(orjson.dumps([self._bot.id, lists])).hexdigest()

    async def _remember(self, digest: str) -> None:
        async with self._store.writing() as work:
            await work.marks.set(LISTS, digest)
