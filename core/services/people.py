"""People and groups: their language, what they may do, what they are typing, what is kept about them.

What an update needs to know about a person sits in a bounded memory, so that the hot path reads no
database. A memory entry goes when the row it stands for has changed, whichever worker changed it.

A method that takes a `cause` is one transaction which a second delivery of that update does not repeat. An
update makes one change of a kind: to begin a dialogue in place of another is one, to end it first would be two.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from core.access import Person, Role
from core.clock import Clock
from core.localised import Language
from core.store.news import Change
from core.store.people import DIALOGUE, Dialogue, Group, Standing
from core.store.transaction import Cause
from core.store.work import Store

__all__ = ["Cause", "Dialogue", "Group", "People", "Person", "Role"]

LANGUAGE = "language"
HEARD = "language heard"  # an act of its own: the same update may choose another
GROUP = "group"  # its language, also when it takes it along to another id
NOBODY = 0  # no chat of Telegram has this id

Row = TypeVar("Row")
Key = tuple[int | str, ...]


class Memory(Generic[Row]):
    """The rows last asked for. A row that changed while it was being read is handed out but not remembered."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rows: OrderedDict[Key, Row] = OrderedDict()
        self._readers: dict[Key, object] = {}

    async def recall(self, key: Key, read: Callable[[], Awaitable[Row]]) -> Row:
        if key in self._rows:
            self._rows.move_to_end(key)
            return self._rows[key]
        reader = self._readers[key] = object()
        try:
            row = await read()
        finally:
            current = self._readers.get(key) is reader
            if current:
                del self._readers[key]
        if current:
            self.keep(key, row)
        return row

    def keep(self, key: Key, row: Row) -> None:
        self._rows[key] = row
        if len(self._rows) > self._size:
            self._rows.popitem(last=False)

    def peek(self, key: Key) -> Row | None:
        return self._rows.get(key)

    def drop(self, key: Key) -> None:
        self._rows.pop(key, None)
        self._readers.pop(key, None)

    def clear(self) -> None:
        self._rows.clear()
        self._readers.clear()


class People:
    def __init__(self, store: Store, clock: Clock, cache_size: int = 50_000) -> None:
        self._store = store
        self._clock = clock
        self._people: Memory[Person] = Memory(cache_size)
        self._groups: Memory[Group] = Memory(cache_size)
        self._dialogues: Memory[Standing] = Memory(cache_size)
        self._heard: Memory[Language] = Memory(cache_size)
        self._memories: dict[str, Memory[Any]] = {
            "people": self._people,
            "groups": self._groups,
            "dialogues": self._dialogues,
        }
        store.news.subscribe(self._changed, self._missed)

    async def listen(self) -> None:
        """Until cancelled: what other workers and the command line change."""
        await self._store.listen()

    async def who(self, person_id: int) -> Person:
        async def read() -> Person:
            async with self._store.reading() as work:
                return await work.people.find(person_id)

        return await self._people.recall((person_id,), read)

    async def hear(self, person: Person, language: Language, cause: Cause) -> None:
        """What Telegram says somebody speaks who has chosen no language. It is kept of those alone who hold a role and
        so are written to, and else forgotten with this process.
        """
        if not person.grants:
            self._heard.keep((person.id,), language)
            return
        async with self._store.writing(cause, HEARD) as work:
            chosen = (await work.people.find(person.id)).language  # perhaps a moment ago, in another worker
            if not work.repeated and chosen is None:
                await work.people.choose_language(person.id, language)

    def heard(self, person_id: int) -> Language | None:
        return self._heard.peek((person_id,))

    def remembered(self, person_id: int) -> Person | None:
        """For an apology, when the database may be what is broken."""
        return self._people.peek((person_id,))

    def remembered_group(self, chat_id: int) -> Group | None:
        return self._groups.peek((chat_id,))

    async def group(self, chat_id: int) -> Group:
        async def read() -> Group:
            async with self._store.reading() as work:
                return await work.groups.find(chat_id)

        return await self._groups.recall((chat_id,), read)

    async def dialogue(self, chat_id: int, person_id: int) -> Dialogue | None:
        return (await self._standing(chat_id, person_id)).dialogue

    async def _standing(self, chat_id: int, person_id: int) -> Standing:
        async def read() -> Standing:
            async with self._store.reading() as work:
                return await work.dialogues.find(chat_id, person_id)

        return await self._dialogues.recall((chat_id, person_id), read)

    async def choose_language(self, person_id: int, language: Language, cause: Cause) -> None:
        if (await self.who(person_id)).language == language:
            return
        async with self._store.writing(cause, LANGUAGE) as work:
            if not work.repeated:
                await work.people.choose_language(person_id, language)

    async def choose_group_language(self, chat_id: int, language: Language, cause: Cause) -> None:
        if (await self.group(chat_id)).language == language:
            return
        async with self._store.writing(cause, GROUP) as work:
            if not work.repeated:
                await work.groups.choose_language(chat_id, language)

    async def move_group(self, old: int, new: int, cause: Cause) -> None:
        async with self._store.writing(cause, GROUP) as work:
            if not work.repeated:
                await work.groups.move(old, new)
                await work.subscriptions.move(old, new)
                await work.letters.move(old, new)

    async def mark_blocked(self, person_id: int) -> None:
        """They have blocked the bot: nothing is sent to them until they write."""
        if not (await self.who(person_id)).blocked:
            async with self._store.writing() as work:
                await work.people.block(person_id)

    async def gone(self, chat_id: int) -> None:
        """There is no such chat, or none that lets us in: nothing more is to be sent there."""
        async with self._store.writing() as work:
            await work.subscriptions.drop_all(chat_id)

    async def mark_reachable(self, person_id: int) -> None:
        if (await self.who(person_id)).blocked:
            async with self._store.writing() as work:
                await work.people.unblock(person_id)

    async def begin_dialogue(
        self, chat_id: int, person_id: int, name: str, data: Mapping[str, Any], cause: Cause
    ) -> None:
        """Takes the place of the dialogue there was, if any."""
        async with self._store.writing(cause, DIALOGUE) as work:
            if not work.repeated:
                await work.dialogues.begin(chat_id, person_id, name, data)

    async def end_dialogue(self, chat_id: int, person_id: int, cause: Cause) -> bool:
        """True when there was one to end, also when this very update has ended it before."""
        standing = await self._standing(chat_id, person_id)
        if standing.dialogue is None:
            return standing.changed_by == cause.update_id
        async with self._store.writing(cause, DIALOGUE) as work:
            if not work.repeated:
                await work.dialogues.end(chat_id, person_id)
        return True

    async def everything_about(self, person_id: int) -> dict[str, Any]:
        """Each row of each table that concerns the person, by table; ready for JSON."""
        async with self._store.reading() as work:
            return {"asked_at": self._clock().isoformat(), **await work.traces.of(person_id)}

    async def forget(self, person_id: int, cause: Cause) -> None:
        """At once and completely; core/store/traces.py says what has to stay and why.

        That it was done is known only as an act of nobody. The marks of what the person did before are gone,
        so earlier updates that are delivered again with this one are done again: then it wipes again.
        What they have chosen since stays.
        """
        update_id = cause.update_id
        self._heard.drop((person_id,))
        async with self._store.writing(Cause(NOBODY, update_id), f"forget {update_id}") as work:
            if not (work.repeated and await work.traces.only_after(person_id, update_id)):
                await work.traces.erase(person_id, handled=update_id)

    async def seed_owners(self, ids: Collection[int]) -> None:
        """The owners are those named by the settings, and those whom a person has made owners since."""
        async with self._store.writing() as work:
            await work.grants.seed_owners(ids)

    def _changed(self, change: Change) -> None:
        if change.table in self._memories:
            self._memories[change.table].drop(change.key)

    def _missed(self) -> None:
        for memory in self._memories.values():
            memory.clear()
