"""Who may do what and where: invitations, grants, and taking them back. Each is an act of power, on record."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from core.access import Extent, Permission, Person, Places, Role, allowed
from core.catalogue import Unknown
from core.clock import Clock
from core.store.asked import tell_holder
from core.store.deeds import Deed, NotAllowed, acting, ask, known_person
from core.store.grants import Grant, Invitation, kept_places
from core.store.transaction import Cause
from core.store.work import Store, Work

__all__ = [
    "BadInvitation",
    "ByTheSettings",
    "Cause",
    "Grant",
    "Invitation",
    "Invited",
    "LastOwner",
    "NotAllowed",
    "NotGiven",
    "Open",
    "Places",
    "Rights",
    "Role",
]

LASTS = timedelta(days=3)


class BadInvitation(Exception):
    """Used, expired, made up, or from somebody who may not invite any more: all alike, so that nobody learns which."""


class ByTheSettings(Exception):
    """An owner whom the settings name is an owner until the settings say otherwise."""


class LastOwner(Exception):
    """Somebody must be left who can grant."""


class NotGiven(Exception):
    """Nobody can be given, or relieved of, what everybody is; nor of a role they do not hold."""


@dataclass(frozen=True, slots=True)
class Invited:
    """`secret` is told once and kept nowhere."""

    secret: str
    role: Role
    places: Places
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Open:
    """`by` is the id of whoever has invited."""

    invitation: Invitation
    by: int


class Rights:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def invite(self, person_id: int, role: Role, places: Places, cause: Cause | None) -> Invited:
        """A link for one. When the update is delivered again the earlier link is void: nobody may have seen it."""
        given(role)
        async with acting(self._store, person_id, cause, "invite") as deed:
            deed.require(Permission.PEOPLE, Extent.EVERYWHERE)
            update_id = cause.update_id if cause else None
            if deed.work.repeated:
                await deed.work.invitations.drop(await deed.alias(), update_id)
            secret, now = secrets.token_urlsafe(24), self._clock()
            invitation = Invitation(role, places, await deed.alias(), now, now + LASTS)
            await deed.work.invitations.add(hashed(secret), invitation, update_id)
            if not deed.work.repeated:
                await deed.record("invite", after=facts(role, places))
            return Invited(secret, role, places, invitation.expires_at)

    async def accept(self, person_id: int, secret: str, cause: Cause | None) -> Grant:
        """Adds the places to those where the person has the role already."""
        async with acting(self._store, person_id, cause, "accept invitation") as deed:
            work = deed.work
            if work.repeated and await work.invitations.used_by(hashed(secret), await deed.alias()):
                return await self._standing(deed)
            invitation = await work.invitations.use(hashed(secret), await deed.alias())
            inviter = None if invitation is None else await self._inviter(work, invitation)
            if invitation is None or inviter is None:
                raise BadInvitation
            role, before = invitation.role, deed.person.grants.get(invitation.role)
            places = joined(before, invitation.places) if before else invitation.places
            await work.grants.give(person_id, role, places, inviter)
            earlier = facts(role, before) if before else None
            await deed.record("accept invitation", before=earlier, after=facts(role, places))
            return Grant(person_id, role, places, self._clock(), inviter)

    async def offered(self, secret: str) -> Invitation:
        """What a link would give, to be shown to whoever has it before they take it."""
        async with self._store.reading() as work:
            invitation = await work.invitations.find(hashed(secret))
            inviter = None if invitation is None else await self._inviter(work, invitation)
        if invitation is None or inviter is None:
            raise BadInvitation
        return invitation

    async def invitations(self, person_id: int, cause: Cause | None) -> tuple[Open, ...]:
        """Those that still let somebody in, the latest first."""
        await ask(self._store, person_id, cause, "invitations", Permission.PEOPLE, Extent.EVERYWHERE)
        async with self._store.reading() as work:
            found = [(each, await self._inviter(work, each)) for each in await work.invitations.every()]
        return tuple(Open(each, inviter) for each, inviter in found if inviter is not None)

    async def withdraw(self, person_id: int, name: str, cause: Cause | None) -> None:
        """Raises core.catalogue.Unknown when it was used meanwhile, or has expired."""
        async with acting(self._store, person_id, cause, "withdraw invitation") as deed:
            if deed.work.repeated:
                return
            deed.require(Permission.PEOPLE, Extent.EVERYWHERE)
            withdrawn = await deed.work.invitations.withdraw(name)
            if withdrawn is None:
                raise Unknown(f"invitation {name!r}")
            await deed.record("withdraw invitation", before=facts(withdrawn.role, withdrawn.places))

    async def grant(
        self, person_id: int, whom: int, role: Role, places: Places, cause: Cause | None, *, told: bool = True
    ) -> None:
        """In place of the same role for other places."""
        given(role)
        async with acting(self._store, person_id, cause, "grant") as deed:
            if deed.work.repeated:
                return
            deed.require(Permission.PEOPLE, Extent.EVERYWHERE)
            before = await self._held(deed, whom, role)
            await self._keep_an_owner(deed, before, places)
            await deed.work.grants.give(whom, role, places, person_id)
            earlier = facts(role, before.places) if before else None
            await deed.record("grant", whom, before=earlier, after=facts(role, places))
            if told:
                await tell_holder(deed, whom, role, given=True)

    async def revoke(self, person_id: int, whom: int, role: Role, cause: Cause | None) -> None:
        given(role)
        async with acting(self._store, person_id, cause, "revoke") as deed:
            if deed.work.repeated:
                return
            deed.require(Permission.PEOPLE, Extent.EVERYWHERE)
            before = await self._held(deed, whom, role)
            if before is None:
                raise NotGiven
            await self._keep_an_owner(deed, before, None)
            await deed.work.grants.take(whom, role)
            await deed.record("revoke", whom, before=facts(role, before.places))
            await tell_holder(deed, whom, role, given=False)

    async def people(self, person_id: int, cause: Cause | None, act: str = "people") -> tuple[Grant, ...]:
        """`act` is what they are wanted for, and what is on record when somebody may not."""
        await ask(self._store, person_id, cause, act, Permission.PEOPLE, Extent.EVERYWHERE)
        async with self._store.reading() as work:
            return await work.grants.every()

    async def own(self, person_id: int, cause: Cause | None) -> Person:
        """What somebody with a role may do, as it stands at this moment."""
        return await ask(self._store, person_id, cause, "work", Permission.DRAFT, Extent.SOMEWHERE)

    async def _held(self, deed: Deed, whom: int, role: Role) -> Grant | None:
        return next(
            (each for each in await deed.work.grants.every() if (each.person_id, each.role) == (whom, role)), None
        )

    async def _keep_an_owner(self, deed: Deed, before: Grant | None, places: Places | None) -> None:
        """An owner of some places cannot grant: that counts as none."""
        if before is None or before.role is not Role.OWNER:
            return
        if before.granted_by is None:
            raise ByTheSettings
        owners = [each for each in await deed.work.grants.every() if each.role is Role.OWNER and each.places.everywhere]
        if owners == [before] and not (places and places.everywhere):
            raise LastOwner

    async def _inviter(self, work: Work, invitation: Invitation) -> int | None:
        """Who has lost the right since, or was forgotten, invites nobody."""
        people = await work.aliases.people([invitation.invited_by])
        inviter = people.get(invitation.invited_by)
        if inviter is None:
            return None
        person = await known_person(work, inviter)
        return inviter if allowed(person, Permission.PEOPLE, Extent.EVERYWHERE) else None

    async def _standing(self, deed: Deed) -> Grant:
        """The role they came to last."""
        held = [each for each in await deed.work.grants.every() if each.person_id == deed.person.id]
        if not held:
            raise BadInvitation
        return max(held, key=lambda each: each.granted_at)


def given(role: Role) -> None:
    if role is Role.RESIDENT:
        raise NotGiven


def hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def joined(one: Places, other: Places) -> Places:
    if one.everywhere or other.everywhere:
        return Places(everywhere=True)
    return replace(one, oblasts=one.oblasts | other.oblasts, towns=one.towns | other.towns)


def facts(role: Role, places: Places) -> dict[str, Any]:
    return {"role": role, "places": kept_places(places)}
