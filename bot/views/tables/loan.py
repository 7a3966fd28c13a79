"""A repayment schedule as a workbook: each month to the tiyn; and what it rests on, with the sources."""

from collections.abc import Iterator

from bot.exports.tables import Book, Cell, Row, Table
from bot.i18n import Translator, key
from bot.views.honesty import citation, honesty, section
from bot.views.loan import WAYS
from bot.views.tables.parts import columns, link, said
from core.loan import Schedule
from core.services.loans import LoanAnswer
from core.sources import Source

SCHEDULE = (
    (key("table.loan_month"), 8),
    (key("table.loan_payment"), 18),
    (key("table.loan_principal"), 18),
    (key("table.loan_interest"), 18),
    (key("table.loan_left"), 20),
)
ABOUT = (
    (key("table.about_what"), 34),
    (key("table.about_says"), 70),
    (key("table.loan_source"), 60),
    (key("table.link"), 40),
)


def book(t: Translator, found: LoanAnswer, of: Schedule, bot_name: str) -> Book:
    rows: list[Row] = [(each.number, each.payment, each.principal, each.interest, each.left) for each in of.instalments]
    months = Table(t.plain("table.loan_schedule"), columns(t, SCHEDULE), tuple(rows))
    about = Table(t.plain("table.loan_about"), columns(t, ABOUT), tuple(lines(t, found, of, bot_name)))
    return Book(t.plain("table.loan_title", amount=t.money(of.wish.amount)), (months, about))


def lines(t: Translator, found: LoanAnswer, of: Schedule, bot_name: str) -> Iterator[Row]:
    wish = of.wish
    yield plain(t.plain("table.force"), said(honesty(t, found.standing)))
    for each in section(t, found.standing):
        yield plain(t.plain("table.force"), said(each))
    yield plain(t.plain("table.loan_whose"), f"{said(t('loan.ours'))} {said(t('loan.lender'))}")
    yield plain(t.plain("table.loan_amount"), wish.amount)
    yield plain(t.plain("table.loan_months"), wish.months)
    yield plain(t.plain("table.loan_rate"), wish.rate)
    yield plain(t.plain("table.loan_grace"), wish.grace)
    yield plain(t.plain("table.loan_way"), t.plain(WAYS[wish.way]))
    yield plain(t.plain("table.loan_first"), of.first)
    yield plain(t.plain("table.loan_last"), of.instalments[-1].payment)
    yield plain(t.plain("table.loan_total"), of.total)
    yield plain(t.plain("table.loan_over"), of.overpayment)
    yield from rules(t, found, bot_name)


def plain(what: str, says: Cell) -> Row:
    return what, says, None, None


def rules(t: Translator, found: LoanAnswer, bot_name: str) -> Iterator[Row]:
    """The limits, the purposes, and how we read what the text leaves open."""
    terms = found.terms

    def stated(what: str, says: Cell, source: Source) -> Row:
        return what, says, citation(t, source), link(source.document, bot_name)

    yield stated(t.plain("table.loan_most"), terms.amount.value, terms.amount.source)
    yield stated(t.plain("table.loan_longest"), int(terms.months.value), terms.months.source)
    share = t.plain("table.loan_part", share=str(terms.grace))
    yield stated(t.plain("table.loan_longest_grace"), share, terms.grace_source)
    for each in terms.allowed:
        yield stated(t.plain("table.loan_allowed"), t.name(each.name), each.source)
    for each in terms.forbidden:
        yield stated(t.plain("table.loan_forbidden"), t.name(each.name), each.source)
    for reading in terms.readings:
        says = f"{t.name(reading.open)} {t.name(reading.ours)} {t.name(reading.why)}"
        yield stated(t.plain("table.loan_reading"), says, reading.source)
