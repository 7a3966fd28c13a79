"""Numbers as people type them, in three languages and with any keyboard."""

import re
from decimal import Decimal

LONGEST_NUMBER = 24  # letters; a longer one is no figure of a town
SPACES = re.compile(r"[\s\u00a0\u2009\u202f']")
NUMBER = re.compile(
    r"(?P<sign>[-–−]?)(?P<digits>[0-9]+(?:[.,][0-9]+)*)(?P<times>мың|тыс\.?|тысяч\w?|thousand|k|млн\.?|миллион\w*|million|)"
    r"(?P<unit>%|пайыз\w*|процент\w*|percent|per\s?cent|₸|тг\.?|теңге|тенге|tenge|адам|чел\.?|человек|people|м²|m²|м2|m2|)",
    re.IGNORECASE,
)
GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})+")
ONE_MARK = re.compile(r"[0-9]+[.,][0-9]+")
UNSURE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
THOUSAND = ("мың", "тыс", "thousand", "k")
TENGE = ("₸", "тг", "теңге", "тенге", "tenge")


LARGEST_THOUSANDS = 10_000
"""Ten million tenge a month or a head: a larger bare number is in tenge, as sources print theirs."""


def number(text: str) -> Decimal | None:
    """None when it is not one number, or may be two: 10,000 is ten to some and ten thousand to others."""
    match = read(text)
    return counted(match) if match else None


def thousands_of_tenge(text: str) -> Decimal | None:
    """What the words say goes: 150 thousand, 150 000 tenge and, where thousands were asked for, 150 are the same."""
    match = read(text)
    value = counted(match) if match else None
    if match is None or value is None:
        return None
    in_tenge = match["times"] or match["unit"].startswith(TENGE) or abs(value) > LARGEST_THOUSANDS
    return value / 1_000 if in_tenge else value


def read(text: str) -> re.Match[str] | None:
    joined = SPACES.sub("", text[: 4 * LONGEST_NUMBER]).lower()
    return NUMBER.fullmatch(joined) if len(joined) <= LONGEST_NUMBER else None


def counted(match: re.Match[str]) -> Decimal | None:
    digits = match["digits"]
    if GROUPED.fullmatch(digits):
        digits = re.sub(r"[.,]", "", digits)
    elif UNSURE.fullmatch(digits) or not (digits.isdecimal() or ONE_MARK.fullmatch(digits)):
        return None
    value = Decimal(digits.replace(",", "."))
    if match["times"]:
        value *= 1_000 if match["times"].startswith(THOUSAND) else 1_000_000
    return -value if match["sign"] else value
