"""Annex 2 as a checklist of one town: what is met, what is not, what nobody knows, and which tiers that leaves."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.actions.towns import ShowCriteria, ShowCriterion, ShowPotential
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import SIGNS, Footnotes, evidence_line, note_line
from bot.views.facts import to_sheet
from bot.views.honesty import force
from bot.views.tiers import dots
from core.places import TIERS
from core.potential import AtomState, CriterionState, Evidence, Kind
from core.programmes import Standing
from core.services.facts import CriteriaAnswer, CriterionAnswer
from core.verdicts import Verdict

LINE = Markup("\n")
MARKS: dict[Kind, str] = {"promising": "▲", "unpromising": "▼"}
IN_A_ROW = 5
MET: dict[Verdict, str] = {
    True: key("criteria.met"),
    False: key("criteria.not_met"),
    None: key("criteria.unknown"),
}


def criteria(t: Translator, found: CriteriaAnswer, standing: Standing) -> Screen:
    notes = Footnotes(t)
    checklist = found.checklist
    parts = [
        official(t, found, notes),
        left(t, found),
        listed(t, t("criteria.promising"), checklist.promising),
        listed(t, t("criteria.unpromising"), checklist.unpromising),
        t("criteria.legend"),
        LINE.join((t("criteria.adding_up"), *(note_line(t, note, notes) for note in found.criteria.says))),
        t("criteria.rule", text=t.name(found.criteria.rule)),
        notes.folded(),
        force(t, standing),
    ]
    rows = (*number_rows(found.town.id, checklist.promising), *number_rows(found.town.id, checklist.unpromising))
    back: Row = (to_sheet(t, found.town), Button(t.plain("button.potential"), ShowPotential(found.town.id)))
    return Screen(PARAGRAPH.join(parts), (*rows, back, to_menu(t)))


def official(t: Translator, found: CriteriaAnswer, notes: Footnotes) -> Markup:
    potential = found.town.potential
    assert potential.source.period
    title = t("criteria.title", town=t.name(found.town.name))
    judged = t(
        "criteria.official",
        dots=dots(potential.tier),
        tier=t.name(found.scale.tiers[potential.tier]),
        judge=t.name(found.scale.judged_by),
        day=t.date(potential.source.period.last),
        source=notes.mark(potential.source),
    )
    return LINE.join((title, judged))


def left(t: Translator, found: CriteriaAnswer) -> Markup:
    """Which tiers the facts allow by our rule, why, and that the official one is none of them."""
    checklist = found.checklist
    tiers = t.listing([t.name(found.scale.tiers[tier]) for tier in checklist.possible], "or")
    if checklist.possible == TIERS:
        return t("criteria.all_open")
    decided = [each for each in (*checklist.promising, *checklist.unpromising) if each.met is not None]
    lines = [t("criteria.left", tiers=tiers, reasons=reasons(t, checklist.against_high or decided))]
    if checklist.departs:
        lines.append(t("criteria.departs", tier=t.name(found.scale.tiers[found.town.potential.tier])))
    return LINE.join(lines)


def reasons(t: Translator, states: Sequence[CriterionState]) -> Markup:
    named = (Markup("{} {}").format(SIGNS[state.met], called(t, state)) for state in states)
    return Markup("; ").join(named)


def called(t: Translator, state: CriterionState) -> str:
    return f"{number(state)}. {t.name(state.criterion.name)}"


def number(state: CriterionState) -> str:
    return f"{MARKS[state.criterion.kind]}{state.criterion.number}"


def listed(t: Translator, title: Markup, states: Sequence[CriterionState]) -> Markup:
    return LINE.join((title, *(t("criteria.line", sign=SIGNS[each.met], name=called(t, each)) for each in states)))


def number_rows(town_id: str, states: Sequence[CriterionState]) -> tuple[Row, ...]:
    """Their names stand in the text; what is decided can be told from its button too."""
    buttons = [
        Button(
            number(state) + ("" if state.met is None else f" {SIGNS[state.met]}"),
            ShowCriterion(town_id, state.criterion.id),
        )
        for state in states
    ]
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))


def criterion(t: Translator, found: CriterionAnswer, standing: Standing) -> Screen:
    """The verdict, then line by line what decided it and what is known besides; how we read the text."""
    state, notes = found.state, Footnotes(t)
    source = notes.mark(state.criterion.source)
    title = t("criterion.title", town=t.name(found.town.name), name=called(t, state), source=source)
    kind = t("criterion.promising") if state.criterion.kind == "promising" else t("criterion.unpromising")
    verdict = t("criterion.verdict", sign=SIGNS[state.met], verdict=t.plain(MET[state.met]), kind=kind)
    shown: set[Evidence] = set()
    parts = [LINE.join((title, verdict)), *(LINE.join(atom(t, found, each, notes, shown)) for each in state.atoms)]
    parts.append(t("criterion.legend"))
    if state.criterion.reading:
        parts.append(t("criterion.reading", text=t.name(state.criterion.reading)))
    return Screen(PARAGRAPH.join((*parts, notes.folded(), force(t, standing))), steps(t, found))


def atom(
    t: Translator, found: CriterionAnswer, state: AtomState, notes: Footnotes, shown: set[Evidence]
) -> Iterator[Markup]:
    """What is only related is told once, however many lines of the criterion it belongs to."""
    yield t("criterion.atom", sign=SIGNS[state.met], name=t.name(state.atom.name))
    for each in state.deciding:
        yield t("criterion.deciding", text=evidence_line(t, each, found.places, notes))
    for each in state.related:
        if each not in shown:
            yield t("criterion.related", text=evidence_line(t, each, found.places, notes))
    if shown.intersection(state.related):
        yield t("criterion.above")
    if not state.deciding and not state.related:
        yield t("criterion.nothing")
    shown.update(state.related)


def steps(t: Translator, found: CriterionAnswer) -> tuple[Row, ...]:
    town = found.town.id
    around = [
        Button(
            f"‹ {number(each)}" if each is found.before else f"{number(each)} ›", ShowCriterion(town, each.criterion.id)
        )
        for each in (found.before, found.after)
        if each
    ]
    return (tuple(around), (Button(t.plain("button.to_criteria"), ShowCriteria(town)), *to_menu(t)))
