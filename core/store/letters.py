"""Letters: messages that are planned in the same transaction as what they are about, and go out by themselves.

The key of a letter is unique in its chat, so planning it twice sends it once. What was sent stays as a row
without contents until what it is about is deleted, or a month has passed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, bindparam, delete, select

from core.localised import Language
from core.store.tables import outbox
from core.store.transaction import Transaction

State = Literal["waiting", "delivered", "blocked", "gone", "void", "aside"]
"""`blocked`: the person wants nothing from us; `gone`: there is no such chat any more; `void`: when it was due there
was nothing to say; `aside`: it was tried often and never went out.
"""
WAITING: State = "waiting"


@dataclass(frozen=True, slots=True)
class Letter:
    """`about` is what it belongs to in its chat; `language` is for a person who has chosen none. `attempts` counts
    how often it was taken up to be sent.
    """

    chat_id: int
    key: str
    about: str
    kind: str
    due_at: datetime
    language: Language
    payload: Mapping[str, Any]
    attempts: int = 0


class KeptLetters:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def put(self, letters: Iterable[Letter]) -> None:
        """One that still waits is put in place of the earlier plan; one that was sent stays sent."""
        rows = [row(letter) for letter in letters]
        if not rows:
            return
        insert = self._in.insert(outbox).values(state=WAITING, lease_until=0.0, attempts=0)
        planned = {name: insert.excluded[name] for name in ("about", "kind", "due_at", "language", "payload")}
        await self._in.connection.execute(
            insert.on_conflict_do_update(
                index_elements=[outbox.c.chat_id, outbox.c.key], set_=planned, where=outbox.c.state == WAITING
            ),
            rows,
        )
        self._in.changed(outbox)  # whoever sends them may have to get up earlier

    async def replan(self, chat_id: int, about: str, letters: Iterable[Letter]) -> None:
        """From now on these and no others wait."""
        planned = list(letters)
        keys = [letter.key for letter in planned]
        await self._in.connection.execute(
            delete(outbox).where(*about_this(chat_id, about), outbox.c.state == WAITING, outbox.c.key.not_in(keys))
        )
        await self.put(planned)

    async def move(self, old: int, new: int) -> None:
        """Telegram has given a group another id: what waits for it goes there."""
        theirs = (outbox.c.chat_id == old, outbox.c.state == WAITING)
        found = await self._in.connection.execute(select(outbox).where(*theirs))
        moved = [
            Letter(new, each.key, each.about, each.kind, each.due_at, each.language, each.payload) for each in found
        ]
        await self._in.connection.execute(delete(outbox).where(*theirs))
        await self.put(moved)

    async def erase(self, abouts: Iterable[tuple[int, str]]) -> None:
        """Also what was sent: all that is left of these chats' matters."""
        rows = [{"in_chat": chat_id, "matter": about} for chat_id, about in abouts]
        if rows:
            theirs = about_this(bindparam("in_chat"), bindparam("matter"))
            await self._in.connection.execute(delete(outbox).where(*theirs), rows)

    async def end_older(self, moment: datetime) -> None:
        """Those that are settled; one that waits for an outage to end is kept."""
        await self._in.connection.execute(delete(outbox).where(outbox.c.state != WAITING, outbox.c.due_at < moment))


def row(letter: Letter) -> dict[str, Any]:
    return {
        "chat_id": letter.chat_id,
        "key": letter.key,
        "about": letter.about,
        "kind": letter.kind,
        "due_at": letter.due_at,
        "language": letter.language,
        "payload": dict(letter.payload),
    }


def about_this(chat_id: Any, about: Any) -> tuple[ColumnElement[bool], ...]:
    return outbox.c.chat_id == chat_id, outbox.c.about == about
