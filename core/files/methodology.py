"""data/methodology/innovation.yaml → how the innovation potential is scored."""

from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, NonNegativeInt, StringConstraints, TypeAdapter, model_validator

from core.files.library import Library
from core.files.marked import Page, Place, Problems, read_yaml
from core.files.patterns import GROUP, INDICATOR
from core.files.shapes import NoteShape, Shape, Slug
from core.flaws import FlawKind, Wrong
from core.localised import LANGUAGES, Localised, Text
from core.methodology import Group, Indicator, Methodology, TierRange, tiers
from core.scales import BadScale, Bands, Better, Choice, Choices, Limits, Stated, Unit, bands, choices
from core.sources import Note
from core.towns import Tier

SHORT = 28
"""Letters that fit a button and the margin of a chart."""


class EndsShape(Shape):
    """`from` and `to` are part of what is told of, `below` and `above` are not."""

    printed: Text
    from_: Decimal | None = Field(default=None, alias="from")
    above: Decimal | None = None
    to: Decimal | None = None
    below: Decimal | None = None

    @model_validator(mode="after")
    def has_ends(self) -> Self:
        given = self.model_dump(exclude_none=True).keys() & {"from_", "above", "to", "below"}
        if not given or given >= {"from_", "above"} or given >= {"to", "below"}:
            raise Wrong(FlawKind.BAD_ENDS)
        return self


class BandShape(EndsShape):
    score: NonNegativeInt


class TierShape(Shape):
    """Totals are whole: above 67 is from 68."""

    tier: Tier
    printed: Text
    name: Localised
    from_: NonNegativeInt | None = Field(default=None, alias="from")
    above: NonNegativeInt | None = None
    to: NonNegativeInt | None = None

    @model_validator(mode="after")
    def begins_once(self) -> Self:
        if (self.from_ is None) == (self.above is None):
            raise Wrong(FlawKind.BAD_TIER_START)
        return self

    @property
    def first(self) -> int:
        return (self.from_ or 0) if self.above is None else self.above + 1


class ChoiceShape(Shape):
    id: Slug
    score: NonNegativeInt
    printed: Text
    name: Localised
    inferred: Slug | None = None


class NamedShape(Shape):
    name: Localised
    short: Localised

    @model_validator(mode="after")
    def short_is_short(self) -> Self:
        for language in LANGUAGES:
            if len(self.short.into(language)) > SHORT:
                raise Wrong(FlawKind.SHORT_TOO_LONG, value=self.short.into(language), most=SHORT)
        return self


class GroupShape(NamedShape):
    id: Annotated[str, StringConstraints(pattern=GROUP)]


class IndicatorShape(NamedShape):
    id: Annotated[str, StringConstraints(pattern=INDICATOR)]
    better: Better
    unit: Unit | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False
    bands: tuple[BandShape, ...] = ()
    choices: tuple[ChoiceShape, ...] = ()
    notes: tuple[NoteShape, ...] = ()

    @model_validator(mode="after")
    def is_measured_or_chosen(self) -> Self:
        if bool(self.bands) == bool(self.choices) or bool(self.bands) != bool(self.unit):
            raise Wrong(FlawKind.BAD_INDICATOR)
        return self


class MethodologyFile(Shape):
    id: Slug
    source: Slug
    name: Localised
    rule: Localised
    notes: tuple[NoteShape, ...]
    inferred: dict[Slug, Localised]
    tiers: Annotated[tuple[TierShape, ...], Field(min_length=1)]
    groups: Annotated[tuple[GroupShape, ...], Field(min_length=1)]
    indicators: Annotated[tuple[IndicatorShape, ...], Field(min_length=1)]


SHAPE = TypeAdapter(MethodologyFile)
CITATION = "innovation_indicator"
"""The place of an indicator in Table 1."""


def read_methodology(directory: Path, library: Library, problems: Problems) -> Methodology | None:
    """None when something is to be mended in it: nothing can be scored by half a methodology."""
    page = read_yaml(directory / "methodology" / "innovation.yaml")
    before = len(problems.found)
    shape = problems.read(page, SHAPE)
    methodology = None if shape is None else Reader(page, shape, library, problems).methodology()
    return methodology if len(problems.found) == before else None


class Reader:
    def __init__(self, page: Page, shape: MethodologyFile, library: Library, problems: Problems) -> None:
        self._page = page
        self._shape = shape
        self._library = library
        self._problems = problems
        self._groups = {each.id: Group(each.id, each.name, each.short) for each in shape.groups}

    def methodology(self) -> Methodology:
        shape, once = self._shape, self._problems.once
        once(self._page, [(("groups", at, "id"), each.id) for at, each in enumerate(shape.groups)])
        once(self._page, [(("indicators", at, "id"), each.id) for at, each in enumerate(shape.indicators)])
        once(self._page, [(("tiers", at, "tier"), each.tier) for at, each in enumerate(shape.tiers)])
        indicators = {each.id: self._indicator(("indicators", at), each) for at, each in enumerate(shape.indicators)}
        maximum = sum(indicator.top for indicator in indicators.values())
        return Methodology(
            id=shape.id,
            name=shape.name,
            rule=shape.rule,
            source=self._library.source(self._page, ("source",), shape.source),
            groups=tuple(self._groups.values()),
            indicators=MappingProxyType(indicators),
            tiers=self._tiers(),
            notes=tuple(self._note(("notes", at), each, maximum) for at, each in enumerate(shape.notes)),
        )

    def _indicator(self, at: Place, shape: IndicatorShape) -> Indicator:
        group = shape.id.split(".")[0]
        self._problems.known(self._page, (*at, "id"), group, self._groups)
        notes = enumerate(shape.notes)
        return Indicator(
            id=shape.id,
            group=group,
            name=shape.name,
            short=shape.short,
            better=shape.better,
            scale=self._bands(at, shape) if shape.unit else self._choices(at, shape),
            scores=tuple(sorted({each.score for each in shape.bands} | {each.score for each in shape.choices})),
            source=self._library.source(self._page, (*at, "id"), CITATION, shape.id),
            notes=tuple(self._library.note(self._page, (*at, "notes", n), each, shape.id) for n, each in notes),
        )

    def _bands(self, at: Place, shape: IndicatorShape) -> Bands:
        limits = Limits(shape.least, shape.most, shape.whole)
        unit = shape.unit or "count"
        try:
            return bands([stated(each) for each in shape.bands], shape.better, unit, limits)
        except BadScale as fault:
            self._problems.add(self._page, (*at, "bands", fault.at), fault.kind, **fault.facts)
            return Bands(unit, limits, (), (), ())

    def _choices(self, at: Place, shape: IndicatorShape) -> Choices:
        place = (*at, "choices")
        self._problems.once(self._page, [((*place, n, "id"), each.id) for n, each in enumerate(shape.choices)])
        try:
            return choices([self._choice((*place, n), each) for n, each in enumerate(shape.choices)])
        except BadScale as fault:
            self._problems.add(self._page, (*place, fault.at), fault.kind, **fault.facts)
            return Choices((), {})

    def _choice(self, at: Place, shape: ChoiceShape) -> Choice:
        why = None
        if shape.inferred is not None:
            why = self._problems.known(self._page, (*at, "inferred"), shape.inferred, self._shape.inferred)
        return Choice(shape.id, shape.score, shape.name, shape.printed, why)

    def _tiers(self) -> tuple[TierRange, ...]:
        shapes = self._shape.tiers
        try:
            return tiers([TierRange(each.tier, each.name, each.printed, each.first, each.to) for each in shapes])
        except BadScale as fault:
            self._problems.add(self._page, ("tiers", fault.at), fault.kind, **fault.facts)
            return ()

    def _note(self, at: Place, shape: NoteShape, maximum: int) -> Note:
        text = self._library.filled(self._page, (*at, "text"), shape.text, {"maximum": maximum})
        return Note(text, self._library.source(self._page, (*at, "source"), shape.source))


def stated(shape: BandShape) -> Stated:
    low = shape.above if shape.from_ is None else shape.from_
    high = shape.below if shape.to is None else shape.to
    return Stated(low, shape.from_ is not None, high, shape.to is not None, shape.score, shape.printed)
