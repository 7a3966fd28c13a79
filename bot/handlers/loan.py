"""The loan calculator: values pressed and typed, one at a time or all at once. A value that will not do is asked for
again with the reason, and what stood there before stays.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from bot.actions.loan import (
    RATE_DIGITS,
    UNKNOWN,
    AskLoan,
    OfLoan,
    PaintLoan,
    SendRepayments,
    ShowLoan,
    ShowLoanTerms,
    ShowRepayments,
    TellLoan,
    packed,
)
from bot.exports.workbook import workbook
from bot.handlers import words
from bot.handlers.common import NOT_KNOWN, asked
from bot.handlers.monotown import names_nothing
from bot.i18n import Translator, key
from bot.screen import Document, Screen
from bot.turn import Turn
from bot.views import loan as view
from bot.views import loan_captions as captions
from bot.views import repayments
from bot.views.tables import loan as tables
from core.loan import LoanTerms, Refusal, Told, Way, Why, objections
from core.loan_words import PARTS, Part, Said, said
from core.services.loans import LoanAnswer

WAITING = "loan"
PATIENCE_WITH_WORDS = 60
"""Letters of what was typed that are worth repeating."""
CALCULATOR = re.compile(
    r"\b((микро)?(кредит|несие)\w* калькулятор\w*|калькулятор\w*( (микро)?кредит\w*)?"
    r"|(по|рас)считай?(те|ть)? (микро)?кредит\w*|(микро)?(кредит|несие)(ті|ні)? есепте\w*"
    r"|(micro)?(credit|loan) calculator|calculator|(calculate|work out) an? (micro)?(credit|loan))\b",
    re.IGNORECASE,
)
A_LOAN = re.compile(r"\b((микро)?(кредит|несие|за[её]?м|қарыз)\w*|(micro)?(credit|loan))\b", re.IGNORECASE)
WITH_UNIT = re.compile(r"[^\W\d_]|[%₸]")
WHY: dict[Why, str] = {
    "amount_not_positive": key("loan.amount_not_positive"),
    "amount_over_limit": key("loan.amount_over_limit"),
    "amount_under_tiyn": key("loan.amount_under_tiyn"),
    "months_not_positive": key("loan.months_not_positive"),
    "months_over_limit": key("loan.months_over_limit"),
    "rate_negative": key("loan.rate_negative"),
    "rate_over_hundred": key("loan.rate_over_hundred"),
    "grace_negative": key("loan.grace_negative"),
    "grace_over_part": key("loan.grace_over_part"),
}
LIMITS: dict[Part, Callable[[Translator, Decimal], str]] = {
    "amount": lambda t, limit: t.money(limit),
    "months": lambda t, limit: t.months(int(limit)),
    "rate": lambda t, limit: t.percent(limit),
    "grace": lambda t, limit: t.months(int(limit)),
}


async def show(turn: Turn, action: ShowLoan) -> Screen:
    return await settled(turn, action.told)


async def ask(turn: Turn, action: AskLoan) -> Screen:
    return await settled(turn, action.told, asked_for=action.part, dialled=action.keys)


async def settled(
    turn: Turn, told: Told, remarks: Sequence[Markup] = (), asked_for: Part | None = None, dialled: str = ""
) -> Screen:
    """What is asked for, else the first thing without an answer; when there is none, the result. From here on typed
    words speak of this loan.
    """
    loans = turn.house.loans
    told, dropped, more = mended(turn.t, told, loans.terms())
    missing = next((part for part in PARTS if getattr(told, part) is None), None)
    part = dropped or asked_for or missing
    if turn.chat is not None:
        data = {**packed(told), "asked": part or ""}
        await turn.house.people.begin_dialogue(turn.chat.id, turn.sender.id, WAITING, data, turn.cause)
    found = loans.of(told)
    if part is None and found.schedule:
        return view.result(turn.t, found, found.schedule, (*remarks, *more))
    return view.question(turn.t, found, part or "amount", (*remarks, *more), dialled)


def mended(t: Translator, told: Told, terms: LoanTerms) -> tuple[Told, Part | None, list[Markup]]:
    """An old button may hold what is above a limit of today, and a shorter term has a shorter grace period."""
    dropped: Part | None = None
    remarks: list[Markup] = []
    for refusal in objections(told, terms):
        part = part_of(refusal)
        if part == "grace":
            longest = terms.longest_grace(told.months or int(terms.months.value))
            told = replace(told, grace=min(told.grace, longest))
            remarks.append(t("loan.grace_shortened", limit=t.months(longest)))
        else:
            told = without(told, part)
            dropped = dropped or part
            remarks.append(worded(t, refusal))
    return told, dropped, remarks


def without(told: Told, part: Part) -> Told:
    match part:
        case "amount":
            return replace(told, amount=None)
        case "months":
            return replace(told, months=None)
    return replace(told, rate=None)


def part_of(refusal: Refusal) -> Part:
    return next(part for part in PARTS if refusal.why.startswith(part))


def worded(t: Translator, refusal: Refusal) -> Markup:
    if refusal.limit is None:
        return t(WHY[refusal.why])
    return t(WHY[refusal.why], limit=LIMITS[part_of(refusal)](t, refusal.limit))


async def typed(turn: Turn, action: TellLoan) -> Screen:
    told, part = action.told, action.asked or None
    if NOT_KNOWN.fullmatch(action.text.strip()):
        if part == "rate":
            return await settled(turn, told, (), part, UNKNOWN)
        return await settled(turn, told, (turn.t("loan.try_any"),), part)
    if told.wish and part is None and not WITH_UNIT.search(action.text):
        return await settled(turn, told, (turn.t("loan.which"),))
    found = said(action.text, part)
    if not action.text.strip():  # the calculator was only called
        return await settled(turn, told)
    if found.nothing:
        return await settled(turn, told, (turn.t("loan.not_read"),), part)
    told, refused, remarks = taken(turn.t, told, found, turn.house.loans.terms())
    if found.strange:
        strange = " ".join(found.strange)[:PATIENCE_WITH_WORDS]
        remarks.append(turn.t("loan.strange", words=strange))
    return await settled(turn, told, remarks, refused)


def taken(t: Translator, told: Told, found: Said, terms: LoanTerms) -> tuple[Told, Part | None, list[Markup]]:
    """Each value that will do; of those that will not, the first is asked for again."""
    told = replace(told, way=found.way or told.way)
    refused: Part | None = None
    remarks: list[Markup] = []
    for part in PARTS:
        if part not in found.values:
            continue
        if problem := trouble(t, told, part, found.values[part], terms):
            remarks.append(problem)
            refused = refused or part
        else:
            told = having(told, part, found.values[part])
    return told, refused, remarks


def trouble(t: Translator, told: Told, part: Part, value: Decimal, terms: LoanTerms) -> Markup | None:
    if part in ("months", "grace") and value != int(value):
        return t("loan.not_whole")
    if part == "rate" and round(value, RATE_DIGITS) != value:
        return t("loan.rate_too_fine", digits=t.number(RATE_DIGITS))
    wrong = (each for each in objections(having(told, part, value), terms) if part_of(each) == part)
    return next((worded(t, refusal) for refusal in wrong), None)


def having(told: Told, part: Part, value: Decimal) -> Told:
    match part:
        case "amount":
            return replace(told, amount=value)
        case "months":
            return replace(told, months=int(value))
        case "rate":
            return replace(told, rate=value)
    return replace(told, grace=int(value))


async def meant(turn: Turn, text: str) -> TellLoan | None:
    """While a question is open, what speaks of nothing else is its answer. Beside a result only what is clearly about
    a loan changes it.
    """
    dialogue = await asked(turn, WAITING)
    if dialogue is None:
        return TellLoan(text=CALCULATOR.sub(" ", text)) if CALCULATOR.search(text) or whole_loan(text) else None
    data = dialogue.data
    part = next((part for part in PARTS if part == data["asked"]), None)
    amount, months, rate, grace = (str(data[name]) for name in PARTS)
    action = TellLoan(amount, months, rate, grace, way_of(data["way"]), part or "", text)
    found = said(text, part)
    if part is None:
        return action if not (found.nothing or found.strange) else None
    about_it = not found.nothing or NOT_KNOWN.fullmatch(text.strip()) or any(letter.isdigit() for letter in text)
    return action if about_it or (words.meant(turn, text) is None and names_nothing(turn, text)) else None


def whole_loan(text: str) -> bool:
    """A sum with a term or a rate, and nothing else: it is to be reckoned. Who speaks of more tells of a trouble."""
    found = said(text, None)
    return bool(A_LOAN.search(text)) and len(found.values) > 1 and not found.strange


def way_of(name: object) -> Way:
    return "equal_parts" if name == "equal_parts" else "annuity"


async def schedule(turn: Turn, action: ShowRepayments) -> Screen:
    found = reckoned(turn, action)
    if found is None or found.schedule is None:
        return await settled(turn, action.told)
    return repayments.schedule(turn.t, found, found.schedule, action.page)


async def picture(turn: Turn, action: PaintLoan) -> Screen:
    found = reckoned(turn, action)
    if found is None or found.schedule is None:
        return await settled(turn, action.told)
    return captions.loan(turn.t, found, found.schedule, action.theme)


async def send(turn: Turn, action: SendRepayments) -> Screen:
    """What the file says depends on the loan, the data, the language, and whether the Programme is in force."""
    house, t, found = turn.house, turn.t, reckoned(turn, action)
    if found is None or found.schedule is None:
        return await settled(turn, action.told)
    standing, of = found.standing, found.schedule
    place = (action, t.language, house.loans.version, standing.edition.id, standing.in_force)
    content = await house.shelf.get(place, lambda: workbook(tables.book(t, found, of, house.bot_name)))
    return repayments.sent(t, found, Document(f"monoqala-loan-{t.language}.xlsx", content))


async def terms(turn: Turn, action: ShowLoanTerms) -> Screen:
    told, _, _ = mended(turn.t, action.told, turn.house.loans.terms())
    return repayments.terms(turn.t, turn.house.loans.of(told))


def reckoned(turn: Turn, action: OfLoan) -> LoanAnswer | None:
    """None where something is missing, or no longer allowed: it is asked for first."""
    loans = turn.house.loans
    return None if objections(action.told, loans.terms()) else loans.of(action.told)
