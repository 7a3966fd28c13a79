"""XLSX, read as a stream by expat: nothing is run, nothing outside the file is looked at, only the strings are held.

openpyxl would take five times as long, and would follow what else there is in the file.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import join, normpath
from typing import IO, Any
from xml.parsers import expat  # no entity of a document type is ever expanded: such a file is refused
from zipfile import BadZipFile, ZipFile, ZipInfo

from core.faults import FaultKind
from core.files.spreadsheets.cells import LONGEST_CELL, Block, Refused, Sheet
from core.files.spreadsheets.grid import MOST_PIECES, Grid
from core.files.spreadsheets.styles import Shown, shown

BROKEN = (
    BadZipFile, zlib.error, expat.ExpatError, KeyError, IndexError, ValueError, EOFError, OSError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip
PIECE = 256 * 1024
LARGEST_STRINGS = 100 * 1024 * 1024
Start = Callable[[str, dict[str, str]], None]


def ignored(*_: Any) -> None:
    pass


@contextmanager
def whole() -> Iterator[None]:
    """However a file is broken, it is said in one way."""
    try:
        yield
    except BROKEN:
        raise Refused(FaultKind.BROKEN_FILE) from None


def no_document_type(*_: Any) -> None:
    raise Refused(FaultKind.BROKEN_FILE)


def parser(start: Start, end: Callable[[str], None] = ignored, said: Callable[[str], None] = ignored) -> Any:
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, said
    made.StartDoctypeDeclHandler = no_document_type
    return made


def local(name: str) -> str:
    return name.rpartition(":")[2]


class Workbook:
    def __init__(self, content: bytes) -> None:
        with whole():
            self._archive = ZipFile(BytesIO(content))
            self._parts = {part.filename: part for part in self._archive.infolist()}
            self._book = self._main()
            self._targets = self._relations(self._book)
            self.names = self._sheet_names()
            self._strings = self._shared_strings()
            self._shown = self._styles()

    @property
    def unpacked(self) -> int:
        return sum(part.file_size for part in self._parts.values())

    def sheets(self) -> Iterator[Sheet]:
        for name, target in self.names:
            with whole():
                part = self._parts[target]
            yield self._sheet(name, part)

    def _sheet(self, name: str, part: ZipInfo) -> Sheet:
        grid = Grid(self._strings, self._shown)
        made = parser(grid.start, grid.end, grid.said)
        read = [0]

        def blocks() -> Iterator[Block]:
            with whole(), self._archive.open(part) as file:
                for piece in pieces(file):
                    made.Parse(piece, False)
                    read[0] += len(piece)
                    yield from grid.taken()
                made.Parse(b"", True)
                yield from grid.taken()

        place = f"{name}!" if len(self.names) > 1 else ""
        return Sheet(name, place, blocks(), lambda: read[0] / max(part.file_size, 1), grid.hidden)

    def _parse(self, name: str, start: Start, end: Any = ignored, said: Any = ignored) -> None:
        made = parser(start, end, said)
        with self._archive.open(self._parts[name]) as file:
            for piece in pieces(file):
                made.Parse(piece, False)
            made.Parse(b"", True)

    def _main(self) -> str:
        found: list[str] = []

        def start(name: str, given: dict[str, str]) -> None:
            if local(name) == "Relationship" and given["Type"].endswith("/officeDocument"):
                found.append(normpath(given["Target"].lstrip("/")))

        self._parse("_rels/.rels", start)
        return found[0] if found else "xl/workbook.xml"

    def _relations(self, of: str) -> dict[str, str]:
        folder, _, name = of.rpartition("/")
        found: dict[str, str] = {}

        def start(element: str, given: dict[str, str]) -> None:
            if local(element) == "Relationship" and given.get("TargetMode") != "External":
                target = given["Target"]
                path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found[given["Id"]] = found[given["Type"].rpartition("/")[2]] = path

        self._parse(join(folder, "_rels", f"{name}.rels"), start)
        return found

    def _sheet_names(self) -> list[tuple[str, str]]:
        """In order, with where each stands. One that is not shown is refused: nobody would see what it publishes."""
        found: list[tuple[str, str]] = []

        def start(name: str, given: dict[str, str]) -> None:
            if local(name) == "sheet":
                if given.get("state", "visible") != "visible":
                    raise Refused(FaultKind.HIDDEN_SHEET, text=given["name"][:LONGEST_CELL])
                related = next((value for key, value in given.items() if local(key) == "id" and ":" in key), "")
                found.append((given["name"], self._targets[related]))

        self._parse(self._book, start)
        if not found:
            raise KeyError("no sheet")
        return found

    def _shared_strings(self) -> list[str]:
        """Longer ones are cut short, but not so that they would fit."""
        name = self._targets.get("sharedStrings")
        if name not in self._parts:
            return []
        if self._parts[name].file_size > LARGEST_STRINGS:
            raise Refused(FaultKind.INFLATED)
        found: list[str] = []
        text: list[str] = []
        skipped = [0]

        def start(element: str, _: dict[str, str]) -> None:
            skipped[0] += local(element) == "rPh"

        def end(element: str) -> None:
            skipped[0] -= local(element) == "rPh"
            if local(element) == "si":
                found.append("".join(text)[: LONGEST_CELL + 1])
                text.clear()

        def said(data: str) -> None:
            if not skipped[0] and len(text) < MOST_PIECES:
                text.append(data)

        self._parse(name, start, end, said)
        return found

    def _styles(self) -> list[Shown]:
        name = self._targets.get("styles")
        codes: dict[int, str] = {}
        formats: list[int] = []
        inside: list[str] = []

        def start(element: str, given: dict[str, str]) -> None:
            inside.append(local(element))
            if inside[-1] == "numFmt":
                codes[int(given["numFmtId"])] = given["formatCode"]
            if inside[-2:] == ["cellXfs", "xf"]:
                formats.append(int(given.get("numFmtId", "0")))

        if name in self._parts:
            self._parse(name, start, lambda _: inside.pop())
        return [shown(each, codes) for each in formats]


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
