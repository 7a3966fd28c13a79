"""A link that makes somebody an official, an editor …: made, listed, withdrawn, taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from bot.actions.common import ShowMenu, ShowPrivacy
from bot.actions.people import (
    EVERYWHERE,
    AcceptInvitation,
    ChoosePlaces,
    ChooseRole,
    Invite,
    ShowInvitations,
    ShowPeople,
    ShowWork,
    WithdrawInvitation,
)
from bot.i18n import Translator
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.people import LINE
from bot.views.roles import MAY, Known, places_said, role_name, who
from core.access import Role
from core.services.towns import Whereabouts

START = "in-"
"""How the payload of such a link begins."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """`by` is whoever has invited; nobody is told that who is only invited."""

    role: Role
    places: Whereabouts
    until: datetime
    name: str = ""
    by: int | None = None


def ask(t: Translator, role: Role, places: Whereabouts, packed: str) -> Screen:
    text = t("invitation.ask", role=role_name(t, role), places=places_said(t, places))
    may = t("choose.role", role=role_name(t, role), may=t.plain(MAY[role]))
    sure = (Button(t.plain("button.make_link"), Invite(role, packed, "yes")),)
    if role is Role.OWNER:
        other = Button(t.plain("button.other_role"), ChooseRole())
    else:
        other = Button(t.plain("button.other_places"), ChoosePlaces(role, 0, "" if packed == EVERYWHERE else packed))
    return Screen(PARAGRAPH.join((text, may)), (sure, (other, Button(t.plain("button.leave_it"), ShowPeople()))))


def made(t: Translator, offer: Offer, bot_name: str, secret: str) -> Screen:
    link = f"https://t.me/{bot_name}?start={START}{secret}"
    parts = (
        t("invitation.made", role=role_name(t, offer.role), places=places_said(t, offer.places)),
        t("invitation.link", link=link),
        t("invitation.once", moment=t.moment(offer.until)),
    )
    share = f"https://t.me/share/url?url={quote(link, safe='')}"
    rows = (
        (Button(t.plain("button.share_link"), url=share),),
        (Button(t.plain("button.open_invitations"), ShowInvitations()),),
        (Button(t.plain("button.people"), ShowPeople()), *to_menu(t)),
    )
    return Screen(PARAGRAPH.join(parts), rows)


def listed(t: Translator, offers: Sequence[Offer], known: Known, toast: str = "") -> Screen:
    parts = [t("invitation.title") if offers else t("invitation.none")]
    rows: list[Row] = []
    for at, offer in enumerate(offers[:SHOWN], start=1):
        parts.append(LINE.join(described(t, at, offer, known)))
        rows.append((Button(t.plain("button.withdraw", number=t.number(at)), WithdrawInvitation(offer.name)),))
    rows.append((Button(t.plain("button.invite"), ChooseRole()),))
    return Screen(
        PARAGRAPH.join(parts), (*rows, (Button(t.plain("button.people"), ShowPeople()), *to_menu(t))), toast=toast
    )


def described(t: Translator, at: int, offer: Offer, known: Known) -> Iterator[Markup]:
    places = places_said(t, offer.places)
    yield t("invitation.line", number=t.number(at), role=role_name(t, offer.role), places=places)
    yield t("invitation.until", moment=t.moment(offer.until), who=who(t, offer.by, known))


def offered(t: Translator, offer: Offer, secret: str) -> Screen:
    parts = (
        t("invitation.offered", role=role_name(t, offer.role), places=places_said(t, offer.places)),
        t("choose.role", role=role_name(t, offer.role), may=t.plain(MAY[offer.role])),
        t("invitation.kept"),
        t("invitation.expires", moment=t.moment(offer.until)),
    )
    rows = (
        (Button(t.plain("button.accept"), AcceptInvitation(secret)),),
        (Button(t.plain("button.no_thanks"), ShowMenu()), Button(t.plain("button.privacy"), ShowPrivacy())),
    )
    return Screen(PARAGRAPH.join(parts), rows)


def accepted(t: Translator, role: Role, places: Whereabouts) -> Screen:
    """Where the role holds now: with what they had before."""
    parts = (
        t("invitation.accepted", role=role_name(t, role), places=places_said(t, places)),
        t("choose.role", role=role_name(t, role), may=t.plain(MAY[role])),
    )
    return Screen(PARAGRAPH.join(parts), ((Button(t.plain("button.work"), ShowWork()),), to_menu(t)))


def bad(t: Translator) -> Screen:
    """Used, expired, withdrawn or made up: the same words for all."""
    return Screen(t("invitation.bad"), (to_menu(t),))
