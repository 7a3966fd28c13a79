"""What is asked of the past: a town and a year, or a town as it was published on a day, in three languages.

Without a year the nearest past day of that name is meant: what is to come was not published.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.dates import Read, Unread, read_day
from core.dates_words import MONTHS
from core.spelling import latin, visible

BEFORE_A_DAY = re.compile(
    r"\b(?:(?:as )?(?:it |they )?(?:was |were |is |are )?(?:published|stood|known)(?: (?:as of|on|by|at|before))?"
    r"|as (?:of|at)"
    r"|(?:так,? )?как (?:это )?(?:было |был |была |были )?(?:опубликован\w*|известно)(?: (?:на|к|до))?"
    r"|(?:что )?(?:было )?опубликован\w*(?: (?:на|к|до))?|по состоянию на|на дату)(?!\w)",
    re.IGNORECASE,
)
AFTER_A_DAY = re.compile(
    r"(?<!\w)(?:(?:күні |күнге |күнгі )?(?:дейін(?:гі)? )?(?:жарияланған\w*|жарияланды)"
    r"(?: (?:бойынша|күйінде|түрінде))?"
    r"|(?:күнгі |күніндегі )?(?:жағдай|мәлімет)\w* бойынша)(?!\w)",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"(?<![\w.,:/-])(?:(?:за|в|на|for|in|of) )?(?P<year>(?:19|20)[0-9]{2})(?![\w:/-]|[.,][0-9])"
    r"(?:[ -]?(?:жыл\w*|год\w*|г\b\.?|year))?",
    re.IGNORECASE,
)
STRONG = re.compile(r"(?:as|как|по|на)\b.*|.*(?:на|к|до|on|of|by|at|before|дай|дей|бойынша|күйінде)", re.IGNORECASE)
"""Words that ask for a day even where none is found beside them; others may only tell of something published."""
CASES = re.compile(r"(?:дағы|дегі|тағы|тегі|ға|ге|қа|ке)$")
"""Kazakh endings of a month that core/dates.py does not know: of the day the town is asked of, and up to which."""
YESTERDAY = re.compile(r"вчера|позавчера|кеше|yesterday", re.IGNORECASE)
WORD = re.compile(r"[^\s,;]+|[,;]")
MOST_WORDS = 6
"""2026 жылғы 1 наурыз күні: no day takes more."""
MOST_BESIDE = 12
"""Words of a message in which a day or a year alone asks for the past; a longer one tells of something."""


@dataclass(frozen=True, slots=True)
class When:
    """Of figures up to a year alone; as they stood published when a day ended. Without either: now. `other_rules`: by
    another methodology.
    """

    year: int | None = None
    day: date | None = None
    other_rules: bool = False

    def __bool__(self) -> bool:
        return self.year is not None or self.day is not None


@dataclass(frozen=True, slots=True)
class Past:
    """`rest` is what else was typed: the town. `day` is one, or why there is none."""

    rest: str
    year: int | None = None
    day: Read | Unread | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words from one up to another, with what they say of a day."""

    first: int
    stop: int
    day: Read | Unread


def past(text: str, today: date) -> Past | None:
    """None: nothing of the past is asked."""
    typed = visible(text)
    marked = with_day(typed, today)
    if marked is None and len(WORD.findall(typed)) > MOST_BESIDE:
        return None
    marked = marked or with_bare_day(typed, today)
    rest, day = marked or (typed, None)
    years = list(YEAR.finditer(rest))
    if len(years) != 1:
        return Past(rest.strip(), day=day) if marked else None
    [year] = years
    rest = f"{rest[: year.start()]} {rest[year.end() :]}"
    return Past(rest.strip(" ,;"), int(year["year"]), day)


def with_day(typed: str, today: date) -> tuple[str, Read | Unread] | None:
    """The day stands beside the words that ask for it, in English and Russian behind them, in Kazakh before."""
    for asking, behind in ((BEFORE_A_DAY, True), (AFTER_A_DAY, False)):
        found = asking.search(typed)
        if found is None:
            continue
        before, after = WORD.findall(typed[: found.start()]), WORD.findall(typed[found.end() :])
        sides = (following(after, today), preceding(before, today))
        for at_end in (behind, not behind):
            stretch = sides[0] if at_end else sides[1]
            if stretch:
                words, other = (after, before) if at_end else (before, after)
                left = [*words[: stretch.first], *words[stretch.stop :]]
                return joined((*other, *left) if at_end else (*left, *other)), stretch.day
        if STRONG.fullmatch(found.group().strip()):
            return joined((*before, *after)), Unread("not_a_date")
    return None


def with_bare_day(typed: str, today: date) -> tuple[str, Read | Unread] | None:
    """A whole day says so itself; a bare number may be anything."""
    words = WORD.findall(typed)
    for stretch in stretches(words, range(len(words)), today):
        said = words[stretch.first : stretch.stop]
        if any(map(says_when, said)) or re.search(r"[0-9][./-][0-9]+[./-][0-9]", " ".join(said)):
            return joined((*words[: stretch.first], *words[stretch.stop :])), stretch.day
    return None


def says_when(word: str) -> bool:
    return is_month(word) or bool(YESTERDAY.fullmatch(word))


def following(words: list[str], today: date) -> Stretch | None:
    return next(stretches(words, (0,), today), None)


def preceding(words: list[str], today: date) -> Stretch | None:
    found = (each for each in stretches(words, range(len(words)), today) if each.stop == len(words))
    return next(found, None)


def stretches(words: list[str], starts: Iterable[int], today: date) -> Iterator[Stretch]:
    """The longest first. A year and a day side by side, “2020 1 March”, are two things."""
    spans = ((first, stop) for first in starts for stop in range(first + 1, min(first + MOST_WORDS, len(words)) + 1))
    for first, stop in sorted(spans, key=lambda span: span[0] - span[1]):
        said = words[first:stop]
        if not two_things(said):
            found = read_day(" ".join(map(bare, said)), today)
            if found != Unread("not_a_date"):
                yield Stretch(first, stop, settled(found))


def two_things(said: list[str]) -> bool:
    pair = len(said) > 2 and said[0].isdecimal() and len(said[0]) == 4 and said[1].isdecimal()
    return pair or "," in said or ";" in said


def settled(found: Read | Unread) -> Read | Unread:
    """Half a year ago is no reason to ask: a day to come cannot be meant."""
    if isinstance(found, Unread) and found.why == "which_year":
        return Read(found.candidates[0], "year")
    return found


def bare(word: str) -> str:
    """A month without the ending it has here."""
    stem = CASES.sub("", word.lower())
    return stem if is_month(stem) else word


def is_month(word: str) -> bool:
    return latin(CASES.sub("", word.lower())) in MONTHS


def joined(words: Iterable[str]) -> str:
    return " ".join(words).strip(" ,;")
