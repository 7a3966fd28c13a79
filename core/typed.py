"""/set Теміртау жұмыссыздық 4,6 2021 | stat.gov.kz. Nothing is guessed: what is unclear becomes a question, and the
same text is read again with the answers.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from core.drafts import Answers, Draft, Question
from core.faults import Fault, FaultKind
from core.ledger import Figure
from core.line import LineReader
from core.spelling import visible
from core.vocabulary import Vocabulary

MOST_LINES = 100
COMMAND = re.compile(r"\s*/[a-z_]+(@\w+)?", re.IGNORECASE)
STROKE = "[|;]"
Line = tuple[str, str | None]
"""What it says, and its source."""


def read_typed(text: str, vocabulary: Vocabulary, today: date, answers: Answers | None = None) -> Draft:
    answers = answers or {}
    lines = [line for line in COMMAND.sub("", text, count=1).splitlines() if visible(line).strip(" \t;|")]
    if len(lines) > MOST_LINES:
        return Draft(faults=(Fault("", FaultKind.TOO_MANY_LINES, {"most": str(MOST_LINES)}),))
    parts = [parted(line, vocabulary.source) for line in lines]
    said = [part for part in parts if part[0]]
    if not said:
        return Draft(faults=(Fault("", FaultKind.EMPTY),))
    common = answers.get(("", "source")) or next((source for line, source in parts if source and not line), None)
    readers = (
        LineReader(vocabulary, str(at), line, source or common, today, answers)
        for at, (line, source) in enumerate(said, 1)
    )
    return together([reader.read() for reader in readers])


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
