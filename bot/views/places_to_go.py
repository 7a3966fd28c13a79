"""Where to go in a town: its offices with the contacts known of them, or how to find the office."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.actions.places_to_go import ShowOffice, ShowPlaces
from bot.actions.towns import ShowTown
from bot.i18n import Translator
from bot.screen import Button, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import citation, honesty, sources
from bot.views.towns import other_town
from core.programmes import Standing
from core.services.contacts import Contact, OfficeAnswer, PlacesAnswer

LINE = Markup("\n")


def places(t: Translator, found: PlacesAnswer, standing: Standing) -> Screen:
    town = found.town
    parts = [t("places.title", town=t.name(town.name)), *(briefly(t, each) for each in found.offices)]
    if not found.complete:
        parts.append(t("places.empty"))
    parts += [contact(t, each) for each in found.help]
    parts.append(honesty(t, standing))
    offices = tuple(
        (Button(t.name(each.office.label), ShowOffice(town.id, each.office.kind)),) for each in found.offices
    )
    back = (other_town(t, "where"), *to_menu(t))
    sheet = (Button(t.plain("button.back_to", where=t.name(town.name)), ShowTown(town.id)),)
    return Screen(PARAGRAPH.join(parts), (*offices, sheet, back))


def briefly(t: Translator, found: OfficeAnswer) -> Markup:
    known = [contact(t, each) for each in found.contacts] or [t("places.no_contact")]
    return LINE.join((t("places.office", name=t.name(found.office.name), what=t.name(found.office.what)), *known))


def office(t: Translator, found: OfficeAnswer, standing: Standing) -> Screen:
    """How to go there and not have to come twice."""
    shown, town = found.office, found.town
    parts = [
        t("places.one", name=t.name(shown.name), town=t.name(town.name)),
        Markup("{}").format(t.name(shown.what)),
        *(contact(t, each) for each in found.contacts),
    ]
    if not found.contacts:
        parts.append(t("places.find", how=t.name(shown.find)))
    parts.append(LINE.join((t("places.ask"), *(t("places.question", text=t.name(each)) for each in shown.ask))))
    parts.append(t("places.bring", what=t.name(shown.bring)))
    parts.append(honesty(t, standing))
    if shown.source:
        parts.append(sources(t, shown.source))
    back = Button(t.plain("button.places"), ShowPlaces(town.id))
    return Screen(PARAGRAPH.join(parts), ((back, *to_menu(t)),))


def contact(t: Translator, shown: Contact) -> Markup:
    return LINE.join((*ways(t, shown), told(t, shown)))


def ways(t: Translator, shown: Contact) -> Iterator[Markup]:
    yield t("places.contact", name=t.name(shown.name))
    if shown.phone:
        yield t("places.phone", phone=shown.phone)
    if shown.address:
        yield t("places.address", address=t.name(shown.address))
    if shown.hours:
        yield t("places.hours", hours=t.name(shown.hours))
    if shown.site:
        yield t("places.site", site=shown.site)


def told(t: Translator, shown: Contact) -> Markup:
    """Who said so and when, and whether anybody has tried it."""
    said = {"who": t.name(shown.told_by), "day": t.date(shown.as_of), "source": citation(t, shown.source)}
    if shown.checked:
        return t("places.told_checked", **said, checked=t.date(shown.checked))
    return t("places.told", **said)
