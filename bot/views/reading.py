"""The Programme, the state of the towns, the method, the sources: chapters of records with their sources."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.actions.reading import OpenChapter, OpenDocument, OpenRecord, ShowPart, ShowSources
from bot.actions.scores import ListIndicators, ShowIndicator, ShowScore
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import citation, document, force
from core.chapters import Chapter, Part
from core.programmes import Standing
from core.services.reading import ChapterPage, Disagreements, DocumentAnswer, RecordAnswer
from core.sources import Document, Note

LINE = Markup("\n")
TITLES: dict[Part, str] = {
    "programme": key("reading.programme"),
    "state": key("reading.state"),
    "method": key("reading.method"),
    "sources": key("reading.sources"),
}
BUTTONS: dict[Part, str] = {
    "programme": key("button.programme"),
    "state": key("button.state"),
    "method": key("button.method"),
    "sources": key("button.sources"),
}
KINDS = {
    "act": key("reading.act"),
    "article": key("reading.article"),
    "general_knowledge": key("reading.general_knowledge"),
    "pushed": key("reading.pushed"),
}
MOST_TOWNS = 8
MOST_PLACES = 40


def part(t: Translator, name: Part, chapters: Sequence[Chapter], standing: Standing) -> Screen:
    others = tuple(Button(t.plain(BUTTONS[each]), to_part(each)) for each in BUTTONS if each != name)
    more: tuple[Row, ...] = ()
    if name == "method":
        more = ((Button(t.plain("button.all_indicators"), ListIndicators()),),)
    text = PARAGRAPH.join((t(TITLES[name]), force(t, standing)))
    return Screen(text, (*chapter_rows(t, chapters), *more, others, to_menu(t)))


def to_part(name: Part) -> ShowPart | ShowSources:
    return ShowSources() if name == "sources" else ShowPart(name)


def chapter_rows(t: Translator, chapters: Sequence[Chapter]) -> tuple[Row, ...]:
    return tuple((Button(t.name(each.title), OpenChapter(each.id)),) for each in chapters)


def chapter(t: Translator, found: ChapterPage, standing: Standing) -> Screen:
    each = found.chapter
    parts = [t("reading.chapter", title=t.name(each.title))]
    if each.intro:
        parts.append(Markup("{}").format(t.name(each.intro)))
    parts.append(force(t, standing))
    rows = tuple((Button(t.name(record.title), OpenRecord(each.id, record.id)),) for record in found.records)
    turns = tuple(
        Button(
            f"{mark} {page + 1}/{found.pages}" if mark == "‹" else f"{page + 1}/{found.pages} {mark}",
            OpenChapter(each.id, page),
        )
        for mark, page in (("‹", found.page - 1), ("›", found.page + 1))
        if 0 <= page < found.pages
    )
    back = Button(t.plain("button.back_to", where=t.plain(BUTTONS[each.part])), to_part(each.part))
    return Screen(PARAGRAPH.join(parts), (*rows, *((turns,) if turns else ()), (back, *to_menu(t))))


def record(t: Translator, found: RecordAnswer, page: int, standing: Standing) -> Screen:
    """Who says what, side by side; then our reading, marked as ours."""
    each = found.record
    parts = [t("reading.record", title=t.name(each.title)), *(said(t, note) for note in each.says)]
    if each.ours:
        parts.append(t("reading.ours", text=t.name(each.ours)))
    parts.append(force(t, standing))
    towns = [Button(t.name(town.name), ShowScore(town.id)) for town in found.towns[:MOST_TOWNS]]
    town_rows = tuple(tuple(towns[at : at + 3]) for at in range(0, len(towns), 3))
    return Screen(PARAGRAPH.join(parts), (*town_rows, *neighbours(t, found), back_rows(t, found, page)))


def said(t: Translator, note: Note) -> Markup:
    return t("reading.said", text=t.name(note.text), source=citation(t, note.source))


def neighbours(t: Translator, found: RecordAnswer) -> tuple[Row, ...]:
    given: list[Button] = []
    if found.before:
        given.append(Button(t.plain("button.before"), OpenRecord(found.chapter.id, found.before.id)))
    if found.after:
        given.append(Button(t.plain("button.after"), OpenRecord(found.chapter.id, found.after.id)))
    return (tuple(given),) if given else ()


def back_rows(t: Translator, found: RecordAnswer, page: int) -> Row:
    return (Button(t.plain("button.to_chapter"), OpenChapter(found.chapter.id, page)), *to_menu(t))


def disagreements(t: Translator, found: Disagreements, standing: Standing) -> Screen:
    if found.indicator is None and found.town is None:
        text = PARAGRAPH.join((t("reading.disagreements"), force(t, standing)))
        return Screen(text, (*chapter_rows(t, found.chapters), to_menu(t)))
    about, back = subject(t, found)
    if not found.found:
        return Screen(t("reading.no_disagreements", about=about), (back,))
    rows = tuple(
        (Button(t.name(each.record.title), OpenRecord(each.chapter.id, each.record.id)),) for each in found.found
    )
    lines = [
        t("reading.short", title=t.name(each.record.title), text=t.name(each.record.beside))
        for each in found.found
        if each.record.beside
    ]
    parts = [t("reading.some_disagreements", about=about, n=t.number(len(found.found)))]
    if lines:
        parts.append(LINE.join(lines))
    return Screen(PARAGRAPH.join((*parts, force(t, standing))), (*rows, back))


def subject(t: Translator, found: Disagreements) -> tuple[str, Row]:
    """What they are about, and the way back to it."""
    town_id = found.town.id if found.town else ""
    if found.indicator:
        back = Button(t.plain("button.back_to", where=found.indicator.id), ShowIndicator(found.indicator.id, town_id))
        return f"{found.indicator.id}. {t.name(found.indicator.short)}", (back, *to_menu(t))
    town = t.name(found.town.name) if found.town else ""
    return town, (Button(t.plain("button.back_to", where=town), ShowScore(town_id)), *to_menu(t))


def sources(t: Translator, documents: Sequence[Document], chapters: Sequence[Chapter], standing: Standing) -> Screen:
    """Numbered, because titles are longer than any button."""
    lines = [
        t("reading.document", number=t.number(at), title=document(t, each)) for at, each in enumerate(documents, 1)
    ]
    numbers = [Button(t.number(at), OpenDocument(each.id)) for at, each in enumerate(documents, 1)]
    rows = tuple(tuple(numbers[at : at + 6]) for at in range(0, len(numbers), 6))
    text = PARAGRAPH.join((t("reading.sources"), LINE.join(lines), force(t, standing)))
    return Screen(text, (*rows, *chapter_rows(t, chapters), to_menu(t)))


def one_document(t: Translator, found: DocumentAnswer, standing: Standing) -> Screen:
    each = found.document
    parts = [t("reading.document_title", title=document(t, each)), t(KINDS[each.kind])]
    places = [t("reading.place", place=t.name(place), n=t.number(times)) for place, times in found.places if place]
    if places:
        parts.append(LINE.join((t("reading.places"), *places[:MOST_PLACES])))
    elif not found.places:
        parts.append(t("reading.not_cited"))
    back = (Button(t.plain("button.back_to", where=t.plain("button.sources")), ShowSources()), *to_menu(t))
    return Screen(PARAGRAPH.join((*parts, force(t, standing))), (back,))
