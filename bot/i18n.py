"""The bot's three tongues: texts by key, and numbers, money, dates and durations as each language writes them.

A text is trusted markup from locales/, every value put into it is escaped. A text that is not there is an
error, never another language and never the key. Babel supplies separators, months and plural rules; what it
gets wrong for Kazakhstan (kk durations and dates, "KZT", rounded per cents) is worded here and in wording.py.

Values are strings on purpose: a number has to pass through `number`, `money` or `percent` first.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol
from markupsafe import Markup

from bot.kazakh import Name
from bot.wording import DATES, JOINTS, PLURALS, UNITS, WITHIN, DateForm, Unit
from core.localised import LANGUAGES, Language, Localised

NATIVE_NAMES: Mapping[Language, str] = MappingProxyType({"kk": "Қазақша", "ru": "Русский", "en": "English"})

NO_BREAK = "\u00a0"  # inside numbers, before % and ₸
KAZAKHSTAN = dt.timezone(dt.timedelta(hours=5))  # one zone since 1 March 2024; an old time zone database says otherwise

_LOCALES: dict[Language, Locale] = {"kk": Locale("kk"), "ru": Locale("ru"), "en": Locale("en", "GB")}
_SEPARATORS = {
    language: {ord("."): get_decimal_symbol(locale), ord(","): get_group_symbol(locale).replace("\u202f", NO_BREAK)}
    for language, locale in _LOCALES.items()
}

Number = int | Decimal | float


class MissingText(KeyError):
    def __init__(self, language: Language, key: str) -> None:
        super().__init__(f"there is no {language} text for {key!r}")


def key(name: str) -> str:
    """Marks a key that reaches a Translator through a variable, so that `make messages` finds it."""
    return name


def language_of(code: str | None) -> Language | None:
    """What Telegram's language_code says about a newcomer. English is a guess too often (it is the default of
    many phones), so anything but Kazakh and Russian is None: ask, in all three.
    """
    match (code or "").replace("_", "-").lower().split("-")[0]:
        case "kk":
            return "kk"
        case "ru":
            return "ru"
        case _:
            return None


@dataclass(frozen=True, slots=True, eq=False)
class Translator:
    language: Language
    texts: Mapping[str, Markup]
    plurals: Mapping[str, tuple[Markup, ...]]

    def __call__(self, key: str, /, **values: str) -> Markup:
        text = self.texts.get(key)
        if text is None:
            raise MissingText(self.language, key)
        return text.format(**values)

    def plural(self, key: str, n: int, /, **values: str) -> Markup:
        """`{n}` in the text is the number as this language writes it."""
        forms = self.plurals.get(key)
        if forms is None:
            raise MissingText(self.language, key)
        return forms[self._form(n)].format(**{"n": self.number(n), **values})

    def plain(self, key: str, /, **values: str) -> str:
        """For places where Telegram reads no HTML: button labels, toasts, commands, the bot's name."""
        return self(key, **values).unescape()

    def name(self, localised: Localised) -> str:
        name = localised.into(self.language)
        return Name(name) if self.language == "kk" else name

    def number(self, value: Number, digits: int | None = None) -> str:
        """With `digits`, exactly so many after the point, halves rounded up; without, as many as there are."""
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        if not exact.is_finite():
            raise ValueError(f"not a number to show: {value!r}")
        if digits is None:
            plain = f"{exact:z,f}"
            plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        else:
            with localcontext(rounding=ROUND_HALF_UP):
                plain = f"{exact:z,.{digits}f}"
        return plain.translate(_SEPARATORS[self.language])

    def percent(self, value: Number, digits: int | None = None) -> str:
        """`value` is in per cent: 5.5 means five and a half."""
        return f"{self.number(value, digits)}{'' if self.language == 'en' else NO_BREAK}%"

    def money(self, value: int | Decimal) -> str:
        """Tenge; tiyn are shown when there are any."""
        return f"{self.number(value, None if value == int(value) else 2)}{NO_BREAK}₸"

    def date(self, day: dt.date) -> str:
        return self._date("plain", day)

    def date_with_weekday(self, day: dt.date) -> str:
        return self._date("weekday", day)

    def month(self, day: dt.date) -> str:
        return self._date("month", day)

    def weekdays(self) -> tuple[str, ...]:
        """Their short names, Monday first."""
        names = get_day_names("abbreviated", "stand-alone", _LOCALES[self.language])
        return tuple(names[number].removesuffix(".") for number in range(7))

    def on(self, day: dt.date) -> str:
        return self._date("on", day)

    def until(self, day: dt.date) -> str:
        """How long something lasts; a deadline is `by`."""
        return self._date("until", day)

    def by(self, day: dt.date) -> str:
        return self._date("by", day)

    def starting(self, day: dt.date) -> str:
        return self._date("starting", day)

    def moment(self, moment: dt.datetime) -> str:
        """As clocks in Kazakhstan show it."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone is not a moment")
        local = moment.astimezone(KAZAKHSTAN)
        return f"{self.date(local.date())}, {local:%H:%M}"

    def days(self, n: int) -> str:
        return self._duration("day", n)

    def working_days(self, n: int) -> str:
        return self._duration("working_day", n)

    def calendar_days(self, n: int) -> str:
        return self._duration("calendar_day", n)

    def months(self, n: int) -> str:
        return self._duration("month", n)

    def years(self, n: int) -> str:
        return self._duration("year", n)

    def within(self, n: int, unit: Unit) -> str:
        """The time allowed: Russian needs another case here than when it merely counts."""
        return WITHIN[self.language][unit][self._form(n)].format(n=self.number(n))

    def listing(self, items: Iterable[str], kind: Literal["and", "or"] = "and") -> Markup:
        *head, last = [Markup("{}").format(item) for item in items] or [Markup()]
        if not head:
            return last
        return Markup("{} {} {}").format(Markup(", ").join(head), JOINTS[self.language][kind], last)

    def _form(self, n: int) -> int:
        return PLURALS[self.language].index(_LOCALES[self.language].plural_form(n))

    def _duration(self, unit: Unit, n: int) -> str:
        return UNITS[self.language][unit][self._form(n)].format(n=self.number(n))

    def _date(self, form: DateForm, day: dt.date) -> str:
        if isinstance(day, dt.datetime):
            raise TypeError("a moment has a different date in different zones: show it with moment()")
        locale = _LOCALES[self.language]
        month = get_month_names("wide", "format", locale)[day.month]
        return DATES[self.language][form].format(
            year=day.year,
            month=Name(month),
            alone=get_month_names("wide", "stand-alone", locale)[day.month],
            day=day.day,
            weekday=get_day_names("wide", "format", locale)[day.weekday()],
            with_="со" if day.day == 2 else "с",  # «со второго»
        )


def load(directory: Path) -> Mapping[Language, Translator]:
    """Reads the catalogues as translators edit them, so that there is nothing to compile and forget."""
    return MappingProxyType({language: _read(language, directory) for language in LANGUAGES})


def _read(language: Language, directory: Path) -> Translator:
    with (directory / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    texts: dict[str, Markup] = {}
    plurals: dict[str, tuple[Markup, ...]] = {}
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string or "",)
        if not message.id or message.fuzzy or not all(strings):
            continue  # left out, so that asking for it is an error
        if isinstance(message.id, str):
            texts[message.id] = Markup(strings[0])  # noqa: S704 # the catalogues are ours, and are checked
        else:
            plurals[message.id[0]] = tuple(Markup(string) for string in strings)  # noqa: S704 # the same
    return Translator(language, texts, plurals)
