"""What can be read: chapters and their records, where the sources disagree, and the documents all of it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.catalogue import Catalogue, Unknown
from core.chapters import Chapter, Part, Placed, Record
from core.ledger import Ledger
from core.localised import Localised
from core.methodology import Indicator
from core.observations import Sheet
from core.snapshot import Now, always
from core.sources import Document, Source
from core.towns import Town

__all__ = ["ChapterPage", "Disagreements", "DocumentAnswer", "Reading", "RecordAnswer"]

RECORDS_ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class ChapterPage:
    chapter: Chapter
    records: tuple[Record, ...]
    page: int  # from 0
    pages: int


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """`before` and `after` are its neighbours in the chapter."""

    chapter: Chapter
    record: Record
    towns: tuple[Town, ...]
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Disagreements:
    """About an indicator (for a town), of a town; or, of neither, the chapters that hold them all."""

    indicator: Indicator | None
    town: Town | None
    found: tuple[Placed, ...]
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """`places` are cited, each so many times."""

    document: Document
    places: tuple[tuple[Localised | None, int], ...]


class Reading:
    """An id that data/ does not hold (an old or forged button) raises core.catalogue.Unknown."""

    def __init__(self, catalogue: Catalogue, now: Now | None = None) -> None:
        """Without `now` of data/ alone."""
        self._catalogue = catalogue
        self._now = now or always(Ledger(catalogue.sheets), catalogue.innovation)

    def part(self, part: Part) -> tuple[Chapter, ...]:
        return self._catalogue.chapters.of_part(part)

    def chapter(self, chapter_id: str, page: int = 0) -> ChapterPage:
        """A page beyond the last is the last."""
        chapter = self._catalogue.chapter(chapter_id)
        pages = -(-len(chapter.records) // RECORDS_ON_A_PAGE)
        page = min(max(page, 0), pages - 1)
        first = page * RECORDS_ON_A_PAGE
        return ChapterPage(chapter, chapter.records[first : first + RECORDS_ON_A_PAGE], page, pages)

    def page_of(self, chapter: Chapter, record: Record) -> int:
        return chapter.records.index(record) // RECORDS_ON_A_PAGE

    def record(self, chapter_id: str, record_id: str) -> RecordAnswer:
        chapter = self._catalogue.chapter(chapter_id)
        at = next((at for at, record in enumerate(chapter.records) if record.id == record_id), None)
        if at is None:
            raise Unknown(f"record {record_id!r} of {chapter_id!r}")
        record = chapter.records[at]
        towns = tuple(self._catalogue.town(town_id) for town_id in record.concerns.towns)
        before = chapter.records[at - 1] if at else None
        after = chapter.records[at + 1] if at + 1 < len(chapter.records) else None
        return RecordAnswer(chapter, record, towns, before, after)

    def disagreements(self, town_id: str = "", indicator_id: str = "") -> Disagreements:
        every = self._catalogue.chapters
        chapters = tuple(chapter for chapter in every if chapter.contradictions)
        town = self._catalogue.town(town_id) if town_id else None
        indicator = self._catalogue.indicator(indicator_id) if indicator_id else None
        found = every.contradictions(town=town_id or None, indicator=indicator_id or None) if town or indicator else ()
        return Disagreements(indicator, town, found, chapters)

    def documents(self) -> tuple[Document, ...]:
        """Also those that figures were pushed from, at the end."""
        return (*self._catalogue.documents.values(), *self._now().documents.values())

    def document(self, document_id: str) -> DocumentAnswer:
        document = self._catalogue.documents.get(document_id) or self._now().documents.get(document_id)
        if document is None:
            raise Unknown(f"document {document_id!r}")
        cited = Counter(source.place for source in self.sources() if source.document == document)
        return DocumentAnswer(document, tuple(cited.items()))

    def sources(self) -> Iterator[Source]:
        """Of everything we show, once for each time it is shown."""
        catalogue = self._catalogue
        for town in catalogue.towns:
            yield from (town.population.source, town.potential.source, town.oblast_2012_source, town.oblast_source)
            yield from (town.branch.source, town.enterprises.source, town.position.source)
            yield from (town.population_2014.source, town.specialisation.source)
        yield from (figure.source for figure in catalogue.figures)
        yield from (fact.source for fact in catalogue.figures.facts.values())
        yield from (indicator.source for indicator in catalogue.innovation.indicators.values())
        yield from observed(self._now().sheets)
        yield from (note.source for chapter in catalogue.chapters for record in chapter.records for note in record.says)
        yield from (
            each.source
            for criteria in (catalogue.criteria.promising, catalogue.criteria.unpromising)
            for each in criteria
        )
        yield from (note.source for note in (*catalogue.criteria.says, *catalogue.targets.notes))
        yield from (target.source for target in catalogue.targets.all)
        for definition in catalogue.monotown.documents:
            yield from (definition.population.source, *(mark.source for mark in definition.marks))
            yield from (note.source for note in definition.notes)
        for edition in catalogue.editions:
            yield from (end.source for end in edition.endings)
            yield from (paper.source for paper in edition.microcredit.papers)


def observed(sheets: Mapping[str, Sheet]) -> Iterable[Source]:
    for sheet in sheets.values():
        yield from (each.source for each in sheet.observations.values() if each.source)
    yield from (sheet.printed_total.source for sheet in sheets.values() if sheet.printed_total)
