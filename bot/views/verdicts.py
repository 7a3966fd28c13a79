"""What a person could get: the measures with yes, maybe and no, those that are possible first; and what a town could
count on.
"""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.actions.talk import AskNext, AskOfTown, ListAnswers, ShowMeasure, ShowProspects, ShowResult
from bot.actions.towns import ShowTown
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import SIGNS, Footnotes
from bot.views.honesty import honesty
from bot.views.next_steps import next_steps
from bot.views.talk import LINE, in_rows, letters
from bot.views.tiers import dots
from core.eligibility import Judgement, Measure
from core.services.support import ProspectsAnswer, ResultAnswer, WishAnswer
from core.verdicts import Verdict

A_PAGE = 8
NUMBERS_A_ROW = 4
ORDER: tuple[Verdict, ...] = (True, None, False)
HEADINGS: Mapping[Verdict, str] = {
    True: key("verdict.heading_yes"),
    None: key("verdict.heading_maybe"),
    False: key("verdict.heading_no"),
}


def ordered(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    return tuple(each for verdict in ORDER for each in judgements if each.verdict is verdict)


def result(t: Translator, found: ResultAnswer, page: int = 1) -> Screen:
    """A page of them, numbered through, under what each verdict is worth today."""
    judgements = ordered(found.judgements)
    pages = -(-len(judgements) // A_PAGE)
    page = max(1, min(page, pages))
    start = (page - 1) * A_PAGE
    shown = judgements[start : start + A_PAGE]
    title = t("verdict.title") if pages == 1 else t("verdict.title_page", page=str(page), pages=str(pages))
    parts = [LINE.join((title, summary(t, judgements))), honesty(t, found.standing)]
    parts += listed(t, shown, start)
    parts.append(t("verdict.code", code=found.code))
    numbers = [
        Button(str(at), ShowMeasure(each.measure.id, letters(found.standing, found.told.answers), page=page))
        for at, each in enumerate(shown, start + 1)
    ]
    return Screen(PARAGRAPH.join(parts), (*in_rows(numbers, NUMBERS_A_ROW), *result_rows(t, found, page, pages)))


def summary(t: Translator, judgements: Sequence[Judgement]) -> Markup:
    yes, maybe, no = (sum(each.verdict is verdict for each in judgements) for verdict in ORDER)
    return t("verdict.summary", yes=t.number(yes), maybe=t.number(maybe), no=t.number(no))


def listed(t: Translator, judgements: Sequence[Judgement], start: int = 0) -> Iterator[Markup]:
    """A heading where another verdict begins."""
    for verdict in ORDER:
        lines = [line(t, at, each) for at, each in enumerate(judgements, start + 1) if each.verdict is verdict]
        if lines:
            yield LINE.join((t(HEADINGS[verdict]), *lines))


def line(t: Translator, at: int, each: Judgement) -> Markup:
    return t(
        "verdict.line", sign=SIGNS[each.verdict], number=str(at), name=named(t, each.measure), says=t.name(each.says)
    )


def named(t: Translator, measure: Measure) -> str:
    name = t.name(measure.name)
    return t.plain("verdict.planned_name", name=name) if measure.planned else name


def result_rows(t: Translator, found: ResultAnswer, page: int, pages: int) -> Iterator[Row]:
    here = letters(found.standing, found.told.answers)
    turns = []
    if page > 1:
        turns.append(Button(t.plain("button.before"), ShowResult(here, page - 1)))
    if page < pages:
        turns.append(Button(t.plain("button.after"), ShowResult(here, page + 1)))
    if turns:
        yield tuple(turns)
    on = [Button(t.plain("button.go_on"), AskNext(here))] if found.more else []
    if here:
        on.append(Button(t.plain("button.my_answers"), ListAnswers(here)))
    if on:
        yield tuple(on)
    possible = frozenset(each.measure.id for each in found.judgements if each.verdict is not False)
    yield from next_steps(t, possible, found.told.answers, found.town)
    if found.town:
        yield (Button(t.plain("button.prospects"), ShowProspects(found.town.id, here)),)
    yield (Button(t.plain("button.reset"), AskNext()), *to_menu(t))


def wished(t: Translator, found: ResultAnswer, wish: WishAnswer) -> Screen:
    """Several may be meant: each with its verdict so far."""
    judgements = [each for each in found.judgements if each.measure.id in wish.wish.measures]
    here = letters(found.standing, found.told.answers)
    parts = [
        t("verdict.wished"),
        honesty(t, found.standing),
        LINE.join(line(t, *each) for each in enumerate(judgements, 1)),
    ]
    numbers = [Button(str(at), ShowMeasure(each.measure.id, here)) for at, each in enumerate(judgements, 1)]
    ways = (Button(t.plain("button.go_on"), AskNext(here)), *to_menu(t))
    return Screen(PARAGRAPH.join(parts), (tuple(numbers), ways))


def prospects(t: Translator, found: ProspectsAnswer, answers: str = "") -> Screen:
    """By its economic potential, which is named as what it is; no right of one person."""
    town, notes = found.town, Footnotes(t)
    assert town.potential.source.period
    tier = t(
        "prospects.tier",
        dots=dots(town.potential.tier),
        tier=t.name(found.scale.tiers[town.potential.tier]),
        judge=t.name(found.scale.judged_by),
        day=t.date(town.potential.source.period.last),
        source=notes.mark(town.potential.source),
    )
    lines = [t("prospects.line", text=t.name(each.text), source=notes.mark(each.source)) for each in found.notes]
    parts = [
        LINE.join((t("prospects.title", town=t.name(town.name)), tier)),
        LINE.join(lines or [t("prospects.nothing")]),
        t("prospects.no_right"),
        notes.folded(),
        honesty(t, found.standing),
    ]
    way = Button(t.plain("button.to_list"), ShowResult(answers)) if answers else None
    on = way or Button(t.plain("button.support_of"), AskOfTown(town.id))
    sheet = Button(t.plain("button.back_to", where=t.name(town.name)), ShowTown(town.id))
    return Screen(PARAGRAPH.join(parts), ((on,), (sheet, *to_menu(t))))
