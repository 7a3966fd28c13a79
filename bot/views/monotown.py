"""Is a place a monotown? Four questions, then the answer of each document."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec.structs import replace

from bot.actions.towns import AskTown, CheckMonotown
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import SIGNS, Footnotes, note_line
from bot.views.honesty import document, force
from core.monotown import Judgement, Told
from core.places import State
from core.programmes import Standing
from core.services.facts import MonotownAnswer
from core.verdicts import Verdict

LINE = Markup("\n")
UNKNOWN = "?"
QUESTIONS = {
    "people": key("monotown.ask_people"),
    "output": key("monotown.ask_output"),
    "employed": key("monotown.ask_employed"),
    "enterprise": key("monotown.ask_enterprise"),
}
TOLD = {
    "people": key("monotown.told_people"),
    "output": key("monotown.told_output"),
    "employed": key("monotown.told_employed"),
    "enterprise": key("monotown.told_enterprise"),
}
CHANGE = {
    "people": key("button.change_people"),
    "output": key("button.change_output"),
    "employed": key("button.change_employed"),
    "enterprise": key("button.change_enterprise"),
}
STATES: dict[State, str] = {
    "working": key("button.works"),
    "partly": key("button.works_partly"),
    "stopped": key("button.works_not"),
}
VERDICTS: dict[Verdict, str] = {True: key("monotown.yes"), False: key("monotown.no"), None: key("monotown.unknown")}


def question(t: Translator, action: CheckMonotown, asked: str, told: Told, refusal: str = "") -> Screen:
    """One question at a time, under what has been told so far; `refusal` says why an answer would not do."""
    names = list(QUESTIONS)
    so_far = list(told_lines(t, action, told))
    at = names.index(asked)
    parts = [t(refusal)] if refusal else [t("monotown.title")] if at == 0 else [LINE.join(so_far)]
    parts.append(t("monotown.question", n=str(at + 1), of=str(len(names)), question=t(QUESTIONS[asked])))
    rows: list[Row] = []
    if asked == "enterprise":
        rows += [(Button(t.plain(label), replace(action, enterprise=state)),) for state, label in STATES.items()]
    rows.append((Button(t.plain("button.dont_know"), replace(action, **{asked: UNKNOWN})),))
    last: list[Button] = []
    if at:
        last.append(Button(t.plain("button.back"), replace(action, **{names[at - 1]: ""})))
    return Screen(PARAGRAPH.join(parts), (*rows, (*last, *to_menu(t))))


def told_lines(t: Translator, action: CheckMonotown, told: Told) -> Iterator[Markup]:
    unknown = t.plain("monotown.not_known")
    said = {
        "people": None if told.population is None else t.number(told.population),
        "output": None if told.output is None else t.percent(told.output),
        "employed": None if told.employment is None else t.percent(told.employment),
        "enterprise": None if told.enterprise is None else small(t.plain(STATES[told.enterprise])),
    }
    for name, value in said.items():
        if getattr(action, name):
            yield t(TOLD[name], value=value or unknown)


def small(label: str) -> str:
    return label[:1].lower() + label[1:]


def result(t: Translator, action: CheckMonotown, found: MonotownAnswer, standing: Standing) -> Screen:
    """Each document by its own limits and in its own words; then what the list says, which is another matter."""
    notes = Footnotes(t)
    parts = [
        LINE.join((t("monotown.result"), *told_lines(t, action, found.told))),
        *(LINE.join(judged(t, each, notes)) for each in found.judgements),
        LINE.join((t("monotown.needed"), t("criteria.legend"))),
        t("monotown.list", towns=t.number(found.listed)),
        t("monotown.reading", text=t.name(found.definitions.reading)),
        notes.folded(),
        force(t, standing),
    ]
    changes = [Button(t.plain(label), replace(action, **{name: ""})) for name, label in CHANGE.items()]
    rows = (tuple(changes[:2]), tuple(changes[2:]), (Button(t.plain("button.reset"), CheckMonotown()), listed(t)))
    return Screen(PARAGRAPH.join(parts), (*rows, to_menu(t)))


def judged(t: Translator, each: Judgement, notes: Footnotes) -> Iterator[Markup]:
    people = each.definition.population
    title = document(t, people.source.document)
    yield t("monotown.verdict", sign=SIGNS[each.monotown], document=title, verdict=t.plain(VERDICTS[each.monotown]))
    yield t(
        "monotown.population",
        sign=SIGNS[each.population],
        least=t.number(people.least),
        most=t.number(people.most),
        source=notes.mark(people.source),
    )
    for mark in each.definition.marks:
        sign = SIGNS[each.marks[mark.id]]
        yield t("monotown.mark", sign=sign, text=t.name(mark.text), source=notes.mark(mark.source))
    yield from (note_line(t, note, notes) for note in each.definition.notes)


def listed(t: Translator) -> Button:
    return Button(t.plain("button.sheet"), AskTown("town"))
