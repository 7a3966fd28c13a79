"""One measure: the verdict and its reasons, what would change it, what is stated of it, and how we read the text."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from bot.actions.talk import AskNext, Part, ShowMeasure, ShowResult
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import SIGNS, Footnotes
from bot.views.honesty import honesty, section
from bot.views.next_steps import LENDING, next_steps
from bot.views.talk import LINE, letters
from core.eligibility import Judgement, NeedState, Path, Reason
from core.localised import Localised
from core.services.support import MeasureAnswer
from core.verdicts import Verdict

CREDIT = "credit"
"""The group of measures that stood in the microcredit section, which an act of its own took out."""
RATE = "rate"
"""The reading of the loan that tells whose rate is whose."""
VERDICTS: dict[Verdict, str] = {
    True: key("measure.yes"),
    None: key("measure.maybe"),
    False: key("measure.no"),
}


def measure(t: Translator, found: MeasureAnswer, part: Part = "", page: int = 1) -> Screen:
    notes = Footnotes(t)
    body = {"": verdict, "terms": terms, "reading": reading}[part](t, found, notes)
    ending = Markup(" ").join((honesty(t, found.standing), *own_section(t, found)))
    parts = [heading(t, found.judgement), *body, ending, notes.folded()]
    return Screen(PARAGRAPH.join(parts), (*rows(t, found, part, page), back_row(t, found, page)))


def heading(t: Translator, judgement: Judgement) -> Markup:
    return t("measure.title", sign=SIGNS[judgement.verdict], name=t.name(judgement.measure.name))


def own_section(t: Translator, found: MeasureAnswer) -> tuple[Markup, ...]:
    return section(t, found.standing) if found.judgement.measure.group == CREDIT else ()


def verdict(t: Translator, found: MeasureAnswer, notes: Footnotes) -> Iterator[Markup]:
    judgement = found.judgement
    measure = judgement.measure
    yield t("measure.what", what=t.name(measure.what), source=notes.mark(*measure.sources))
    yield t(VERDICTS[judgement.verdict], says=t.name(judgement.says))
    if measure.planned:
        yield t("measure.planned")
    yield LINE.join((t("measure.reasons"), *(need(t, each, notes) for each in judgement.needs)))
    if judgement.path:
        yield path(t, judgement.path)
    yield from points(t, t("measure.missing"), [each.text for each in found.missing])
    yield from points(t, t("measure.steps"), measure.steps)
    yield from points(t, t("measure.unchecked"), measure.unchecked)


def need(t: Translator, state: NeedState, notes: Footnotes) -> Markup:
    """Alternatives stand in one line: one of them is enough."""
    reasons = (reason(t, each, notes) for each in state.reasons)
    joint = Markup(" {} ").format(t("measure.or"))
    return Markup(" ").join((SIGNS[state.met], joint.join(reasons)))


def reason(t: Translator, each: Reason, notes: Footnotes) -> Markup:
    return t("measure.reason", says=t.name(each.says), source=notes.mark(each.condition.source))


def path(t: Translator, way: Path) -> Markup:
    """Only what a person can honestly do; and that it may still be open then."""
    changes = [t("measure.point", text=t.name(each.change.text)) for each in way.changes if each.change]
    ending = () if way.verdict else (t("measure.path_open"),)
    return LINE.join((t("measure.path"), *changes, *ending))


def points(t: Translator, title: Markup, texts: Iterable[Localised]) -> Iterator[Markup]:
    lines = [t("measure.point", text=t.name(each)) for each in texts]
    if lines:
        yield LINE.join((title, *lines))


def terms(t: Translator, found: MeasureAnswer, notes: Footnotes) -> Iterator[Markup]:
    """As far as stated; where the source is silent, it says so."""
    measure = found.judgement.measure
    lines = [t("measure.cited", text=t.name(each.text), source=notes.mark(each.source)) for each in measure.terms]
    yield LINE.join((t("measure.terms"), *(lines or [t("measure.no_terms")])))
    yield from points(t, t("measure.not_stated"), measure.not_stated)
    hints = [
        t("measure.cited", text=t.name(each.text), source=notes.mark(each.source))
        for each in measure.hints_for(found.told.facts)
    ]
    hints += rate(t, found, notes)
    if hints:
        yield LINE.join((t("measure.hints"), *hints))
    if not notes.numbers:
        notes.mark(*measure.sources)


def rate(t: Translator, found: MeasureAnswer, notes: Footnotes) -> list[Markup]:
    """Whose the printed one is, wherever a rate is spoken of."""
    if found.judgement.measure.id not in LENDING:
        return []
    return [
        t("measure.rate", open=t.name(each.open), source=notes.mark(each.source))
        for each in found.loan.readings
        if each.id == RATE
    ]


def reading(t: Translator, found: MeasureAnswer, notes: Footnotes) -> Iterator[Markup]:
    """Each condition, and beside it how we read what the text leaves open."""
    yield t("measure.readings")
    for state in found.judgement.needs:
        for each in state.reasons:
            lines = [Markup(" ").join((SIGNS[each.met], reason(t, each, notes)))]
            lines += [
                t("measure.our_reading", text=t.name(note.text), source=notes.mark(note.source))
                for note in each.condition.readings
            ]
            yield LINE.join(lines)


def rows(t: Translator, found: MeasureAnswer, part: Part, page: int) -> Iterator[Row]:
    judgement, here = found.judgement, letters(found.standing, found.told.answers)
    id_ = judgement.measure.id
    if found.missing and not part:
        asked = next((each.id for each in found.missing if each.id not in found.told.answers), found.missing[0].id)
        yield (Button(t.plain("button.answer_missing"), AskNext(here, asked, id_)),)
    if judgement.verdict is not False and not part:
        yield from next_steps(t, frozenset({id_}), found.told.answers, found.town)
    ways: list[tuple[Part, str]] = [
        ("", key("button.verdict")), ("terms", key("button.terms")), ("reading", key("button.reading")),
    ]  # fmt: skip
    yield tuple(Button(t.plain(label), ShowMeasure(id_, here, way, page)) for way, label in ways if way != part)


def back_row(t: Translator, found: MeasureAnswer, page: int) -> Row:
    here = letters(found.standing, found.told.answers)
    return (Button(t.plain("button.to_list"), ShowResult(here, page)), *to_menu(t))
