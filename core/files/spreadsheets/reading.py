"""A spreadsheet becomes a draft: every row a figure or a fault named by its cell."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import chain, islice

from core.bulk import in_bulk
from core.drafts import Answers, Draft, What
from core.faults import Fault, FaultKind
from core.files.spreadsheets.cells import MOST_ROWS, Block, Refused, Sheet
from core.files.spreadsheets.headings import ROWS_ABOVE, found_layout, known_headings
from core.files.spreadsheets.kinds import ZIP, refuse_what_is_no_table
from core.files.spreadsheets.rows import Collected, Rows
from core.files.spreadsheets.separated import separated
from core.files.spreadsheets.values import Values
from core.files.spreadsheets.workbook import Workbook
from core.spelling import single, words
from core.vocabulary import Vocabulary

Progress = Callable[[int, float], None]
"""Rows read so far, and the share of the file."""
ROWS_BETWEEN = 5_000


def read_spreadsheet(
    content: bytes,
    vocabulary: Vocabulary,
    today: date,
    *,
    answers: Answers | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Nothing of a file with too many faults is taken, nor of one that is refused on the way."""
    reader = Reader(vocabulary, today, answers or {}, progress)
    try:
        refuse_what_is_no_table(content)
        with in_bulk():
            return reader.read(list_of_sheets(content, vocabulary))
    except Refused as refusal:
        return Draft(faults=(*reader.faults, refusal.fault))


def list_of_sheets(content: bytes, vocabulary: Vocabulary) -> Iterator[Sheet]:
    if content.startswith(ZIP):
        return Workbook(content).sheets()
    return iter((separated(content, lambda cells: known_headings(cells, vocabulary)),))


class Reader:
    def __init__(self, vocabulary: Vocabulary, today: date, answers: Answers, progress: Progress | None) -> None:
        self._vocabulary = vocabulary
        self._values = Values(vocabulary, today)
        self._answers: Mapping[What, str] = {what: given for (at, what), given in answers.items() if not at}
        self._progress = progress
        self._rows = 0
        self._collected = Collected()

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(self._collected.faults)

    def read(self, sheets: Iterator[Sheet]) -> Draft:
        passed: list[Fault] = []
        read = 0
        for sheet in sheets:
            fault = self._sheet(sheet)
            read += fault is None
            if fault is not None and not self._is_explanation(sheet.name):
                passed.append(fault)
        if self._collected.headings:
            passed = [Fault(each.where.partition("!")[0], FaultKind.SHEET_UNKNOWN) for each in passed]
        self._collected.faults += passed
        if self._progress:
            self._progress(self._rows, 1.0)
        return self._collected.draft()

    def _is_explanation(self, name: str) -> bool:
        return not self._vocabulary.explanations.isdisjoint(map(single, words(name)))

    def _sheet(self, sheet: Sheet) -> Fault | None:
        """What is wrong with its headings, when no row of it can be read. An empty sheet has nothing wrong."""
        above: list[Block] = []
        while sum(len(block.numbers) for block in above) < ROWS_ABOVE and (block := next(sheet.blocks, None)):
            above.append(block)
        first = list(islice(chain.from_iterable(block.rows for block in above), ROWS_ABOVE))
        if not first:
            return None
        layout = found_layout(first, self._vocabulary, sheet.place)
        if isinstance(layout, Fault):
            return layout
        if layout.missing and self._is_explanation(sheet.name):
            return Fault(sheet.name, FaultKind.SHEET_UNKNOWN)  # it only looks like a table
        rows = Rows(self._values, self._collected, self._answers, sheet, layout)
        for block in chain((below(block, layout.row) for block in above), sheet.blocks):
            rows.read(block)
            there = len(block.numbers)
            self._rows += there
            if self._rows > MOST_ROWS:
                raise Refused(FaultKind.TOO_MANY_ROWS, most=str(MOST_ROWS))
            if self._progress and self._rows % ROWS_BETWEEN < there:
                self._progress(self._rows, sheet.share())
        return None


def below(block: Block, row: int) -> Block:
    return block.part(slice(bisect(block.numbers, row), None))
