"""Conditions as data. A rule looks at what is known of a person and is met, not met, or not known; a condition is a
rule with its source and its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.localised import Localised
from core.scales import Interval
from core.sources import Note, Source
from core.verdicts import Join, Verdict, joined

Comparison = Literal["at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Known:
    """An answer given, or what follows from one. `span` is where its number lies, if it stands for one."""

    option: str
    span: Interval | None = None


Facts = Mapping[str, Known]
"""By question, or by what an answer tells besides: the town tells its tier."""
Named = tuple[str, str]
"""A fact, and an option that a rule names."""


@dataclass(frozen=True, slots=True)
class Chosen:
    fact: str
    options: tuple[str, ...]

    def met(self, facts: Facts) -> Verdict:
        known = facts.get(self.fact)
        return None if known is None else known.option in self.options

    def asks(self, facts: Facts) -> frozenset[str]:
        return frozenset() if self.fact in facts else frozenset({self.fact})

    @property
    def names(self) -> frozenset[Named]:
        return frozenset((self.fact, option) for option in self.options)


@dataclass(frozen=True, slots=True)
class Number:
    """What is answered is a span, so that it can lie on both sides of the limit: then nothing is known."""

    fact: str
    comparison: Comparison
    limit: Decimal

    def met(self, facts: Facts) -> Verdict:
        known = facts.get(self.fact)
        if known is None or known.span is None:
            return None
        return at_least(known.span, self.limit) if self.comparison == "at_least" else at_most(known.span, self.limit)

    def asks(self, facts: Facts) -> frozenset[str]:
        return frozenset() if self.fact in facts else frozenset({self.fact})

    @property
    def names(self) -> frozenset[Named]:
        return frozenset()


def at_least(span: Interval, limit: Decimal) -> Verdict:
    if span.low is not None and span.low >= limit:
        return True
    if span.high is not None and (span.high < limit or (span.high == limit and not span.high_in)):
        return False
    return None


def at_most(span: Interval, limit: Decimal) -> Verdict:
    if span.high is not None and span.high <= limit:
        return True
    if span.low is not None and (span.low > limit or (span.low == limit and not span.low_in)):
        return False
    return None


@dataclass(frozen=True, slots=True)
class NotStated:
    """The source is silent, and no answer of the person can help."""

    def met(self, _facts: Facts) -> Verdict:
        return None

    def asks(self, _facts: Facts) -> frozenset[str]:
        return frozenset()

    @property
    def names(self) -> frozenset[Named]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Opposite:
    of: "Rule"

    def met(self, facts: Facts) -> Verdict:
        met = self.of.met(facts)
        return None if met is None else not met

    def asks(self, facts: Facts) -> frozenset[str]:
        return self.of.asks(facts)

    @property
    def names(self) -> frozenset[Named]:
        return self.of.names


@dataclass(frozen=True, slots=True)
class Joined:
    join: Join
    parts: tuple["Rule", ...]

    def met(self, facts: Facts) -> Verdict:
        return joined(self.join, (part.met(facts) for part in self.parts))

    def asks(self, facts: Facts) -> frozenset[str]:
        """What may still turn it: nothing when it is settled, and never what only a settled part would ask."""
        if self.met(facts) is not None:
            return frozenset()
        return frozenset[str]().union(*(part.asks(facts) for part in self.parts if part.met(facts) is None))

    @property
    def names(self) -> frozenset[Named]:
        return frozenset[Named]().union(*(part.names for part in self.parts))


Rule = Chosen | Number | NotStated | Opposite | Joined


@dataclass(frozen=True, slots=True)
class Change:
    """What a person can honestly do about a condition that is not met, and the answers they would give then."""

    answers: Mapping[str, str]
    text: Localised


@dataclass(frozen=True, slots=True)
class Condition:
    id: str
    rule: Rule
    source: Source
    met: Localised
    unmet: Localised
    unknown: Localised
    change: Change | None = None  # None: nothing that a person can honestly change
    readings: tuple[Note, ...] = ()  # where the text can be read in two ways, and how we read it

    def says(self, met: Verdict) -> Localised:
        if met is None:
            return self.unknown
        return self.met if met else self.unmet
