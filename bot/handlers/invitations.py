"""Links by which somebody comes to a role: made, listed, withdrawn by owners; taken by whoever has one."""

import re

from bot.actions.people import (
    EVERYWHERE,
    AcceptInvitation,
    ChoosePlaces,
    ChooseRole,
    Invite,
    InviteInWords,
    OpenInvitation,
    ShowInvitations,
    WithdrawInvitation,
)
from bot.handlers import role_words
from bot.handlers.common import end_dialogue
from bot.handlers.people import choose_role, holders, places_asked, places_of
from bot.handlers.power import behind_doors, known
from bot.screen import Screen
from bot.turn import Turn
from bot.views import invitations as view
from bot.views.invitations import Offer
from core.access import Role
from core.services.rights import BadInvitation


@behind_doors
async def invite(turn: Turn, action: Invite) -> Screen:
    house, role = turn.house, action.role
    places = places_of(turn, role, action.places)
    named = house.towns.whereabouts(places)
    if not action.sure:
        await holders(turn)
        return view.ask(turn.t, role, named, action.places)
    invited = await house.rights.invite(turn.sender.id, role, places, turn.cause)
    return view.made(turn.t, Offer(role, named, invited.expires_at), house.bot_name, invited.secret)


@behind_doors
async def invite_in_words(turn: Turn, action: InviteInWords) -> Screen:
    said = role_words.read(turn.house.towns, action.text)
    if said.role is None:
        return await choose_role(turn, ChooseRole())
    if said.role is Role.OWNER:
        return await invite(turn, Invite(said.role, EVERYWHERE))
    if said.places == "" or said.unclear:
        return await places_asked(turn, ChoosePlaces(said.role, 0, said.picked), said.unclear)
    return await invite(turn, Invite(said.role, said.places))


@behind_doors
async def every(turn: Turn, _: ShowInvitations) -> Screen:
    return await listed(turn)


async def listed(turn: Turn, toast: str = "") -> Screen:
    found = await turn.house.rights.invitations(turn.sender.id, turn.cause)
    names = await known(turn, (each.by for each in found))
    offers = [
        Offer(kept.role, turn.house.towns.whereabouts(kept.places), kept.expires_at, kept.name, each.by)
        for each in found
        for kept in (each.invitation,)
    ]
    return view.listed(turn.t, offers, names, toast)


@behind_doors
async def withdraw(turn: Turn, action: WithdrawInvitation) -> Screen:
    await turn.house.rights.withdraw(turn.sender.id, action.name, turn.cause)
    return await listed(turn, turn.t.plain("toast.withdrawn"))


def meant(turn: Turn, text: str) -> OpenInvitation | None:
    """A link that was pasted where it should have been pressed."""
    link = re.search(rf"\bt\.me/{re.escape(turn.house.bot_name)}\?start={view.START}([\w-]{{1,60}})", text, re.ASCII)
    return OpenInvitation(link[1]) if link and turn.private else None


@behind_doors
async def open_(turn: Turn, action: OpenInvitation) -> Screen:
    await end_dialogue(turn)
    try:
        found = await turn.house.rights.offered(action.secret)
    except BadInvitation:
        return view.bad(turn.t)
    places = turn.house.towns.whereabouts(found.places)
    return view.offered(turn.t, Offer(found.role, places, found.expires_at), action.secret)


@behind_doors
async def accept(turn: Turn, action: AcceptInvitation) -> Screen:
    try:
        grant = await turn.house.rights.accept(turn.sender.id, action.secret, turn.cause)
    except BadInvitation:
        return view.bad(turn.t)
    return view.accepted(turn.t, grant.role, turn.house.towns.whereabouts(grant.places))
