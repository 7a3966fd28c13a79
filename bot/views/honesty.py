"""What stands beside every answer: whether the rules it rests on are in force, and where it comes from."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from bot.i18n import Translator
from core.programmes import Ending, Standing
from core.sources import Document, Note, Period, Source


def honesty(t: Translator, standing: Standing, *, whole: bool = False) -> Markup:
    """Beside every answer about support, near its top: what the rules it rests on are worth today."""
    if standing.in_force or (standing.newer and not standing.amended):
        return force(t, standing)
    return Markup(" ").join((force(t, standing), *(section(t, standing) if whole else ()), t("honesty.today")))


def force(t: Translator, standing: Standing) -> Markup:
    """Beside every answer that rests on the Programme in any way; and what counts by now, where that is another."""
    if standing.newer:
        earlier = force(t, replace(standing, newer=None))
        newer = t("honesty.amended") if standing.amended else t("honesty.newer", title=t.name(standing.newer.title))
        return Markup(" ").join((earlier, newer))
    whole = standing.edition.ending("programme")
    if whole and not standing.in_force:
        return t("honesty.lapsed", **ending(t, whole))
    return t("honesty.in_force", edition=t.name(standing.edition.title))


def section(t: Translator, standing: Standing) -> tuple[Markup, ...]:
    """The act that took the microcredit section out, if one did."""
    end = standing.edition.ending("microcredit")
    return (t("honesty.section", **ending(t, end)),) if end else ()


def ending(t: Translator, end: Ending) -> dict[str, str]:
    assert end.act.number
    assert end.act.date
    return {"starting": t.starting(end.since), "act": end.act.number, "day": t.date(end.act.date)}


def sources(t: Translator, main: Source, notes: Iterable[Note] = (), *more: Markup) -> Markup:
    """The source and what to beware of, folded: a phone shows the first lines. A document is named whole once,
    and notes from one place are followed by one mention of it.
    """
    lines, named = [t("source.line", source=citation(t, main))], main.document
    for source, group in groupby(notes, key=lambda note: note.source):
        lines.extend(Markup("{}").format(t.name(note.text)) for note in group)
        if source != main:
            lines[-1] = t("source.note", text=lines[-1], source=citation(t, source, named))
            named = source.document
    return Markup("<blockquote expandable>{}</blockquote>").format(Markup("\n\n").join((*lines, *more)))


def citation(t: Translator, source: Source, named: Document | None = None) -> str:
    parts = [] if source.document == named and source.place else [document(t, source.document)]
    if source.place:
        parts.append(t.name(source.place))
    if source.period:
        parts.append(period(t, source.period))
    return "; ".join(parts)


def document(t: Translator, document: Document) -> str:
    title = t.name(document.title)
    if document.number and document.date:
        return t.plain("source.act", title=title, number=document.number, day=t.date(document.date))
    return title


def period(t: Translator, period: Period) -> str:
    if period.is_day:
        return t.plain("source.day", day=t.date(period.first))
    if period.is_year:
        return t.plain("source.year", year=str(period.first.year))
    return t.plain("source.period", first=t.date(period.first), last=t.date(period.last))
