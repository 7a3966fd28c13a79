"""data/targets.yaml → the Programme's target indicators."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PositiveInt, TypeAdapter, model_validator

from core.figures import Figures
from core.files.library import NAMELESS, Library
from core.files.marked import Problems, read_yaml
from core.files.shapes import NoteShape, Shape, Slug
from core.flaws import FlawKind, Wrong
from core.localised import Localised
from core.places import Tier
from core.targets import Target, Targets

Number = Annotated[Decimal, BeforeValidator(str), Field(gt=0)]
"""Through its printed form: 5.5 is five and a half, not the nearest binary fraction."""


class TargetShape(Shape):
    id: Slug
    year: PositiveInt
    source: Slug
    most: Number | None = None
    times: Number | None = None
    growth: Number | None = None
    base: PositiveInt | None = None
    tier: Tier | None = None
    measures: tuple[Slug, ...] = ()
    text: Localised

    @model_validator(mode="after")
    def one_aim(self) -> Self:
        if sum(aim is not None for aim in (self.most, self.times, self.growth)) != 1:
            raise Wrong(FlawKind.BAD_TARGET)
        if (self.most is None) != (self.base is not None):
            raise Wrong(FlawKind.BAD_TARGET_BASE)
        return self


class TargetsFile(Shape):
    reading: Localised
    targets: Annotated[tuple[TargetShape, ...], Field(min_length=1)]
    notes: tuple[NoteShape, ...] = ()


FILE = TypeAdapter(TargetsFile)


def read_targets(directory: Path, figures: Figures, library: Library, problems: Problems) -> Targets:
    page = read_yaml(directory / "targets.yaml")
    content = problems.read(page, FILE)
    if content is None:
        return Targets((), NAMELESS, ())
    problems.once(page, [(("targets", at, "id"), each.id) for at, each in enumerate(content.targets)])
    targets = []
    for at, shape in enumerate(content.targets):
        for position, measure in enumerate(shape.measures):
            problems.known(page, ("targets", at, "measures", position), measure, figures.measures or None)
        fields = shape.model_dump(exclude={"source", "text"})
        source = library.source(page, ("targets", at, "source"), shape.source)
        targets.append(Target(text=shape.text, source=source, **fields))
    notes = tuple(library.note(page, ("notes", at), note) for at, note in enumerate(content.notes))
    return Targets(tuple(targets), content.reading, notes)
