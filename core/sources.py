"""Where a figure or a rule comes from: the document, the place in it, and the day or period it speaks of."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from core.localised import Localised

Kind = Literal["act", "article", "general_knowledge"]


@dataclass(frozen=True, slots=True)
class Document:
    """Something one can look up. Only an act has a number; general knowledge is said to be just that. One that is
    `pushed` stands not in data/: somebody published figures from it and named it in their own words.
    """

    id: str
    kind: Kind | Literal["pushed"]
    title: Localised
    number: str | None = None
    date: dt.date | None = None

    @property
    def is_act(self) -> bool:
        return self.kind == "act"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both included. A single day is its own first and last."""

    first: dt.date
    last: dt.date

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def is_year(self) -> bool:
        whole_year = dt.date(self.first.year, 1, 1), dt.date(self.first.year, 12, 31)
        return (self.first, self.last) == whole_year


@dataclass(frozen=True, slots=True)
class Source:
    document: Document
    place: Localised | None = None
    period: Period | None = None
    batch: int | None = None  # with which it was published, where it does not stand in data/


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that belongs beside what it concerns: a contradiction, a caution, the reading we chose."""

    text: Localised
    source: Source
