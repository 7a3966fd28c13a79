"""The loan calculator: one question at a time, then what it comes to, in words first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bot.actions.loan import (
    UNKNOWN,
    AskLoan,
    PaintLoan,
    SendRepayments,
    ShowLoan,
    ShowLoanTerms,
    ShowRepayments,
    packed,
)
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, abreast, to_menu
from bot.views.evidence import Footnotes
from bot.views.honesty import honesty
from bot.views.loan_rows import answers
from core.loan import LoanTerms, Schedule, Told, Way
from core.loan_words import PARTS, Part
from core.services.loans import LoanAnswer

LINE = Markup("\n")
WAYS: dict[Way, str] = {"annuity": key("loan.annuity"), "equal_parts": key("loan.equal_parts")}
OTHER_WAY: dict[Way, tuple[Way, str]] = {
    "annuity": ("equal_parts", key("button.loan_equal_parts")),
    "equal_parts": ("annuity", key("button.loan_annuity")),
}
HINTS: dict[Part, str] = {
    "amount": key("loan.type_amount"),
    "months": key("loan.type_months"),
    "rate": key("loan.type_rate"),
    "grace": key("loan.type_grace"),
}


def question(t: Translator, found: LoanAnswer, part: Part, remarks: Sequence[Markup] = (), dialled: str = "") -> Screen:
    """Under what has been told so far, and what it comes to if that is known; `remarks` say what would not do."""
    notes, told = Footnotes(t), found.told
    asked = tuple(ask(t, found, part, notes, dialled))
    parts = [*remarks]
    if told == Told(way=told.way):
        parts += [LINE.join((t("loan.title"), t("loan.intro"))), honesty(t, found.standing), t("loan.at_once")]
    else:
        parts += [LINE.join((t("loan.title"), *told_lines(t, told))), *summed(t, found), honesty(t, found.standing)]
    parts += [notes.folded(), *asked]
    return Screen(PARAGRAPH.join(parts), (*answers(t, found, part, dialled), *onward(t, found, part)))


def ask(t: Translator, found: LoanAnswer, part: Part, notes: Footnotes, dialled: str) -> Iterator[Markup]:
    terms, told = found.terms, found.told
    if part == "amount":
        text = t("loan.ask_amount", limit=t.money(terms.amount.value), source=notes.mark(terms.amount.source))
    elif part == "months":
        text = t("loan.ask_months", limit=t.months(int(terms.months.value)), source=notes.mark(terms.months.source))
    elif part == "grace":
        limit = terms.longest_grace(told.months or int(terms.months.value))
        share, mark = str(terms.grace), notes.mark(terms.grace_source)
        text = t("loan.ask_grace", limit=t.months(limit), share=share, source=mark)
    else:
        yield t(
            "loan.rate_hint",
            unstated=notes.mark(terms.resident_rate_source),
            rate=t.percent(terms.budget_rate.value),
            source=notes.mark(terms.budget_rate.source, terms.lent_on_source),
        )
        if dialled == UNKNOWN:
            yield from without_rate(t, found)
        text = t("loan.ask_rate")
    yield LINE.join((text, t(HINTS[part])))
    if dialled not in ("", UNKNOWN):
        yield t("loan.dialled", rate=as_dialled(t, dialled))


def as_dialled(t: Translator, dialled: str) -> str:
    """A point without digits after it yet is shown, too."""
    return f"{dialled.replace('.', t.number(Decimal('0.5'))[1])}{t.percent(0)[1:]}"


def without_rate(t: Translator, found: LoanAnswer) -> Iterator[Markup]:
    yield t("loan.rate_unknown")
    if found.least:
        yield t("loan.at_least", payment=t.money(found.least.first_after_grace))


def told_lines(t: Translator, told: Told) -> Iterator[Markup]:
    if told.amount is not None:
        yield t("loan.told_amount", value=t.money(told.amount))
    if told.months is not None:
        yield t("loan.told_months", value=t.months(told.months))
    if told.rate is not None:
        yield t("loan.told_rate", value=t.percent(told.rate))
    if told.grace:
        yield t("loan.told_grace", value=t.months(told.grace))
    if told.wish:
        yield t("loan.told_way", way=t.plain(WAYS[told.way]))


def summed(t: Translator, found: LoanAnswer) -> Iterator[Markup]:
    if found.schedule:
        yield LINE.join(sums(t, found.schedule))


def sums(t: Translator, schedule: Schedule) -> Iterator[Markup]:
    yield t("loan.first", value=t.money(schedule.first))
    if schedule.wish.grace:
        yield t("loan.after_grace", value=t.money(schedule.first_after_grace))
    if schedule.wish.way == "equal_parts":
        yield t("loan.last", value=t.money(schedule.instalments[-1].payment))
    yield t("loan.total", value=t.money(schedule.total))
    share = schedule.overpayment / schedule.wish.amount * 100
    yield t("loan.over", value=t.money(schedule.overpayment), share=t.percent(share, 1 if share >= 1 else 2))


def onward(t: Translator, found: LoanAnswer, part: Part) -> tuple[Row, ...]:
    """To the result; or, while there is none, to the next question and the one before."""
    told = packed(found.told)
    if found.schedule:
        return ((Button(t.plain("button.loan_back"), ShowLoan(**told)), *to_menu(t)),)
    before = PARTS[max(PARTS.index(part) - 1, 0)]
    row = [Button(t.plain("button.back"), AskLoan(**told, part=before))] if before != part else []
    if told[part] and part != "grace":
        row.append(Button(t.plain("button.loan_next"), ShowLoan(**told)))
    return ((*row, *to_menu(t)),)


def result(t: Translator, found: LoanAnswer, schedule: Schedule, remarks: Sequence[Markup] = ()) -> Screen:
    notes, terms = Footnotes(t), found.terms
    parts = [
        *remarks,
        LINE.join((t("loan.title"), *sums(t, schedule))),
        LINE.join(told_lines(t, found.told)),
        *budget_rate(t, found, schedule),
        LINE.join((t("loan.ours"), t("loan.lender"))),
        forbidden(t, terms, notes),
        limits(t, terms, notes),
        honesty(t, found.standing),
        notes.folded(),
    ]
    return Screen(PARAGRAPH.join(parts), rows(t, found))


def budget_rate(t: Translator, found: LoanAnswer, schedule: Schedule) -> Iterator[Markup]:
    if schedule.rate_is_the_budgets:
        yield t("loan.budget_rate", rate=t.percent(found.terms.budget_rate.value))


def forbidden(t: Translator, terms: LoanTerms, notes: Footnotes) -> Markup:
    purposes = t.listing([t.name(purpose.name) for purpose in terms.forbidden])
    return t("loan.forbidden", purposes=purposes, source=notes.mark(*(each.source for each in terms.forbidden)))


def limits(t: Translator, terms: LoanTerms, notes: Footnotes) -> Markup:
    return t(
        "loan.limits",
        amount=t.money(terms.amount.value),
        months=t.months(int(terms.months.value)),
        share=str(terms.grace),
        source=notes.mark(terms.amount.source, terms.months.source, terms.grace_source),
    )


def rows(t: Translator, found: LoanAnswer) -> tuple[Row, ...]:
    told = found.told
    carried: dict[str, Any] = packed(told)
    assert told.wish
    other, label = OTHER_WAY[told.way]
    money, months, rate = t.money(told.wish.amount), t.months(told.wish.months), t.percent(told.wish.rate)
    return (
        (
            Button(f"✏️ {money}", AskLoan(**carried, part="amount")),
            Button(f"✏️ {months}", AskLoan(**carried, part="months")),
            Button(f"✏️ {rate}", AskLoan(**carried, part="rate")),
        ),
        *abreast(*grace(t, found), Button(t.plain(label), ShowLoan(**packed(replace(told, way=other))))),
        (
            Button(t.plain("button.schedule"), ShowRepayments(**carried)),
            Button(t.plain("button.picture"), PaintLoan(**carried)),
        ),
        *abreast(
            Button(t.plain("button.export_xlsx"), SendRepayments(**carried)),
            Button(t.plain("button.loan_terms"), ShowLoanTerms(**carried)),
        ),
        (Button(t.plain("button.reset"), ShowLoan()), *to_menu(t)),
    )


def grace(t: Translator, found: LoanAnswer) -> Iterator[Button]:
    """A term too short for a grace period has no such button."""
    told = found.told
    if found.terms.longest_grace(told.months or 0):
        label = t.plain("button.loan_grace_of", value=t.months(told.grace)) if told.grace else ""
        yield Button(label or t.plain("button.loan_grace"), AskLoan(**packed(told), part="grace"))
