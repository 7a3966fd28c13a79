"""The ways to name a town, and its economic potential."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.actions.applications import PutTown
from bot.actions.history import AskPast, ShowHistory
from bot.actions.notices import WatchOblast, WatchTown
from bot.actions.places_to_go import ShowPlaces
from bot.actions.reading import OpenChapter, ShowDisagreements
from bot.actions.scores import Compare, OfferTables, ShowScore, ShowWhy, WhatIf
from bot.actions.talk import AskNext, AskOfTown, ShowProspects
from bot.actions.towns import (
    AskTown,
    CheckMonotown,
    Goal,
    ListOblast,
    ShowCriteria,
    ShowPotential,
    ShowTargets,
    ShowTown,
)
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force, sources
from bot.views.tiers import dots
from bot.wire import Action
from core.programmes import Standing
from core.services.scores import MOST_COMPARED
from core.services.towns import Candidates, Found, Nearby, NotFound, NotMonotown, OblastTowns, PotentialAnswer
from core.towns import Oblast, Town

SAID_BACK = 60
UNCHECKED_KM = 10
"""How near is near, where nothing checks the place of a town."""
WHY = {
    "near": key("town.which_near"),
    "several": key("town.which_several"),
    "oblast": key("town.which_oblast"),
    "unsure": key("town.which_unsure"),
}
CLASSES = "classes"
"""The chapter of the groups of cities, and the document it tells of."""
ARTICLE = "article_classes"
ToTown = (
    ShowScore
    | ShowWhy
    | WhatIf
    | ShowPotential
    | ShowTown
    | ShowTargets
    | ShowDisagreements
    | OfferTables
    | ShowPlaces
    | PutTown
    | AskOfTown
    | WatchTown
    | ShowHistory
    | AskPast
)
TO: dict[Goal, type[ToTown]] = {
    "score": ShowScore,
    "why": ShowWhy,
    "whatif": WhatIf,
    "potential": ShowPotential,
    "town": ShowTown,
    "targets": ShowTargets,
    "disagreements": ShowDisagreements,
    "export": OfferTables,
    "where": ShowPlaces,
    "apply": PutTown,
    "support": AskOfTown,
    "subscribe": WatchTown,
    "history": ShowHistory,
    "past": AskPast,
}


def to(goal: Goal, town_id: str) -> Action:
    return TO[goal](town_id)


def ask_town(t: Translator, oblasts: Sequence[OblastTowns], goal: Goal) -> Screen:
    return Screen(t("town.ask"), (*oblast_rows(t, oblasts, goal), to_menu(t)))


def oblast_rows(t: Translator, oblasts: Sequence[OblastTowns], goal: Goal) -> tuple[Row, ...]:
    return two_a_row(Button(t.name(each.oblast.name), ListOblast(each.oblast.id, goal)) for each in oblasts)


def two_a_row(buttons: Iterable[Button]) -> tuple[Row, ...]:
    given = tuple(buttons)
    return tuple(given[at : at + 2] for at in range(0, len(given), 2))


def oblast(t: Translator, chosen: OblastTowns, goal: Goal) -> Screen:
    back = (Button(t.plain("button.oblasts"), AskTown(goal)), *to_menu(t))
    rows = (*town_rows(t, chosen.towns, goal), *whole_oblast(t, chosen.oblast, goal), back)
    return Screen(t("town.oblast", oblast=t.name(chosen.oblast.name)), rows)


def numbers(towns: Iterable[Town]) -> str:
    return ".".join(str(town.number) for town in towns)


def town_rows(t: Translator, towns: Iterable[Town], goal: Goal) -> tuple[Row, ...]:
    return two_a_row(Button(t.name(town.name), to(goal, town.id)) for town in towns)


def understood(t: Translator, found: Found, screen: Screen) -> Screen:
    """The screen of the town, after a word on how it was understood where that is not plain."""
    lines = [t("town.understood", town=t.name(found.town.name))] if found.how == "near" else []
    if found.aside:
        lines.append(Markup("<i>{}</i>").format(t.name(found.aside)))
    return replace(screen, text=PARAGRAPH.join((*lines, screen.text))) if lines else screen


def unsettled(
    t: Translator,
    found: Candidates | NotMonotown | NotFound,
    standing: Standing,
    oblasts: Sequence[OblastTowns],
    goal: Goal,
) -> Screen:
    match found:
        case Candidates():
            return candidates(t, found, goal)
        case NotMonotown():
            return not_monotown(t, found, standing, goal)
        case NotFound():
            elsewhere = (other_town(t, goal),) if goal == "support" else ()
            rows = (*oblast_rows(t, oblasts, goal), (*elsewhere, *to_menu(t)))
            return Screen(t("town.not_found", text=said_back(found.text)), rows)


def said_back(text: str) -> str:
    """What a person typed, but not all of a long letter, and no signs that turn the line around."""
    plain = "".join(letter for letter in text if letter.isprintable()).strip()
    return plain if len(plain) <= SAID_BACK else plain[:SAID_BACK].rstrip() + "…"


def candidates(t: Translator, found: Candidates, goal: Goal) -> Screen:
    lines = [t(WHY[found.reason], oblast=t.name(found.oblast.name) if found.oblast else "")]
    if found.aside:
        lines.append(Markup("{}").format(t.name(found.aside)))
    together = (*whole_oblast(t, found.oblast, goal), *beside_each_other(t, found, goal))
    rows = (*town_rows(t, found.towns, goal), *together, (other_town(t, goal), *to_menu(t)))
    return Screen(PARAGRAPH.join(lines), rows)


def whole_oblast(t: Translator, oblast: Oblast | None, goal: Goal) -> tuple[Row, ...]:
    """Who names a region may want to hear of all of it."""
    if goal != "subscribe" or oblast is None:
        return ()
    return ((Button(t.plain("button.watch_oblast"), WatchOblast(oblast.id)),),)


def beside_each_other(t: Translator, found: Candidates, goal: Goal) -> tuple[Row, ...]:
    """Who names several towns may well want them compared."""
    if found.reason != "several" or goal != "score" or len(found.towns) > MOST_COMPARED:
        return ()
    now = t.plain("button.compare_now", n=t.number(len(found.towns)))
    return ((Button(now, Compare(numbers(found.towns))),),)


def not_monotown(t: Translator, found: NotMonotown, standing: Standing, goal: Goal) -> Screen:
    lines = [
        t("town.not_monotown", place=t.name(found.place.name), what=t.name(found.place.what)),
        sources(t, found.place.source),
        force(t, standing),
    ]
    if found.towns:
        lines.append(t("town.perhaps"))
    more = [Button(t.plain("button.monotown"), CheckMonotown())]
    if found.place.source.document.id == ARTICLE:
        more.append(Button(t.plain("button.classes"), OpenChapter(CLASSES)))
    rows = (*town_rows(t, found.towns, goal), tuple(more), (other_town(t, goal), *to_menu(t)))
    return Screen(PARAGRAPH.join(lines), rows)


def other_town(t: Translator, goal: Goal = "score") -> Button:
    """Whoever is asked where they live may also say that it is in no monotown."""
    return Button(t.plain("button.other_town"), AskNext() if goal == "support" else AskTown(goal))


def potential(t: Translator, found: PotentialAnswer, standing: Standing) -> Screen:
    """The answer in its first two lines; then whose judgement it is, what to beware of, and the sources."""
    town = found.town
    parts = [headline(t, found), judgement(t, found), facts(t, found), details(t, found), force(t, standing)]
    rows = (
        (Button(t.plain("button.criteria"), ShowCriteria(town.id)), Button(t.plain("button.sheet"), ShowTown(town.id))),
        (
            Button(t.plain("button.score"), ShowScore(town.id)),
            Button(t.plain("button.prospects"), ShowProspects(town.id)),
        ),
        (other_town(t, "potential"), *to_menu(t)),
    )
    return Screen(PARAGRAPH.join(parts), rows)


def headline(t: Translator, found: PotentialAnswer) -> Markup:
    town = found.town
    return Markup("\n").join(
        (
            t("potential.town", town=t.name(town.name), oblast=t.name(town.oblast.name)),
            t("potential.tier", tier=t.name(found.tier_name), dots=dots(town.potential.tier)),
        )
    )


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
    return sources(t, found.town.potential.source, found.notes)


def nearest(t: Translator, found: Sequence[Nearby]) -> Screen:
    """The nearest with its distance, and those next to it; how sure that is, and that we keep nothing."""
    first, *others = found
    town = first.town
    lines = [t("nearest.first", town=t.name(town.name), oblast=t.name(town.oblast.name), distance=distance(t, first))]
    lines += [t("nearest.other", town=t.name(each.town.name), distance=distance(t, each)) for each in others]
    parts = [Markup("\n").join(lines), t("nearest.how"), sources(t, town.position.source)]
    rows = tuple(
        (
            Button(t.plain("button.score_of", town=t.name(each.town.name)), ShowScore(each.town.id)),
            Button(t.plain("button.sheet_of", town=t.name(each.town.name)), ShowTown(each.town.id)),
        )
        for each in found
    )
    return Screen(PARAGRAPH.join(parts), (*rows, (other_town(t), *to_menu(t))))


def distance(t: Translator, nearby: Nearby) -> str:
    """In whole kilometres, and no finer than the place of the town is known."""
    unsure = nearby.within_km or UNCHECKED_KM
    if nearby.km < unsure:
        return t.plain("nearest.within", km=t.number(unsure))
    return t.plain("nearest.about", km=t.number(round(nearby.km)))
