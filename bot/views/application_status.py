"""Where an application is: who must act, by when; what was answered; what to do when nobody answers."""

from markupsafe import Markup

from bot.actions.applications import (
    AskDay,
    DeleteApplication,
    SendDates,
    SetReminders,
    ShowAdvice,
    ShowDates,
    ShowPapers,
    ShowStatus,
    TakeBack,
    TellAnswer,
    Topic,
    ref,
)
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.advice import TITLES
from bot.views.application_dates import moved
from bot.views.application_days import outcome
from bot.views.applications import all_button, name, short, town_button
from bot.views.common import PARAGRAPH, abreast, to_menu
from bot.views.honesty import honesty
from core.progress import Left, Stage
from core.services.guide import Held, Journey
from core.terms import Step

OVER = {"refused", "finished"}
WHOLE = {
    "refused": key("status.refused"),
    "finished": key("status.finished"),
    "papers": key("status.papers"),
}


def gathering(t: Translator, held: Held) -> Screen:
    """Nothing is handed in yet, and no term runs."""
    of = ref(held.case)
    parts = (t("status.title", name=name(t, held)), honesty(t, held.standing), t("status.gathering"))
    rows = (
        (Button(t.plain("button.my_papers"), ShowPapers(of)),),
        (Button(t.plain("button.hand_in"), AskDay(of)),),
        (town_button(t, held),),
        (all_button(t), delete_button(t, held)),
        to_menu(t),
    )
    return Screen(PARAGRAPH.join(parts), rows)


def status(t: Translator, found: Journey, toast: str = "") -> Screen:
    standing = found.progress
    parts = [
        t("status.title", name=name(t, found)),
        honesty(t, found.standing),
        *moved(t, found.case),
        t("status.handed_in", day=t.date_with_weekday(found.told.handed_in)),
        *([t(WHOLE[standing.whole])] if standing.whole in WHOLE else []),
        *(now(t, stage) for stage in standing.at if standing.whole != "refused"),
        *expected(t, found),
        *answers(t, found),
        *moves(t, found),
        *reminded(t, found),
    ]
    return Screen(PARAGRAPH.join(parts), rows(t, found), toast=toast)


def now(t: Translator, stage: Stage) -> Markup:
    leg = stage.leg
    actor = t("status.you") if stage.acts == "applicant" else t.name(leg.step.actor.name)
    lines = [t("status.now", step=t.name(leg.step.name)), t("status.acts", who=actor), *when(t, stage)]
    if leg.basis == "at_latest" and leg.due:
        lines.append(t("status.at_latest"))
    if leg.provisional:
        lines.append(t("status.provisional"))
    return Markup("\n").join(lines)


def when(t: Translator, stage: Stage) -> tuple[Markup, ...]:
    leg, left = stage.leg, stage.left
    if stage.missing:
        return (t("status.missing"),)
    if leg.refused:
        return (t("status.no_year", year=str(leg.refused.year)),)
    if leg.step.term is None:
        return (t("status.no_term"),)
    if leg.due is None or left is None:
        return (t("status.not_begun"),)
    day = t.date_with_weekday(leg.due)
    if left.late:
        return (t("status.late", day=day, ago=length(t, left)),)
    return (t("status.by", day=day, left=length(t, left)) if left.days else t("status.last_day", day=day),)


def length(t: Translator, left: Left) -> str:
    if left.kind == "working":
        return t.working_days(left.days)
    return t.calendar_days(left.days) if left.kind == "calendar" else t.days(left.days)


def expected(t: Translator, found: Journey) -> tuple[Markup, ...]:
    """Where it would be if everybody kept the terms, when that is elsewhere."""
    if found.progress.whole != "underway" or not found.progress.expected:
        return ()
    at = {stage.leg.step.id for stage in found.progress.at}
    steps = [stage.leg.step for stage in found.progress.expected]
    if at.intersection(step.id for step in steps):
        return ()
    return (t("status.expected", steps=t.listing(t.name(step.name) for step in steps)),)


def answers(t: Translator, found: Journey) -> tuple[Markup, ...]:
    if not found.told.answers:
        return ()
    lines = []
    for answer in found.told.answers:
        step = found.leg(answer.step).step
        said = outcome(t, step.done, answer.outcome)
        lines.append(t("status.answered", step=t.name(step.name), outcome=said, day=t.date(answer.day)))
    return (Markup("\n").join((t("status.answers"), *lines)),)


def moves(t: Translator, found: Journey) -> tuple[Markup, ...]:
    lines = [
        t("status.moved", step=t.name(move.leg.step.name), was=t.date(move.was), now=t.date(move.now))
        for move in found.progress.moves
    ]
    return (Markup("\n").join((t("status.moves"), *lines)),) if lines and found.progress.whole == "underway" else ()


def rows(t: Translator, found: Journey) -> tuple[Row, ...]:
    of = ref(found.case)
    main: list[Row] = []
    if found.answerable():
        main.append((Button(t.plain("button.answered"), TellAnswer(of)),))
    main += [(Button(t.plain("button.rest_in"), AskDay(of, step.id, "rest")),) for step in missing(found)]
    main.append((Button(t.plain("button.dates"), ShowDates(of)), Button(t.plain("button.my_papers"), ShowPapers(of))))
    main += going_on(t, found)
    back = (Button(t.plain("button.take_back"), TakeBack(of)),) if found.case.events else ()
    main.append((*back, Button(t.plain("button.change_day"), AskDay(of))))
    return (*main, (all_button(t), delete_button(t, found)), to_menu(t))


def delete_button(t: Translator, held: Held) -> Button:
    return Button(t.plain("button.delete"), DeleteApplication(ref(held.case)))


def reminded(t: Translator, found: Journey) -> tuple[Markup, ...]:
    if found.progress.whole in OVER:
        return ()
    return (t("status.reminded") if found.case.consented_at else t("status.not_reminded"),)


def going_on(t: Translator, found: Journey) -> tuple[Row, ...]:
    """Where nothing is to be waited for, nothing is offered that waits."""
    of, topic = ref(found.case), topic_of(found)
    over = found.progress.whole in OVER
    advice = () if found.progress.whole == "finished" else (Button(t.plain(TITLES[topic]), ShowAdvice(of, topic)),)
    remind = () if over and not found.case.consented_at else (reminders_button(t, found),)
    file = (Button(t.plain("button.ics"), SendDates(of)),) if found.open_days else ()
    return (*abreast(*advice, *remind), *abreast(*file, town_button(t, found)))


def missing(found: Journey) -> tuple[Step, ...]:
    return tuple(stage.leg.step for stage in found.progress.stages if stage.missing)


def topic_of(found: Journey) -> Topic:
    """What most needs advice as things stand."""
    if any(answer.outcome == "refused" for answer in found.told.answers):
        return "refused"
    return "missing_papers" if missing(found) else "silence"


def reminders_button(t: Translator, found: Held) -> Button:
    if found.case.consented_at:
        return Button(t.plain("button.remind_stop"), SetReminders(ref(found.case), "no"))
    return Button(t.plain("button.remind"), SetReminders(ref(found.case), "yes"))


def handed_in(t: Translator, found: Journey, coming: tuple[Markup, ...]) -> Screen:
    """The dates are made; the one question left is whether to write by ourselves."""
    of = ref(found.case)
    parts = (
        t("consent.done", name=name(t, found), day=t.date_with_weekday(found.told.handed_in)),
        *coming,
        honesty(t, found.standing),
        t("consent.ask"),
    )
    yes = Button(t.plain("button.remind_yes"), SetReminders(of, "yes"))
    no = Button(t.plain("button.remind_no"), ShowStatus(of))
    return Screen(PARAGRAPH.join(parts), ((yes,), (no,), (Button(t.plain("button.dates"), ShowDates(of)), *to_menu(t))))


def who_answered(t: Translator, found: Journey) -> Screen:
    of = ref(found.case)
    steps = tuple((Button(t.name(step.name), TellAnswer(of, step.id)),) for step in found.answerable())
    back = Button(t.plain("button.back"), ShowStatus(of))
    return Screen(t("answers.who", name=name(t, found)), (*steps, (back, *to_menu(t))))


def what_answered(t: Translator, found: Journey, step: Step) -> Screen:
    of = ref(found.case)
    said = tuple((Button(outcome(t, step.done, told), AskDay(of, step.id, told)),) for told in found.outcomes(step))
    back = Button(t.plain("button.back"), TellAnswer(of))
    return Screen(t("answers.what", name=name(t, found), step=t.name(step.name)), (*said, (back, *to_menu(t))))


def take_back(t: Translator, found: Journey) -> Screen:
    of = ref(found.case)
    told = [(str(number), answer, found.leg(answer.step).step) for number, answer in enumerate(found.told.answers, 1)]
    lines = (
        t("answers.noted", number=number, step=t.name(step.name), outcome=outcome(t, step.done, answer.outcome))
        for number, answer, step in told
    )
    buttons = tuple(
        (Button(short(f"✕ {number}. {t.name(step.name)}"), TakeBack(of, answer.step, answer.outcome)),)
        for number, answer, step in told
    )
    text = PARAGRAPH.join((t("answers.take_back", name=name(t, found)), Markup("\n").join(lines)))
    return Screen(text, (*buttons, (Button(t.plain("button.back"), ShowStatus(of)), *to_menu(t))))
