"""The microcredit application of one edition of a programme: the papers, and which of them this person brings.

What a person has not told is unknown, and unknown is neither yes nor no: such a paper stays on the list, with
the condition it hangs on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.localised import Localised
from core.sources import Note, Source

Work = Literal["employed", "not_employed", "unknown"]
Purpose = Literal["start", "expand", "unknown"]
Banks = Literal["one", "several", "unknown"]
Question = Literal["work", "purpose", "banks"]


@dataclass(frozen=True, slots=True)
class Answers:
    """`expand` stands for working capital too: the papers are the same."""

    work: Work = "unknown"
    purpose: Purpose = "unknown"
    banks: Banks = "unknown"

    def to(self, question: Question) -> str:
        return {"work": self.work, "purpose": self.purpose, "banks": self.banks}[question]


@dataclass(frozen=True, slots=True)
class Condition:
    question: Question
    answer: str

    def holds(self, answers: Answers) -> bool | None:
        """None when it is not known."""
        given = answers.to(self.question)
        return None if given == "unknown" else given == self.answer


def holds(condition: Condition | None, answers: Answers) -> bool | None:
    return condition is None or condition.holds(answers)


@dataclass(frozen=True, slots=True)
class Remark(Note):
    """Something to know about a paper or the list; for some people only, where it has a condition."""

    when: Condition | None = None


def concerning(answers: Answers, remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """All that may concern the person: left out is only what surely does not."""
    return tuple(remark for remark in remarks if holds(remark.when, answers) is not False)


@dataclass(frozen=True, slots=True)
class Paper:
    id: str
    name: Localised
    what: Localised  # what it is
    giver: Localised  # who gives it or writes it
    source: Source
    when: Condition | None = None  # None: everybody brings it
    only_if: Localised | None = None  # the condition in words, "if you have a job"
    traps: tuple[Remark, ...] = ()  # what people stumble over
    readings: tuple[Remark, ...] = ()  # where the text can be read in two ways, and how we read it

    def traps_for(self, answers: Answers) -> tuple[Remark, ...]:
        return concerning(answers, self.traps)


@dataclass(frozen=True, slots=True)
class Needed:
    """A paper on this person's list. When it is not `certain`, an answer is missing: say `paper.only_if`."""

    paper: Paper
    certain: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the procedure, such as three months."""

    value: int
    unit: Literal["month"]
    source: Source


@dataclass(frozen=True, slots=True)
class Procedure:
    source: Source
    papers: tuple[Paper, ...]
    notes: tuple[Remark, ...]
    limits: Mapping[str, Limit]

    def needed(self, answers: Answers) -> tuple[Needed, ...]:
        known = ((paper, holds(paper.when, answers)) for paper in self.papers)
        return tuple(Needed(paper, certain=needed is True) for paper, needed in known if needed is not False)

    def notes_for(self, answers: Answers) -> tuple[Remark, ...]:
        return concerning(answers, self.notes)
