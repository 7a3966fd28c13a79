"""data/criteria.yaml → the Programme's criteria of potential."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from core.figures import Comparison, Figures
from core.files.library import NAMELESS, Library
from core.files.marked import Page, Place, Problems, read_yaml
from core.files.shapes import NoteShape, Shape, Slug
from core.flaws import FlawKind, Wrong
from core.localised import Localised
from core.places import State
from core.potential import Atom, Criteria, Criterion, Kind, Related, Test, Threshold, Words
from core.verdicts import Join

AtomId = Annotated[str, Field(pattern=r"^[pu][1-9]\.[0-9]$")]


class TestShape(Shape):
    """Numbers, or words: one of the two."""

    measures: tuple[Slug, ...] = ()
    is_: Annotated[Comparison | None, Field(alias="is")] = None
    limit: Annotated[Decimal | None, BeforeValidator(str)] = None
    against: Literal["oblast"] | None = None
    met_by: tuple[Slug, ...] = ()
    refuted_by: tuple[Slug, ...] = ()
    refuted_when: tuple[State, ...] = ()

    @model_validator(mode="after")
    def one_kind(self) -> Self:
        words = bool(self.met_by or self.refuted_by or self.refuted_when)
        numbers = [bool(self.measures), self.is_ is not None, (self.limit is None) != (self.against is None)]
        if words == any((*numbers, self.against)) or all(numbers) == words:
            raise Wrong(FlawKind.BAD_TEST)
        return self

    def built(self) -> Test:
        if self.is_ is None:
            return Words(self.met_by, self.refuted_by, self.refuted_when)
        return Threshold(self.measures, self.is_, self.limit)


class RelatedShape(Shape):
    measures: tuple[Slug, ...] = ()
    facts: tuple[Slug, ...] = ()
    branches: tuple[Slug, ...] = ()
    enterprise: bool = False


class AtomShape(Shape):
    id: AtomId
    name: Localised
    test: TestShape | None = None
    related: RelatedShape


class CriterionShape(Shape):
    id: Annotated[str, Field(pattern=r"^[pu][1-9]$")]
    name: Localised
    heading: Literal["missing"] | None = None
    source: Slug
    join: Join
    reading: Localised | None = None
    atoms: Annotated[tuple[AtomShape, ...], Field(min_length=1)]


class CriteriaFile(Shape):
    says: tuple[NoteShape, ...]
    rule: Localised
    promising: tuple[CriterionShape, ...]
    unpromising: tuple[CriterionShape, ...]


FILE = TypeAdapter(CriteriaFile)


def read_criteria(
    directory: Path, figures: Figures, branches: Mapping[str, object] | None, library: Library, problems: Problems
) -> Criteria:
    page = read_yaml(directory / "criteria.yaml")
    content = problems.read(page, FILE)
    if content is None:
        return Criteria((), (), (), NAMELESS)
    reader = Reader(page, figures, branches, library, problems)
    return Criteria(
        reader.criteria("promising", content.promising),
        reader.criteria("unpromising", content.unpromising),
        tuple(library.note(page, ("says", at), note) for at, note in enumerate(content.says)),
        content.rule,
    )


class Reader:
    def __init__(
        self,
        page: Page,
        figures: Figures,
        branches: Mapping[str, object] | None,
        library: Library,
        problems: Problems,
    ) -> None:
        self._page = page
        self._measures = figures.measures or None
        self._facts = figures.facts or None
        self._branches = branches
        self._library = library
        self._problems = problems

    def criteria(self, kind: Kind, shapes: tuple[CriterionShape, ...]) -> tuple[Criterion, ...]:
        """Numbered by their place in the list, as in the Programme; the id says the same."""
        found = []
        for at, shape in enumerate(shapes):
            way = (kind, at)
            if shape.id != f"{kind[0]}{at + 1}":
                self._problems.add(self._page, (*way, "id"), FlawKind.CRITERION_PLACE, wanted=f"{kind[0]}{at + 1}")
            for position, atom in enumerate(shape.atoms):
                self._check((*way, "atoms", position), atom)
            ids = [((*way, "atoms", position, "id"), atom.id) for position, atom in enumerate(shape.atoms)]
            self._problems.once(self._page, ids)
            source = self._library.source(self._page, (*way, "source"), shape.source)
            found.append(
                Criterion(
                    id=shape.id,
                    kind=kind,
                    number=at + 1,
                    name=shape.name,
                    headed=shape.heading is None,
                    source=source,
                    join=shape.join,
                    atoms=tuple(atom_of(atom) for atom in shape.atoms),
                    reading=shape.reading,
                )
            )
        return tuple(found)

    def _check(self, way: Place, shape: AtomShape) -> None:
        """What an atom names is there."""
        test = shape.test or TestShape.model_construct()
        self._known((*way, "test", "measures"), test.measures, self._measures)
        self._known((*way, "test", "met_by"), test.met_by, self._facts)
        self._known((*way, "test", "refuted_by"), test.refuted_by, self._facts)
        self._known((*way, "related", "measures"), shape.related.measures, self._measures)
        self._known((*way, "related", "facts"), shape.related.facts, self._facts)
        self._known((*way, "related", "branches"), shape.related.branches, self._branches)

    def _known(self, way: Place, ids: tuple[str, ...], known: Mapping[str, object] | None) -> None:
        for position, each in enumerate(ids):
            self._problems.known(self._page, (*way, position), each, known)


def atom_of(shape: AtomShape) -> Atom:
    related = shape.related
    return Atom(
        shape.id,
        shape.name,
        shape.test.built() if shape.test else None,
        Related(related.measures, related.facts, related.branches, related.enterprise),
    )
