"""Dates, durations and lists as they are written in Kazakhstan. Babel's own patterns are right for none of
the three languages here: kk dates are telegraphic and have no case endings, kk durations are broken, en
dates are American.

Durations have the plural forms of their language in gettext's order. Kazakh nouns do not change after a number.
"""

from typing import Literal

from core.localised import Language

DateForm = Literal["plain", "weekday", "month", "on", "until", "by", "starting"]
Unit = Literal["day", "working_day", "calendar_day", "month", "year"]

PLURALS: dict[Language, tuple[str, ...]] = {
    "kk": ("one", "other"),
    "ru": ("one", "few", "many"),
    "en": ("one", "other"),
}

DATES: dict[Language, dict[DateForm, str]] = {
    "kk": {
        "plain": "{year} жылғы {day} {month}",
        "weekday": "{year} жылғы {day} {month}, {weekday}",
        "month": "{year} жылғы {month}",
        "on": "{year} жылғы {day} {month:locative}",
        "until": "{year} жылғы {day} {month:dative} дейін",
        "by": "{year} жылғы {day} {month:dative} дейін",
        "starting": "{year} жылғы {day} {month:ablative} бастап",
    },
    "ru": {
        "plain": "{day} {month} {year}\u00a0г.",
        "weekday": "{weekday}, {day} {month} {year}\u00a0г.",
        "month": "{alone} {year}\u00a0г.",
        "on": "{day} {month} {year}\u00a0г.",
        "until": "до {day} {month} {year}\u00a0г.",
        "by": "до {day} {month} {year}\u00a0г.",
        "starting": "{with_} {day} {month} {year}\u00a0г.",
    },
    "en": {
        "plain": "{day} {month} {year}",
        "weekday": "{weekday}, {day} {month} {year}",
        "month": "{month} {year}",
        "on": "on {day} {month} {year}",
        "until": "until {day} {month} {year}",
        "by": "by {day} {month} {year}",
        "starting": "from {day} {month} {year}",
    },
}

UNITS: dict[Language, dict[Unit, tuple[str, ...]]] = {
    "kk": {
        "day": ("{n} күн",) * 2,
        "working_day": ("{n} жұмыс күні",) * 2,
        "calendar_day": ("күнтізбелік {n} күн",) * 2,
        "month": ("{n} ай",) * 2,
        "year": ("{n} жыл",) * 2,
    },
    "ru": {
        "day": ("{n} день", "{n} дня", "{n} дней"),
        "working_day": ("{n} рабочий день", "{n} рабочих дня", "{n} рабочих дней"),
        "calendar_day": ("{n} календарный день", "{n} календарных дня", "{n} календарных дней"),
        "month": ("{n} месяц", "{n} месяца", "{n} месяцев"),
        "year": ("{n} год", "{n} года", "{n} лет"),
    },
    "en": {
        "day": ("{n} day", "{n} days"),
        "working_day": ("{n} working day", "{n} working days"),
        "calendar_day": ("{n} calendar day", "{n} calendar days"),
        "month": ("{n} month", "{n} months"),
        "year": ("{n} year", "{n} years"),
    },
}


def _around(before: str, forms: dict[Unit, tuple[str, ...]], after: str = "") -> dict[Unit, tuple[str, ...]]:
    return {unit: tuple(before + form + after for form in spelt) for unit, spelt in forms.items()}


WITHIN: dict[Language, dict[Unit, tuple[str, ...]]] = {
    "kk": _around("", UNITS["kk"], " ішінде"),
    "ru": _around(
        "в течение ",
        {
            "day": ("{n} дня", "{n} дней", "{n} дней"),
            "working_day": ("{n} рабочего дня", "{n} рабочих дней", "{n} рабочих дней"),
            "calendar_day": ("{n} календарного дня", "{n} календарных дней", "{n} календарных дней"),
            "month": ("{n} месяца", "{n} месяцев", "{n} месяцев"),
            "year": ("{n} года", "{n} лет", "{n} лет"),
        },
    ),
    "en": _around("within ", UNITS["en"]),
}

JOINTS: dict[Language, dict[Literal["and", "or"], str]] = {
    "kk": {"and": "және", "or": "немесе"},
    "ru": {"and": "и", "or": "или"},
    "en": {"and": "and", "or": "or"},
}
