"""A town's economic potential, and the ways to name a town."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.actions import AskTown, ListOblast, ShowPotential
from bot.i18n import Translator, key
from bot.screen import Button, Card, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force, sources
from core.programmes import Standing
from core.services.towns import Answer, Candidates, NotFound, NotMonotown, OblastTowns, PotentialAnswer
from core.towns import Tier, Town

DOTS: dict[Tier, str] = {"high": "●●●", "medium": "●●○", "low": "●○○"}
SAID_BACK = 60
WHY = {
    "near": key("town.which_near"),
    "several": key("town.which_several"),
    "oblast": key("town.which_oblast"),
    "unsure": key("town.which_unsure"),
}


def ask_town(t: Translator, oblasts: Sequence[OblastTowns]) -> Screen:
    return Screen(t("town.ask"), (*oblast_rows(t, oblasts), to_menu(t)))


def oblast_rows(t: Translator, oblasts: Sequence[OblastTowns]) -> tuple[Row, ...]:
    buttons = [Button(t.name(each.oblast.name), ListOblast(each.oblast.id)) for each in oblasts]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def oblast(t: Translator, chosen: OblastTowns) -> Screen:
    back = (Button(t.plain("button.oblasts"), AskTown()), *to_menu(t))
    return Screen(t("town.oblast", oblast=t.name(chosen.oblast.name)), (*town_rows(t, chosen.towns), back))


def town_rows(t: Translator, towns: Iterable[Town]) -> tuple[Row, ...]:
    buttons = [Button(t.name(town.name), ShowPotential(town.id)) for town in towns]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def settled(answer: Answer) -> bool:
    return isinstance(answer, PotentialAnswer)


def answer(t: Translator, found: Answer, standing: Standing, oblasts: Sequence[OblastTowns]) -> Screen:
    match found:
        case PotentialAnswer():
            return potential(t, found, standing)
        case Candidates():
            return candidates(t, found)
        case NotMonotown():
            return not_monotown(t, found, standing)
        case NotFound():
            return Screen(t("town.not_found", text=said_back(found.text)), (*oblast_rows(t, oblasts), to_menu(t)))


def said_back(text: str) -> str:
    """What a person typed, but not all of a long letter, and no signs that turn the line around."""
    plain = "".join(letter for letter in text if letter.isprintable()).strip()
    return plain if len(plain) <= SAID_BACK else plain[:SAID_BACK].rstrip() + "…"


def candidates(t: Translator, found: Candidates) -> Screen:
    lines = [t(WHY[found.reason], oblast=t.name(found.oblast.name) if found.oblast else "")]
    if found.aside:
        lines.append(Markup("{}").format(t.name(found.aside)))
    return Screen(PARAGRAPH.join(lines), (*town_rows(t, found.towns), (other_town(t), *to_menu(t))))


def not_monotown(t: Translator, found: NotMonotown, standing: Standing) -> Screen:
    lines = [
        t("town.not_monotown", place=t.name(found.place.name), what=t.name(found.place.what)),
        sources(t, found.place.source),
        force(t, standing),
    ]
    if found.towns:
        lines.append(t("town.perhaps"))
    return Screen(PARAGRAPH.join(lines), (*town_rows(t, found.towns), (other_town(t), *to_menu(t))))


def other_town(t: Translator) -> Button:
    return Button(t.plain("button.other_town"), AskTown())


def potential(t: Translator, found: PotentialAnswer, standing: Standing) -> Screen:
    """The answer in its first two lines; then whose judgement it is, what to beware of, and the sources."""
    parts = [headline(t, found), judgement(t, found), facts(t, found), details(t, found), force(t, standing)]
    return Screen(PARAGRAPH.join(part for part in parts if part), ((other_town(t), *to_menu(t)),))


def headline(t: Translator, found: PotentialAnswer) -> Markup:
    town = found.town
    lines = [
        t("potential.town", town=t.name(town.name), oblast=t.name(town.oblast.name)),
        t("potential.tier", tier=t.name(found.tier_name), dots=DOTS[town.potential.tier]),
    ]
    if found.how == "near":
        lines.insert(0, t("town.understood", town=t.name(town.name)))
    if found.aside:
        lines.append(Markup("<i>{}</i>").format(t.name(found.aside)))
    return Markup("\n").join(lines)


def facts(t: Translator, found: PotentialAnswer) -> Markup:
    town, lines = found.town, []
    count = town.population
    assert count.source.period
    lines.append(t("potential.population", people=t.number(count.people), day=t.date(count.source.period.last)))
    if town.moved:
        lines.append(t("potential.oblast_then", oblast=t.name(town.oblast_2012.name)))
    return Markup("\n").join(lines)


def judgement(t: Translator, found: PotentialAnswer) -> Markup:
    """Whose it is, of when, and on which scale: there is another, unlike one."""
    scale = t("potential.scale", scale=t.name(found.scale.name), judge=t.name(found.scale.judged_by))
    return Markup(" ").join((scale, *(Markup("{}").format(t.name(note.text)) for note in found.scale.notes)))


def details(t: Translator, found: PotentialAnswer) -> Markup:
    return sources(t, found.town.potential.source, found.town.notes)


def cards(t: Translator, found: Sequence[PotentialAnswer], standing: Standing) -> tuple[Card, ...]:
    return tuple(
        Card(
            each.town.id,
            t.name(each.town.name),
            t.plain("potential.card", tier=t.name(each.tier_name), oblast=t.name(each.town.oblast.name)),
            Screen(potential(t, each, standing).text),
        )
        for each in found
    )
