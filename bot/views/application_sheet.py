"""What of an application leaves the chat: the papers on a sheet to print, the dates for a calendar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.exports.sheet import Item, Paragraph, Sheet
from bot.i18n import Translator, key
from bot.views.applications import name
from bot.views.honesty import citation, honesty
from bot.views.support import line
from core.microcredit import Needed
from core.services.guide import Journey, Paperwork

PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+ ?")


def plain(text: Markup) -> str:
    """A sheet and a calendar know no markup and no little pictures."""
    return PICTURES.sub("", text.striptags())


def of_papers(t: Translator, found: Paperwork) -> Sheet:
    title = plain(t("applications.papers", name=name(t, found)))
    items = (item(t, found, number, needed) for number, needed in enumerate(found.papers, 1))
    parts: tuple[Paragraph | Item, ...] = (
        Paragraph(title, "title"),
        Paragraph(plain(honesty(t, found.standing, whole=True)), "small"),
        Paragraph(
            t.plain("applications.ready", ready=t.number(found.ready), of=t.number(len(found.papers))), "heading"
        ),
        *items,
        Paragraph(t.plain("sheet.where"), "heading"),
        *(Paragraph(plain(Markup("{}").format(t.name(note.text))), "small") for note in found.notes),
        Paragraph(plain(t("source.line", source=citation(t, found.standing.edition.microcredit.source))), "small"),
        Paragraph(t.plain("sheet.printed", day=t.date(found.standing.day)), "small"),
    )
    return Sheet(title, t.language, parts)


def item(t: Translator, found: Paperwork, number: int, needed: Needed) -> Item:
    paper = needed.paper
    notes = (
        t.plain("sheet.giver", giver=t.name(paper.giver)),
        *(plain(t("paper.trap", text=t.name(trap.text))) for trap in paper.traps_for(found.answers)),
    )
    return Item(plain(line(t, number, needed)), paper.id in found.case.ticked, notes)


@dataclass(frozen=True, slots=True)
class LastDay:
    step: str
    day: date
    title: str
    text: str


def of_dates(t: Translator, found: Journey) -> Iterator[LastDay]:
    for leg, due in found.open_days:
        what = t.name(leg.step.name)
        lines = [t("sheet.last_day_of", who=t.name(leg.step.actor.name), what=t.name(leg.step.does))]
        if leg.provisional:
            lines.append(t("status.provisional"))
        lines.append(honesty(t, found.standing))
        guessed = leg.basis == "if_at_once"
        title = t.plain(key("sheet.last_day_if") if guessed else key("sheet.last_day"), step=what)
        yield LastDay(leg.step.id, due, title, "\n".join(plain(line) for line in lines))
