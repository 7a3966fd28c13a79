"""CSV: in which letters it is written, what stands between its cells, and its rows."""

import codecs
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from core.faults import FaultKind
from core.files.spreadsheets.cells import LONGEST_CELL, MOST_COLUMNS, Odd, Refused, Row, Sheet

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
    return Sheet("", "", rows(file, writing), lambda: raw.tell() / len(content))


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

    return max(SEPARATORS, key=worth)


def rows(file: TextIOWrapper, writing: Writing) -> Iterator[Row]:
    reader = csv.reader(file, delimiter=writing.separator, strict=True)
    try:
        for number, read in enumerate(reader, 1):
            if not any(read) or (writing.hinted and number == 1):
                continue
            if len(read) > MOST_COLUMNS:
                raise Refused(FaultKind.TOO_MANY_COLUMNS, str(number), most=str(MOST_COLUMNS))
            if len("".join(read)) > LONGEST_CELL:
                yield Row(number, [bounded(cell) for cell in read])
            else:  # one by one they are not looked at: there may be a million
                yield Row(number, [cell.strip() or None for cell in read])
    except csv.Error as error:
        huge = "field larger" in str(error)
        kind = FaultKind.HUGE_CELL if huge else FaultKind.BROKEN_QUOTES
        raise Refused(kind, str(reader.line_num), most=str(LONGEST_CELL)) from None


def bounded(cell: str) -> str | Odd | None:
    if len(cell) > LONGEST_CELL:
        return Odd(FaultKind.HUGE_CELL)
    return cell.strip() or None
