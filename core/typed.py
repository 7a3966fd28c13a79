"""/set Теміртау жұмыссыздық 4,6 2021 | stat.gov.kz. Nothing is guessed: what is unclear becomes a question, and the
same text is read again with the answers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from core.drafts import LONGEST_SOURCE, Answers, Draft, Question, source_fault
from core.faults import Fault, FaultKind
from core.ledger import Figure
from core.line import YEAR, LineReader
from core.methodology import Indicator
from core.reading import number
from core.spelling import visible
from core.tokens import tokens
from core.towns import Found
from core.vocabulary import Vocabulary

MOST_LINES = 100
COMMAND = re.compile(r"\s*/[a-z_]+(@\w+)?", re.IGNORECASE)
STROKE = "[|;]"
YEARS = frozenset({FaultKind.YEAR_FUTURE, FaultKind.YEAR_OLD})
Line = tuple[str, str | None]
"""What it says, and its source."""


def read_typed(text: str, vocabulary: Vocabulary, today: date, answers: Answers | None = None) -> Draft:
    answers = answers or {}
    parts = spoken(text, vocabulary)
    if len(parts) > MOST_LINES:
        return Draft(faults=(Fault("", FaultKind.TOO_MANY_LINES, {"most": str(MOST_LINES)}),))
    said = [part for part in parts if part[0]]
    if not said:
        return Draft(faults=(Fault("", FaultKind.EMPTY),))
    if swallowed := [
        Fault(str(at), FaultKind.FIGURE_IN_SOURCE, {"text": source})
        for at, (_, source) in enumerate(said, 1)
        if source and holds_figure(source, vocabulary, today)
    ]:
        return Draft(faults=tuple(swallowed))
    common = answers.get(("", "source")) or next((source for line, source in parts if source and not line), None)
    readers = (
        LineReader(vocabulary, str(at), line, source or common, today, answers)
        for at, (line, source) in enumerate(said, 1)
    )
    return together([reader.read() for reader in readers])


def spoken(text: str, vocabulary: Vocabulary) -> list[Line]:
    lines = [line for line in COMMAND.sub("", text, count=1).splitlines() if visible(line).strip(" \t;|")]
    return [parted(line, vocabulary.source) for line in lines]


def holds_figure(source: str, vocabulary: Vocabulary, today: date) -> bool:
    """Figures parted by semicolons: the second would be taken for the source of the first, and be lost."""
    if len(source) > LONGEST_SOURCE:
        return False
    parts = re.split(STROKE, source)
    return any(
        LineReader(vocabulary, "", part, source, today, {}).read().figures for part in parts if YEAR.search(part)
    )


def line_at(text: str, where: str, vocabulary: Vocabulary) -> str:
    """What a question is about, as it was typed; the whole message has no line."""
    said = [line for line, _ in spoken(text, vocabulary) if line]
    return said[int(where) - 1] if where else ""


def answer_to(question: Question, text: str, vocabulary: Vocabulary) -> str | None:
    """What was typed instead of pressing a button; None when it is no answer."""
    indicators, line = vocabulary.methodology.indicators, tokens(text)
    match question.what:
        case "source":
            return text if source_fault("", text) is None else None
        case "town":
            found = vocabulary.towns.find(text)
            return found.town.id if isinstance(found, Found) else None
        case "year":
            return only(token.key for token in line if YEAR.fullmatch(token.key))
        case "indicator":
            by_number = [token.key for token in line if token.key in indicators]
            return only([*by_number, *(mention.what for mention in vocabulary.indicators.mentions(line))])
        case "amount":
            return text if any(token.kind == "number" for token in line) else None
    return value_told(indicators[question.facts["indicator"]], text, vocabulary)


def value_told(indicator: Indicator, text: str, vocabulary: Vocabulary) -> str | None:
    if indicator.choices:
        return only(mention.what for mention in vocabulary.choices[indicator.id].mentions(tokens(text)))
    value = None if any(letter.isalpha() for letter in text) else number(text)
    return None if value is None else f"{value:f}"


def spoilt_by(question: Question, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """What is wrong with the answer that was typed, so that it is asked for again and nothing else is lost: before an
    amount was told its line had no fault. What else becomes clear with the year was typed earlier.
    """
    kinds = {"amount": frozenset(FaultKind), "year": YEARS}.get(question.what, frozenset())
    return tuple(fault for fault in faults if fault.where == question.where and fault.kind in kinds)


def only(found: Iterable[str]) -> str | None:
    different = set(found)
    return different.pop() if len(different) == 1 else None


def parted(line: str, words: Sequence[str]) -> Line:
    """The source stands after a stroke, a semicolon or the word for it."""
    spelt = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    word = rf"(?:{spelt})\s*[:=]"
    match = re.search(rf"{STROKE}\s*(?:{word})?|(?<!\w){word}", line, re.IGNORECASE)
    if match is None:
        return line.strip(), None
    return line[: match.start()].strip(), line[match.end() :].strip() or None


def together(drafts: Sequence[Draft]) -> Draft:
    """The source is asked once. The same figure twice is one figure; two for one place contradict each other."""
    figures: dict[tuple[str, str, int], Figure] = {}
    faults = [*(fault for draft in drafts for fault in draft.faults), *contradictions(drafts, figures)]
    asked = [question for draft in drafts for question in draft.questions]
    others = [question for question in asked if question.what != "source"]
    sources = [Question("", "source")] if len(others) < len(asked) else []
    return Draft(tuple(figures.values()), tuple(faults), (*others, *sources))


def contradictions(drafts: Sequence[Draft], figures: dict[tuple[str, str, int], Figure]) -> Iterator[Fault]:
    for at, draft in enumerate(drafts, 1):
        for figure in draft.figures:
            known = figures.setdefault((figure.town, figure.indicator, figure.year), figure)
            if known.value != figure.value:
                yield Fault(str(at), FaultKind.CONTRADICTION, {"first": known.raw, "second": figure.raw})
