"""A role and its places, picked button by button: for a person, or for whoever will be invited."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.actions.people import (
    EVERYWHERE,
    ChoosePlaces,
    ChooseRole,
    Give,
    Invite,
    ShowHolder,
    ShowPeople,
    packed,
)
from bot.i18n import Translator
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.people import LINE
from bot.views.roles import GIVEN, MAY, Known, places_said, role_name, who
from bot.wire import Action
from core.access import Role
from core.services.towns import OblastTowns, Whereabouts


def role(t: Translator, person: int, known: Known) -> Screen:
    title = t("choose.role_of", who=who(t, person, known)) if person else t("choose.role_invited")
    lines = (t("choose.role", role=role_name(t, each), may=t.plain(MAY[each])) for each in GIVEN)
    buttons = [Button(role_name(t, each).capitalize(), chosen(each, person)) for each in GIVEN]
    rows = (*((each,) for each in buttons), (back(t, person), *to_menu(t)))
    return Screen(PARAGRAPH.join((title, LINE.join(lines))), rows)


def chosen(role: Role, person: int) -> Action:
    """An owner of some places could not give anything to anybody."""
    return asked(role, person, EVERYWHERE) if role is Role.OWNER else ChoosePlaces(role, person)


def asked(role: Role, person: int, places: str) -> Action:
    return Give(role, person, places) if person else Invite(role, places)


def back(t: Translator, person: int) -> Button:
    return Button(t.plain("button.back"), ShowHolder(person) if person else ShowPeople())


def places(
    t: Translator,
    action: ChoosePlaces,
    picked: tuple[frozenset[int], frozenset[int]],
    named: Whereabouts,
    oblasts: Sequence[OblastTowns],
    unclear: str = "",
) -> Screen:
    """`picked` are the numbers in the button, `named` what they mean."""
    open_ = next((each for each in oblasts if action.oblast in numbers(each)), None)
    parts: list[Markup] = [t("choose.places", role=role_name(t, action.role))]
    if action.places:
        parts.append(t("choose.picked", places=places_said(t, named)))
    if unclear:
        parts.append(t("choose.unclear", places=unclear))
    parts.append(t("choose.places_of", oblast=t.name(open_.oblast.name)) if open_ else t("choose.how"))
    rows = of_oblast(t, action, picked, open_) if open_ else of_country(t, action, picked, oblasts)
    return Screen(PARAGRAPH.join(parts), (*rows, *ending(t, action, open_)))


def numbers(each: OblastTowns) -> tuple[int, ...]:
    return tuple(town.number for town in each.towns)


def of_country(
    t: Translator,
    action: ChoosePlaces,
    picked: tuple[frozenset[int], frozenset[int]],
    oblasts: Sequence[OblastTowns],
) -> Iterator[Row]:
    if not action.places:
        whole = t.plain("button.whole_country")
        yield (Button(whole, asked(action.role, action.person, EVERYWHERE)),)
    buttons = []
    for each in oblasts:
        whole_one, some = picked[0].intersection(numbers(each)), len(picked[1].intersection(numbers(each)))
        mark = "✅ " if whole_one else f"({t.number(some)}) " if some else ""
        opening = ChoosePlaces(action.role, action.person, action.places, each.towns[0].number)
        buttons.append(Button(mark + t.name(each.oblast.name), opening))
    yield from two_a_row(buttons)


def of_oblast(
    t: Translator, action: ChoosePlaces, picked: tuple[frozenset[int], frozenset[int]], open_: OblastTowns
) -> Iterator[Row]:
    """With the whole oblast its towns need not be picked one by one."""
    oblasts, towns = picked
    own = frozenset(numbers(open_))
    whole = bool(oblasts & own)
    toggled = packed(oblasts - own if whole else oblasts | {open_.towns[0].number}, towns - own)
    yield (toggle(t.plain("button.whole_oblast"), action, toggled, ticked=whole),)
    buttons = []
    for town in open_.towns:
        ticked = town.number in towns and not whole
        with_it = packed(oblasts - own, towns ^ {town.number} if not whole else (towns - own) | {town.number})
        buttons.append(toggle(t.name(town.name), action, with_it, ticked=ticked))
    yield from two_a_row(buttons)


def toggle(name: str, action: ChoosePlaces, then: str, *, ticked: bool) -> Button:
    return Button(f"{'✅' if ticked else '▫️'} {name}", ChoosePlaces(action.role, action.person, then, action.oblast))


def two_a_row(buttons: Sequence[Button]) -> tuple[Row, ...]:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def ending(t: Translator, action: ChoosePlaces, open_: OblastTowns | None) -> Iterator[Row]:
    if action.places:
        yield (Button(t.plain("button.places_ready"), asked(action.role, action.person, action.places)),)
    if open_:
        yield (Button(t.plain("button.oblasts"), ChoosePlaces(action.role, action.person, action.places)),)
    else:
        yield (Button(t.plain("button.other_role"), ChooseRole(action.person)), back(t, action.person))
