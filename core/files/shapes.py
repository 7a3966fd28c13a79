"""What each file in data/ must look like. References between files are checked in definitions.py."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    StringConstraints,
    model_validator,
)

from core.files.patterns import SLUG
from core.flaws import FlawKind, Wrong
from core.localised import Localised, Text
from core.programmes import Part
from core.sources import Kind, Period
from core.towns import KINDS, TIERS, Tier
from core.towns import Kind as NameKind

Key = TypeVar("Key")
Value = TypeVar("Value")
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=32)]
"""An id. Short, because it travels in buttons."""


def as_period(value: Any) -> Period:
    """2011-10-01 is a day, 2020 a year, 2012-01-01/2014-12-31 all days between."""
    match value:
        case dt.date():
            return Period(value, value)
        case int() if dt.date.min.year <= value <= dt.date.max.year:
            return Period(dt.date(value, 1, 1), dt.date(value, 12, 31))
        case str() if value.count("/") == 1:
            first, last = map(as_day, value.split("/"))
            if first and last and first <= last:
                return Period(first, last)
    raise Wrong(FlawKind.BAD_PERIOD)


def as_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentShape(Shape):
    kind: Kind
    title: Localised
    number: Text | None = None
    date: dt.date | None = None

    @model_validator(mode="after")
    def act_is_named(self) -> Self:
        if self.kind == "act" and not (self.number and self.date):
            raise Wrong(FlawKind.ACT_UNNAMED)
        return self


class CitationShape(Shape):
    document: Slug
    place: Localised | None = None
    period: Annotated[Period, BeforeValidator(as_period)] | None = None


class SourcesFile(Shape):
    documents: dict[Slug, DocumentShape]
    citations: dict[Slug, CitationShape]


class OblastShape(Shape):
    id: Slug
    name: Localised
    names: tuple[Text, ...]
    adjectives: tuple[Text, ...]


class AsideShape(Shape):
    of: tuple[Text, ...]
    text: Localised


class NamesShape(Shape):
    kazakh: tuple[Text, ...] = ()
    russian: tuple[Text, ...] = ()
    english: tuple[Text, ...] = ()
    adjectives: tuple[Text, ...] = ()
    former: tuple[Text, ...] = ()
    slips: tuple[Text, ...] = ()
    offered: tuple[Text, ...] = ()
    alone: tuple[Text, ...] = ()
    doubtful: tuple[Text, ...] = ()
    aside: AsideShape | None = None


class PlaceKindShape(Shape):
    source: Slug
    text: Localised


class PlaceShape(Shape):
    id: Slug
    kind: Slug
    name: Localised
    names: tuple[Text, ...]
    declined: bool = True
    mistaken: tuple[Slug, ...] = ()


class PlacesFile(Shape):
    kinds: dict[Slug, PlaceKindShape]
    places: tuple[PlaceShape, ...]


class Harmonic(Shape):
    back: tuple[Text, ...]
    front: tuple[Text, ...]


class KazakhShape(Shape):
    cases: Harmonic
    people: Harmonic
    plural: Harmonic
    own: Harmonic
    possessed: tuple[Text, ...]


class RussianRuleShape(Shape):
    ending: str
    forms: tuple[Text, ...]


class RussianShape(Shape):
    rules: tuple[RussianRuleShape, ...]
    adjective: tuple[Text, ...]


class WordsShape(Shape):
    possessed: tuple[Text, ...]
    plain: tuple[Text, ...]


def every(wanted: Sequence[Key]) -> Callable[[dict[Key, Value]], dict[Key, Value]]:
    """A mapping that leaves none of the `wanted` out."""

    def check(given: dict[Key, Value]) -> dict[Key, Value]:
        if missing := [key for key in wanted if key not in given]:
            raise Wrong(FlawKind.KEYS_MISSING, keys=", ".join(map(str, missing)))
        return given

    return check


class EndingsFile(Shape):
    kazakh: KazakhShape
    russian: RussianShape
    common: tuple[Text, ...]
    words: Annotated[dict[NameKind, WordsShape], AfterValidator(every(KINDS))]


class NoteShape(Shape):
    text: Localised
    source: Slug


class PotentialFile(Shape):
    name: Localised
    judged_by: Localised
    tiers: Annotated[dict[Tier, Localised], AfterValidator(every(TIERS))]
    notes: tuple[NoteShape, ...]


class ConditionShape(Shape):
    """One question and the answer it is about."""

    work: Literal["employed", "not_employed"] | None = None
    purpose: Literal["start", "expand"] | None = None
    banks: Literal["one", "several"] | None = None

    @model_validator(mode="after")
    def of_one_question(self) -> Self:
        if len(self.model_dump(exclude_none=True)) != 1:
            raise Wrong(FlawKind.CONDITION_OF_ONE)
        return self


class RemarkShape(NoteShape):
    when: ConditionShape | None = None


class LimitShape(Shape):
    value: PositiveInt
    unit: Literal["month"]
    source: Slug


class PaperShape(Shape):
    id: Slug
    name: Localised
    what: Localised
    giver: Localised
    source: Slug
    when: ConditionShape | None = None
    only_if: Localised | None = None
    traps: tuple[RemarkShape, ...] = ()
    readings: tuple[RemarkShape, ...] = ()

    @model_validator(mode="after")
    def condition_is_worded(self) -> Self:
        if (self.when is None) != (self.only_if is None):
            raise Wrong(FlawKind.HALF_A_CONDITION)
        return self


class MicrocreditShape(Shape):
    source: Slug
    limits: dict[Slug, LimitShape]
    papers: Annotated[tuple[PaperShape, ...], Field(min_length=1)]
    notes: tuple[RemarkShape, ...]


class EndingShape(Shape):
    part: Part
    act: Slug
    since: dt.date
    what: Localised
    source: Slug


class EditionFile(Shape):
    id: Slug
    replaces: Slug | None = None
    title: Localised
    act: Slug
    source: Slug
    first_day: dt.date
    last_day: dt.date | None = None
    endings: tuple[EndingShape, ...] = ()
    microcredit: MicrocreditShape

    @model_validator(mode="after")
    def days_agree(self) -> Self:
        if self.last_day and self.last_day < self.first_day:
            raise Wrong(FlawKind.LAST_DAY_FIRST, first=self.first_day, last=self.last_day)
        for ending in self.endings:
            before = ending.since - dt.timedelta(days=1)
            if ending.part == "programme" and self.last_day != before:
                raise Wrong(FlawKind.LAST_DAY_AND_ENDING, since=ending.since, last=before)
        return self
