"""The page about the tables: what they are worth, the two scales told apart, and every document with its link."""

from collections.abc import Iterator

from bot.exports.tables import Cell, Table
from bot.i18n import Translator, key
from bot.views.honesty import citation, document, force
from bot.views.tables.parts import capital, columns, link, remarks, said
from core.programmes import Standing
from core.services.tables import Extract
from core.sources import Document

ABOUT = ((key("table.about_what"), 34), (key("table.about_says"), 100), (key("table.link"), 50))
KINDS = {
    "act": key("table.kind_act"),
    "article": key("table.kind_article"),
    "general_knowledge": key("table.kind_general_knowledge"),
    "pushed": key("table.kind_pushed"),
}
Line = tuple[str, Cell, Cell]


def about(t: Translator, extract: Extract, standing: Standing, bot_name: str) -> Table:
    rows = (*worth(t, extract, standing), *scales(t, extract, bot_name), *documents(t, extract, bot_name))
    return Table(t.plain("table.name_about"), columns(t, ABOUT), rows)


def worth(t: Translator, extract: Extract, standing: Standing) -> Iterator[Line]:
    yield t.plain("table.about_table"), t.plain("table.about_table_says", version=extract.version), None
    yield t.plain("table.force"), said(force(t, standing)), None
    yield t.plain("table.about_empty"), t.plain("table.about_empty_says"), None


def scales(t: Translator, extract: Extract, bot_name: str) -> Iterator[Line]:
    economic, method = extract.economic, extract.methodology
    yield t.plain("table.about_scales"), t.plain("table.about_scales_says"), None
    judge = capital(t.plain("table.judged_by", judge=t.name(economic.judged_by)))
    notes = remarks(t, economic.notes)
    [act] = {record.town.potential.source.document for record in extract.records}
    yield capital(t.name(economic.name)), f"{judge}. {notes or ''}".strip(), link(act, bot_name)
    says = t.plain(
        "table.about_innovation",
        towns=t.number(extract.scored),
        n=t.number(len(method.indicators)),
        maximum=t.number(method.maximum),
        source=citation(t, method.source),
    )
    more = remarks(t, method.notes)
    yield capital(t.name(method.name)), f"{says} {more or ''}".strip(), link(method.source.document, bot_name)
    yield t.plain("table.about_rule"), t.name(method.rule), None
    yield t.plain("table.about_interval"), t.plain("table.about_interval_says"), None


def documents(t: Translator, extract: Extract, bot_name: str) -> Iterator[Line]:
    for each in extract.documents:
        yield kind(t, each), document(t, each), link(each, bot_name)


def kind(t: Translator, each: Document) -> str:
    return t.plain(KINDS[each.kind])
