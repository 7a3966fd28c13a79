"""What a message or a spreadsheet asks to publish, before anything is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from core.faults import Fault, FaultKind
from core.ledger import Figure

What = Literal["town", "indicator", "value", "amount", "year", "source"]
Answers = Mapping[tuple[str, What], str]
"""By where and what was asked: the id of a town, an indicator or a choice; a number or a year in digits; a source in
words. An amount is what was typed where no number stood, with its unit: which value it is may be asked in turn. What is
asked of a whole message or file stands nowhere: "".
"""

SHORTEST_SOURCE = 3
LONGEST_SOURCE = 200
FIRST_YEAR = 1991
"""No akimat has older figures."""
LONGEST_REASON = 300
SHORTEST_REASON = 5
WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Question:
    """One of the candidates is meant, or something else, which is typed then."""

    where: str
    what: What
    candidates: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """`empty` counts the places of a spreadsheet where a figure could stand and none does."""

    figures: tuple[Figure, ...] = ()
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    empty: int = 0


def says_why(text: str) -> bool:
    """Whether a reason is one: doubts are not overruled by a plus sign."""
    return SHORTEST_REASON <= len(text) <= LONGEST_REASON and bool(WORD.search(text))


def source_fault(where: str, source: str) -> Fault | None:
    if len(source) > LONGEST_SOURCE:
        return Fault(where, FaultKind.SOURCE_LONG, {"most": str(LONGEST_SOURCE)})
    if len(source) < SHORTEST_SOURCE or not WORD.search(source):
        return Fault(where, FaultKind.SOURCE_MISSING, {"text": source})
    return None


def year_fault(where: str, year: int, today: date) -> Fault | None:
    if year > today.year:
        return Fault(where, FaultKind.YEAR_FUTURE, {"year": str(year)})
    if year < FIRST_YEAR:
        return Fault(where, FaultKind.YEAR_OLD, {"year": str(year), "first": str(FIRST_YEAR)})
    return None
