"""data/monotown.yaml → what each document takes for a monotown."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, PositiveInt, TypeAdapter, model_validator

from core.files.library import NAMELESS, Library
from core.files.marked import Page, Place, Problems, read_yaml
from core.files.shapes import NoteShape, Shape, Slug
from core.flaws import FlawKind, Wrong
from core.localised import Localised
from core.monotown import Definition, Definitions, Mark, MarkId, People, ShareMark, StateMark
from core.places import State


class PeopleShape(Shape):
    least: PositiveInt
    most: PositiveInt
    source: Slug

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.least > self.most:
            raise Wrong(FlawKind.LEAST_OVER_MOST)
        return self


class ShareShape(Shape):
    source: Slug
    text: Localised
    share: Annotated[Decimal, Field(gt=0, lt=100)]
    exactly: Literal["yes", "no", "unclear"]


class StatesShape(Shape):
    source: Slug
    text: Localised
    states: Annotated[frozenset[State], Field(min_length=1)]


class MarksShape(Shape):
    output: ShareShape
    employment: ShareShape
    enterprise: StatesShape


class DocumentShape(Shape):
    id: Slug
    population: PeopleShape
    marks: MarksShape
    notes: tuple[NoteShape, ...] = ()


class MonotownFile(Shape):
    reading: Localised
    documents: Annotated[tuple[DocumentShape, ...], Field(min_length=1)]


FILE = TypeAdapter(MonotownFile)
AT_THE_LIMIT = {"yes": True, "no": False, "unclear": None}


def read_definitions(directory: Path, library: Library, problems: Problems) -> Definitions:
    page = read_yaml(directory / "monotown.yaml")
    content = problems.read(page, FILE)
    if content is None:
        return Definitions((), NAMELESS)
    problems.once(page, [(("documents", at, "id"), each.id) for at, each in enumerate(content.documents)])
    documents = (definition(page, ("documents", at), each, library) for at, each in enumerate(content.documents))
    return Definitions(tuple(documents), content.reading)


def definition(page: Page, way: Place, shape: DocumentShape, library: Library) -> Definition:
    people, marks = shape.population, shape.marks
    population = People(people.least, people.most, library.source(page, (*way, "population", "source"), people.source))

    def of_share(mark: MarkId, share: ShareShape) -> Mark:
        source = library.source(page, (*way, "marks", mark, "source"), share.source)
        return ShareMark(mark, share.text, source, share.share, AT_THE_LIMIT[share.exactly])

    states = library.source(page, (*way, "marks", "enterprise", "source"), marks.enterprise.source)
    return Definition(
        shape.id,
        population,
        (
            of_share("output", marks.output),
            of_share("employment", marks.employment),
            StateMark("enterprise", marks.enterprise.text, states, marks.enterprise.states),
        ),
        tuple(library.note(page, (*way, "notes", at), note) for at, note in enumerate(shape.notes)),
    )
