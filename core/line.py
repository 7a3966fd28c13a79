"""One typed line becomes a figure, or what is wrong with it and what is to be asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from core.drafts import Answers, Draft, Question, What, source_fault, year_fault
from core.faults import Fault, FaultKind
from core.ledger import Figure
from core.methodology import Indicator
from core.quantities import Measure, Quantity, Unread, is_label, quantity, worth
from core.scales import NotOnScale
from core.spelling import LONGEST_TEXT
from core.tokens import Token, tokens
from core.towns import Candidates, Found, NotFound, NotMonotown
from core.vocabulary import Mention, Vocabulary

YEAR = re.compile(r"(19|20)[0-9]{2}")
NUMBER_SIGNS = {"№", "#"}
NAME_OF_WORDS = 3


@dataclass(slots=True)
class Said:
    """What has been understood so far. `raw` is the value as typed."""

    measures: set[Measure] = field(default_factory=set)
    units: list[Token] = field(default_factory=list)
    raw: str = ""


class LineReader:
    """What has been understood is taken out of `left`: what is left in the end was not understood."""

    def __init__(
        self, vocabulary: Vocabulary, where: str, line: str, source: str | None, today: date, answers: Answers
    ) -> None:
        self._vocabulary = vocabulary
        self._indicators = vocabulary.methodology.indicators
        self._where = where
        self._line = line
        self._source = source
        self._today = today
        self._answers: Mapping[What, str] = {what: given for (at, what), given in answers.items() if at == where}
        self._left = list(tokens(line))
        self._said = Said()
        self._faults: list[Fault] = []
        self._questions: list[Question] = []

    def read(self) -> Draft:
        if len(self._line) > LONGEST_TEXT:
            return Draft(faults=(Fault(self._where, FaultKind.TOO_LONG, {"most": str(LONGEST_TEXT)}),))
        self._former_name()
        indicator = self._indicator()
        choice = self._choice(indicator) if indicator and indicator.choices else None
        self._measures()
        year = self._year()
        town = self._town()
        value = choice
        if indicator is None:
            self._unnamed()
        else:
            bare = not any(token.kind == "number" for token in self._left)
            value = self._quantity(indicator, town, year) if indicator.bands and (year or bare) else choice
            self._not_understood(indicator)
        source = self._checked_source()
        if not (indicator and year and town and value and source) or self._faults or self._questions:
            return Draft((), tuple(self._faults), tuple(self._questions))
        return Draft((Figure(town, indicator.id, year, value.value, self._said.raw, value.unit, source),))

    def _fault(self, kind: FaultKind, **facts: str) -> None:
        self._faults.append(Fault(self._where, kind, facts))

    def _ask(self, what: What, candidates: Sequence[str], **facts: str) -> None:
        self._questions.append(Question(self._where, what, tuple(candidates), {"line": self._line, **facts}))

    def _take(self, start: int, stop: int) -> list[Token]:
        taken, self._left[start:stop] = self._left[start:stop], []
        return taken

    def _take_mentions(self, mentions: Sequence[Mention]) -> list[Token]:
        """Two mentions may stand at one place."""
        taken: list[Token] = []
        for start, stop in sorted({(one.start, one.stop) for one in mentions}, reverse=True):
            taken = [*self._take(start, stop), *taken]
        return taken

    def _former_name(self) -> None:
        """Целиноград-25 holds no number."""
        for at, (word, token) in enumerate(zip(self._left, self._left[1:], strict=False)):
            name = f"{word.text}-{token.text}"
            if token.joined and token.kind == "number" and word.kind == "word" and self._is_town(name):
                self._left[at : at + 2] = [replace(word, text=name, key=name)]
                return

    def _is_town(self, name: str) -> bool:
        return isinstance(self._vocabulary.towns.find(name), Found | Candidates)

    def _indicator(self) -> Indicator | None:
        explicit = self._numbered()
        mentions = self._vocabulary.indicators.mentions(self._left)
        named = dict.fromkeys((*explicit, *(mention.what for mention in mentions)))
        for mention in mentions:
            if mention.start and self._left[mention.start - 1].key == mention.what:
                mentions = [replace(mention, start=mention.start - 1)]  # 2.6 Жұмыссыздық деңгейі, as we print it
        self._take_mentions(mentions)
        found = list(named or self._by_number())
        if answer := self._answers.get("indicator"):
            found = [answer]
        if len(found) > 1:
            self._ask("indicator", found)
        return self._indicators.get(found[0]) if len(found) == 1 else None

    def _numbered(self) -> list[str]:
        """№ 2.6 is an indicator and nothing else."""
        for at, (sign, token) in enumerate(zip(self._left, self._left[1:], strict=False)):
            if sign.key in NUMBER_SIGNS and token.key in self._indicators:
                return [self._take(at, at + 2)[1].key]
        return []

    def _by_number(self) -> list[str]:
        """The number that leaves one other, which this indicator can have. More than one such number is asked about."""
        places = [at for at, token in enumerate(self._left) if token.key in self._indicators]
        fitting = [at for at in places if len(places) == 1 or self._fits(at)] or places
        if len(fitting) == 1:
            return [self._take(fitting[0], fitting[0] + 1)[0].key]
        return list(dict.fromkeys(self._left[at].key for at in fitting))

    def _fits(self, at: int) -> bool:
        others = [token.key for n, token in enumerate(self._left) if n != at and token.kind == "number"]
        values = [digits for digits in others if not YEAR.fullmatch(digits)]
        indicator = self._indicators[self._left[at].key]
        return len(values) == 1 and isinstance(quantity(values[0], frozenset(), indicator), Quantity)

    def _unnamed(self) -> None:
        """Perhaps a part of the name was typed."""
        if any(question.what == "indicator" for question in self._questions):
            return
        typed = self._words()
        candidates = self._vocabulary.indicators.sharing(typed, self._vocabulary.empty_words)
        if typed and not candidates:
            self._fault(FaultKind.INDICATOR_UNKNOWN, text=spelt(typed))
        else:
            self._ask("indicator", candidates or list(self._indicators))

    def _words(self) -> list[Token]:
        return [token for token in self._left if token.kind != "number" and not self._vocabulary.says_nothing(token)]

    def _choice(self, indicator: Indicator) -> Quantity | None:
        mentions = self._vocabulary.choices[indicator.id].mentions(self._left)
        named = list(dict.fromkeys(mention.what for mention in mentions))
        self._said.raw = spelt(self._take_mentions(mentions))
        if answer := self._answers.get("value"):
            named = [answer]
        if len(named) != 1:
            self._ask("value", named or [choice.id for choice in indicator.choices], indicator=indicator.id)
            return None
        try:
            indicator.score_of(named[0])
        except NotOnScale:
            self._fault(FaultKind.CHOICE_UNKNOWN, text=named[0])
            return None
        self._said.raw = self._said.raw or named[0]
        return Quantity(named[0], None)

    def _measures(self) -> None:
        at = 0
        while at < len(self._left):
            found = self._vocabulary.measure_at(self._left, at)
            if found is None:
                at += 1
                continue
            self._said.measures.add(found[0])
            self._said.units += self._take(at, at + found[1])

    def _year(self) -> int | None:
        places = [at for at, token in enumerate(self._left) if YEAR.fullmatch(token.key)]
        marked = [at for at in places if self._left[at + 1 :] and self._vocabulary.says_year(self._left[at + 1])]
        years = dict.fromkeys(self._left[at].key for at in (marked or places))
        if answer := self._answers.get("year"):
            years = {answer: None}
            places = [at for at in places if self._left[at].key == answer]
        if len(years) != 1:
            self._ask("year", list(years) or [str(self._today.year - 1), str(self._today.year)])
            return None
        (digits,) = years
        for at in (marked or places)[-1:]:
            self._take(at, at + 1)
        if not YEAR.fullmatch(digits):
            self._fault(FaultKind.YEAR_UNREADABLE, text=digits)
            return None
        fault = year_fault(self._where, int(digits), self._today)
        self._faults += [fault] if fault else []
        return int(digits)

    def _town(self) -> str | None:
        towns = self._vocabulary.towns
        words = [token for token in self._left if token.kind == "word"]
        words = [token for token in words if towns.says_town(token.text) or not self._vocabulary.says_nothing(token)]
        answer = towns.find(spelt(words))
        self._take_town(words, answer)
        if given := self._answers.get("town"):
            town = towns.get(given)
            answer = Found(town) if town else NotFound(given)
        match answer:
            case Found(town):
                return town.id
            case Candidates(several):
                self._ask("town", [town.id for town in several])
            case NotMonotown():
                self._fault(FaultKind.NOT_MONOTOWN, text=spelt(words))
            case _ if given or any(not towns.says_town(token.text) for token in words):
                self._fault(FaultKind.TOWN_UNKNOWN, text=spelt(words))
            case _:
                self._ask("town", [town.id for town in towns])
        return None

    def _take_town(self, words: list[Token], answer: object) -> None:
        """The fewest words that say the same; what stands beside them must mean something too."""
        for size in range(1, min(NAME_OF_WORDS, len(words)) + 1):
            for start in range(len(words) - size + 1):
                part = words[start : start + size]
                if self._vocabulary.towns.find(spelt(part)) == answer:
                    self._left = [token for token in self._left if not any(token is one for one in part)]
                    return
        if isinstance(answer, Candidates) or (isinstance(answer, NotFound) and words):
            self._left = [token for token in self._left if not any(token is one for one in words)]

    def _quantity(self, indicator: Indicator, town: str | None, year: int | None) -> Quantity | None:
        if amount := self._answers.get("amount"):
            self._left += tokens(amount)
            self._measures()
        numbers = [token for token in self._left if token.kind == "number"]
        self._left = [token for token in self._left if token.kind != "number"]
        if not numbers:
            self._ask("amount", (), indicator=indicator.id, town=town or "", year=str(year or ""))
            return None
        if len(numbers) > 1:
            self._fault(several(numbers, indicator), text=spelt(numbers))
            return None
        self._said.raw = spelt([*numbers, *self._said.units])
        read = self._read(numbers[0].key, indicator)
        if isinstance(read, Quantity):
            return read
        if read.candidates:
            self._ask("value", read.candidates, indicator=indicator.id)
        else:
            self._fault(read.kind, **read.facts)
        return None

    def _read(self, digits: str, indicator: Indicator) -> Quantity | Unread:
        answer = self._answers.get("value")
        if answer is None:
            return quantity(digits, self._said.measures, indicator)
        try:
            return worth(Decimal(answer), self._said.measures, indicator)
        except InvalidOperation:
            return Unread(FaultKind.NOT_A_NUMBER, {"text": answer})

    def _not_understood(self, indicator: Indicator) -> None:
        """A choice that is asked about may have been meant by any words."""
        asked = "value" in self._answers or any(question.what == "value" for question in self._questions)
        left_open = indicator.bands and any(question.what == "year" for question in self._questions)
        if (asked and indicator.choices) or left_open:
            return
        if left := [token for token in self._left if not self._vocabulary.says_nothing(token)]:
            self._fault(FaultKind.UNKNOWN_WORDS, text=spelt(left))

    def _checked_source(self) -> str | None:
        if self._source is None:
            self._questions.append(Question(self._where, "source"))
            return None
        fault = source_fault(self._where, self._source)
        self._faults += [fault] if fault else []
        return None if fault else self._source


def several(numbers: Sequence[Token], indicator: Indicator) -> FaultKind:
    """266 07 has lost a digit, and 7,6–8,5 is the name of a band."""
    first, second = numbers[0].key, numbers[1].key
    if is_label(f"{first}-{second}", indicator):
        return FaultKind.BAND_LABEL
    apart = not numbers[1].joined  # 5-6 is from five to six
    broken = apart and first.isdecimal() and second.isdecimal() and len(first) < 4 and len(second) < 3
    return FaultKind.DIGITS_LOST if broken and len(numbers) == 2 else FaultKind.SEVERAL_NUMBERS


def spelt(words: Sequence[Token]) -> str:
    """As it was typed. A hyphen to a word that has gone is gone too."""
    between = ("" if not at else "-" if token.joined else " " for at, token in enumerate(words))
    return "".join(f"{mark}{token.text}" for mark, token in zip(between, words, strict=True))
