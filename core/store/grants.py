"""Who may do what and where, and the links by which somebody comes to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from core.access import EVERYWHERE, Places, Role
from core.store.tables import grants, invitations, people
from core.store.transaction import Transaction

NAMED: Final = 16
"""Letters of a hash that name an invitation."""


@dataclass(frozen=True, slots=True)
class Grant:
    """`granted_by` is None for an owner named by the settings, negative for somebody who was forgotten since."""

    person_id: int
    role: Role
    places: Places
    granted_at: datetime
    granted_by: int | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """`invited_by` is a pseudonym. `name` is the head of the hash of the secret: it tells one from another, and opens
    nothing.
    """

    role: Role
    places: Places
    invited_by: int
    at: datetime
    expires_at: datetime
    name: str = ""


class KeptGrants:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def seed_owners(self, ids: Collection[int]) -> None:
        """The owners named by the settings, and no others; an owner made by a person stays one."""
        seeded = (grants.c.role == Role.OWNER, grants.c.granted_by.is_(None))
        gone = await self._in.connection.execute(
            delete(grants).where(*seeded, grants.c.person_id.not_in(ids)).returning(grants.c.person_id)
        )
        changed = list(gone.scalars())
        for person_id in sorted(set(ids)):  # in one order, so that two workers starting at once do not lock each other
            new = await self._in.connection.execute(
                self._in.insert(grants)
                .values(person_id=person_id, role=Role.OWNER, granted_at=self._in.clock(), granted_by=None)
                .on_conflict_do_nothing()
                .returning(grants.c.person_id)
            )
            changed += new.scalars()
        for person_id in changed:
            self._changed(person_id)

    async def every(self) -> tuple[Grant, ...]:
        found = await self._in.connection.execute(select(grants).order_by(grants.c.granted_at, grants.c.person_id))
        return tuple(
            Grant(row.person_id, Role(row.role), places_of(row.places), row.granted_at, row.granted_by) for row in found
        )

    async def give(self, person_id: int, role: Role, places: Places, by: int) -> None:
        """In place of the same role for other places."""
        facts = {"places": kept_places(places), "granted_at": self._in.clock(), "granted_by": by}
        await self._in.connection.execute(
            self._in.insert(grants)
            .values(person_id=person_id, role=role, **facts)
            .on_conflict_do_update(index_elements=[grants.c.person_id, grants.c.role], set_=facts)
        )
        self._changed(person_id)

    async def take(self, person_id: int, role: Role) -> None:
        await self._in.connection.execute(delete(grants).where(grants.c.person_id == person_id, grants.c.role == role))
        self._changed(person_id)

    def _changed(self, person_id: int) -> None:
        """Who remembers the person, and who remembers whoever has a role."""
        self._in.changed(people, person_id)
        self._in.changed(grants, person_id)


class KeptInvitations:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    async def add(self, secret_hash: str, invitation: Invitation, update_id: int | None) -> None:
        row = {
            "role": invitation.role,
            "places": kept_places(invitation.places),
            "invited_by": invitation.invited_by,
            "at": invitation.at,
            "expires_at": invitation.expires_at,
            "update_id": update_id,
        }
        await self._in.connection.execute(insert(invitations).values(secret_hash=secret_hash, **row))

    async def use(self, secret_hash: str, by: int) -> Invitation | None:
        """Of two who come at once with one link the second finds it used. None also when it has expired."""
        found = await self._in.connection.execute(
            update(invitations)
            .where(invitations.c.secret_hash == secret_hash, *self._open())
            .values(used_by=by, used_at=self._in.clock())
            .returning(invitations)
        )
        row = found.first()
        return None if row is None else invitation_of(row)

    async def find(self, secret_hash: str) -> Invitation | None:
        """None also when it was used or has expired."""
        return next((each for each in await self._found(invitations.c.secret_hash == secret_hash)), None)

    async def every(self) -> tuple[Invitation, ...]:
        """Those that are open, the latest first."""
        return await self._found()

    async def withdraw(self, name: str) -> Invitation | None:
        """None when it is not open (any more)."""
        found = await self._found(invitations.c.secret_hash.startswith(name, autoescape=True))
        if len(found) != 1 or found[0].name != name:
            return None
        this = invitations.c.secret_hash.startswith(name, autoescape=True)
        await self._in.connection.execute(delete(invitations).where(this, *self._open()))
        return found[0]

    def _open(self) -> tuple[ColumnElement[bool], ...]:
        return invitations.c.used_at.is_(None), invitations.c.expires_at > self._in.clock()

    async def _found(self, *where: ColumnElement[bool]) -> tuple[Invitation, ...]:
        query = select(invitations).where(*where, *self._open()).order_by(invitations.c.at.desc())
        return tuple(invitation_of(row) for row in await self._in.connection.execute(query))

    async def used_by(self, secret_hash: str, by: int) -> bool:
        this = (invitations.c.secret_hash == secret_hash, invitations.c.used_by == by)
        return (await self._in.connection.execute(select(invitations.c.role).where(*this))).first() is not None

    async def drop(self, invited_by: int, update_id: int | None) -> None:
        """Those of one update that nobody has used."""
        this = (invitations.c.invited_by == invited_by, invitations.c.update_id == update_id)
        await self._in.connection.execute(delete(invitations).where(*this, invitations.c.used_at.is_(None)))

    async def end_older(self, moment: datetime) -> None:
        """Who was invited by whom and came stays on record."""
        await self._in.connection.execute(delete(invitations).where(invitations.c.expires_at < moment))


def invitation_of(row: Row[Any]) -> Invitation:
    name = row.secret_hash[:NAMED]
    return Invitation(Role(row.role), places_of(row.places), row.invited_by, row.at, row.expires_at, name)


def places_of(kept: Mapping[str, list[str]] | None) -> Places:
    return EVERYWHERE if kept is None else Places(False, frozenset(kept["oblasts"]), frozenset(kept["towns"]))


def kept_places(places: Places) -> dict[str, list[str]] | None:
    """None stands for everywhere."""
    return None if places.everywhere else {"oblasts": sorted(places.oblasts), "towns": sorted(places.towns)}
