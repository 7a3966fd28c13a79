"""What to do when nobody answers, or the answer is not the one hoped for; and the reminders that ask."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.actions.applications import NoAnswer, SetReminders, ShowAdvice, ShowStatus, TellAnswer, Topic, ref
from bot.i18n import Translator, key
from bot.screen import Button, Screen
from bot.views.applications import name, town_button
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import honesty
from bot.views.next_steps import where
from core.reminders import Notice
from core.services.guide import Journey

TITLES: dict[Topic, str] = {
    "silence": key("advice.silence"),
    "refused": key("advice.refused"),
    "missing_papers": key("advice.missing_papers"),
}
LETTERS: dict[Topic, str] = {
    "silence": key("advice.letter_silence"),
    "refused": key("advice.letter_refused"),
    "missing_papers": key("advice.letter_missing_papers"),
}
HOW: dict[Topic, str] = {
    "silence": key("advice.how_silence"),
    "refused": key("advice.how_refused"),
    "missing_papers": key("advice.how_missing_papers"),
}
NOTICES = {
    "day_before": key("reminder.day_before"),
    "day_after": key("reminder.day_after"),
}


def advice(t: Translator, found: Journey, topic: Topic) -> Screen:
    """A text to copy asks how the matter stands and which rule holds today; it claims nothing."""
    of = ref(found.case)
    town = t.name(found.town.name) if found.town else "…"
    letter = t(LETTERS[topic], town=town, day=t.date(found.told.handed_in))
    whom = [t.name(stage.leg.step.actor.name) for stage in found.progress.at if stage.acts != "applicant"]
    parts = [
        Markup("<b>{}</b>").format(t.plain(TITLES[topic])),
        honesty(t, found.standing),
        t(HOW[topic]),
        *([t("advice.whom", who=t.listing(dict.fromkeys(whom)))] if whom and topic == "silence" else []),
        t("advice.copy"),
        Markup("<code>{}</code>").format(letter),
    ]
    answered = ((Button(t.plain("button.answered"), TellAnswer(of)),),) if found.answerable() else ()
    whither = (where(t, found.town), town_button(t, found))
    back = (Button(t.plain("button.status"), ShowStatus(of)), *to_menu(t))
    return Screen(PARAGRAPH.join(parts), (*answered, whither, back))


def reminder(t: Translator, found: Journey, notices: Iterable[Notice]) -> Screen:
    """What comes by itself: each button answers it in one press."""
    of = ref(found.case)
    parts = [t("reminder.title", name=name(t, found))]
    for notice in notices:
        parts += [notice_of(t, found, notice)]
    parts.append(honesty(t, found.standing))
    rows = (
        (Button(t.plain("button.answered"), TellAnswer(of)), Button(t.plain("button.not_yet"), NoAnswer(of))),
        (Button(t.plain("button.remind_stop"), SetReminders(of, "no")),),
    )
    return Screen(PARAGRAPH.join(parts), rows, fresh=True)


def notice_of(t: Translator, found: Journey, notice: Notice) -> Markup:
    """Dates are named, not told as tomorrow: a letter may come late."""
    if notice.kind == "any_answer":
        handed_in = t("reminder.any_answer", day=t.on(found.told.handed_in))
        return Markup("\n").join((handed_in, t("reminder.asked")))
    legs = [found.leg(step_id) for step_id in notice.steps]
    lines = [t("reminder.step", step=t.name(leg.step.name), who=t.name(leg.step.actor.name)) for leg in legs]
    due = next(leg.due for leg in legs if leg.due)
    asked = (t("reminder.asked"),) if notice.kind == "day_after" else ()
    return Markup("\n").join((t(NOTICES[notice.kind], day=t.date_with_weekday(due)), *lines, *asked))


def not_yet(t: Translator, found: Journey, again: str) -> Screen:
    """It is not the person's fault: what comes next, and a way to ask."""
    of = ref(found.case)
    late = any(stage.state == "late" for stage in found.progress.at)
    text = [t("reminder.not_yet_late") if late else t("reminder.not_yet"), honesty(t, found.standing)]
    if again:
        text.append(t("reminder.again", day=again))
    rows = (
        (Button(t.plain("advice.silence"), ShowAdvice(of, "silence")),),
        (Button(t.plain("button.status"), ShowStatus(of)), *to_menu(t)),
    )
    return Screen(PARAGRAPH.join(text), rows)
