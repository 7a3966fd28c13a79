"""Roles, places and people as every screen of power words them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.i18n import Translator, key
from core.access import CONSOLE, Role
from core.services.towns import Whereabouts

ROLES: Mapping[Role, str] = {
    Role.RESIDENT: key("role.resident"),
    Role.OFFICIAL: key("role.official"),
    Role.EDITOR: key("role.editor"),
    Role.PUBLISHER: key("role.publisher"),
    Role.OWNER: key("role.owner"),
}
GIVEN = (Role.OFFICIAL, Role.EDITOR, Role.PUBLISHER, Role.OWNER)
MAY: Mapping[Role, str] = {
    Role.OFFICIAL: key("role.may_official"),
    Role.EDITOR: key("role.may_editor"),
    Role.PUBLISHER: key("role.may_publisher"),
    Role.OWNER: key("role.may_owner"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the reader knows by name: names as Telegram tells them at this moment, and which id is their own."""

    names: Mapping[int, str] = field(default_factory=dict)
    reader: int = 0


def role_name(t: Translator, role: Role) -> str:
    return t.plain(ROLES[role])


def places_said(t: Translator, places: Whereabouts) -> str:
    """For a text; a list of names stands in the nominative."""
    if places.everywhere:
        return t.plain("places.everywhere")
    oblasts, towns = (t.name(each.name) for each in places.oblasts), (t.name(each.name) for each in places.towns)
    return ", ".join((*oblasts, *towns, *places.lost)) or t.plain("places.nowhere")


def who(t: Translator, person: int | None, known: Known) -> Markup:
    """With a way to them where Telegram knows the name; the command line has none, nor whoever was forgotten."""
    if person is None:
        return t("person.settings")
    if person == CONSOLE.id:
        return t("person.console")
    if person < 0:
        return t("person.forgotten")
    if person == known.reader:
        return t("person.you")
    name = known.names.get(person)
    if not name:
        return Markup("<code>{}</code>").format(person)
    return Markup('<a href="tg://user?id={}">{}</a>').format(person, name)


def label(t: Translator, person: int, known: Known) -> str:
    """On a button, which takes no more than this."""
    if person == known.reader:
        return t.plain("button.yourself")
    return shortened(known.names.get(person) or str(person))


MOST = 28


def shortened(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1].rstrip()}…"
