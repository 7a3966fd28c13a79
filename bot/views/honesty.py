"""What stands beside every answer: whether the rules it rests on are in force, and where it comes from."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.i18n import Translator
from core.programmes import Ending, Standing
from core.sources import Document, Note, Period, Source


def honesty(t: Translator, standing: Standing) -> Markup:
    """Beside every answer about support."""
    section = standing.edition.ending("microcredit")
    lines = [force(t, standing)]
    if section:
        lines.append(t("honesty.section", **ending(t, section)))
    if not standing.in_force:
        lines.append(t("honesty.today"))
    return Markup(" ").join(lines)


def force(t: Translator, standing: Standing) -> Markup:
    """Beside every answer that rests on the Programme in any way."""
    whole = standing.edition.ending("programme")
    if whole and not standing.in_force:
        return t("honesty.lapsed", **ending(t, whole))
    return t("honesty.in_force", edition=t.name(standing.edition.title))


def ending(t: Translator, end: Ending) -> dict[str, str]:
    assert end.act.number
    assert end.act.date
    return {"starting": t.starting(end.since), "act": end.act.number, "day": t.date(end.act.date)}


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


def sources(t: Translator, main: Source, notes: Iterable[Note]) -> Markup:
    """The source and what to beware of, folded: a phone shows the first lines. A document is named whole once."""
    lines, named = [t("source.line", source=citation(t, main))], main.document
    for note in notes:
        lines.append(t("source.note", text=t.name(note.text), source=citation(t, note.source, named)))
        named = note.source.document
    return Markup("<blockquote expandable>{}</blockquote>").format(Markup("\n\n").join(lines))
