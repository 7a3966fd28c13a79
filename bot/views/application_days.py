"""On which day: asked, picked from a month, typed; and why a day cannot be."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import get_args

from markupsafe import Markup

from bot.actions.applications import AskDay, PickDay, ShowStatus, TellDay, Told, TypeDay, ref
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.applications import name
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import honesty
from core.dates import Unread
from core.localised import Localised
from core.services.guide import Held, Impossible, UnknownYear
from core.terms import Step

UNREAD = {
    "not_a_date": key("days.not_a_date"),
    "impossible": key("days.impossible"),
    "future": key("days.future"),
    "which_day": key("days.which_day"),
    "which_year": key("days.which_year"),
}
IMPOSSIBLE = {
    "unknown_step": key("days.unexpected"),
    "unexpected": key("days.unexpected"),
    "twice": key("days.twice"),
    "too_early": key("days.too_early"),
    "in_future": key("days.future"),
    "after_the_end": key("days.after_the_end"),
}
OUTCOMES = {
    "refused": key("button.refused"),
    "missing_papers": key("button.missing_papers"),
    "begun": key("button.begun"),
    "waived": key("button.waived"),
}
TOLD: tuple[Told, ...] = get_args(Told)
NOTHING = "·"
"""What a button says where there is no day."""
Ask = AskDay | PickDay | TellDay | TypeDay


def outcome(t: Translator, done: Localised, told: str) -> str:
    """What being done means, each step says itself."""
    return t.name(done) if told == "done" else t.plain(OUTCOMES[told])


def ask(t: Translator, held: Held, action: Ask, step: Step | None, refusal: Markup | None = None) -> Screen:
    today = held.standing.day
    days = (
        Button(t.plain("button.today"), day_button(action, today)),
        Button(t.plain("button.yesterday"), day_button(action, today - timedelta(days=1))),
    )
    month = Button(t.plain("button.pick_day"), month_button(action, today))
    back = Button(t.plain("button.status"), ShowStatus(action.ref))
    lines = [*([refusal] if refusal else []), question(t, held, action.told, step), t("days.how")]
    return Screen(PARAGRAPH.join(lines), (days, (month,), (back, *to_menu(t))))


def question(t: Translator, held: Held, told: Told, step: Step | None) -> Markup:
    if step is None:
        return t("days.handed_in", name=name(t, held))
    if told == "rest":
        return t("days.rest", name=name(t, held))
    return t("days.answer", name=name(t, held), step=t.name(step.name), outcome=outcome(t, step.done, told))


def day_button(action: Ask, day: date) -> TellDay:
    return TellDay(action.ref, action.step, action.told, day.isoformat())


def month_button(action: Ask, day: date) -> PickDay:
    return PickDay(action.ref, action.step, action.told, f"{day:%Y-%m}")


def month(t: Translator, held: Held, action: PickDay, step: Step | None, first: date, earliest: date) -> Screen:
    """Days still to come, and those of other months, are dots; pressing one changes nothing."""
    today, still = held.standing.day, month_button(action, first)
    head = tuple(Button(each, still) for each in t.weekdays())
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    rows = (tuple(cell(action, day, first, today, still) for day in week) for week in weeks)
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    turn: list[Button] = []
    if before >= earliest:
        turn.append(Button("← " + t.month(before), month_button(action, before)))
    if after.replace(day=1) <= today:
        turn.append(Button(t.month(after) + " →", month_button(action, after)))
    lines = (question(t, held, action.told, step), t("days.month", month=t.month(first)))
    back = Button(t.plain("button.back"), AskDay(action.ref, action.step, action.told))
    more = (tuple(turn),) if turn else ()
    return Screen(PARAGRAPH.join(lines), (head, *rows, *more, (back,)))


def cell(action: PickDay, day: date, first: date, today: date, still: PickDay) -> Button:
    if day.month != first.month or day > today:
        return Button(NOTHING, still)
    return Button(str(day.day), day_button(action, day))


def which(t: Translator, held: Held, action: TypeDay, step: Step | None, unread: Unread) -> Screen:
    """What was typed, and the days that may have been meant."""
    asked = ask(t, held, action, step, t(UNREAD[unread.why]))
    if unread.why == "future":
        return asked
    return Screen(asked.text, (*candidates(t, action, unread.candidates), *asked.rows))


def candidates(t: Translator, action: TypeDay, days: Iterable[date]) -> tuple[Row, ...]:
    return tuple((Button(t.date_with_weekday(day), day_button(action, day)),) for day in days)


def impossible(t: Translator, refused: Impossible | UnknownYear) -> Markup:
    if isinstance(refused, UnknownYear):
        return t("days.no_year", year=str(refused.year), first=str(refused.first), last=str(refused.last))
    return t(IMPOSSIBLE[refused.why])


def beyond(t: Translator, held: Held, refused: UnknownYear) -> Screen:
    """The calendar has ended since: nothing is counted that is not known."""
    parts = (name(t, held), impossible(t, refused), honesty(t, held.standing))
    again = Button(t.plain("button.change_day"), AskDay(ref(held.case)))
    return Screen(PARAGRAPH.join(parts), ((again,), to_menu(t)))
