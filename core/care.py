"""Does a person say that they have nothing to eat, are threatened, drown in debt, or do not want to live?

Nothing is understood here, only heard: turns of speech, word by word, in the skeletons of core/spelling, so that a
missing қ or a doubled letter does not matter. One that is missed gets the ordinary answer; one that is heard wrongly
gets a kind word it did not need. What was said stays with whoever asked.

A phrase is written as words in a row:

    жить|жыть      either of them
    долг*  *да     whatever follows; whatever goes before
    коллектор*~    also misspelt, as names of towns are; of six letters at least
    ..             none to two words of any kind
    !в|на          the word before or after all others is none of these
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from core.flaws import FlawKind, Wrong
from core.localised import Language
from core.spelling import LETTERS_FOR_ONE_SLIP, distance, single, slips_allowed, visible, words

Need = Literal["life", "threat", "hunger", "debt"]
NEEDS: tuple[Need, ...] = get_args(Need)
"""The most urgent first."""
CLAUSE = re.compile(r"[.!?;:,()\n…]+")
"""A phrase does not go on over it."""
ANY_TWO = r"(?: [^ ]+){0,2}?"
END = r"(?= |$)"
WORD = re.compile(r"(?P<head>\*?)(?P<word>[^\W_]+)(?P<tail>\*?)(?P<slips>~?)")


class NotAPhrase(Wrong):
    """Says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Cry:
    """What weighs on the person, and the language the words were of."""

    need: Need
    language: Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """`pattern` reads skeletons that each have a space before them; of its `words` the `misspelt` are also known in
    other spellings.
    """

    pattern: str
    words: frozenset[str]
    misspelt: frozenset[str]


class Ear:
    """What it listens for, by need and language."""

    def __init__(self, phrases: Mapping[tuple[Need, Language], Sequence[Phrase]]) -> None:
        every = [phrase for several in phrases.values() for phrase in several]
        self._words = frozenset(word for phrase in every for word in phrase.words)
        self._misspelt: dict[str, list[str]] = defaultdict(list)  # by the first letter, which people get right
        for word in sorted({word for phrase in every for word in phrase.misspelt}):
            self._misspelt[word[0]].append(word)
        self._patterns = tuple(
            (Cry(need, language), re.compile("|".join(phrase.pattern for phrase in several)))
            for (need, language), several in sorted(phrases.items(), key=lambda each: NEEDS.index(each[0][0]))
            if several
        )

    def heard(self, text: str) -> Cry | None:
        clauses = [self._read(clause) for clause in CLAUSE.split(visible(text))]
        return next((cry for cry, known in self._patterns if any(map(known.search, clauses))), None)

    def _read(self, clause: str) -> str:
        return "".join(f" {self._mended(single(word))}" for word in words(clause))

    def _mended(self, word: str) -> str:
        """The word that was meant, with what follows it; itself when it is none of ours."""
        known = self._misspelt.get(word[0], ())
        if word in self._words or word.startswith(tuple(known)):
            return word
        for each in known:
            for length in (len(each), len(each) + 1, len(each) - 1):
                if distance(word[:length], each) <= slips_allowed(each):
                    return each + word[length:]
        return word


@cache
def phrase(text: str) -> Phrase:
    """Raises NotAPhrase."""
    slots = text.split()
    before = slots.pop(0) if slots and slots[0].startswith("!") else ""
    after = slots.pop() if slots and slots[-1].startswith("!") else ""
    if not slots or ".." in (slots[0], slots[-1]):
        raise NotAPhrase(FlawKind.PHRASE_ENDS)
    known = [alternative(each) for slot in slots if slot != ".." for each in slot.split("|")]
    row = "".join(ANY_TWO if slot == ".." else f" (?:{either(slot)}){END}" for slot in slots)
    if before:
        row = rf"(?:^| (?!(?:{either(before[1:])}){END})[^ ]+){row}"
    if after:
        row = rf"{row}(?! (?:{either(after[1:])}){END})"
    misspelt = frozenset(each.skeleton for each in known if each.slips)
    return Phrase(row, frozenset(each.skeleton for each in known), misspelt)


@dataclass(frozen=True, slots=True)
class Alternative:
    skeleton: str
    pattern: str
    slips: bool


def either(slot: str) -> str:
    return "|".join(alternative(each).pattern for each in slot.split("|"))


@cache
def alternative(text: str) -> Alternative:
    found = WORD.fullmatch(text)
    if found is None:
        raise NotAPhrase(FlawKind.NOT_A_WORD, value=text)
    (skeleton,) = map(single, words(found["word"]))
    if found["slips"] and len(skeleton) < LETTERS_FOR_ONE_SLIP:
        raise NotAPhrase(FlawKind.WORD_TOO_SHORT, value=text)
    head, tail = ("[^ ]*" if found[side] else "" for side in ("head", "tail"))
    return Alternative(skeleton, f"{head}{skeleton}{tail}", bool(found["slips"]))
