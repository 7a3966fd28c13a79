"""What the files of an edition's rules must look like."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, PositiveInt, StringConstraints, model_validator

from core.files.patterns import WISH
from core.files.shapes import NoteShape, Shape, Slug, every
from core.flaws import FlawKind, Wrong
from core.localised import Localised, Text
from core.places import TIERS, Tier
from core.scales import Interval


class SpanShape(Shape):
    """`from` and `to` are part of what is told of, `below` and `above` are not."""

    from_: Decimal | None = Field(default=None, alias="from")
    above: Decimal | None = None
    to: Decimal | None = None
    below: Decimal | None = None

    @model_validator(mode="after")
    def has_ends(self) -> Self:
        given = self.model_dump(exclude_none=True).keys()
        if not given or given >= {"from_", "above"} or given >= {"to", "below"} or self.built().empty:
            raise Wrong(FlawKind.BAD_ENDS)
        return self

    def built(self) -> Interval:
        low = self.from_ if self.above is None else self.above
        high = self.to if self.below is None else self.below
        return Interval(low, self.from_ is not None, high, self.to is not None)


class RuleShape(Shape):
    """About one answer (or a fact that follows from one), or about several rules. `silent`: no source says."""

    question: Slug | None = None
    fact: Slug | None = None
    in_: Annotated[tuple[Slug, ...], Field(alias="in")] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    any_: Annotated[tuple["RuleShape", ...], Field(alias="any")] = ()
    all_: Annotated[tuple["RuleShape", ...], Field(alias="all")] = ()
    not_: Annotated["RuleShape | None", Field(alias="not")] = None
    silent: Literal[True] | None = None

    @model_validator(mode="after")
    def is_one_rule(self) -> Self:
        about = [self.question, self.fact]
        tests = [self.in_ or None, self.at_least, self.at_most]
        whole = [self.any_ or None, self.all_ or None, self.not_, self.silent]
        simple, parts = how_many(about), how_many(whole)
        if (simple, how_many(tests), parts) not in {(1, 1, 0), (0, 0, 1)}:
            raise Wrong(FlawKind.BAD_RULE)
        return self


def how_many(given: Sequence[object]) -> int:
    return sum(each is not None for each in given)


class OptionShape(Shape):
    id: Slug
    label: Localised
    span: SpanShape | None = None
    gives: dict[Slug, Slug] = Field(default_factory=dict)


class QuestionShape(Shape):
    """`towns` puts the monotowns before the other options."""

    id: Slug
    text: Localised
    why: Localised
    towns: bool = False
    options: Annotated[tuple[OptionShape, ...], Field(min_length=1)]
    asked_if: RuleShape | None = None


class ChangeShape(Shape):
    answers: Annotated[dict[Slug, Slug], Field(min_length=1)]
    text: Localised


class RuledShape(Shape):
    """A condition of a measure."""

    id: Slug
    rule: RuleShape
    source: Slug
    met: Localised
    unmet: Localised
    unknown: Localised
    change: ChangeShape | None = None
    readings: tuple[NoteShape, ...] = ()


class CitedShape(Shape):
    """A condition that this measure takes from a place of its own."""

    condition: Slug
    source: Slug


NeedShape = Slug | CitedShape


class HintShape(NoteShape):
    when: RuleShape | None = None


class MeasureShape(Shape):
    """A list among the needs: one of them is enough."""

    id: Slug
    name: Localised
    what: Localised
    could: Localised
    planned: bool = False
    needs: tuple[NeedShape | tuple[NeedShape, ...], ...]
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    terms: tuple[NoteShape, ...] = ()
    not_stated: tuple[Slug, ...] = ()
    unchecked: tuple[Slug, ...] = ()
    steps: Annotated[tuple[Slug, ...], Field(min_length=1)]
    hints: tuple[HintShape, ...] = ()


class GroupShape(Shape):
    id: Slug
    order: int
    title: Localised


class MeasuresFile(Shape):
    group: GroupShape
    measures: Annotated[tuple[MeasureShape, ...], Field(min_length=1)]


class PhrasesFile(Shape):
    """What several measures say in the same words; and what a town of each tier may count on."""

    steps: dict[Slug, Localised]
    unchecked: dict[Slug, Localised]
    not_stated: dict[Slug, Localised]
    prospects: Annotated[dict[Tier, tuple[NoteShape, ...]], AfterValidator(every(TIERS))]


class LayoutShape(Shape):
    number: Annotated[PositiveInt, Field(le=31)]
    answers: dict[Text, Annotated[tuple[Slug, ...], Field(min_length=1, max_length=30)]]
    measures: tuple[Slug, ...]


Said = Annotated[str, StringConstraints(pattern=WISH)]


class WishShape(Shape):
    """What people say in each language, and what may be meant by it."""

    measures: tuple[Slug, ...] = ()
    answers: dict[Slug, Slug] = Field(default_factory=dict)
    kk: Annotated[tuple[Said, ...], Field(min_length=1)]
    ru: Annotated[tuple[Said, ...], Field(min_length=1)]
    en: Annotated[tuple[Said, ...], Field(min_length=1)]
