"""What is kept about people and groups: languages, roles, dialogues. Each class is one table's door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, and_, delete, literal, select, update

from core.access import Person, Role
from core.localised import Language
from core.store.grants import places_of
from core.store.tables import applied, dialogues, grants, groups, people
from core.store.transaction import Transaction

DIALOGUE = "dialogue"
"""The act of beginning or ending one. It is one act: whichever came last stands."""


@dataclass(frozen=True, slots=True)
class Group:
    id: int
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Something the person was asked to type. `data` holds their answers so far and is never changed in place."""

    name: str
    data: Mapping[str, Any]
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """The dialogue, if any, and the update that last began or ended one in this chat."""

    dialogue: Dialogue | None
    changed_by: int | None


class KeptPeople:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def find(self, person_id: int) -> Person:
        """One statement, also for somebody who has a role but has never written."""
        one = select(literal(person_id, BigInteger).label("id")).subquery()
        found = await self._in.connection.execute(
            select(people.c.language, people.c.blocked_at, grants.c.role, grants.c.places).select_from(
                one.outerjoin(people, people.c.person_id == one.c.id).outerjoin(grants, grants.c.person_id == one.c.id)
            )
        )
        rows = found.all()
        return Person(
            id=person_id,
            language=rows[0].language,
            blocked=rows[0].blocked_at is not None,
            grants={Role(row.role): places_of(row.places) for row in rows if row.role is not None},
        )

    async def choose_language(self, person_id: int, language: Language) -> None:
        await self._put(person_id, language=language)

    async def block(self, person_id: int) -> None:
        await self._put(person_id, blocked_at=self._in.clock())

    async def unblock(self, person_id: int) -> None:
        await self._in.connection.execute(update(people).where(people.c.person_id == person_id).values(blocked_at=None))
        self._in.changed(people, person_id)

    async def _put(self, person_id: int, **facts: object) -> None:
        await self._in.connection.execute(
            self._in.insert(people)
            .values(person_id=person_id, since=self._in.clock(), **facts)
            .on_conflict_do_update(index_elements=[people.c.person_id], set_=facts)
        )
        self._in.changed(people, person_id)


class KeptGroups:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def find(self, chat_id: int) -> Group:
        found = await self._in.connection.execute(select(groups.c.language).where(groups.c.chat_id == chat_id))
        return Group(id=chat_id, language=found.scalar_one_or_none())

    async def choose_language(self, chat_id: int, language: Language) -> None:
        await self._in.connection.execute(
            self._in.insert(groups)
            .values(chat_id=chat_id, language=language, since=self._in.clock())
            .on_conflict_do_update(index_elements=[groups.c.chat_id], set_={"language": language})
        )
        self._in.changed(groups, chat_id)

    async def move(self, old: int, new: int) -> None:
        """Telegram has made a group a supergroup, with another id. What was being typed has to be asked again."""
        kept = await self.find(old)
        if kept.language is not None:
            await self._in.connection.execute(
                self._in.insert(groups)
                .values(chat_id=new, language=kept.language, since=self._in.clock())
                .on_conflict_do_nothing()
            )
            await self._in.connection.execute(delete(groups).where(groups.c.chat_id == old))
            self._in.changed(groups, old)
            self._in.changed(groups, new)
        ended = delete(dialogues).where(dialogues.c.chat_id == old).returning(dialogues.c.person_id)
        for person_id in (await self._in.connection.execute(ended)).scalars():
            self._in.changed(dialogues, old, person_id)


class KeptDialogues:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def find(self, chat_id: int, person_id: int) -> Standing:
        one = select(literal(chat_id, BigInteger).label("id")).subquery()
        theirs = and_(dialogues.c.chat_id == one.c.id, dialogues.c.person_id == person_id)
        last = and_(applied.c.chat_id == one.c.id, applied.c.act == DIALOGUE)
        found = await self._in.connection.execute(
            select(dialogues.c.name, dialogues.c.data, dialogues.c.since, applied.c.update_id).select_from(
                one.outerjoin(dialogues, theirs).outerjoin(applied, last)
            )
        )
        row = found.one()
        return Standing(None if row.name is None else Dialogue(row.name, row.data, row.since), row.update_id)

    async def begin(self, chat_id: int, person_id: int, name: str, data: Mapping[str, Any]) -> None:
        """Also goes on with one: whatever was there is replaced."""
        facts = {"name": name, "data": dict(data), "since": self._in.clock()}
        await self._in.connection.execute(
            self._in.insert(dialogues)
            .values(chat_id=chat_id, person_id=person_id, **facts)
            .on_conflict_do_update(index_elements=[dialogues.c.chat_id, dialogues.c.person_id], set_=facts)
        )
        self._in.changed(dialogues, chat_id, person_id)

    async def end_older(self, moment: datetime) -> None:
        old = delete(dialogues).where(dialogues.c.since < moment)
        ended = await self._in.connection.execute(old.returning(dialogues.c.chat_id, dialogues.c.person_id))
        for chat_id, person_id in ended:
            self._in.changed(dialogues, chat_id, person_id)

    async def end(self, chat_id: int, person_id: int) -> None:
        await self._in.connection.execute(
            delete(dialogues).where(dialogues.c.chat_id == chat_id, dialogues.c.person_id == person_id)
        )
        self._in.changed(dialogues, chat_id, person_id)
