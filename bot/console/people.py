"""Who may do what, by the command line: `people` lists them, `people grant`, `revoke` and `invite` change it."""

import argparse
from datetime import datetime
from typing import Any

from bot import app
from bot.console.room import ME, Code, Refusal, Room, room, tell
from bot.settings import Settings
from bot.views.invitations import START
from core.access import CONSOLE, Places, Role
from core.clock import KAZAKHSTAN
from core.services.rights import ByTheSettings, Grant, LastOwner, NotGiven

GIVEN = tuple(role.value for role in Role if role is not Role.RESIDENT)


def words(subparsers: Any) -> None:
    people = subparsers.add_parser("people", help="who may do what; grant, revoke or invite")
    people.set_defaults(work=listed)
    acts = people.add_subparsers(metavar="ACT")
    grant = acts.add_parser(
        "grant", help="give the person with this Telegram id a role, in place of the same one elsewhere"
    )
    revoke = acts.add_parser("revoke", help="take a role away")
    invite = acts.add_parser("invite", help="make a link that gives a role to whoever opens it first")
    for command, work in ((grant, granted), (revoke, revoked), (invite, invited)):
        if command is not invite:
            command.add_argument("person", type=int, metavar="ID")
        command.add_argument("role", choices=GIVEN, metavar="ROLE", help=", ".join(GIVEN))
        if command is not revoke:
            command.add_argument("--town", action="append", default=[], help="only there; may be repeated")
            command.add_argument("--oblast", action="append", default=[], help="only there; may be repeated")
        command.set_defaults(work=work)


async def listed(settings: Settings, _: argparse.Namespace) -> int:
    async with room(settings) as at:
        found = await at.rights.people(ME, None)
        for each in found:
            tell(line(at, each))
        if not found:
            tell("Nobody has a role yet. Whoever OWNER_IDS names is an owner once the bot has started.")
    return Code.DONE


async def granted(settings: Settings, chosen: argparse.Namespace) -> int:
    async with room(settings) as at:
        role, places = Role(chosen.role), meant(at, chosen)
        if chosen.person <= 0:
            raise Refusal("ID is a person's number in Telegram, above 0")
        try:
            await at.rights.grant(ME, chosen.person, role, places, None)
        except (ByTheSettings, LastOwner) as no:
            raise Refusal(WHY[type(no)]) from None
        tell(f"{chosen.person} is {role} now: {at.places(places)}.")
    return Code.DONE


async def revoked(settings: Settings, chosen: argparse.Namespace) -> int:
    async with room(settings) as at:
        try:
            await at.rights.revoke(ME, chosen.person, Role(chosen.role), None)
        except (ByTheSettings, LastOwner, NotGiven) as no:
            raise Refusal(WHY[type(no)]) from None
        tell(f"{chosen.person} is {chosen.role} no longer.")
    return Code.DONE


WHY = {
    ByTheSettings: "an owner named by OWNER_IDS stays one until that setting says otherwise",
    LastOwner: "somebody must be left who can grant: make another owner first",
    NotGiven: "they do not have this role",
}


async def invited(settings: Settings, chosen: argparse.Namespace) -> int:
    async with room(settings) as at:
        places, bot_name = meant(at, chosen), await app.bot_name(settings)
        made = await at.rights.invite(ME, Role(chosen.role), places, None)
        tell(f"https://t.me/{bot_name}?start={START}{made.secret}")
        tell(f"For one person, until {moment(made.expires_at)}: {made.role}, {at.places(made.places)}.")
    return Code.DONE


def meant(at: Room, chosen: argparse.Namespace) -> Places:
    oblasts, towns = map(at.oblast_meant, chosen.oblast), map(at.town_meant, chosen.town)
    places = Places(oblasts=frozenset(oblasts), towns=frozenset(towns))
    return places if places.oblasts or places.towns else Places(everywhere=True)


def line(at: Room, grant: Grant) -> str:
    by = {None: "OWNER_IDS", CONSOLE.id: "the command line"}.get(grant.granted_by, grant.granted_by)
    return f"{grant.person_id}  {grant.role}  {at.places(grant.places)}  since {moment(grant.granted_at)} by {by}"


def moment(at: datetime) -> str:
    return f"{at.astimezone(KAZAKHSTAN):%Y-%m-%d %H:%M}"
