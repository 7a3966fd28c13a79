"""Everything known of a town: the town itself in a few sentences, and its figures group by group."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.actions.places_to_go import ShowPlaces
from bot.actions.reading import ShowDisagreements
from bot.actions.scores import ShowScore
from bot.actions.talk import ShowProspects
from bot.actions.towns import ShowCriteria, ShowPotential, ShowTargets, ShowTown
from bot.i18n import Translator
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import Footnotes, capital, dated, fact_line, figure_line, note_line, remarks
from bot.views.honesty import force
from bot.views.tiers import dots, tier_name
from bot.views.towns import other_town, two_a_row
from core.figures import Line, Section
from core.places import Population, Town
from core.programmes import Standing
from core.scoring import Scorecard
from core.services.facts import GroupAnswer, SheetAnswer
from core.services.scores import TownScore
from core.sources import Source

LINE = Markup("\n")
NEAR = 12  # the zoom at which a town fills a map


def town(t: Translator, found: SheetAnswer, score: TownScore, standing: Standing) -> Screen:
    notes = Footnotes(t)
    lines = [*of_place(t, found.town, notes), *of_industry(t, found.town, notes), other_scale(t, score, notes)]
    cautions = [note_line(t, note, notes) for note in found.notes]
    parts = [first(t, found, notes), LINE.join(lines), LINE.join(cautions), notes.folded(), force(t, standing)]
    return Screen(PARAGRAPH.join(filter(None, parts)), town_rows(t, found))


def first(t: Translator, found: SheetAnswer, notes: Footnotes) -> Markup:
    """The town, how many people, its tier: each of its time."""
    shown, potential = found.town, found.town.potential
    assert potential.source.period
    title = t("facts.town", town=t.name(shown.name), oblast=t.name(shown.oblast.name))
    sentence = t(
        "facts.first",
        number=t.number(shown.number),
        dots=dots(potential.tier),
        tier=t.name(found.scale.tiers[potential.tier]),
        judge=t.name(found.scale.judged_by),
        day=t.date(potential.source.period.last),
        source=notes.mark(potential.source),
    )
    return LINE.join((title, sentence))


def of_place(t: Translator, shown: Town, notes: Footnotes) -> Iterator[Markup]:
    then, now = t.name(shown.oblast_2012.name), t.name(shown.oblast.name)
    both = notes.mark(shown.oblast_2012_source, *((shown.oblast_source,) if shown.moved else ()))
    if shown.moved:
        yield t("facts.oblast_moved", now=now, then=then, source=both)
    else:
        yield t("facts.oblast_same", now=now, source=both)
    yield people(t, shown, notes)


def people(t: Translator, shown: Town, notes: Footnotes) -> Markup:
    counts = (counted(t, each, notes) for each in (shown.population, shown.population_2014))
    return t("facts.people", counts=Markup("; ").join(counts))


def counted(t: Translator, population: Population, notes: Footnotes) -> Markup:
    amount = t.plain("amount.people", n=t.number(population.people))
    if population.to_nearest > 1:
        amount = t.plain("amount.rounded", amount=amount)
    return t("facts.figure", amount=amount, **cited(t, population.source, notes))


def cited(t: Translator, source: Source, notes: Footnotes) -> dict[str, str]:
    return {"period": dated(t, source), "source": notes.mark(source)}


def of_industry(t: Translator, shown: Town, notes: Footnotes) -> Iterator[Markup]:
    branch, special, enterprises = shown.branch, shown.specialisation, shown.enterprises
    sort, name = t.name(branch.sort_name), t.name(branch.name)
    yield t("facts.type", sort=sort, branch=name, **cited(t, branch.source, notes))
    line = t("facts.specialisation", name=t.name(special.name), **cited(t, special.source, notes))
    yield Markup(" ").join((line, t("facts.specialised_otherwise"))) if shown.specialised_otherwise else line
    yield t("facts.enterprises_then", name=t.name(enterprises.name), **cited(t, enterprises.source, notes))
    place = shown.position
    where = {"lat": t.number(place.lat, 2), "lon": t.number(place.lon, 2), "source": notes.mark(place.source)}
    if place.within_km is None:
        yield t("facts.position_unchecked", **where)
    else:
        yield t("facts.position", **where, km=t.number(place.within_km))


def other_scale(t: Translator, score: TownScore, notes: Footnotes) -> Markup:
    """In one line, and as what it is: another scale of another year."""
    card = score.card
    if card is None:
        return t("facts.no_score", towns=t.number(score.scored))
    maximum = t.number(card.methodology.maximum)
    if card.total is None:
        interval = f"{t.number(card.low)}–{t.number(card.high)}"
        return t("facts.score_unknown", interval=interval, maximum=maximum)
    tier = tier_name(t, card.methodology, card.tier)
    source = notes.mark(card.printed_total.source if card.printed_total else card.methodology.source)
    return t("facts.score", total=t.number(card.total), maximum=maximum, tier=tier, years=years(t, card), source=source)


def years(t: Translator, card: Scorecard) -> str:
    """Of the indicators that have one; for the others the article names none."""
    periods = {each.source.period for each in card.sheet.observations.values() if each.source and each.source.period}
    return "–".join(sorted({str(each.last.year) for each in periods})) or t.plain("facts.undated")


def town_rows(t: Translator, found: SheetAnswer) -> tuple[Row, ...]:
    shown = found.town
    lat, lon = shown.position.lat, shown.position.lon
    on_map = f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={NEAR}/{lat}/{lon}"
    return (
        *group_rows(t, found),
        (
            Button(t.plain("button.criteria"), ShowCriteria(shown.id)),
            Button(t.plain("button.targets"), ShowTargets(shown.id)),
        ),
        (
            Button(t.plain("button.score"), ShowScore(shown.id)),
            Button(t.plain("button.potential"), ShowPotential(shown.id)),
        ),
        (Button(t.plain("button.prospects"), ShowProspects(shown.id)),),
        (
            Button(t.plain("button.disagreements"), ShowDisagreements(shown.id)),
            Button(t.plain("button.on_map"), url=on_map),
        ),
        (Button(t.plain("button.where_to_go"), ShowPlaces(shown.id)),),
        (other_town(t, "town"), *to_menu(t)),
    )


def group_rows(t: Translator, found: SheetAnswer | GroupAnswer, but: str = "") -> tuple[Row, ...]:
    groups = (section.group for section in found.sheet.sections)
    return two_a_row(
        Button(t.plain("button.group", group=t.name(each.name)), ShowTown(found.town.id, each.id))
        for each in groups
        if each.id != but
    )


def group(t: Translator, found: GroupAnswer, standing: Standing) -> Screen:
    notes = Footnotes(t)
    title = t("facts.group", town=t.name(found.town.name), group=t.name(found.section.group.name))
    measures = [LINE.join(measure(t, found, line, notes)) for line in found.section.lines]
    parts = [title, *measures, *said(t, found.section, notes), notes.folded(), force(t, standing)]
    back = (to_sheet(t, found.town), *to_menu(t))
    return Screen(PARAGRAPH.join(parts), (*group_rows(t, found, found.section.group.id), back))


def measure(t: Translator, found: GroupAnswer, line: Line, notes: Footnotes) -> Iterator[Markup]:
    """Every figure of it, what stands beside them, and what to beware of."""
    yield t("facts.measure", name=capital(t.name(line.measure.name)))
    for figure in line.figures:
        yield t("facts.point", text=figure_line(t, figure, notes))
    for benchmark, figure in line.beside:
        text = t("facts.measured", measure=t.name(benchmark.name), figure=figure_line(t, figure, notes))
        yield t("facts.beside", text=text)
    all_of_them = (*line.figures, *(figure for _, figure in line.beside))
    yield from remarks(t, (figure.note for figure in all_of_them))
    yield from (note_line(t, note, notes) for note in found.notes.get(line.measure.id, ()))


def said(t: Translator, section: Section, notes: Footnotes) -> Iterator[Markup]:
    if section.facts:
        yield LINE.join(t("facts.point", text=fact_line(t, fact, notes)) for fact in section.facts)
    if section.of_all:
        facts = (t("facts.point", text=fact_line(t, fact, notes)) for fact in section.of_all)
        yield LINE.join((t("facts.of_all"), *facts))


def to_sheet(t: Translator, shown: Town) -> Button:
    return Button(t.plain("button.back_to", where=t.name(shown.name)), ShowTown(shown.id))
