"""data/chapters/*.yaml → Chapters. What their records concern is checked once everything else is known."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from core.chapters import PARTS, Chapter, Chapters, Concerns, Part, Record
from core.files.library import Library
from core.files.marked import Page, Place, Problems, read_yaml
from core.files.shapes import NoteShape, Shape, Slug
from core.flaws import FlawKind
from core.localised import LANGUAGES, Localised
from core.sources import Note

LONGEST_TITLE = 40  # it is a button's label
NUMBERS = re.compile(r"[0-9]+")
GROUPS = re.compile(r"(?<=[0-9])[ \u00a0,.](?=[0-9]{3}(?![0-9]))")


class ConcernsShape(Shape):
    towns: tuple[Slug, ...] = ()
    indicators: tuple[str, ...] = ()
    measures: tuple[Slug, ...] = ()
    chapters: tuple[Slug, ...] = ()


class RecordShape(Shape):
    id: Slug
    title: Localised
    says: Annotated[tuple[NoteShape, ...], Field(min_length=1)]
    ours: Localised | None = None
    beside: Localised | None = None
    concerns: ConcernsShape = ConcernsShape()


class ChapterShape(Shape):
    id: Slug
    part: Part
    order: int
    title: Localised
    intro: Localised | None = None
    contradictions: bool = False
    records: Annotated[tuple[RecordShape, ...], Field(min_length=1)]


SHAPE = TypeAdapter(ChapterShape)


@dataclass(frozen=True, slots=True)
class Known:
    """What a record can concern. None where its own file could not be read, which is problem enough."""

    towns: Mapping[str, object] | None
    indicators: Mapping[str, object] | None
    measures: Mapping[str, object] | None


def read_chapters(directory: Path, known: Known, library: Library, problems: Problems) -> Chapters:
    pages = [read_yaml(path) for path in sorted((directory / "chapters").glob("*.yaml"))]
    read = [(page, shape) for page in pages if (shape := problems.read(page, SHAPE))]
    read.sort(key=lambda each: (PARTS.index(each[1].part), each[1].order))
    by_id = {shape.id: shape for _, shape in read}
    chapters = by_id if len(read) == len(pages) else None  # a chapter that cannot be read is not missed twice
    for page, shape in read:
        if page.name != f"{shape.id}.yaml":
            problems.add(page, ("id",), FlawKind.CHAPTER_OF_FILE, value=shape.id)
        check_records(page, shape.records, known, chapters, problems)
    return Chapters([chapter_of(page, shape, library) for page, shape in read])


def check_records(
    page: Page,
    records: Sequence[RecordShape],
    known: Known,
    chapters: Mapping[str, object] | None,
    problems: Problems,
) -> None:
    problems.once(page, [(("records", at, "id"), each.id) for at, each in enumerate(records)])
    for at, record in enumerate(records):
        place: Place = ("records", at)
        for kind, ids in (
            ("towns", known.towns),
            ("indicators", known.indicators),
            ("measures", known.measures),
            ("chapters", chapters),
        ):
            for position, wanted in enumerate(getattr(record.concerns, kind)):
                problems.known(page, (*place, "concerns", kind, position), wanted, ids)
        for language in LANGUAGES:
            if len(record.title.into(language)) > LONGEST_TITLE:
                problems.add(page, (*place, "title", language), FlawKind.TOO_LONG, most=LONGEST_TITLE)
        for way, text in texts_of(record):
            if disagree(text.into(language) for language in LANGUAGES):
                problems.add(page, (*place, *way), FlawKind.NUMBERS_DIFFER)


def texts_of(record: RecordShape) -> Iterator[tuple[Place, Localised]]:
    for at, said in enumerate(record.says):
        yield ("says", at, "text"), said.text
    for name in ("ours", "beside"):
        text = getattr(record, name)
        if text is not None:
            yield (name,), text


def disagree(texts: Iterable[str]) -> bool:
    """Digits are the same in every language, however each groups and marks them. Most texts have none."""
    numbers = [NUMBERS.findall(GROUPS.sub("", text)) if NUMBERS.search(text) else [] for text in texts]
    return any(numbers) and any(Counter(each) != Counter(numbers[0]) for each in numbers)


def chapter_of(page: Page, shape: ChapterShape, library: Library) -> Chapter:
    records = tuple(record_of(page, ("records", at), each, library) for at, each in enumerate(shape.records))
    return Chapter(shape.id, shape.part, shape.title, records, shape.intro, shape.contradictions)


def record_of(page: Page, place: Place, shape: RecordShape, library: Library) -> Record:
    says: tuple[Note, ...] = tuple(library.note(page, (*place, "says", at), each) for at, each in enumerate(shape.says))
    about = shape.concerns
    concerns = Concerns(about.towns, about.indicators, about.measures, about.chapters)
    return Record(shape.id, shape.title, says, shape.ours, shape.beside, concerns)
