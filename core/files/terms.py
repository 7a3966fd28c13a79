"""data/programmes/<edition>/procedure.yaml → the way of an application and the terms of the loan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, PositiveInt, TypeAdapter, model_validator

from core.files.library import Library
from core.files.marked import Page, Place, Problems, read_yaml
from core.files.shapes import Shape, Slug
from core.files.targets import Number
from core.flaws import FlawKind, Wrong
from core.loan import Limit, LoanTerms, Purpose
from core.localised import Localised
from core.sources import Source
from core.terms import Actor, Course, Outcome, Reading, Step
from core.workdays import Carry, Kind, Term

PART = re.compile(r"[0-9]{1,4}(?:/[1-9][0-9]{0,3}|\.[0-9]{1,4})")


class TermShape(Shape):
    count: Annotated[PositiveInt, Field(le=1000)]
    kind: Kind
    carry: Carry = "none"

    @model_validator(mode="after")
    def working_days_need_no_carrying(self) -> Self:
        if self.kind == "working" and self.carry != "none":
            raise Wrong(FlawKind.WORKING_DAYS_CARRIED)
        return self


class StepShape(Shape):
    id: Slug
    actor: Slug
    source: Slug
    name: Localised
    does: Localised
    done: Localised
    after: tuple[Slug, ...] = ()
    term: TermShape | None = None
    begins: Literal["set", "unset"] = "set"
    outcomes: Annotated[frozenset[Outcome], Field(min_length=1)]
    readings: tuple[Slug, ...] = ()
    told: bool = False
    ends_when_refused: bool = False


class ReadingShape(Shape):
    id: Slug
    number: PositiveInt | None = None
    source: Slug
    open: Localised
    ours: Localised
    why: Localised


class LimitShape(Shape):
    value: Number
    source: Slug


def part(text: str) -> str:
    """Such as 1/3: less than the whole."""
    if PART.fullmatch(text) is None or not 0 < Fraction(text) < 1:
        raise Wrong(FlawKind.NOT_A_PART)
    return text


class PartShape(Shape):
    value: Annotated[str, AfterValidator(part)]
    source: Slug


class PurposeShape(Shape):
    id: Slug
    source: Slug
    name: Localised


class LoanShape(Shape):
    amount: LimitShape
    months: LimitShape
    grace: PartShape
    budget_rate: LimitShape
    lent_on: Slug
    resident_rate: Slug
    allowed: Annotated[tuple[PurposeShape, ...], Field(min_length=1)]
    forbidden: Annotated[tuple[PurposeShape, ...], Field(min_length=1)]
    readings: tuple[ReadingShape, ...]


class ProcedureFile(Shape):
    source: Slug
    actors: dict[Slug, Localised]
    steps: Annotated[tuple[StepShape, ...], Field(min_length=1)]
    readings: tuple[ReadingShape, ...]
    loan: LoanShape


FILE = TypeAdapter(ProcedureFile)


@dataclass(frozen=True, slots=True)
class Procedures:
    """By the id of the edition they belong to."""

    courses: Mapping[str, Course]
    loans: Mapping[str, LoanTerms]


def read_procedures(directory: Path, editions: tuple[str, ...], library: Library, problems: Problems) -> Procedures:
    courses: dict[str, Course] = {}
    loans: dict[str, LoanTerms] = {}
    for edition in editions:
        path = directory / "programmes" / edition / "procedure.yaml"
        page = read_yaml(path, f"{edition}/{path.name}")
        shape = problems.read(page, FILE)
        if shape is None:
            continue
        reader = Reader(page, library, problems)
        courses[edition] = reader.course(edition, shape)
        loans[edition] = reader.loan(shape.loan)
    return Procedures(MappingProxyType(courses), MappingProxyType(loans))


class Reader:
    def __init__(self, page: Page, library: Library, problems: Problems) -> None:
        self._page = page
        self._library = library
        self._problems = problems

    def course(self, edition: str, shape: ProcedureFile) -> Course:
        readings = self._readings(("readings",), shape.readings)
        self._problems.once(self._page, [(("steps", at, "id"), each.id) for at, each in enumerate(shape.steps)])
        actors = {key: Actor(key, name) for key, name in shape.actors.items()}
        known: dict[str, Step] = {}
        for at, each in enumerate(shape.steps):
            if step := self._step(("steps", at), each, actors, {one.id: one for one in readings}, known):
                known[each.id] = step
        self._one_beginning(shape)
        source = self._library.source(self._page, ("source",), shape.source)
        return Course(edition, source, tuple(known.values()), readings)

    def _one_beginning(self, shape: ProcedureFile) -> None:
        for at, each in enumerate(shape.steps):
            if bool(each.after) != bool(at):
                self._problems.add(self._page, ("steps", at), FlawKind.FIRST_STEP)

    def _step(
        self,
        at: Place,
        shape: StepShape,
        actors: dict[str, Actor],
        readings: dict[str, Reading],
        known: dict[str, Step],
    ) -> Step | None:
        """`known` are the steps above: one can only come after those."""
        for position, each in enumerate(shape.after):
            self._problems.known(self._page, (*at, "after", position), each, known)
        actor = self._problems.known(self._page, (*at, "actor"), shape.actor, actors)
        found = [
            self._problems.known(self._page, (*at, "readings", position), each, readings)
            for position, each in enumerate(shape.readings)
        ]
        if actor is None:
            return None
        return Step(
            id=shape.id,
            name=shape.name,
            does=shape.does,
            done=shape.done,
            actor=actor,
            source=self._library.source(self._page, (*at, "source"), shape.source),
            after=shape.after,
            term=Term(shape.term.count, shape.term.kind, shape.term.carry) if shape.term else None,
            outcomes=shape.outcomes,
            readings=tuple(reading for reading in found if reading),
            told=shape.told,
            begins_unset=shape.begins == "unset",
            ends_when_refused=shape.ends_when_refused,
        )

    def _readings(self, at: Place, shapes: tuple[ReadingShape, ...]) -> tuple[Reading, ...]:
        self._problems.once(self._page, [((*at, position, "id"), each.id) for position, each in enumerate(shapes)])
        return tuple(
            Reading(each.id, each.open, each.ours, each.why, self._source((*at, position), each.source), each.number)
            for position, each in enumerate(shapes)
        )

    def _source(self, at: Place, citation: str) -> Source:
        return self._library.source(self._page, (*at, "source"), citation)

    def loan(self, shape: LoanShape) -> LoanTerms:
        top = ("loan",)
        return LoanTerms(
            amount=Limit(shape.amount.value, self._source((*top, "amount"), shape.amount.source)),
            months=Limit(shape.months.value, self._source((*top, "months"), shape.months.source)),
            grace=Fraction(shape.grace.value),
            grace_source=self._source((*top, "grace"), shape.grace.source),
            budget_rate=Limit(shape.budget_rate.value, self._source((*top, "budget_rate"), shape.budget_rate.source)),
            lent_on_source=self._library.source(self._page, (*top, "lent_on"), shape.lent_on),
            resident_rate_source=self._library.source(self._page, (*top, "resident_rate"), shape.resident_rate),
            allowed=self._purposes((*top, "allowed"), shape.allowed),
            forbidden=self._purposes((*top, "forbidden"), shape.forbidden),
            readings=self._readings((*top, "readings"), shape.readings),
        )

    def _purposes(self, at: Place, shapes: tuple[PurposeShape, ...]) -> tuple[Purpose, ...]:
        self._problems.once(self._page, [((*at, position, "id"), each.id) for position, each in enumerate(shapes)])
        return tuple(
            Purpose(each.id, each.name, self._source((*at, position), each.source))
            for position, each in enumerate(shapes)
        )
