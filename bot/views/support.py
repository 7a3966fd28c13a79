"""The papers of a microcredit application."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.actions.applications import StartApplication
from bot.actions.support import ShowDocuments, ShowPaper
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import honesty, section, sources
from bot.views.next_steps import where
from core.microcredit import Answers, Needed, Paper, Question
from core.places import Town
from core.programmes import Standing
from core.services.support import DocumentsAnswer, PaperAnswer

CHOICES: tuple[tuple[Question, tuple[tuple[str, str], ...]], ...] = (
    ("work", (("employed", key("button.employed")), ("not_employed", key("button.not_employed")))),
    ("purpose", (("start", key("button.start")), ("expand", key("button.expand")))),
    ("banks", (("one", key("button.one_bank")), ("several", key("button.several_banks")))),
)


def documents(t: Translator, found: DocumentsAnswer, town: Town | None = None) -> Screen:
    papers = Markup("\n").join(line(t, number, needed) for number, needed in enumerate(found.papers, 1))
    parts = [
        t("documents.title"),
        honesty(t, found.standing),
        papers,
        t("documents.where"),
        sources(t, found.standing.edition.microcredit.source, found.notes, *section(t, found.standing)),
        t("documents.refine"),
    ]
    here = town.id if town else ""
    whither = (where(t, town), *to_menu(t))
    return Screen(
        PARAGRAPH.join(parts),
        (*paper_rows(found, here), *choice_rows(t, found.answers, here), tick_off(t, found.answers, here), whither),
    )


def tick_off(t: Translator, answers: Answers, town: str) -> Row:
    """From here on the list is the person's own, and kept."""
    begin = StartApplication("papers", "", answers.work, answers.purpose, answers.banks, town)
    return (Button(t.plain("button.tick_off"), begin),)


def line(t: Translator, number: int, needed: Needed) -> Markup:
    name = t.name(needed.paper.name)
    if needed.certain or needed.paper.only_if is None:
        return t("documents.paper", number=str(number), name=name)
    return t("documents.paper_if", number=str(number), name=name, condition=t.name(needed.paper.only_if))


def paper_rows(found: DocumentsAnswer, town: str) -> tuple[Row, ...]:
    answers = found.answers
    buttons = tuple(
        Button(str(number), ShowPaper(needed.paper.id, answers.work, answers.purpose, answers.banks, town))
        for number, needed in enumerate(found.papers, 1)
    )
    return (buttons,)


def choice_rows(t: Translator, answers: Answers, town: str) -> tuple[Row, ...]:
    """What is chosen is marked; pressing it again takes the choice back. Banks matter to a going business only."""
    asked = [choice for choice in CHOICES if choice[0] != "banks" or answers.purpose != "start"]
    return tuple(
        tuple(option(t, answers, town, field, value, label) for value, label in options) for field, options in asked
    )


def option(t: Translator, answers: Answers, town: str, field: str, value: str, label: str) -> Button:
    chosen = getattr(answers, field) == value
    changes: dict[str, Any] = {field: "unknown" if chosen else value}
    after = replace(answers, **changes)
    return Button(
        ("✓ " if chosen else "") + t.plain(label), ShowDocuments(after.work, after.purpose, after.banks, town)
    )


def paper(t: Translator, found: PaperAnswer, action: ShowPaper) -> Screen:
    answers = Answers(action.work, action.purpose, action.banks)
    back = Button(t.plain("button.papers"), ShowDocuments(action.work, action.purpose, action.banks, action.town))
    return Screen(about_paper(t, found.standing, found.paper, answers), ((back, *to_menu(t)),))


def about_paper(t: Translator, standing: Standing, shown: Paper, answers: Answers) -> Markup:
    parts = [t("paper.title", name=t.name(shown.name)), honesty(t, standing)]
    if shown.only_if:
        parts.append(t("paper.only_if", condition=t.name(shown.only_if)))
    parts.append(
        Markup("\n").join((t("paper.what", what=t.name(shown.what)), t("paper.giver", giver=t.name(shown.giver))))
    )
    traps = shown.traps_for(answers)
    if traps:
        lines = (t("paper.trap", text=t.name(trap.text)) for trap in traps)
        parts.append(Markup("\n").join((t("paper.traps"), *lines)))
    elsewhere = [trap for trap in traps if trap.source != shown.source]
    parts.append(sources(t, shown.source, (*shown.readings, *elsewhere), *section(t, standing)))
    return PARAGRAPH.join(parts)
