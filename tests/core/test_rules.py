"""Kleene logic of single rules, and numbers on both sides of a limit."""

from decimal import Decimal

import pytest

from core.rules import Chosen, Facts, Joined, Known, NotStated, Number, Opposite, Rule
from core.scales import Interval
from core.verdicts import Verdict

HERE, BOOTS = Chosen("moon", ("here",)), Chosen("boots", ("light", "soft"))
ON_THE_MOON: Facts = {"moon": Known("here")}
AWAY: Facts = {"moon": Known("away")}


def interval(text: str) -> Interval:
    """As mathematicians write it, "-" being no end: [3, 5) holds 3 and not 5."""
    low, high = (None if end in {"-", ""} else Decimal(end) for end in text[1:-1].replace(" ", "").split(","))
    return Interval(low, text[0] == "[", high, text[-1] == "]")


@pytest.mark.parametrize(
    ("span", "least", "most"),
    [
        ("[7, 7]", True, True),
        ("[7, 9]", True, None),
        ("(7, 9]", True, False),
        ("[8, 9]", True, False),
        ("[7, -)", True, None),
        ("(7, -)", True, False),
        ("[5, 7]", None, True),
        ("[5, 7)", False, True),
        ("[5, 6]", False, True),
        ("(-, 7]", None, True),
        ("(-, 7)", False, True),
        ("[5, 9]", None, None),
        ("(-, -)", None, None),
    ],
)
def test_a_span_and_a_limit_of_seven(span: str, least: Verdict, most: Verdict) -> None:
    facts = {"craters": Known("some", interval(span))}
    assert Number("craters", "at_least", Decimal(7)).met(facts) is least
    assert Number("craters", "at_most", Decimal(7)).met(facts) is most


def test_what_stands_for_no_number_decides_nothing() -> None:
    rule = Number("craters", "at_least", Decimal(7))
    assert rule.met({"craters": Known("none")}) is None
    assert rule.met({}) is None
    assert rule.asks({"craters": Known("none")}) == frozenset()
    assert rule.asks({}) == {"craters"}


@pytest.mark.parametrize(
    ("rule", "facts", "met", "asks"),
    [
        (HERE, {}, None, {"moon"}),
        (HERE, ON_THE_MOON, True, set()),
        (HERE, AWAY, False, set()),
        (Opposite(HERE), {}, None, {"moon"}),
        (Opposite(HERE), ON_THE_MOON, False, set()),
        (Opposite(HERE), AWAY, True, set()),
        (NotStated(), ON_THE_MOON, None, set()),
        (Joined("all", (HERE, BOOTS)), {}, None, {"moon", "boots"}),
        (Joined("all", (HERE, BOOTS)), ON_THE_MOON, None, {"boots"}),
        (Joined("all", (HERE, BOOTS)), AWAY, False, set()),
        (Joined("any", (HERE, BOOTS)), {}, None, {"moon", "boots"}),
        (Joined("any", (HERE, BOOTS)), ON_THE_MOON, True, set()),
        (Joined("any", (HERE, BOOTS)), AWAY, None, {"boots"}),
        (Joined("any", (HERE, BOOTS)), {**AWAY, "boots": Known("heavy")}, False, set()),
        (Joined("any", (HERE, BOOTS)), {**AWAY, "boots": Known("soft")}, True, set()),
        (Joined("any", (HERE, NotStated())), AWAY, None, set()),
        (Joined("all", (NotStated(), BOOTS)), AWAY, None, {"boots"}),
        (Joined("any", (Joined("all", (HERE, NotStated())), BOOTS)), AWAY, None, {"boots"}),
        (Joined("any", (Joined("all", (HERE, BOOTS)), Opposite(BOOTS))), AWAY, None, {"boots"}),
    ],
)
def test_a_rule_is_met_or_not_or_not_known(rule: Rule, facts: Facts, met: Verdict, asks: set[str]) -> None:
    assert rule.met(facts) is met
    assert rule.asks(facts) == asks


def test_what_rules_name() -> None:
    number = Number("craters", "at_least", Decimal(7))
    assert Joined("all", (HERE, Opposite(BOOTS), number, NotStated())).names == {
        ("moon", "here"), ("boots", "light"), ("boots", "soft"),
    }  # fmt: skip
