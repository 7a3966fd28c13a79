"""The code behind /why: what was answered, by which rules and calendar, and what the verdicts were. It carries all of
it, so that nothing is stored; whoever holds it can see the same again, and what is different now.

A code is a number written in Crockford's alphabet: first the number of its layout, then everything else, so folded
that a wrong letter or two letters swapped never pass.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from core.eligibility import UNSURE, Answers, Rulebook, judge, told
from core.verdicts import Verdict

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OILІОАВЕКМНҺРСТУХЗ", "0111" + "0ABEKMHHPCTYX3")
"""As Crockford has it; and those of the Cyrillic keyboard, on which the code may be typed."""
BETWEEN = " \t\n\u00a0-–—‑_.·"
"""People and keyboards put all of these between the groups."""
GROUP = 5
PRIME = 509
"""More than 32, so that no single wrong letter and no swap of neighbours leaves the remainder as it was."""
SLOTS = 256
"""Digests of rules and calendar are cut to this many values: one change in 256 shows in the verdicts only."""
SKIPPED = ALPHABET[-1]
VERDICTS: tuple[Verdict, ...] = (None, True, False)

Damage = Literal["empty", "letter", "unknown", "short", "long", "mistyped"]


class Damaged(ValueError):
    """The code cannot be read. `at` is the letter it cannot have, or how many letters are missing or too many."""

    def __init__(self, damage: Damage, at: str = "") -> None:
        super().__init__(f"{damage} {at}".strip())
        self.damage = damage
        self.at = at


@dataclass(frozen=True, slots=True)
class Layout:
    """What the places of a code stand for. Never changed once codes with its number are out: a new one is added."""

    number: int  # one letter: 1 to 31, over all editions
    edition: str
    questions: tuple[tuple[str, tuple[str, ...]], ...]  # with their options
    measures: tuple[str, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many values each place has, beginning with the last letter of the code."""
        answers = (len(options) + 1 for _, options in self.questions)
        return (2, SLOTS, SLOTS, *answers, *(len(VERDICTS) for _ in self.measures))

    @property
    def length(self) -> int:
        """In letters, without the marks between the groups."""
        most = reduce(lambda product, size: product * size, self.sizes, PRIME) - 1
        return 1 + -(-most.bit_length() // 5)

    @property
    def remainder(self) -> int:
        """Of every sound code; another for each layout, so that a wrong first letter does not pass either."""
        return self.number * 37 % PRIME


@dataclass(frozen=True, slots=True)
class Finding:
    """What a code holds. `rules` and `calendar` are slots: see slot_of."""

    answers: Answers
    verdicts: Mapping[str, Verdict]
    rules: int
    calendar: int
    in_force: bool


def slot_of(version: str) -> int:
    return int.from_bytes(hashlib.sha256(version.encode()).digest()) % SLOTS


def finding(rules: Rulebook, answers: Answers, calendar: str, *, in_force: bool) -> Finding:
    """`calendar` is the version of the calendar."""
    return Finding(
        answers=told(rules, answers).answers,
        verdicts={each.measure.id: each.verdict for each in judge(rules, answers)},
        rules=slot_of(rules.version),
        calendar=slot_of(calendar),
        in_force=in_force,
    )


def pack(layout: Layout, finding: Finding) -> str:
    """Four groups of letters or so. What was skipped travels as not answered."""
    places = [int(finding.in_force), finding.rules, finding.calendar]
    for question, options in layout.questions:
        given = finding.answers.get(question)
        places.append(options.index(given) + 1 if given in options else 0)
    places += [VERDICTS.index(finding.verdicts[measure]) for measure in layout.measures]
    value = 0
    for place, size in zip(reversed(places), reversed(layout.sizes), strict=True):
        value = value * size + place
    letters = written(value * PRIME + layout.remainder, layout.length - 1)
    return grouped(ALPHABET[layout.number] + letters)


def written(value: int, length: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(length)))


def grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def unpack(layouts: Iterable[Layout], typed: str) -> tuple[Layout, Finding]:
    letters = cleaned(typed)
    number = ALPHABET.index(letters[0])
    layout = next((each for each in layouts if each.number == number), None)
    if layout is None:
        raise Damaged("unknown", letters[0])
    if len(letters) != layout.length:
        off = len(letters) - layout.length
        raise Damaged("long" if off > 0 else "short", str(abs(off)))
    value, remainder = divmod(reduce(lambda total, each: total * 32 + ALPHABET.index(each), letters[1:], 0), PRIME)
    places = []
    for size in layout.sizes:
        value, place = divmod(value, size)
        places.append(place)
    if remainder != layout.remainder or value:
        raise Damaged("mistyped")
    return layout, found(layout, places)


def cleaned(typed: str) -> str:
    letters = "".join(each for each in typed.upper() if each not in BETWEEN).translate(LOOKALIKES)
    if not letters:
        raise Damaged("empty")
    for letter in letters:
        if letter not in ALPHABET:
            raise Damaged("letter", letter)
    return letters


def found(layout: Layout, places: list[int]) -> Finding:
    in_force, rules, calendar, *rest = places
    given = zip(layout.questions, rest, strict=False)
    answers = {question: options[place - 1] for (question, options), place in given if place}
    verdicts = zip(layout.measures, rest[len(layout.questions) :], strict=True)
    return Finding(
        answers=answers,
        verdicts={measure: VERDICTS[place] for measure, place in verdicts},
        rules=rules,
        calendar=calendar,
        in_force=bool(in_force),
    )


def jotted(layout: Layout, answers: Answers) -> str:
    """The answers alone, one letter a question, as they travel in buttons: also the skipped, not to ask them again."""
    letters = [ALPHABET[layout.number]]
    for question, options in layout.questions:
        given = answers.get(question)
        letters.append(SKIPPED if given == UNSURE else ALPHABET[options.index(given) + 1 if given in options else 0])
    return "".join(letters).rstrip(ALPHABET[0])


def layout_of(layouts: Iterable[Layout], letters: str) -> Layout | None:
    """The first letter tells."""
    return next((each for each in layouts if ALPHABET[each.number] == letters[:1]), None)


def read_jotted(layouts: Iterable[Layout], letters: str) -> Answers:
    """Buttons are not typed, so one that cannot be read was never ours, or is older than all we know."""
    layout = layout_of(layouts, letters)
    if layout is None or len(letters) > 1 + len(layout.questions):
        raise Damaged("unknown", letters[:1])
    answers = {}
    for (question, options), letter in zip(layout.questions, letters[1:], strict=False):
        place = ALPHABET.find(letter)
        if letter == SKIPPED:
            answers[question] = UNSURE
        elif 0 < place <= len(options):
            answers[question] = options[place - 1]
        elif place:
            raise Damaged("letter", letter)
    return answers


@dataclass(frozen=True, slots=True)
class Turned:
    """`then` and `now` are the verdicts; a measure that is no more, or was not yet, has changed as well."""

    measure: str
    then: Verdict
    now: Verdict
    was: bool = True
    stays: bool = True


@dataclass(frozen=True, slots=True)
class Since:
    """What is different now."""

    rules: bool
    calendar: bool
    in_force: bool
    dropped: tuple[str, ...]  # questions whose answers no longer count
    turned: tuple[Turned, ...]

    @property
    def nothing(self) -> bool:
        return not (self.rules or self.calendar or self.in_force or self.dropped or self.turned)


def since(then: Finding, now: Finding) -> Since:
    """`now` holds the answers of then, as far as they still count, and the verdicts on them by the rules of now."""
    measures = dict.fromkeys([*now.verdicts, *then.verdicts])
    turned = (
        Turned(each, then.verdicts.get(each), now.verdicts.get(each), each in then.verdicts, each in now.verdicts)
        for each in measures
    )
    return Since(
        rules=then.rules != now.rules,
        calendar=then.calendar != now.calendar,
        in_force=then.in_force != now.in_force,
        dropped=tuple(each for each in then.answers if each not in now.answers),
        turned=tuple(each for each in turned if (each.then, each.was) != (each.now, each.stays)),
    )
