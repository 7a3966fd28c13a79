"""A loan as a picture, and the same in words beside it, short enough to stand under it."""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from bot import drawing
from bot.actions.loan import PaintLoan, ShowLoan, packed
from bot.drawing import Theme
from bot.i18n import Translator
from bot.screen import Screen
from bot.views.captions import OTHER, shown, source
from bot.views.changed import source_of
from bot.views.honesty import force
from bot.views.loan import LINE, WAYS, sums
from core.loan import MONTHS, Instalment, Schedule
from core.services.loans import LoanAnswer

MOST_TICKS = 4
NO_LETTER = "⚠️ "
"""A sign that pictures cannot write."""
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def loan(t: Translator, found: LoanAnswer, of: Schedule, theme: Theme) -> Screen:
    drawn, carried = picture(t, found, of, theme), packed(found.told)
    parts = [
        LINE.join((t("loan.title"), Markup("{}").format(f"{drawn.title} · {drawn.subtitle}"))),
        LINE.join(sums(t, of)),
        LINE.join(years_in_words(t, drawn)),
        t("loan.ours_in_short"),
        source(t, found.terms.amount.source),
        force(t, found.standing),
    ]
    return shown(t, drawn, parts, PaintLoan(**carried, theme=OTHER[theme][0]), ShowLoan(**carried))


def years_in_words(t: Translator, drawn: drawing.Repayment) -> Iterator[Markup]:
    if drawn.years:
        yield t("loan.by_year")
    for name, *sums_ in drawn.years:
        yield Markup("{}: {}").format(name, " · ".join(sums_))
    if drawn.grace:
        yield Markup("{}").format(drawn.grace)


def picture(t: Translator, found: LoanAnswer, of: Schedule, theme: Theme) -> drawing.Repayment:
    wish = of.wish
    conditions = (t.months(wish.months), t.plain("loan.a_year", rate=t.percent(wish.rate)), t.plain(WAYS[wish.way]))
    return drawing.Repayment(
        scale=t.plain("picture.loan"),
        title=t.money(wish.amount),
        subtitle=" · ".join(conditions),
        footnote=source_of(t, found.terms.amount.source),
        theme=theme,
        sums=tuple(drawing.Told(caption, t.money(value)) for caption, value in told(t, of)),
        principal=drawing.Portion(t.plain("picture.principal"), t.money(wish.amount), float(wish.amount)),
        interest=drawing.Portion(t.plain("picture.interest"), t.money(of.overpayment), float(of.overpayment)),
        by_month=t.plain("picture.by_month"),
        dues=tuple(drawing.Due(float(each.principal), float(each.interest)) for each in of.instalments),
        ticks=tuple(ticks(t, max(each.payment for each in of.instalments))),
        grace=t.plain("picture.grace", value=t.months(wish.grace)) if wish.grace else "",
        grace_months=wish.grace,
        heads=(t.plain("picture.year"), t.plain("picture.paid"), t.plain("picture.interest"), t.plain("picture.left")),
        years=tuple(year(t, number, months) for number, months in enumerate(by_year(of), 1)),
        force=str(force(t, found.standing).striptags()).removeprefix(NO_LETTER),
    )


def told(t: Translator, of: Schedule) -> Iterator[tuple[str, Decimal]]:
    yield t.plain("picture.first_payment"), of.first
    if of.wish.grace:
        yield t.plain("picture.after_grace"), of.first_after_grace
    yield t.plain("picture.paid_back"), of.total
    yield t.plain("picture.overpayment"), of.overpayment


def by_year(of: Schedule) -> Iterator[tuple[Instalment, ...]]:
    if len(of.instalments) > MONTHS:
        for first in range(0, len(of.instalments), MONTHS):
            yield of.instalments[first : first + MONTHS]


def year(t: Translator, number: int, months: tuple[Instalment, ...]) -> tuple[str, ...]:
    paid = sum((each.payment for each in months), Decimal(0))
    interest = sum((each.interest for each in months), Decimal(0))
    whole = (t.number(each, 0) for each in (paid, interest, months[-1].left))
    return (t.plain("picture.nth_year", n=str(number)), *whole)


def ticks(t: Translator, most: Decimal) -> Iterator[drawing.Amount]:
    """Round sums from nothing to the first one that is not exceeded."""
    size = Decimal(10) ** (most / MOST_TICKS).adjusted()
    step = next(size * each for each in STEPS if size * each * MOST_TICKS >= most)
    number = 0
    while True:
        level = step * number
        yield drawing.Amount(t.number(level), float(level))
        if level >= most:
            return
        number += 1
