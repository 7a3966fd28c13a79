"""The repayment schedule in pages, the terms it rests on, the file to take away."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.actions.loan import SendRepayments, ShowLoan, ShowRepayments, packed
from bot.i18n import Translator, key
from bot.screen import Button, Document, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.evidence import Footnotes
from bot.views.honesty import honesty, section
from bot.views.loan import LINE, forbidden, limits
from core.loan import Instalment, Schedule
from core.services.loans import LoanAnswer

A_PAGE = 12
"""A year of months: fits on a phone without scrolling."""
HEADS = (
    key("loan.head_month"),
    key("loan.head_payment"),
    key("loan.head_principal"),
    key("loan.head_interest"),
    key("loan.head_left"),
)
WITH_TIYN = 1000
"""Below it a tenge is too much to round away."""


def pages(schedule: Schedule) -> int:
    return -(-len(schedule.instalments) // A_PAGE)


def brief(t: Translator, found: LoanAnswer) -> str:
    wish = found.told.wish
    assert wish
    return " · ".join((t.money(wish.amount), t.months(wish.months), t.plain("loan.a_year", rate=t.percent(wish.rate))))


def schedule(t: Translator, found: LoanAnswer, of: Schedule, page: int) -> Screen:
    page = min(max(page, 1), pages(of))
    shown = of.instalments[(page - 1) * A_PAGE : page * A_PAGE]
    parts = [
        LINE.join((t("loan.schedule"), Markup("{}").format(brief(t, found)))),
        Markup("<pre>{}</pre>").format("\n".join(table(t, of, shown))),
        LINE.join(filter(None, (t("loan.columns"), rounded(t, of), t("loan.ours")))),
        honesty(t, found.standing),
    ]
    carried = packed(found.told)
    file = Button(t.plain("button.export_xlsx"), SendRepayments(**carried))
    back = Button(t.plain("button.loan_back"), ShowLoan(**carried))
    return Screen(PARAGRAPH.join(parts), (*turning(found, of, page), (file,), (back, *to_menu(t))))


def rounded(t: Translator, of: Schedule) -> Markup:
    return Markup("") if of.wish.amount < WITH_TIYN else t("loan.rounded")


def table(t: Translator, of: Schedule, shown: Sequence[Instalment]) -> Iterator[str]:
    """Narrow enough for a small phone: so sums are in whole tenge, and the file has the tiyn."""
    digits = 2 if of.wish.amount < WITH_TIYN else 0
    heads = tuple(t.plain(head) for head in HEADS)
    rows = [heads, *(cells(t, line, digits) for line in shown)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    for row in rows:
        yield " ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))


def cells(t: Translator, line: Instalment, digits: int) -> tuple[str, ...]:
    sums = (line.payment, line.principal, line.interest, line.left)
    return (str(line.number), *(t.number(each, digits) for each in sums))


def turning(found: LoanAnswer, of: Schedule, page: int) -> Iterator[Row]:
    """The months of the page before and of the one after."""

    def to(number: int, label: str) -> Button:
        first, last = (number - 1) * A_PAGE + 1, min(number * A_PAGE, len(of.instalments))
        months = f"{first}–{last}" if last > first else str(first)
        return Button(label.format(months), ShowRepayments(**packed(found.told), page=number))

    row = [to(page - 1, "‹ {}")] if page > 1 else []
    row += [to(page + 1, "{} ›")] if page < pages(of) else []
    if row:
        yield tuple(row)


def terms(t: Translator, found: LoanAnswer) -> Screen:
    """What the loan might be spent on, how large and long it might be, and how we read what the text leaves open."""
    notes, of = Footnotes(t), found.terms
    allowed = t.listing([t.name(purpose.name) for purpose in of.allowed])
    parts = [
        t("loan.terms"),
        honesty(t, found.standing),
        LINE.join(
            (
                limits(t, of, notes),
                t("loan.allowed", purposes=allowed, source=notes.mark(*(each.source for each in of.allowed))),
                forbidden(t, of, notes),
            )
        ),
        t("loan.readings"),
    ]
    for each in of.readings:
        ours, why = t.name(each.ours), t.name(each.why)
        parts.append(t("loan.reading", open=t.name(each.open), ours=ours, why=why, source=notes.mark(each.source)))
    parts += [*section(t, found.standing), notes.folded()]
    back = Button(t.plain("button.loan_back"), ShowLoan(**packed(found.told)))
    return Screen(PARAGRAPH.join(parts), ((back, *to_menu(t)),))


def sent(t: Translator, found: LoanAnswer, file: Document) -> Screen:
    """The caption says what the numbers are worth: a file goes further than its chat."""
    what = LINE.join((t("loan.file"), Markup("{}").format(brief(t, found)), t("loan.ours")))
    back = Button(t.plain("button.loan_back"), ShowLoan(**packed(found.told)))
    return Screen(PARAGRAPH.join((what, honesty(t, found.standing))), ((back, *to_menu(t)),), document=file)
