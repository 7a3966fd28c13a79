"""How people spell a name: in Kazakh, Russian, English or chat letters, with the endings of the language they
write in, and nearly right. Knows nothing of towns.

Every word is first brought to its skeleton: one Latin alphabet in which қ, к and q are one letter, so are ы,
і, и and й, and so on. ш and ч stay letters of their own: folded into с they would turn ақша, money, into Ақсай.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Meaning = TypeVar("Meaning")
Harmony = Literal["back", "front", "either"]
Tongue = Literal["kazakh", "russian", "english", "adjective"]
"""Whose endings a name takes. An adjective is the stem of a Russian one: саранск, as in саранский."""

CYRILLIC = str.maketrans({
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "э": "e", "ж": "j",
    "з": "z", "и": "i", "й": "i", "і": "i", "ы": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n",
    "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h",
    "һ": "h", "ц": "ts", "ч": "ç", "ш": "ş", "щ": "ş", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
})  # fmt: skip
LOOK_ALIKE = str.maketrans("aeocpxykmtbhi", "аеосрхукмтвні")
"""Latin letters that slip into a Cyrillic word because they look the same there."""
LATIN = str.maketrans("qcwxyıə", "kkuhiia")
DIGRAPHS = {"dzh": "j", "dj": "j", "zh": "j", "sh": "ş", "ch": "ç", "kh": "h", "gh": "g"}
DIGRAPH = re.compile("|".join(DIGRAPHS))
DOUBLED = re.compile(r"(.)\1+")
APOSTROPHE = re.compile("['’ʼ`´]")
GENITIVE_S = re.compile("['’ʼ`´]s$")
WORD = re.compile(r"[^\W_]+(?:['’ʼ`´]+[^\W_]*)*")
COMPOUND = re.compile(rf"{WORD.pattern}(?:[-‐‑]{WORD.pattern})*")

INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""What steers a text and is not seen in it, but for the signs that end a line or stand for a space."""
MARK = re.compile(r"[\u0300-\u036f]")

LONGEST_TEXT = 400
"""Characters of a message that are read for names; a town is not named later than that."""
LONGEST_KEY = 64
"""Letters of a skeleton, or of several joined, that are looked at: far more than a name with its endings has.
One sign can stand for eighteen letters.
"""
LONGEST_ENDING = 14
LETTERS_FOR_ONE_SLIP = 6
LETTERS_FOR_TWO_SLIPS = 9


def words(text: str) -> list[str]:
    """The skeletons of the words of a text; a word that is only a sign is none."""
    return [word for compound in compounds(text) for word in compound]


def compounds(text: str) -> list[list[str]]:
    """The same, with words that a hyphen joins kept together."""
    read = ([skeleton(word) for word in WORD.findall(each)] for each in COMPOUND.findall(visible(text)))
    return [parts for each in read if (parts := [word for word in each if word])]


def visible(text: str) -> str:
    """What is read of a text. A mark that is no part of a letter, as of stress, would break a word in two."""
    seen = INVISIBLE.sub("", text[:LONGEST_TEXT])
    return MARK.sub("", unicodedata.normalize("NFC", seen))


def skeleton(word: str) -> str:
    """Doubled letters are kept: endings are cut off first, and only then do both spellings become one."""
    return latin(word[:LONGEST_KEY])[:LONGEST_KEY]


def latin(word: str) -> str:
    letters = unicodedata.normalize("NFC", word.lower())
    if any("Ѐ" <= letter <= "ӿ" for letter in letters):
        letters = APOSTROPHE.sub("", letters).translate(LOOK_ALIKE)
        return letters.replace("дж", "ж").translate(CYRILLIC)
    letters = APOSTROPHE.sub("", GENITIVE_S.sub("", letters)).replace("ş", "sh").replace("ç", "ch")
    letters = "".join(x for x in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(x))
    return DIGRAPH.sub(lambda found: DIGRAPHS[found.group()], letters).translate(LATIN)


def single(key: str) -> str:
    return DOUBLED.sub(r"\1", key)


@dataclass(frozen=True, slots=True)
class RussianRule:
    """Words that end so change their ending into each of the forms. An empty `ending` fits every word."""

    ending: str
    forms: tuple[str, ...]


class Grammar:
    """The closed lists of endings, in Cyrillic as data/ has them."""

    def __init__(
        self,
        kazakh: Sequence[tuple[str, Harmony]],
        russian: Sequence[RussianRule],
        adjective: Sequence[str],
        common: Sequence[str] = (),
    ) -> None:
        self.kazakh: dict[str, Harmony] = {}
        for ending, harmony in kazakh:
            key = skeleton(ending)
            self.kazakh[key] = harmony if self.kazakh.get(key, harmony) == harmony else "either"
        self.common = frozenset(single(skeleton(word)) for word in common)  # never a misspelt name
        self._russian = tuple(russian)
        self._adjective = tuple(adjective)
        self._russian_tails = {skeleton(form) for rule in russian for form in rule.forms}

    def forms(self, name: str, tongue: Tongue) -> Iterator[str]:
        """The name and those of its forms that cutting off Kazakh endings would not lead back to it."""
        if tongue == "adjective":
            yield from (name + ending for ending in self._adjective)
            return
        yield name
        if tongue == "kazakh" and name.endswith("ск"):
            yield name + "і"  # careful Kazakh links its endings to such a loan: Степногорскіде
        if tongue == "russian":
            rule = next((rule for rule in self._russian if name.endswith(rule.ending)), None)
            yield from (name.removesuffix(rule.ending) + form for form in rule.forms) if rule else ()

    def stems(self, key: str) -> Iterator[str]:
        """What is left of a key when a Kazakh ending that suits it is cut off, the longest stem first."""
        for cut in range(len(key) - 1, max(1, len(key) - LONGEST_ENDING), -1):
            harmony = self.kazakh.get(key[cut:])
            if harmony and harmonious(key[:cut], harmony):
                yield single(key[:cut])

    def loose_stems(self, key: str) -> Iterator[str]:
        """The same with Russian endings too, for a name that is misspelt besides."""
        yield from self.stems(key)
        yield from (single(key[:-n]) for n in (1, 2, 3) if key[-n:] in self._russian_tails)


def harmonious(stem: str, harmony: Harmony) -> bool:
    """In a skeleton only a and e tell back from front. Names in -ев and -ск take endings of both kinds."""
    vowel = next((letter for letter in reversed(stem) if letter in "aeiou"), "i")
    opposite = {"a": "front", "e": "back"}.get(vowel)
    return harmony != opposite or stem.endswith(("ev", "sk"))


class Dictionary(Generic[Meaning]):
    """Names and what they mean. `get` allows endings, `near` also slips of the pen."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._meanings: dict[str, Meaning] = {}
        self._shortened: defaultdict[str, set[str]] = defaultdict(set)
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)  # of the guessable names, by their first letter
        self.of_several_words: set[str] = set()

    def add(self, name: str, meaning: Meaning, *, guessable: bool = False) -> Meaning:
        """Returns what the name means: something else than `meaning` when it was taken. A `guessable` name
        is also found when it is misspelt.
        """
        parts = words(name)
        key = single("".join(parts))
        if len(parts) > 1:
            self.of_several_words.add(key)
        if guessable and len(key) >= LETTERS_FOR_ONE_SLIP:
            for shortened in shortenings(key, slips_allowed(key)):
                self._shortened[shortened].add(key)
            self._lengths[key[0]].add(len(key))
        return self._meanings.setdefault(key, meaning)

    def get(self, key: str) -> Meaning | None:
        if len(key) > LONGEST_KEY:
            return None
        exact = self._meanings.get(single(key))
        return exact if exact is not None else self.inflected(key)

    def inflected(self, key: str) -> Meaning | None:
        """Only as a name with an ending, even if it is a name as it stands."""
        for stem in self._grammar.stems(key):
            if stem in self._meanings:
                return self._meanings[stem]
        return None

    def beginning(self, key: str) -> list[Meaning]:
        """What the key may become when the rest of it is typed."""
        return [meaning for name, meaning in self._meanings.items() if name.startswith(single(key))]

    def near(self, key: str) -> list[Meaning]:
        """What the key may be a misspelling of: all that are equally near, nearest only."""
        if len(key) > LONGEST_KEY:
            return []  # no name is so long, and the work grows with the square of the letters
        found: dict[str, int] = {}
        stems = {single(key), *self._grammar.loose_stems(key)}
        if stems & self._grammar.common:
            return []
        for typed in stems:
            for name in self._within_reach(typed):
                slips = distance(typed, name)
                if slips <= slips_allowed(min(typed, name, key=len)):
                    found[name] = min(slips, found.get(name, slips))
        nearest = min(found.values(), default=0)
        return [self._meanings[name] for name in sorted(found) if found[name] == nearest]

    def _within_reach(self, typed: str) -> set[str]:
        """Two words one slip apart become equal when each loses at most one letter; so with two."""
        if len(typed) < LETTERS_FOR_ONE_SLIP:
            return set()
        slips = slips_allowed(typed)
        if self._lengths.get(typed[:1], set()).isdisjoint(range(len(typed) - slips, len(typed) + slips + 1)):
            return set()  # before thousands of strings are made
        shortened = shortenings(typed, slips)
        names = set().union(*(self._shortened.get(shorter, ()) for shorter in shortened))
        return {name for name in names if name[0] == typed[0]}


def slips_allowed(word: str) -> int:
    return 2 if len(word) >= LETTERS_FOR_TWO_SLIPS else 1


def shortenings(word: str, letters: int) -> set[str]:
    """The word without any `letters` of its letters, or fewer. They are left out from left to right, each set once."""
    shorter = {(word, 0)}
    latest = shorter
    for _ in range(letters):
        latest = {(each[:at] + each[at + 1 :], at) for each, left in latest for at in range(left, len(each))}
        shorter = shorter | latest
    return {each for each, _ in shorter}


def distance(one: str, other: str) -> int:
    """Letters put in, left out, changed, or two neighbours swapped. What both begin and end with costs nothing."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            best = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, before[column - 2] + 1)
            here.append(best)
        before, above = above, here
    return above[-1]
