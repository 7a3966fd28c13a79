"""Which indicator, choice, unit or heading is meant, in three languages, inflected or nearly right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from core.localised import LANGUAGES, Language
from core.methodology import Indicator, Methodology
from core.quantities import Measure
from core.spelling import Dictionary, Tongue, single, skeleton
from core.tokens import Token, tokens
from core.towns import TownIndex

Label = Literal["town", "indicator", "year", "value", "unit", "source", "ignored"]
LABELS: tuple[Label, ...] = get_args(Label)
Named = tuple[str, Language]
Key = tuple[str, ...]
"""The skeletons of the words of a name, in their order."""

TONGUES: Mapping[Language, Tongue] = {"kk": "kazakh", "ru": "russian", "en": "english"}

SOFTENED = {"қ": "ғ", "к": "г", "п": "б"}
POSSESSED = ("ы", "і", "сы", "сі")
"""Жалақы, жалақысы; жұмыссыздық, жұмыссыздығы."""


@dataclass(frozen=True, slots=True)
class Words:
    """data/words.yaml."""

    indicators: Mapping[str, Sequence[Named]]
    choices: Mapping[tuple[str, str], Sequence[Named]]
    measures: Mapping[Measure, Sequence[str]]
    labels: Mapping[Label, Sequence[Named]]
    year: Sequence[str] = ()
    source: Sequence[str] = ()
    fillers: Sequence[str] = ()
    explanations: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """The tokens from `start` up to `stop` name this."""

    what: str
    start: int
    stop: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Clash:
    text: str
    one: str
    other: str


class Phrases:
    """Names of several words and what they mean, found within a line. The longest counts, then the exact one."""

    def __init__(self, vocabulary: "Lexicon", named: Iterable[tuple[str, Named]]) -> None:
        self._lexicon = vocabulary
        self._meanings: dict[Key, str] = {}
        self._beginning: dict[str, list[Key]] = {}
        self.clashes: list[Clash] = []
        for what, (text, language) in named:
            self._learn(what, text, language)

    def _learn(self, what: str, text: str, language: Language) -> None:
        key = self._lexicon.learn(text, language)
        known = self._meanings.setdefault(key, what)
        if known != what:
            self.clashes.append(Clash(text, what, known))
        elif key not in self._beginning.setdefault(key[0], []):
            self._beginning[key[0]].append(key)

    def mentions(self, line: Sequence[Token]) -> list[Mention]:
        """None of them overlap, but for those of the same words: then either may be meant."""
        read = [self._lexicon.keys(token) for token in line]
        every = sorted(self._every(line, read), key=lambda one: (one.start - one.stop, not one.exact, one.start))
        taken: list[Mention] = []
        for one in every:
            if not any(one.start < other.stop and other.start < one.stop for other in taken):
                taken.append(one)
        return taken

    def _every(self, line: Sequence[Token], read: Sequence[frozenset[str]]) -> Iterator[Mention]:
        for start, keys in enumerate(read):
            for first in keys:
                for key in self._beginning.get(first, ()):
                    stop = start + len(key)
                    if stop <= len(line) and all(part in one for part, one in zip(key, read[start:stop], strict=True)):
                        exact = all(part == token.key for part, token in zip(key, line[start:stop], strict=True))
                        yield Mention(self._meanings[key], start, stop, exact)

    def sharing(self, line: Sequence[Token], skip: frozenset[str]) -> tuple[str, ...]:
        """What has one of these words in a name; what has most of them."""
        read = [self._lexicon.keys(token) - skip for token in line]
        counts: dict[str, int] = {}
        for key, what in self._meanings.items():
            shared = sum(1 for keys in read if not keys.isdisjoint(key))
            counts[what] = max(shared, counts.get(what, 0))
        most = max(counts.values(), default=0)
        return tuple(what for what, shared in counts.items() if shared == most > 0)


class Lexicon:
    """The single words of all names. Its dictionary is made when the first word is looked up: every start of the
    program reads the words, few ever need them.
    """

    def __init__(self, towns: TownIndex) -> None:
        self._grammar = towns.grammar
        self._learnt: dict[tuple[str, Language], str] = {}

    def learn(self, text: str, language: Language) -> Key:
        parts = tokens(text)
        self._learnt |= {(part.lower, language): part.key for part in parts if part.kind == "word"}
        return tuple(part.key for part in parts)

    def keys(self, token: Token) -> frozenset[str]:
        if token.kind != "word":
            return frozenset({token.key})
        typed = skeleton(token.text)
        known = {each for each in (self._words.get(typed), self._words.inflected(typed)) if each}
        return frozenset({single(typed), *(known or self._words.near(single(typed)))})

    @cached_property
    def _words(self) -> Dictionary[str]:
        made: Dictionary[str] = Dictionary(self._grammar)
        for (word, language), key in self._learnt.items():
            for form in self._forms(word, language):
                made.add(form, key, guessable=form == word)
        return made

    def _forms(self, word: str, language: Language) -> Iterator[str]:
        yield from self._grammar.forms(word, TONGUES[language])
        if language == "kk":
            softened = word[:-1] + SOFTENED.get(word[-1], word[-1])
            yield from (softened + ending for ending in POSSESSED)


class Vocabulary:
    def __init__(self, methodology: Methodology, towns: TownIndex, words: Words) -> None:
        self.methodology = methodology
        self.towns = towns
        lexicon = Lexicon(towns)
        indicators = methodology.indicators
        self.indicators = Phrases(lexicon, named_indicators(indicators, words))
        self.choices = {
            each.id: Phrases(Lexicon(towns), named_choices(each, words)) for each in indicators.values() if each.choices
        }
        labels = ((label, named) for label in LABELS for named in words.labels.get(label, ()))
        self.labels = Phrases(Lexicon(towns), labels)
        self._measures = {lowered(text): measure for measure, texts in words.measures.items() for text in texts}
        self._year = keys(words.year)
        self._fillers = keys(words.fillers)
        self.source = tuple(words.source)
        self.explanations = frozenset(key for text in words.explanations for key in keys([text]))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        every = (self.indicators, self.labels, *self.choices.values())
        return tuple(clash for phrases in every for clash in phrases.clashes)

    def says_year(self, token: Token) -> bool:
        return token.key in self._year

    def says_nothing(self, token: Token) -> bool:
        return token.key in self._fillers or token.key in self._year or self.towns.says_town(token.text)

    @property
    def empty_words(self) -> frozenset[str]:
        return self._fillers | self._year

    def measure_at(self, line: Sequence[Token], start: int) -> tuple[Measure, int] | None:
        """What the words at this place measure in, and how many they are."""
        for size in (2, 1):
            measure = self._measures.get(tuple(token.lower for token in line[start : start + size]))
            if measure is not None and start + size <= len(line):
                return measure, size
        return None


def named_indicators(indicators: Mapping[str, Indicator], words: Words) -> Iterator[tuple[str, Named]]:
    for each in indicators.values():
        for name in (each.short, each.name):
            yield from ((each.id, (name.into(language), language)) for language in LANGUAGES)
        yield from ((each.id, named) for named in words.indicators.get(each.id, ()))


def named_choices(indicator: Indicator, words: Words) -> Iterator[tuple[str, Named]]:
    for choice in indicator.choices:
        yield choice.id, (choice.printed, "kk")
        yield from ((choice.id, (choice.name.into(language), language)) for language in LANGUAGES)
        yield from ((choice.id, named) for named in words.choices.get((indicator.id, choice.id), ()))


def keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(token.key for text in texts for token in tokens(text))


def lowered(text: str) -> Key:
    return tuple(token.lower for token in tokens(text))
