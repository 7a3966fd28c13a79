"""A town's figures against the Programme's target indicators of 2015 and 2020."""

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from bot.actions.scores import ShowScore
from bot.actions.towns import ShowPotential
from bot.i18n import Translator, key
from bot.screen import Button, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import SIGNS, Footnotes, dated_line, evidence_line, note_line
from bot.views.facts import to_sheet
from bot.views.honesty import force
from bot.views.towns import other_town
from core.figures import Figure
from core.programmes import Standing as InForce
from core.services.facts import TargetsAnswer
from core.targets import Held, Standing
from core.verdicts import Verdict

LINE = Markup("\n")
WITHIN: dict[Verdict, str] = {
    True: key("targets.within"),
    False: key("targets.beyond"),
    None: key("targets.undecided"),
}


def targets(t: Translator, found: TargetsAnswer, in_force: InForce) -> Screen:
    notes = Footnotes(t)
    parts = [LINE.join((t("targets.title", town=t.name(found.town.name)), t("targets.how")))]
    for year, standings in groupby(found.standings, key=lambda each: each.target.year):
        lines = (line for each in standings for line in one(t, found, each, notes))
        parts.append(LINE.join((t("targets.year", year=str(year)), *lines)))
    parts.append(t("targets.ours", text=t.name(found.targets.reading)))
    parts.append(LINE.join(note_line(t, note, notes) for note in found.targets.notes))
    parts += [notes.folded(), force(t, in_force)]
    town = found.town
    rows = (
        (to_sheet(t, town), Button(t.plain("button.score"), ShowScore(town.id))),
        (Button(t.plain("button.potential"), ShowPotential(town.id)),),
        (other_town(t, "targets"), *to_menu(t)),
    )
    return Screen(PARAGRAPH.join(parts), rows)


def one(t: Translator, found: TargetsAnswer, standing: Standing, notes: Footnotes) -> Iterator[Markup]:
    target = standing.target
    source = notes.mark(target.source)
    if not standing.concerns:
        assert target.tier
        status = t("targets.not_concerned", tier=t.name(found.scale.tiers[target.tier]))
        yield t("targets.target", sign="–", text=t.name(target.text), source=source, status=status)
        return
    sign, status = SIGNS[standing.reached], reached(t, standing)
    yield t("targets.target", sign=sign, text=t.name(target.text), source=source, status=status)
    for held in standing.held:
        yield t("targets.held", text=figure(t, held, found, notes), verdict=verdict(t, held))
    for measure, note in found.lost.items():
        if measure in target.measures and note.source.period and target.when(note.source.period) == "in":
            yield t("targets.lost", text=t.name(note.text), source=notes.mark(note.source))


def reached(t: Translator, standing: Standing) -> Markup:
    """Where nothing can be said, what is missing."""
    if standing.reached is not None:
        return t("targets.reached") if standing.reached else t("targets.not_reached")
    if not standing.held:
        return t("targets.no_figures")
    return t("targets.no_figures_of_year", year=str(standing.target.year))


def figure(t: Translator, held: Held, found: TargetsAnswer, notes: Footnotes) -> Markup:
    if isinstance(held.value, Figure):
        return evidence_line(t, held.value, {}, notes)
    return dated_line(t, held.value, found.measures[held.value.measure].name, notes)


def verdict(t: Translator, held: Held) -> str:
    """Only the target's own year says that it was reached; another says where the town stood."""
    within = t.plain(WITHIN[held.within])
    if held.when == "before":
        return t.plain("targets.before", within=within)
    if held.when == "after":
        return t.plain("targets.after", within=within)
    return within if held.when == "in" else t.plain("targets.undated", within=within)
