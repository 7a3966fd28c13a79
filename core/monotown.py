"""Is a place a monotown? Each document answers by its own limits; the list of monotowns is another matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from core.localised import Localised
from core.places import State
from core.sources import Note, Source
from core.verdicts import Verdict, all_of, any_of

MarkId = Literal["output", "employment", "enterprise"]
MARKS: tuple[MarkId, ...] = get_args(MarkId)


@dataclass(frozen=True, slots=True)
class Told:
    """What a person put in; None is not known. Shares are of the town-forming enterprises, in per cent."""

    population: int | None = None
    output: Decimal | None = None
    employment: Decimal | None = None
    enterprise: State | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Both limits included: so we read "from 10 to 200 thousand"."""

    least: int
    most: int
    source: Source

    def met(self, people: int | None) -> Verdict:
        return None if people is None else self.least <= people <= self.most


@dataclass(frozen=True, slots=True)
class ShareMark:
    """A share above its limit. At exactly the limit: no, or not known where the document contradicts itself."""

    id: MarkId
    text: Localised
    source: Source
    share: Decimal
    exactly: Verdict

    def met(self, told: Told) -> Verdict:
        share = told.output if self.id == "output" else told.employment
        if share is None:
            return None
        return self.exactly if share == self.share else share > self.share


@dataclass(frozen=True, slots=True)
class StateMark:
    id: MarkId
    text: Localised
    source: Source
    states: frozenset[State]

    def met(self, told: Told) -> Verdict:
        return None if told.enterprise is None else told.enterprise in self.states


Mark = ShareMark | StateMark


@dataclass(frozen=True, slots=True)
class Definition:
    """What one document asks for."""

    id: str
    population: People
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]

    def judge(self, told: Told) -> "Judgement":
        people = self.population.met(told.population)
        marks = {mark.id: mark.met(told) for mark in self.marks}
        return Judgement(self, people, marks, all_of((people, any_of(marks.values()))))


@dataclass(frozen=True, slots=True)
class Judgement:
    definition: Definition
    population: Verdict
    marks: Mapping[MarkId, Verdict]
    monotown: Verdict


@dataclass(frozen=True, slots=True)
class Definitions:
    documents: tuple[Definition, ...]
    reading: Localised  # ours, of the limits of the population

    def judge(self, told: Told) -> tuple[Judgement, ...]:
        return tuple(definition.judge(told) for definition in self.documents)
