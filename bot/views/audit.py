"""The record of acts of power, page by page, and what can be left out of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from bot.actions.audit import OfRecord, PickFilter, SendRecord, ShowRecord, filters, in_button
from bot.actions.people import ShowPeople
from bot.i18n import Translator, key
from bot.screen import Button, Document, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.deeds import ACTS, Where, act_name, facts
from bot.views.roles import Known, label, who
from core.services.audit import Written
from core.towns import Town

LINE = Markup("\n")
A_PAGE = 8
PATIENCE_WITH_WORDS = 60
TIMES = ((0, key("button.record_today")), (6, key("button.record_week")), (29, key("button.record_month")))
"""How many days before today are shown with it."""
TOGETHER = {"roles": key("audit.roles"), "content": key("audit.content")}


@dataclass(frozen=True, slots=True)
class Page:
    """`entries` has one more than is shown when there are earlier ones; `strange` are words that meant nothing."""

    asked: OfRecord
    entries: Sequence[Written]
    known: Known
    strange: str = ""
    later: bool = False
    town: Town | None = None


def record(t: Translator, page: Page, where: Where) -> Screen:
    shown = page.entries[:A_PAGE]
    parts = [LINE.join((t("audit.title"), *asked_for(t, page)))]
    if page.strange:
        strange = t("audit.strange", words=page.strange[:PATIENCE_WITH_WORDS])
        parts.insert(0, LINE.join((strange, t("audit.what"), t("audit.by_words"))))
    parts += [LINE.join(entry(t, each, page.known, where)) for each in shown] or [t("audit.nothing")]
    return Screen(PARAGRAPH.join(parts), rows(t, page))


def asked_for(t: Translator, page: Page) -> Iterator[Markup]:
    asked = page.asked
    if asked.by:
        yield t("audit.of_person", who=who(t, asked.by, page.known))
    if asked.named:
        yield t("audit.of_act", act=t.plain(TOGETHER[asked.act]) if asked.act in TOGETHER else act_name(t, asked.named))
    if page.town:
        yield t("audit.of_town", town=t.name(page.town.name))
    first, last = asked.days
    if first and first == last:
        yield t("audit.of_day", day=t.date(first))
    elif first and last:
        yield t("audit.of_days", first=t.date(first), last=t.date(last))
    elif first:
        yield t("audit.since", day=t.date(first))
    elif last:
        yield t("audit.until", day=t.date(last))


def entry(t: Translator, written: Written, known: Known, where: Where) -> Iterator[Markup]:
    found = written.entry
    yield t("audit.entry", number=t.number(found.number), moment=t.moment(found.at), origin=origin(t, written))
    yield t("audit.act", act=act_name(t, found.act), who=who(t, written.who, known))
    if written.whom is not None:
        yield t("audit.whom", who=who(t, written.whom, known))
    for text, side in ((key("audit.before"), found.before), (key("audit.after"), found.after)):
        said = list(facts(t, side, where))
        if found.act == "denied":
            yield from said
        elif said:
            yield t(text, what=Markup("; ").join(said))


def origin(t: Translator, written: Written) -> str:
    update = written.entry.update_id
    return t.plain("audit.console") if update is None else t.plain("audit.update", id=str(update))


def rows(t: Translator, page: Page) -> tuple[Row, ...]:
    asked = filters(page.asked)
    made: list[Row] = []
    if len(page.entries) > A_PAGE:
        earlier = page.entries[A_PAGE - 1].entry.number
        made.append((Button(t.plain("button.record_earlier"), ShowRecord(*asked, below=earlier)),))
    if page.later:
        made.append((Button(t.plain("button.record_latest"), ShowRecord(*asked)),))
    made.append(
        (
            Button(t.plain("button.record_act"), PickFilter(*asked, part="act")),
            Button(t.plain("button.record_time"), PickFilter(*asked, part="time")),
            Button(t.plain("button.record_person"), PickFilter(*asked, part="person")),
        )
    )
    if any(asked):
        made.append((Button(t.plain("button.record_all"), ShowRecord()),))
    if page.entries:
        made.append(files(t, page.asked))
    made.append((Button(t.plain("button.people"), ShowPeople()), *to_menu(t)))
    return tuple(made)


def files(t: Translator, asked: OfRecord) -> Row:
    return (
        Button(t.plain("button.export_xlsx"), SendRecord(*filters(asked), file="xlsx")),
        Button(t.plain("button.export_csv"), SendRecord(*filters(asked), file="csv")),
    )


def pick(t: Translator, asked: PickFilter, today: date, people: Sequence[int], known: Known) -> Screen:
    by, act, since, until, town = filters(asked)
    choices: list[Row] = []
    if asked.part == "act":
        buttons = [
            Button(t.plain(name), ShowRecord(by, each.replace(" ", "_"), since, until, town))
            for each, name in {**TOGETHER, **ACTS}.items()
        ]
        choices = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
        every = ShowRecord(by, "", since, until, town)
    elif asked.part == "time":
        for back, text in TIMES:
            first = in_button(today - timedelta(days=back))
            choices.append((Button(t.plain(text), ShowRecord(by, act, first, in_button(today), town)),))
        every = ShowRecord(by, act, town=town)
    else:
        choices = [(Button(label(t, each, known), ShowRecord(each, act, since, until, town)),) for each in people]
        every = ShowRecord(0, act, since, until, town)
    text = PARAGRAPH.join((t("audit.pick"), t("audit.by_words")))
    back_row = (
        Button(t.plain("button.record_any"), every),
        Button(t.plain("button.back"), ShowRecord(*filters(asked))),
    )
    return Screen(text, (*choices, back_row))


def sent(t: Translator, page: Page, file: Document) -> Screen:
    lines = (t.plural("audit.sent", len(page.entries)), *asked_for(t, page))
    back = (Button(t.plain("button.record"), ShowRecord(*filters(page.asked))), *to_menu(t))
    return Screen(PARAGRAPH.join((LINE.join(lines), t("audit.keep_safe"))), (back,), document=file)
