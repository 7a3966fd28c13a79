"""Under which pseudonym somebody is on record who uses a right.

The pseudonym is a digest of their id and of a salt drawn for them. The salt stands in this table alone: as long as it
is there, nobody can give the acts of one person to another unnoticed; when the person is forgotten it is gone, and
there is no way back from the pseudonym. The record itself need not be touched for that.
"""

import secrets
from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import select

from core.access import CONSOLE
from core.store.tables import aliases
from core.store.transaction import Transaction

BELOW = -(2**60)
"""Pseudonyms are below: far from every id that Telegram gives, whose groups are negative too."""


class KeptAliases:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def of(self, person_id: int) -> int:
        """Drawn when they first act."""
        if person_id == CONSOLE.id:
            return CONSOLE.id
        salt = secrets.token_hex(16)
        new = self._in.insert(aliases).values(person_id=person_id, alias=sealed(person_id, salt), salt=salt)
        await self._in.connection.execute(new.on_conflict_do_nothing())
        found = await self.find(person_id)
        assert found is not None
        return found

    async def find(self, person_id: int) -> int | None:
        if person_id == CONSOLE.id:
            return CONSOLE.id
        theirs = select(aliases.c.alias).where(aliases.c.person_id == person_id)
        return (await self._in.connection.execute(theirs)).scalar_one_or_none()

    async def people(self, wanted: Iterable[int]) -> dict[int, int]:
        """Who they are, by pseudonym; those who were forgotten are missing."""
        found = await self._in.connection.execute(select(aliases).where(aliases.c.alias.in_(set(wanted))))
        return {CONSOLE.id: CONSOLE.id, **{row.alias: row.person_id for row in found}}

    async def exchanged(self) -> list[int]:
        """Pseudonyms that stand beside another person than the one they were made for."""
        found = await self._in.connection.execute(select(aliases).order_by(aliases.c.person_id))
        return [row.alias for row in found if row.alias != sealed(row.person_id, row.salt)]


def sealed(person_id: int, salt: str) -> int:
    digest = sha256(f"{salt} {person_id}".encode()).digest()
    return BELOW - int.from_bytes(digest[:8]) % 2**60
