"""Who may do what: the list, one person, a role given or taken away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.actions.audit import ShowRecord
from bot.actions.history import ShowHistory
from bot.actions.people import (
    EVERYWHERE,
    ChoosePlaces,
    ChooseRole,
    Give,
    ShowHolder,
    ShowInvitations,
    ShowPeople,
    TakeAway,
)
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, abreast, to_menu
from bot.views.roles import GIVEN, Known, label, places_said, role_name, who
from core.access import Role
from core.services.rights import ByTheSettings, LastOwner, NotGiven
from core.services.towns import Whereabouts

LINE = Markup("\n")
A_PAGE = 6
REFUSED: Mapping[type[Exception], str] = {
    ByTheSettings: key("people.by_settings"),
    LastOwner: key("people.last_owner"),
    NotGiven: key("people.not_given"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds. `by` is None for an owner named by the settings; `packed` are its places for a button."""

    role: Role
    places: Whereabouts
    since: datetime
    by: int | None
    packed: str


@dataclass(frozen=True, slots=True)
class Holder:
    person: int
    held: tuple[Held, ...]


def people(t: Translator, found: Sequence[Holder], known: Known, page: int, invitations: int) -> Screen:
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    parts = [LINE.join((t("people.title"), t.plural("people.count", len(found))))]
    parts += [LINE.join(lines(t, each, known)) for each in shown]
    rows: list[Row] = [(Button(label(t, each.person, known), ShowHolder(each.person)),) for each in shown]
    rows += turning(t, page, pages)
    rows.append((Button(t.plain("button.invite"), ChooseRole()),))
    if invitations:
        open_ = t.plain("button.invitations", n=t.number(invitations))
        rows.append((Button(open_, ShowInvitations()),))
    return Screen(PARAGRAPH.join(parts), (*rows, to_menu(t)))


def turning(t: Translator, page: int, pages: int) -> Iterator[Row]:
    row = []
    if page > 1:
        row.append(Button(t.plain("button.before"), ShowPeople(page - 1)))
    if page < pages:
        row.append(Button(t.plain("button.after"), ShowPeople(page + 1)))
    if row:
        yield tuple(row)


def lines(t: Translator, holder: Holder, known: Known) -> Iterator[Markup]:
    yield heading(t, holder.person, known)
    for each in holder.held:
        yield t("people.role", role=role_name(t, each.role), places=places_said(t, each.places))


def heading(t: Translator, person: int, known: Known) -> Markup:
    """Somebody whose name is not known stands by their id alone."""
    if person == known.reader or known.names.get(person):
        return t("people.person", who=who(t, person, known), id=str(person))
    return Markup("<b>{}</b>").format(who(t, person, known))


def holder(t: Translator, found: Holder, known: Known, done: Markup | None = None) -> Screen:
    """One person; `done` says what has just been done."""
    parts = [] if done is None else [done]
    parts.append(heading(t, found.person, known))
    parts += [origin(t, each, known) for each in found.held] or [t("people.no_roles")]
    rows: list[Row] = []
    for each in found.held:
        rows += changing(t, found.person, each)
    if len(found.held) < len(GIVEN):
        rows.append((Button(t.plain("button.give_role"), ChooseRole(found.person)),))
    rows.append(
        (
            Button(t.plain("button.their_acts"), ShowRecord(found.person)),
            Button(t.plain("button.history"), ShowHistory(person=str(found.person))),
        )
    )
    return Screen(PARAGRAPH.join(parts), (*rows, *onward(t)))


def origin(t: Translator, held: Held, known: Known) -> Markup:
    role = t("people.role", role=role_name(t, held.role), places=places_said(t, held.places))
    if held.by is None:
        return LINE.join((role, t("people.from_settings")))
    return LINE.join((role, t("people.since", moment=t.moment(held.since), who=who(t, held.by, known))))


def changing(t: Translator, person: int, held: Held) -> Iterator[Row]:
    """What the settings give, the settings take."""
    if held.by is None:
        return
    role = role_name(t, held.role)
    buttons = [Button(t.plain("button.take_role", role=role), TakeAway(held.role, person))]
    if held.role is not Role.OWNER:
        places = Button(t.plain("button.role_places", role=role), ChoosePlaces(held.role, person, held.packed))
        buttons.insert(0, places)
    yield from abreast(*buttons)


def onward(t: Translator) -> tuple[Row, ...]:
    return ((Button(t.plain("button.people"), ShowPeople()), *to_menu(t)),)


def ask_give(
    t: Translator, person: int, role: Role, places: Whereabouts, packed: str, now: Whereabouts | None, known: Known
) -> Screen:
    """`now` are the places where they hold the role already: those are replaced."""
    parts = [t("people.ask_give", who=who(t, person, known), role=role_name(t, role), places=places_said(t, places))]
    if now is not None:
        parts.append(t("people.replaces", places=places_said(t, now)))
    sure = (Button(t.plain("button.give_yes"), Give(role, person, packed, "yes")),)
    return Screen(PARAGRAPH.join(parts), (sure, (change(t, role, person, packed), Button(*back_to(t, person)))))


def change(t: Translator, role: Role, person: int, packed: str) -> Button:
    if role is Role.OWNER:
        return Button(t.plain("button.other_role"), ChooseRole(person))
    places = "" if packed == EVERYWHERE else packed
    return Button(t.plain("button.other_places"), ChoosePlaces(role, person, places))


def back_to(t: Translator, person: int) -> tuple[str, ShowHolder]:
    return t.plain("button.leave_it"), ShowHolder(person)


def given(t: Translator, role: Role, places: Whereabouts) -> Markup:
    return t("people.given", role=role_name(t, role), places=places_said(t, places))


def ask_take(t: Translator, person: int, held: Held, known: Known) -> Screen:
    text = t(
        "people.ask_take",
        who=who(t, person, known),
        role=role_name(t, held.role),
        places=places_said(t, held.places),
    )
    sure = (Button(t.plain("button.take_yes"), TakeAway(held.role, person, "yes")),)
    return Screen(text, (sure, (Button(*back_to(t, person)),)))


def taken(t: Translator, role: Role) -> Markup:
    return t("people.taken", role=role_name(t, role))


def laid_down(t: Translator, done: Markup) -> Screen:
    """Whoever is no owner any more is not led back to the list."""
    return Screen(done, (to_menu(t),))


def refused(t: Translator, why: ByTheSettings | LastOwner | NotGiven) -> Screen:
    return Screen(t(REFUSED[type(why)]), onward(t))


def which_person(t: Translator, found: Sequence[Holder], known: Known) -> Screen:
    """For a command that names nobody we can tell."""
    rows = tuple((Button(label(t, each.person, known), ShowHolder(each.person)),) for each in found[:A_PAGE])
    return Screen(t("people.which"), (*rows, (Button(t.plain("button.invite"), ChooseRole()),), *onward(t)))
