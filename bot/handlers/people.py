"""Who may do what: seen, given, taken away. The service asks for the right and puts each act on record."""

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from bot.actions.people import (
    EVERYWHERE,
    ChoosePlaces,
    ChooseRole,
    Give,
    GrantInWords,
    RevokeInWords,
    ShowHolder,
    ShowPeople,
    TakeAway,
    packed,
    unpacked,
)
from bot.handlers import role_words
from bot.handlers.common import end_dialogue
from bot.handlers.power import behind_doors, known
from bot.screen import Screen
from bot.turn import Turn
from bot.views import choosing
from bot.views import people as view
from bot.views.people import Held, Holder
from bot.views.roles import GIVEN
from bot.wire import Unreadable
from core import access
from core.access import Places, Role
from core.services.rights import ByTheSettings, Grant, LastOwner, NotGiven

LARGEST_ID = 2**52
"""Telegram's ids have at most so many bits."""


@behind_doors
async def people(turn: Turn, action: ShowPeople) -> Screen:
    await end_dialogue(turn)
    found = await holders(turn)
    open_ = await turn.house.rights.invitations(turn.sender.id, turn.cause)
    start = (max(action.page, 1) - 1) * view.A_PAGE
    names = await known(turn, (each.person for each in found[start : start + view.A_PAGE]))
    return view.people(turn.t, found, names, action.page, len(open_))


@behind_doors
async def holder(turn: Turn, action: ShowHolder) -> Screen:
    return await shown(turn, action.person)


async def shown(turn: Turn, person: int, done: Markup | None = None) -> Screen:
    found = one_of(await holders(turn), somebody(person))
    names = await known(turn, (person, *(each.by for each in found.held)))
    return view.holder(turn.t, found, names, done)


@behind_doors
async def choose_role(turn: Turn, action: ChooseRole) -> Screen:
    await holders(turn, "grant" if action.person else "invite")
    person = somebody(action.person) if action.person else 0
    return choosing.role(turn.t, person, await known(turn, [person]))


@behind_doors
async def choose_places(turn: Turn, action: ChoosePlaces) -> Screen:
    return await places_asked(turn, action)


async def places_asked(turn: Turn, action: ChoosePlaces, unclear: str = "") -> Screen:
    """`unclear` is what was typed and names no place."""
    await holders(turn, "grant" if action.person else "invite")
    if action.role not in GIVEN or action.role is Role.OWNER:
        raise Unreadable(f"no places of {action.role}")
    picked = unpacked(action.places)
    named = turn.house.towns.whereabouts(turn.house.towns.picked(*picked))
    return choosing.places(turn.t, action, picked, named, turn.house.towns.by_oblast(), unclear)


@behind_doors
async def give(turn: Turn, action: Give) -> Screen:
    house, person, role = turn.house, somebody(action.person), action.role
    places = places_of(turn, role, action.places)
    named = house.towns.whereabouts(places)
    if action.sure:
        try:
            await house.rights.grant(turn.sender.id, person, role, places, turn.cause)
        except (ByTheSettings, LastOwner, NotGiven) as refusal:
            return view.refused(turn.t, refusal)
        return await shown(turn, person, view.given(turn.t, role, named))
    held = one_of(await holders(turn), person).held
    before = next((each.places for each in held if each.role is role), None)
    return view.ask_give(turn.t, person, role, named, action.places, before, await known(turn, [person]))


@behind_doors
async def take_away(turn: Turn, action: TakeAway) -> Screen:
    person, role = somebody(action.person), action.role
    if action.sure:
        try:
            await turn.house.rights.revoke(turn.sender.id, person, role, turn.cause)
        except (ByTheSettings, LastOwner, NotGiven) as refusal:
            return view.refused(turn.t, refusal)
        return await after_taking(turn, person, role)
    held = one_of(await holders(turn), person).held
    this = next((each for each in held if each.role is role), None)
    if this is None:
        return view.refused(turn.t, NotGiven())
    return view.ask_take(turn.t, person, this, await known(turn, [person]))


async def after_taking(turn: Turn, person: int, role: Role) -> Screen:
    """Whoever has just laid down what lets them see the list is not shown it."""
    done = view.taken(turn.t, role)
    if person == turn.sender.id and role is Role.OWNER:
        return view.laid_down(turn.t, done)
    return await shown(turn, person, done)


@behind_doors
async def grant_in_words(turn: Turn, action: GrantInWords) -> Screen:
    """What was understood is taken along; what is missing is asked by buttons."""
    said = role_words.read(turn.house.towns, action.text)
    if said.person is None:
        return await which(turn, "grant")
    if said.role is None:
        return await choose_role(turn, ChooseRole(said.person))
    if said.role is Role.OWNER:
        return await give(turn, Give(said.role, said.person, EVERYWHERE))
    if said.places == "" or said.unclear:
        return await places_asked(turn, ChoosePlaces(said.role, said.person, said.picked), said.unclear)
    return await give(turn, Give(said.role, said.person, said.places))


@behind_doors
async def revoke_in_words(turn: Turn, action: RevokeInWords) -> Screen:
    said = role_words.read(turn.house.towns, action.text)
    if said.person is None:
        return await which(turn, "revoke")
    if said.role is None:
        await holders(turn, "revoke")
        return await shown(turn, said.person)
    return await take_away(turn, TakeAway(said.role, said.person))


async def which(turn: Turn, act: str) -> Screen:
    found = await holders(turn, act)
    return view.which_person(turn.t, found, await known(turn, (each.person for each in found[: view.A_PAGE])))


async def holders(turn: Turn, act: str = "people") -> tuple[Holder, ...]:
    """Everybody with a role, owners first. Asked by every screen of the kind, so that the right to it is asked for."""
    grants = await turn.house.rights.people(turn.sender.id, turn.cause, act)
    ordered = sorted(grants, key=lambda each: (each.person_id, -GIVEN.index(each.role)))
    found = [Holder(person, held(turn, theirs)) for person, theirs in groupby(ordered, key=lambda each: each.person_id)]
    return tuple(sorted(found, key=lambda each: (-GIVEN.index(each.held[0].role), each.held[0].since)))


def held(turn: Turn, grants: Iterable[Grant]) -> tuple[Held, ...]:
    towns = turn.house.towns
    return tuple(
        Held(each.role, towns.whereabouts(each.places), each.granted_at, each.granted_by, in_button(turn, each.places))
        for each in grants
    )


def in_button(turn: Turn, places: Places) -> str:
    """What data/ does not know any more cannot be picked again."""
    if places.everywhere:
        return ""
    groups = turn.house.towns.by_oblast()
    oblasts = (each.towns[0].number for each in groups if each.oblast.id in places.oblasts)
    return packed(oblasts, (town.number for each in groups for town in each.towns if town.id in places.towns))


def places_of(turn: Turn, role: Role, said: str) -> Places:
    if role not in GIVEN:
        raise Unreadable(f"{role} is not given")
    if said == EVERYWHERE:
        return access.EVERYWHERE
    if said == "" or role is Role.OWNER:
        raise Unreadable("no places")
    return turn.house.towns.picked(*unpacked(said))


def one_of(found: Iterable[Holder], person: int) -> Holder:
    return next((each for each in found if each.person == person), Holder(person, ()))


def somebody(person: int) -> int:
    if not 0 < person < LARGEST_ID:
        raise Unreadable(f"no person {person}")
    return person
