"""What data/measures.yaml, figures.csv and facts.yaml must look like."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from core.figures import Better, Sum, Unit
from core.files.shapes import Shape, Slug
from core.flaws import FlawKind, Wrong
from core.localised import Localised


def as_bounds(value: Any) -> tuple[Decimal, Decimal]:
    """81.3 is a number, 80-85 a range."""
    low, _, high = str(value).partition("-")
    try:
        bounds = Decimal(low), Decimal(high or low)
    except InvalidOperation:
        raise Wrong(FlawKind.BAD_AMOUNT) from None
    if bounds[0] > bounds[1]:
        raise Wrong(FlawKind.RANGE_BACKWARDS)
    return bounds


def as_ids(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


class MeasureShape(Shape):
    id: Slug
    group: Slug
    unit: Unit
    better: Better | None = None
    computed: Sum | None = None
    name: Localised
    short: Localised
    what: Localised


class BenchmarkShape(Shape):
    id: Slug
    oblast: Slug | None = None
    name: Localised


class MeasuresFile(Shape):
    groups: dict[Slug, Localised]
    measures: tuple[MeasureShape, ...]
    benchmarks: tuple[BenchmarkShape, ...]
    remarks: dict[Slug, Localised]
    other_borders: Localised


class FigureShape(Shape):
    place: Slug
    measure: Slug
    value: Annotated[tuple[Decimal, Decimal], BeforeValidator(as_bounds)]
    qualifier: Literal["above", "rounded"] | None = None
    doubtful: Literal["yes"] | None = None
    source: Slug
    also: Annotated[tuple[Slug, ...], BeforeValidator(as_ids)] = ()
    note: Slug | None = None


class FactShape(Shape):
    id: Slug
    group: Slug
    towns: tuple[Slug, ...] = ()
    source: Slug
    also: tuple[Slug, ...] = ()
    text: Localised
