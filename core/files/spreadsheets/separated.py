"""CSV: in which letters it is written, what stands between its cells, and its rows."""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import chain, islice, repeat

from core.faults import FaultKind
from core.files.spreadsheets.cells import AT_ONCE, LONGEST_CELL, MOST_COLUMNS, Block, Odd, Refused, Sheet

SEPARATORS = ";,\t"
BEGINNING = 64 * 1024
LINES = 20
PIECE = 1024 * 1024
CONTROL = frozenset(range(32)) - set(b"\t\r\n\x0b\x0c\x1a\x1b")
HINT = "sep="


def separated(content: bytes, known: Callable[[list[str]], int]) -> Sheet:
    """`known` counts the headings in a row that mean something: that tells which sign separates."""
    writing = writing_of(content, known)
    raw = BytesIO(content)
    file = TextIOWrapper(raw, encoding=writing.encoding, newline="")
    return Sheet("", "", blocks(file, writing), lambda: raw.tell() / len(content))


@dataclass(frozen=True, slots=True)
class Writing:
    """How a file is written. `hinted`: its first line only says which sign separates."""

    encoding: str
    separator: str
    hinted: bool


def writing_of(content: bytes, known: Callable[[list[str]], int]) -> Writing:
    encoding = encoding_of(content)
    beginning = content[:BEGINNING].decode(encoding, errors="ignore").splitlines(keepends=True)
    first = beginning[0].strip().lower() if beginning else ""
    sign = first.removeprefix(HINT)
    if first.startswith(HINT) and len(sign) == 1 and sign in SEPARATORS:
        return Writing(encoding, sign, hinted=True)
    return Writing(encoding, separator_of(beginning[:LINES], known), first.startswith(HINT))


def encoding_of(content: bytes) -> str:
    """By its mark; by the zeros of UTF-16; else UTF-8 when it is nothing but that, else what Windows wrote here."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return checked(content, "utf-16")
    head = content[:BEGINNING]
    if b"\x00" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if not (even or odd) or min(even, odd) * 10 > max(even, odd):
            raise Refused(FaultKind.NOT_A_TABLE)
        return checked(content, "utf-16-le" if odd > even else "utf-16-be")
    if not CONTROL.isdisjoint(head):
        raise Refused(FaultKind.NOT_A_TABLE)
    try:
        return checked(content, "utf-8-sig")
    except Refused:
        return checked(content, "cp1251")


def checked(content: bytes, encoding: str) -> str:
    """In pieces: the whole text need not be held."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(content), PIECE):
            decoder.decode(content[at : at + PIECE], final=at + PIECE >= len(content))
    except UnicodeDecodeError:
        raise Refused(FaultKind.WRONG_LETTERS) from None
    return encoding


def separator_of(lines: list[str], known: Callable[[list[str]], int]) -> str:
    def worth(separator: str) -> tuple[int, int]:
        read = list(csv.reader(lines, delimiter=separator))
        return max(map(known, read), default=0), max(map(len, read), default=0)

    there = [separator for separator in SEPARATORS if any(separator in line for line in lines)]
    return there[0] if len(there) == 1 else max(there, key=worth, default=SEPARATORS[0])


def blocks(file: TextIOWrapper, writing: Writing) -> Iterator[Block]:
    number = 1
    while lines := list(islice(file, AT_ONCE)):
        text = "".join(lines)
        if '"' in text:  # what is quoted may go on in the next lines
            yield from read(chain(lines, file), number, writing)
            return
        block = alike(lines, text, number, writing)
        yield from read(lines, number, writing) if block is None else (block,)
        number += len(lines)


def alike(lines: list[str], text: str, first: int, writing: Writing) -> Block | None:
    """Rows that are all full and of one width: there may be a million cells, and none is looked at by itself."""
    text = text.replace("\r\n", "\n").removesuffix("\n")
    widths = {*map(str.count, lines, repeat(writing.separator))}
    if writing.hinted or "\r" in text or len(widths) > 1 or max(map(len, lines)) > LONGEST_CELL:
        return None
    cells = [*map(str.strip, text.replace("\n", writing.separator).split(writing.separator))]
    width = 1 + widths.pop()
    if "" in cells or width > MOST_COLUMNS:
        return None
    return Block(range(first, first + len(lines)), list(zip(*[iter(cells)] * width, strict=True)))


def read(lines: Iterable[str], first: int, writing: Writing) -> Iterator[Block]:
    """Row by row. `first` is the number of the first of these lines."""
    reader = csv.reader(lines, delimiter=writing.separator, strict=True)
    some: list[list[str]] = []
    number = first
    try:
        for row in reader:
            some.append(row)
            if len(some) == AT_ONCE:
                yield filled(some, number, writing)
                number += len(some)
                some.clear()
    except csv.Error as error:
        yield filled(some, number, writing)
        huge = "field larger" in str(error)
        kind = FaultKind.HUGE_CELL if huge else FaultKind.BROKEN_QUOTES
        raise Refused(kind, str(number + len(some)), most=str(LONGEST_CELL)) from None  # the row that does not end
    yield filled(some, number, writing)


def filled(read: list[list[str]], first: int, writing: Writing) -> Block:
    hint = writing.hinted and first == 1
    rows = [(at, cells) for at, cells in enumerate(read, first) if any(cells) and not (hint and at == 1)]
    wide = next((at for at, cells in rows if len(cells) > MOST_COLUMNS), None)
    if wide is not None:
        raise Refused(FaultKind.TOO_MANY_COLUMNS, str(wide), most=str(MOST_COLUMNS))
    return Block([at for at, _ in rows], [[*map(bounded, cells)] for _, cells in rows])


def bounded(cell: str) -> str | Odd | None:
    if len(cell) > LONGEST_CELL:
        return Odd(FaultKind.HUGE_CELL)
    return cell.strip() or None
