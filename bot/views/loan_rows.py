"""The buttons under each question of the loan calculator: values to press, more and less, the keys of a rate."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

from bot.actions.loan import RATE, UNKNOWN, AskLoan, ShowLoan, packed
from bot.i18n import Translator
from bot.screen import Button, Row
from core.loan import HUNDRED, TIYN, LoanTerms, Told
from core.loan_words import Part
from core.services.loans import LoanAnswer

AMOUNTS = 6
"""Equal steps up to the limit; more and less go by a fifth and a fiftieth of one."""
STEP_OF_MONTHS = 6
MOST_GRACES = 21
RATE_STEPS = (Decimal("0.5"), Decimal(1))
KEYS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), (".", "0", "<"))
"""A rate is dialled: ready values would look like a suggestion, and there is no usual rate."""
LONGEST_DIALLED = 5


def answers(t: Translator, found: LoanAnswer, part: Part, dialled: str) -> tuple[Row, ...]:
    match part:
        case "amount":
            return tuple(amounts(t, found.told, found.terms))
        case "months":
            return tuple(terms_of(t, found.told, found.terms))
        case "rate":
            return tuple(rates(t, found.told, dialled))
    return tuple(graces(found.told, found.terms))


def chosen(told: Told, **change: Any) -> ShowLoan:
    return ShowLoan(**packed(replace(told, **change)))


def changed(told: Told, part: Part, **change: Any) -> AskLoan:
    return AskLoan(**packed(replace(told, **change)), part=part)


def ticked(label: str, *, now: bool) -> str:
    return f"✓ {label}" if now else label


def in_rows(buttons: Sequence[Button], width: int) -> Iterator[Row]:
    for start in range(0, len(buttons), width):
        yield tuple(buttons[start : start + width])


def amounts(t: Translator, told: Told, terms: LoanTerms) -> Iterator[Row]:
    limit = terms.amount.value
    each = [in_tiyn(limit * number / AMOUNTS) for number in range(1, AMOUNTS + 1)]
    buttons = [Button(ticked(t.money(sum_), now=sum_ == told.amount), chosen(told, amount=sum_)) for sum_ in each]
    yield from in_rows(buttons, 3)
    if told.amount is not None:
        steps = [sign * in_tiyn(limit / AMOUNTS / part) for sign, part in ((-1, 5), (-1, 50), (1, 50), (1, 5))]
        more = [(change, told.amount + change) for change in steps]
        yield from row_of(
            Button(signed(t.number(abs(change)), change), changed(told, "amount", amount=sum_))
            for change, sum_ in more
            if 0 < sum_ <= limit
        )


def in_tiyn(sum_: Decimal) -> Decimal:
    return sum_.quantize(TIYN, ROUND_DOWN)


def signed(words: str, change: Decimal | int) -> str:
    return f"{'+' if change > 0 else '−'} {words}"


def row_of(buttons: Iterator[Button]) -> Iterator[Row]:
    if row := tuple(buttons):
        yield row


def terms_of(t: Translator, told: Told, terms: LoanTerms) -> Iterator[Row]:
    limit = int(terms.months.value)
    each = (*range(STEP_OF_MONTHS, limit, STEP_OF_MONTHS), limit)
    yield from in_rows(
        [Button(ticked(str(months), now=months == told.months), chosen(told, months=months)) for months in each], 5
    )
    if told.months is not None:
        more = [(change, told.months + change) for change in (-1, 1)]
        yield from row_of(
            Button(signed(t.months(1), change), changed(told, "months", months=months))
            for change, months in more
            if 0 < months <= limit
        )


def graces(told: Told, terms: LoanTerms) -> Iterator[Row]:
    longest = terms.longest_grace(told.months or int(terms.months.value))
    each = range(0, longest + 1, longest // MOST_GRACES + 1)
    yield from in_rows(
        [Button(ticked(str(months), now=months == told.grace), chosen(told, grace=months)) for months in each], 7
    )


def rates(t: Translator, told: Told, dialled: str) -> Iterator[Row]:
    so_far = "" if dialled == UNKNOWN else dialled
    for keys in KEYS:
        yield tuple(dial(t, told, so_far, sign) for sign in keys)
    if RATE.fullmatch(whole := so_far.rstrip(".")):
        rate = Decimal(whole)
        yield (Button(t.plain("button.loan_rate_done", rate=t.percent(rate)), chosen(told, rate=rate)),)
    elif told.rate is not None:
        rate = told.rate
        steps = [-RATE_STEPS[1], -RATE_STEPS[0], *RATE_STEPS]
        yield from row_of(
            Button(signed(t.percent(abs(change)), change), changed(told, "rate", rate=rate + change))
            for change in steps
            if 0 <= rate + change <= HUNDRED
        )
    if dialled != UNKNOWN:
        yield (Button(t.plain("button.dont_know"), AskLoan(**packed(told), part="rate", dialled=UNKNOWN)),)


def dial(t: Translator, told: Told, so_far: str, sign: str) -> Button:
    """A key that would make it no rate leaves it as it is."""
    after = so_far[:-1] if sign == "<" else so_far + sign
    label = {"<": "⌫", ".": t.number(RATE_STEPS[0])[1]}.get(sign, sign)
    return Button(label, AskLoan(**packed(told), part="rate", dialled=after if may_be_rate(after) else so_far))


def may_be_rate(dialled: str) -> bool:
    """So far."""
    whole = dialled.removesuffix(".")
    if not dialled:
        return True
    return len(dialled) <= LONGEST_DIALLED and bool(RATE.fullmatch(whole)) and Decimal(whole) <= HUNDRED
