"""Which of the monotowns a person means. Two towns are never guessed between."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from core.localised import Localised
from core.places import (
    TIERS,
    EconomicPotential,
    EconomicScale,
    Oblast,
    Place,
    Population,
    Tier,
    Town,
)
from core.spelling import Dictionary, Grammar, Tongue, compounds, words

__all__ = [
    "KINDS",
    "TIERS",
    "Answer",
    "Candidates",
    "Caution",
    "Clash",
    "Context",
    "EconomicPotential",
    "EconomicScale",
    "Found",
    "How",
    "Kind",
    "Name",
    "Named",
    "NotFound",
    "NotMonotown",
    "Oblast",
    "Place",
    "Population",
    "Reason",
    "Tier",
    "Town",
    "TownIndex",
]

How = Literal["name", "former", "near"]
Reason = Literal["near", "several", "oblast", "unsure"]
Caution = Literal["none", "offered", "alone", "doubtful"]
Kind = Literal["town", "oblast", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Context = Mapping[Kind, frozenset[str]]
"""Words that tell what the name beside them is the name of, as skeletons."""

LONGEST_NAME = 3  # words
WORDS_READ = 100  # four hundred letters of real sentences have about sixty
WORDS_GUESSED_AT = 12  # in a longer message a misspelt name is not looked for


@dataclass(frozen=True, slots=True)
class Name:
    """One name as data/ has it. In a sentence an `offered` name is asked about, for it may be a common word;
    one that stands `alone` counts only as the whole message; a `doubtful` one is always asked about.
    """

    text: str
    how: How = "name"
    tongue: Tongue = "kazakh"
    caution: Caution = "none"
    aside: Localised | None = None

    @property
    def parts(self) -> int:
        return len(compounds(self.text))


@dataclass(frozen=True, slots=True)
class Named:
    what: Town | Place | Oblast
    name: Name


@dataclass(frozen=True, slots=True)
class Found:
    """`how`: by a name of today, by a former one, or by a near spelling (then say what was understood).
    `aside` says what else bears this name and was not taken.
    """

    town: Town
    how: How = "name"
    aside: Localised | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """One town or more to choose from, because: the spelling is near to them; several were named; their
    oblast was named; or the word may mean something else as well (a district, a street, mountains).
    """

    towns: tuple[Town, ...]
    reason: Reason
    oblast: Oblast | None = None
    aside: Localised | None = None


@dataclass(frozen=True, slots=True)
class NotMonotown:
    """`towns` may have been meant; often there are none."""

    place: Place
    towns: tuple[Town, ...] = ()


@dataclass(frozen=True, slots=True)
class NotFound:
    text: str


Answer = Found | Candidates | NotMonotown | NotFound


@dataclass(frozen=True, slots=True)
class Clash:
    """The name at a place of the list has a form that means something else already."""

    at: int
    form: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: `firm` when it can mean nothing else, `spoiled` when a word beside it says so."""

    named: Named
    firm: bool
    spoiled: bool


class TownIndex:
    """The towns in the order of the Programme's list, and every name they go by."""

    def __init__(self, towns: Iterable[Town], names: Sequence[Named], grammar: Grammar, context: Context) -> None:
        self._towns = {town.id: town for town in sorted(towns, key=lambda town: town.number)}
        self._grammar = grammar
        self._context = context
        self._names: Dictionary[Named] = Dictionary(grammar)
        self._oblasts: Dictionary[Named] = Dictionary(grammar)
        self.clashes = tuple(clash for at, named in enumerate(names) for clash in self._learn(at, named))

    def __iter__(self) -> Iterator[Town]:
        return iter(self._towns.values())

    def __len__(self) -> int:
        return len(self._towns)

    @property
    def grammar(self) -> Grammar:
        return self._grammar

    def says_town(self, word: str) -> bool:
        """қаласы, город, town: it tells what the name beside it is."""
        return bool(self._context["town"].intersection(words(word)))

    def get(self, town_id: str) -> Town | None:
        return self._towns.get(town_id)

    def of_oblast(self, oblast_id: str) -> tuple[Town, ...]:
        """By the map of today; an oblast that has none today is asked by the map of 2012."""
        today = tuple(town for town in self if town.oblast.id == oblast_id)
        return today or tuple(town for town in self if town.oblast_2012.id == oblast_id)

    def find(self, text: str) -> Answer:
        message = list(islice(self._read(text), WORDS_READ))
        kinds = [next((kind for kind in KINDS if word in self._context[kind]), None) for word in message]
        content = [word for word, kind in zip(message, kinds, strict=True) if kind != "town"]
        whole = self._names.get("".join(content))
        if whole is not None and not isinstance(whole.what, Oblast):
            return self._answer_named(whole.what, whole.name, town_said="town" in kinds)
        mentions = list(self._mentions(message, kinds))
        answer = self._answer_mentions(mentions, town_said="town" in kinds)
        return answer or self._answer_near(content) or NotFound(text)

    def beginning(self, text: str) -> tuple[Town, ...]:
        """The towns one of whose names may be what is being typed."""
        key = "".join(words(text))
        return self._towns_of(self._names.beginning(key)) if key else ()

    def _learn(self, at: int, named: Named) -> Iterator[Clash]:
        if isinstance(named.what, Oblast):
            names, guessable = self._oblasts, False
        else:
            names, guessable = self._names, named.name.caution == "none"
        for form in self._grammar.forms(named.name.text, named.name.tongue):
            known = names.add(form, named, guessable=guessable and form == named.name.text)
            inflected = names.inflected("".join(words(form)))
            other = next((each.what for each in (known, inflected) if each and each.what is not named.what), None)
            if other is not None:
                yield Clash(at, form, named.what.id, other.id)

    def _read(self, text: str) -> Iterator[str]:
        """Its words. What a hyphen joins is one word where that is a name: Кен-Тау, but not Теміртау-Риддер."""
        for parts in compounds(text):
            joined = "".join(parts)
            known = self._names.get(joined) or self._oblasts.get(joined)
            yield from [joined] if known else parts

    def _mentions(self, message: list[str], kinds: list[Kind | None]) -> Iterator[Mention]:
        at = 0
        while at < len(message):
            sizes = range(min(LONGEST_NAME, len(message) - at), 0, -1)
            found = ((size, self._mention(message, kinds, at, size)) for size in sizes)
            size, mention = next(((size, mention) for size, mention in found if mention), (1, None))
            if mention:
                yield mention
            if mention and isinstance(mention.named.what, Oblast):
                kinds[at + size : at + size + 1] = [None]  # облысы belongs to this name, not to the next
            at += size

    def _mention(self, message: list[str], kinds: list[Kind | None], at: int, size: int) -> Mention | None:
        """What the words at this place name. Words joined into one name must be a name of as many words."""
        beside = {*kinds[max(at - 1, 0) : at], *kinds[at + size : at + size + 1]}
        key = "".join(message[at : at + size])
        named = self._oblasts.get(key) if "oblast" in beside else None
        named = named or self._names.get(key)
        if named is None or named.name.parts < size:
            return None
        caution, town_said = named.name.caution, "town" in beside
        if caution == "alone" and not town_said:
            return None
        spoiled = bool(beside & {"oblast", "other"}) and not town_said
        return Mention(named, (caution == "none" or (caution != "doubtful" and town_said)) and not spoiled, spoiled)

    def _answer_named(self, what: Town | Place, name: Name, *, town_said: bool) -> Answer:
        if isinstance(what, Place):
            return self._answer_place(what)
        if name.caution == "doubtful":
            return Candidates((what,), "unsure", aside=name.aside)
        return Found(what, name.how, None if town_said else name.aside)

    def _answer_mentions(self, mentions: list[Mention], *, town_said: bool) -> Answer | None:
        """A town that is surely named comes first, then an oblast, another place, a town that may be meant."""
        towns = [mention for mention in mentions if isinstance(mention.named.what, Town)]
        firm = [mention.named.name for mention in towns if mention.firm]
        if firm:
            found = self._towns_of(mention.named for mention in towns if not mention.spoiled)
            if len(found) == 1:
                return self._answer_named(found[0], firm[0], town_said=town_said)
            return Candidates(found, "several")
        for oblast in (mention.named.what for mention in mentions if isinstance(mention.named.what, Oblast)):
            return Candidates(self.of_oblast(oblast.id), "oblast", oblast)
        for place in (mention.named.what for mention in mentions if isinstance(mention.named.what, Place)):
            return self._answer_place(place)
        if mentions:
            doubtful = [mention.named for mention in mentions]
            return Candidates(self._towns_of(doubtful), "unsure", aside=doubtful[0].name.aside)
        return None

    def _answer_near(self, content: list[str]) -> Answer | None:
        """A misspelt name is taken only when it is the whole message and near to one town alone."""
        near = self._names.near("".join(content)) if len(content) <= LONGEST_NAME else []
        if near:
            towns = self._towns_of(near)
            places = [named.what for named in near if isinstance(named.what, Place)]
            if len(towns) == 1 and not places:
                return Found(towns[0], "near")
            return Candidates(towns, "near") if towns else self._answer_place(places[0])
        few = content if len(content) <= WORDS_GUESSED_AT else ()
        towns = self._towns_of(named for word in few for named in self._names.near(word))
        return Candidates(towns, "near") if towns else None

    def _answer_place(self, place: Place) -> NotMonotown:
        return NotMonotown(place, tuple(self._towns[town_id] for town_id in place.mistaken))

    def _towns_of(self, named: Iterable[Named]) -> tuple[Town, ...]:
        towns = {each.what.id: each.what for each in named if isinstance(each.what, Town)}
        return tuple(sorted(towns.values(), key=lambda town: town.number))
