"""A loan as people type it, in three languages: 1 500 000 24 10%; 1,5 млн 2 жыл 12 %; ставка 9, срок полгода."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, get_args

from core.loan import MONTHS, Way

Part = Literal["amount", "months", "rate", "grace"]
PARTS: Sequence[Part] = get_args(Part)
"""In the order in which bare numbers are taken."""
Unit = Literal["", "amount", "rate", "month", "year"]
LONGEST = 200
"""Letters; whoever writes more tells a story."""
LONGEST_NUMBER = 18
"""Digits; a longer one is no sum of money."""

SPELT = {
    r"бір жарым|полтор[аы]|one and a half": "1.5",
    r"жарты жыл\w*|полгода|half a year": "6 ай",
    r"бір|один|одного|one": "1",
    r"екі|два|две|двух|two": "2",
    r"үш|три|тр[её]х|three": "3",
    r"төрт|четыре|четыр[её]х|four": "4",
    r"бес|пять|пяти|five": "5",
}
THOUSAND, MILLION = r"мың\w*|тыс\w*\.?|thousand|[kк]", r"млн\.?|миллион\w*|mln|million"
UNITS: Mapping[Unit, str] = {
    "amount": r"₸|тг\.?|теңге\w*|тенге|tenge|kzt",
    "rate": r"%|пайыз\w*|процент\w*|проц\.?|per ?cent|percent|годовых",
    "month": r"ай(?:ға|дан|лық|ы)?|мес\.?|месяц\w*|months?|mos?\.?",
    "year": r"жыл(?:ға|дан|дық)?|год(?:а|ов)?|лет|years?|yrs?",
}
NAMES: Mapping[Part, str] = {
    "amount": r"сома\w*|сумм\w*|amount|sum",
    "months": r"мерзім\w*|срок\w*|term",
    "rate": r"(?:сыйақы )?мөлшерлеме\w*|ставк\w*(?: вознаграждения)?|(?:interest )?rate|сыйақы\w*|interest",
    "grace": r"жеңілдік\w*(?: кезең\w*)?|льгот\w*(?: период\w*)?|отсрочк\w*|grace(?: period)?",
}
WAYS: Mapping[Way, str] = {
    "equal_parts": r"(?:тең|бірдей) (?:үлес|бөлік)\w*|равны\w+ (?:част|дол)\w+|дифференцир\w*|equal parts?",
    "annuity": r"аннуитет\w*|(?:тең|бірдей) төлем\w*|равны\w+ плат[её]ж\w*|annuity|equal payments?",
}
IDLE = (
    r"на|под|за|в|с|и|по|до|от|мне|хочу|нужн\w*|взять|дайте|есть|год\w*|месяц|(?:микро)?кредит\w*|займ\w*|несие\w*"
    r"|маған|керек|алғым|келеді|алсам|болса|бойынша|мен|және|дейін|жылына|жылдық|айына|қарыз\w*"
    r"|i|want|need|would|like|to|take|for|at|over|with|and|of|an?|the|per|annum|year|month|is|micro(?:credit|loan)|loan"
)
GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})+")
GROUPED_WITH_REST = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})+(?!\1)[.,][0-9]{1,2}")
ONE_MARK = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def any_of(patterns: Mapping[Any, str], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{name}>{pattern})" for name, pattern in patterns.items())


SPELT_OUT = re.compile("|".join(f"(?P<w{at}>\\b(?:{words})\\b)" for at, words in enumerate(SPELT)))
TOKEN = re.compile(
    r"(?P<digits>(?:(?<!\S)[-–−] ?)?(?:[0-9]{1,3}(?:[ '’][0-9]{3})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)*)"
    rf"(?: ?(?:(?P<thousand>{THOUSAND})|(?P<million>{MILLION}))(?!\w))?(?: ?(?:{any_of(UNITS, 'in_')})(?!\w))?"
    rf"|(?P<alone>(?:{MILLION})(?!\w))(?: ?(?:{UNITS['amount']})(?!\w))?"
    rf"|(?:(?:{any_of(NAMES, 'of_')})|(?:{any_of(WAYS, 'by_')})|(?P<idle>{IDLE}))(?!\w)"
    r"|(?P<strange>[^\s,;:.!?=()]+)"
)


@dataclass
class Number:
    written: str
    digits: str
    times: int
    unit: Unit
    part: Part | None = None

    def value(self, part: Part) -> Decimal | None:
        """What it is worth as this; None when it cannot be read as one number."""
        bare = re.sub(r"[ '’]", "", self.digits)
        sign, bare = (-1, bare[1:]) if bare[0] in "-–−" else (1, bare)
        whole_tenge = part == "amount" and self.times == 1
        if whole_tenge and GROUPED.fullmatch(bare):  # nobody counts thousandths of a tenge
            bare = re.sub("[.,]", "", bare)
        elif whole_tenge and GROUPED_WITH_REST.fullmatch(bare):
            bare = re.sub("[.,]", "", bare[:-3]) + bare[-3:]
        elif not ONE_MARK.fullmatch(bare):
            return None
        if len(bare) > LONGEST_NUMBER:
            return None
        return sign * Decimal(bare.replace(",", ".")) * self.times * (MONTHS if self.unit == "year" else 1)

    def may_be(self, part: Part) -> bool:
        if self.unit == "" and self.times == 1:
            return True
        return part in {"amount": ("amount",), "rate": ("rate",), "": ("amount",)}.get(self.unit, ("months", "grace"))


@dataclass
class Said:
    """`strange` is what we could make nothing of, letter by letter."""

    values: dict[Part, Decimal] = field(default_factory=dict)
    way: Way | None = None
    strange: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not self.values and self.way is None


def said(text: str, asked: Part | None = None) -> Said:
    """A bare number answers what is asked; others follow in the order of PARTS."""
    found = Said()
    tokens = tuple(TOKEN.finditer(plain(text)))
    pieces: list[Number | Part] = []
    for token in tokens:
        kind = token.lastgroup or ""
        if token["digits"] or token["alone"]:
            add(pieces, number_of(token))
        elif token["strange"]:
            found.strange.append(token["strange"])
        elif (name := next((part for part in PARTS if token[f"of_{part}"]), None)) is not None:
            pieces.append(name)
        elif (way := next((way for way in get_args(Way) if kind == f"by_{way}"), None)) is not None:
            found.way = way
    for number in named(pieces):
        place(number, found, asked)
    return found


def plain(text: str) -> str:
    """Small letters, plain spaces, small numbers as figures."""
    spaced = re.sub(r"\s+", " ", text[:LONGEST].lower()).strip()
    figures = tuple(SPELT.values())
    return SPELT_OUT.sub(lambda match: figures[int((match.lastgroup or "w0")[1:])], spaced)


def number_of(token: re.Match[str]) -> Number:
    unit: Unit = next((unit for unit in UNITS if token[f"in_{unit}"]), "")
    if token["alone"]:
        return Number(token[0], "1", 1_000_000, "amount")
    times = 1_000_000 if token["million"] else 1_000 if token["thousand"] else 1
    return Number(token[0], token["digits"], times, unit)


def add(pieces: list[Number | Part], number: Number) -> None:
    """A million and five hundred thousand are one number."""
    before = pieces[-1] if pieces else None
    if isinstance(before, Number) and (before.times, number.times) == (1_000_000, 1_000):
        both = [each.value("amount") for each in (before, number)]
        if both[0] is not None and both[1] is not None:
            pieces[-1] = Number(f"{before.written} {number.written}", f"{both[0] + both[1]:f}", 1, "amount")
            return
    pieces.append(number)


def named(pieces: Sequence[Number | Part]) -> Iterator[Number]:
    """A name belongs to the number after it, else to the one before: grace 6 months, 6 ай жеңілдік."""
    for at, piece in enumerate(pieces):
        if not isinstance(piece, str):
            continue
        for neighbour in (*pieces[at + 1 : at + 2], *pieces[max(at - 1, 0) : at]):
            if isinstance(neighbour, Number) and neighbour.part is None and neighbour.may_be(piece):
                neighbour.part = piece
                break
    numbers = [piece for piece in pieces if isinstance(piece, Number)]
    yield from sorted(numbers, key=lambda number: (number.part is None, number.unit == "" and number.times == 1))


def place(number: Number, found: Said, asked: Part | None) -> None:
    part = number.part or next((part for part in turns(asked) if fits(number, part, found, asked)), None)
    value = number.value(part) if part and part not in found.values else None
    if part is None or value is None:
        found.strange.append(number.written)
    else:
        found.values[part] = value


def turns(asked: Part | None) -> Sequence[Part]:
    first = PARTS.index(asked) if asked else 0
    return (*PARTS[first:], *PARTS[:first])


def fits(number: Number, part: Part, found: Said, asked: Part | None) -> bool:
    """A second length of time is a mistake rather than a grace period, unless that is asked for or named."""
    if part == "grace" and number.unit and asked != "grace":
        return False
    return part not in found.values and number.may_be(part)
