"""What a person wishes, in their own words: "микрокредит алғым келеді", "хочу открыть дело"."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.eligibility import Answers
from core.spelling import skeleton, words

BEGINNING = "*"
"""A word so marked stands for all that begin with it: endings are many."""
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """`measures` may fulfil it; `answers` are what it tells of the person. With neither, it is a wish for support."""

    phrases: tuple[Phrase, ...]
    measures: tuple[str, ...]
    answers: Answers

    def words_in(self, said: Iterable[str]) -> int:
        """Of the longest of its phrases that was said; 0 when none was."""
        given = tuple(said)
        return max((len(each) for each in self.phrases if says(given, each)), default=0)


def phrase_of(text: str) -> Phrase:
    """As data/ has it, with its marks; its words as they are compared."""
    return tuple(
        skeleton(each.removesuffix(BEGINNING)) + (BEGINNING if each.endswith(BEGINNING) else "")
        for each in text.split()
    )


def says(said: Iterable[str], phrase: Phrase) -> bool:
    """Every word of it, in whatever order: languages and people put them differently."""
    given = tuple(said)
    return all(any(stands_for(each, word) for word in given) for each in phrase)


def stands_for(pattern: str, word: str) -> bool:
    stem = pattern.removesuffix(BEGINNING)
    return word.startswith(stem) if pattern != stem else word == stem


def heard(wishes: Iterable[Wish], text: str) -> Wish | None:
    """What was said most exactly; of two said as exactly, the first in the list."""
    said = words(text)
    found = max(wishes, key=lambda wish: wish.words_in(said), default=None)
    return found if found and found.words_in(said) else None
