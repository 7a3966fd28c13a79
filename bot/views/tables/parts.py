"""What several tables have in common: columns, sources, flags, units."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from bot.exports.tables import Cell, Column, Link, Printed
from bot.i18n import Translator, key
from bot.views.honesty import citation, document
from core import figures, scales
from core.figures import Figure
from core.scales import Choice
from core.scoring import Line
from core.sources import Document, Note, Source

UNITS: dict[scales.Unit | figures.Unit | None, str] = {
    "percent": key("table.unit_percent"),
    "tenge": key("table.unit_tenge"),
    "thousand_tenge": key("table.unit_thousand_tenge"),
    "square_metre": key("table.unit_square_metre"),
    "people": key("table.unit_people"),
    "km": key("table.unit_km"),
}
SOURCE = (
    (key("table.document"), 40),
    (key("table.place"), 22),
    (key("table.from_day"), 12),
    (key("table.to_day"), 12),
    (key("table.link"), 30),
)
QUALIFIERS = {"between": key("flag.range"), "above": key("flag.above"), "rounded": key("flag.rounded")}


def columns(t: Translator, titles: Iterable[tuple[str, int]]) -> tuple[Column, ...]:
    return tuple(Column(t.plain(title), width) for title, width in titles)


def said(text: Markup) -> str:
    """A sentence of a screen, without its marks."""
    return str(text.striptags())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def unit(t: Translator, what: scales.Unit | figures.Unit | None) -> Cell:
    """Organisations and technologies are counted in themselves."""
    return t.plain(UNITS[what]) if what in UNITS else None


def link(of: Document, bot_name: str) -> Link:
    """To the document as the bot shows it, with every place we cite: it stands at no address that we know of."""
    return Link(f"https://t.me/{bot_name}?start=doc-{of.id}")


def source(t: Translator, found: Source, bot_name: str) -> tuple[Cell, ...]:
    """Document, place, the first and the last day it speaks of, link; a document may state no day."""
    place = t.name(found.place) if found.place else None
    first, last = (found.period.first, found.period.last) if found.period else (None, None)
    return document(t, found.document), place, first, last, link(found.document, bot_name)


def citations(t: Translator, found: Iterable[Source]) -> Cell:
    return " | ".join(citation(t, each) for each in found) or None


def remarks(t: Translator, notes: Iterable[Note | None]) -> Cell:
    return " ".join(t.name(note.text) for note in notes if note) or None


def as_printed(line: Line) -> Cell:
    raw = line.observation.raw
    return None if raw is None else Printed(raw)


def joined(flags: Iterable[str]) -> Cell:
    return "; ".join(flags) or None


def line_flags(t: Translator, line: Line) -> Iterator[str]:
    """What must be known before the score of an indicator is used."""
    if line.basis == "none":
        yield t.plain("flag.no_data")
    if line.basis == "printed":
        yield t.plain("flag.lost") if line.by_value is None else t.plain("flag.broken")
        yield t.plain("flag.by_print")
    if line.basis == "value" and line.printed not in {None, line.score}:
        yield t.plain("flag.differs")
    if not line.certain:
        yield t.plain("flag.interval")
    if isinstance(line.step, Choice) and not line.step.attested:
        yield t.plain("flag.inferred")
    if by_our_rule(line):
        yield t.plain("flag.our_rule")


def by_our_rule(line: Line) -> bool:
    scale, value = line.indicator.scale, line.observation.value
    if line.basis != "value" or not isinstance(scale, scales.Bands) or isinstance(value, (str, scales.Within)):
        return False
    return value is not None and scale.decided_by_rule(value)


def figure_flags(t: Translator, figure: Figure) -> Iterator[str]:
    if figure.qualifier in QUALIFIERS:
        yield t.plain(QUALIFIERS[figure.qualifier])
    if figure.doubtful:
        yield t.plain("flag.doubtful")
    if figure.ours:
        yield t.plain("flag.ours")
