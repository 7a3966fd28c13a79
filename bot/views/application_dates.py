"""All dates of an application: short first, each with its work shown behind its button."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.actions.applications import SendDates, ShowDates, ShowLeg, ShowStatus, ref
from bot.i18n import Translator, key
from bot.screen import Button, Document, Row, Screen
from bot.views.applications import name
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import honesty, section, sources
from core.cases import Case
from core.clock import KAZAKHSTAN
from core.services.guide import Journey
from core.terms import Leg, Reading
from core.workdays import DayOff, Term

WHY = {
    "weekend": key("leg.weekend"),
    "holiday": key("leg.holiday"),
    "moved": key("leg.moved"),
    "exchanged": key("leg.exchanged"),
}
BASIS = {
    "actual": key("leg.actual"),
    "at_latest": key("leg.at_latest"),
    "if_at_once": key("leg.if_at_once"),
    "unknown": key("leg.unknown"),
}


def dates(t: Translator, found: Journey) -> Screen:
    legs = [stage.leg for stage in found.progress.stages]
    lines = (line(t, number, leg) for number, leg in enumerate(legs, 1))
    parts = [
        t("dates.title", name=name(t, found)),
        *next_one(t, found),
        honesty(t, found.standing),
        *moved(t, found.case),
        t("dates.handed_in", day=t.date_with_weekday(found.told.handed_in)),
        Markup("\n").join(lines),
        *([t("dates.provisional")] if any(leg.provisional for leg in legs) else []),
        t("dates.more"),
    ]
    return Screen(PARAGRAPH.join(parts), (numbers(found, legs), *rows(t, found)))


def moved(t: Translator, case: Case) -> tuple[Markup, ...]:
    """Also for those who get no letters."""
    return (t("dates.moved", day=t.date(case.moved_at.astimezone(KAZAKHSTAN).date())),) if case.moved_at else ()


def next_one(t: Translator, found: Journey) -> tuple[Markup, ...]:
    """The nearest last day, and whose it is."""
    coming = [(leg, due) for leg, due in found.open_days if due >= found.standing.day]
    if not coming:
        return ()
    leg, due = min(coming, key=lambda each: each[1])
    return (t("dates.next", day=t.date_with_weekday(due), who=t.name(leg.step.actor.name), what=t.name(leg.step.name)),)


def line(t: Translator, number: int, leg: Leg) -> Markup:
    what, mark = t.name(leg.step.name), " ⚠️" if leg.provisional else ""
    if leg.answer:
        return t("dates.answered", number=str(number), step=what, day=t.date(leg.answer.day))
    if leg.due:
        counted = key("dates.line_if") if leg.basis == "if_at_once" else key("dates.line")
        return t(counted, number=str(number), step=what, day=t.date(leg.due), mark=mark)
    if leg.refused:
        return t("dates.no_year", number=str(number), step=what)
    if leg.step.term is None:
        return t("dates.no_term", number=str(number), step=what)
    return t("dates.not_yet", number=str(number), step=what)


def numbers(found: Journey, legs: Iterable[Leg]) -> Row:
    of = ref(found.case)
    return tuple(Button(str(number), ShowLeg(of, leg.step.id)) for number, leg in enumerate(legs, 1))


def rows(t: Translator, found: Journey) -> tuple[Row, ...]:
    of = ref(found.case)
    file = ((Button(t.plain("button.ics"), SendDates(of)),),) if found.open_days else ()
    return (*file, (Button(t.plain("button.status"), ShowStatus(of)), *to_menu(t)))


def leg(t: Translator, found: Journey, shown: Leg, *, why: bool) -> Screen:
    step, of = shown.step, ref(found.case)
    head = (t("leg.title", step=t.name(step.name)), honesty(t, found.standing), t.name(step.does))
    body = readings(t, step.readings) if why else counted(t, shown)
    source = () if why else (sources(t, step.source, (), *section(t, found.standing)),)
    open_questions = (
        () if why or not step.readings else ((Button(t.plain("button.readings"), ShowLeg(of, step.id, "yes")),),)
    )
    to = ShowLeg(of, step.id) if why else ShowDates(of)
    back = Button(t.plain("button.back"), to)
    return Screen(PARAGRAPH.join((*head, *body, *source)), (*open_questions, (back, *to_menu(t))))


def counted(t: Translator, leg: Leg) -> tuple[Markup, ...]:
    who = t("leg.who", who=t.name(leg.step.actor.name))
    begins = t(BASIS[leg.basis], start=t.date_with_weekday(leg.start)) if leg.start else t("leg.unknown")
    if leg.step.term is None:
        return (who, begins, t("leg.no_term"), *answer(t, leg))
    term = t("leg.term", term=term_of(t, leg.step.term))
    parts: list[Markup] = [who, Markup("\n").join((begins, term, *([t("leg.first_day")] if leg.start else [])))]
    if leg.refused:
        parts.append(
            t("days.no_year", year=str(leg.refused.year), first=str(leg.refused.first), last=str(leg.refused.last))
        )
    if leg.count:
        if leg.count.skipped:
            parts.append(listed(t("leg.skipped"), (day_off(t, each) for each in leg.count.skipped)))
        if leg.count.carried:
            parts.append(t("leg.carried", last=t.date_with_weekday(leg.count.last)))
            parts.append(listed(t("leg.carried_over"), (day_off(t, each) for each in leg.count.carried)))
        parts.append(t("leg.due", day=t.date_with_weekday(leg.count.due)))
    parts.extend(answer(t, leg))
    if leg.doubts:
        parts.append(listed(t("leg.doubts"), (Markup("{}").format(t.name(note.text)) for note in leg.doubts)))
    return tuple(parts)


def answer(t: Translator, leg: Leg) -> tuple[Markup, ...]:
    return (t("leg.answer", day=t.date_with_weekday(leg.answer.day)),) if leg.answer else ()


def term_of(t: Translator, term: Term) -> str:
    if term.kind == "working":
        return t.working_days(term.count)
    return t.calendar_days(term.count) if term.kind == "calendar" else t.months(term.count)


def listed(head: Markup, lines: Iterable[Markup]) -> Markup:
    return Markup("\n").join((head, *(Markup("• {}").format(each) for each in lines)))


def day_off(t: Translator, off: DayOff) -> Markup:
    instead = t.date(off.instead_of) if off.instead_of else ""
    return t(WHY[off.why], day=t.date(off.day), name=t.name(off.name), instead=instead)


def readings(t: Translator, chosen: Iterable[Reading]) -> tuple[Markup, ...]:
    return tuple(
        t("leg.reading", open=t.name(each.open), ours=t.name(each.ours), why=t.name(each.why)) for each in chosen
    )


def sent(t: Translator, found: Journey, file: Document) -> Screen:
    text = PARAGRAPH.join((t("dates.sent", name=name(t, found)), honesty(t, found.standing)))
    return Screen(text, rows(t, found)[-1:], document=file)
