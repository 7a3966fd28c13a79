"""A sheet on A4 as PDF, with the letters of our pictures: the same bytes for the same sheet, words that can be copied.

The format is written here by hand: a page of words and boxes needs a hundred lines, and the libraries for it bring
tens of megabytes (an imaging library, a font compiler) along.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.charts.faces import FILES, UNITS, advances, glyphs, tables_of
from bot.charts.lettering import NoSuchLetter
from bot.exports.sheet import Item, Paragraph, Sheet, Style

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 56.0
"""In points; A4."""
REGULAR, BOLD = 500, 700
FONTS = {REGULAR: "F1", BOLD: "F2"}
LEADING = 1.38
BOX, INDENT = 11.0, 24.0
LOOKS: dict[Style, tuple[int, float, float]] = {
    "title": (BOLD, 19.0, 10.0),
    "heading": (BOLD, 12.5, 12.0),
    "text": (REGULAR, 11.0, 8.0),
    "small": (REGULAR, 9.0, 6.0),
}
"""Weight, size, and the room above."""


@dataclass(frozen=True, slots=True)
class Face:
    """One of our fonts as PDF wants to know it: measures in thousandths of its size."""

    file: bytes
    glyph: dict[str, int]
    width: dict[str, int]
    box: tuple[int, ...]
    ascent: int
    descent: int

    def hexed(self, text: str) -> str:
        return "".join(f"{self.glyph[letter]:04x}" for letter in text)


@cache
def face(weight: int) -> Face:
    file = FILES[weight].read_bytes()
    tables = dict(tables_of(file))
    bounds = [int.from_bytes(tables["head"][at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
    ascent, descent = (int.from_bytes(tables["hhea"][at : at + 2], "big", signed=True) for at in (4, 6))
    width = {letter: round(each * 1000) for letter, each in advances(weight).items()}
    of_thousand = [round(each * 1000 / UNITS) for each in (*bounds, ascent, descent)]
    return Face(file, dict(glyphs(tables["cmap"])), width, tuple(of_thousand[:4]), *of_thousand[4:])


class Pen:
    """Writes from the top down, and takes a new page when one is full."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.y = HEIGHT - MARGIN

    def room(self, height: float) -> None:
        if self.y - height < MARGIN:
            self.pages.append([])
            self.y = HEIGHT - MARGIN

    def write(self, text: str, style: Style, left: float = MARGIN) -> None:
        """Better no sheet than one with holes in its words."""
        weight, size, _ = LOOKS[style]
        if missing := [letter for letter in text if letter not in face(weight).glyph]:
            raise NoSuchLetter(f"our font has no {missing} of {text!r}")
        for line in broken(text, weight, size, WIDTH - MARGIN - left):
            self.room(size * LEADING)
            self.y -= size * LEADING
            words = face(weight).hexed(line)
            self.pages[-1].append(f"BT /{FONTS[weight]} {size:g} Tf {left:.2f} {self.y:.2f} Td <{words}> Tj ET")

    def paragraph(self, part: Paragraph) -> None:
        self.y -= LOOKS[part.style][2]
        self.write(part.text, part.style)

    def item(self, part: Item) -> None:
        size, above = LOOKS["text"][1:]
        self.y -= above
        self.room(size * LEADING * (2 + len(part.notes)))
        foot = self.y - size * LEADING - 1
        self.pages[-1].append(f"1 w {MARGIN:.2f} {foot:.2f} {BOX:g} {BOX:g} re S")
        if part.ticked:
            x, y = MARGIN + 2, foot + 5
            self.pages[-1].append(f"1.6 w {x:.2f} {y:.2f} m {x + 3:.2f} {y - 3:.2f} l {x + 8:.2f} {y + 4:.2f} l S")
        self.write(part.text, "text", MARGIN + INDENT)
        for note in part.notes:
            self.y -= 2
            self.write(note, "small", MARGIN + INDENT)


def broken(text: str, weight: int, size: float, room: float) -> Iterator[str]:
    """Into lines between words. A space that must not break is measured like a letter."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and length(longer, weight) * size > room:
            yield line
            line = word
        else:
            line = longer
    yield line


def length(text: str, weight: int) -> float:
    """At size 1."""
    widths = face(weight).width
    return sum(widths[letter] for letter in text) / 1000


def pdf(sheet: Sheet) -> bytes:
    pen = Pen()
    for part in sheet.parts:
        if isinstance(part, Item):
            pen.item(part)
        else:
            pen.paragraph(part)
    return joined(list(objects(sheet, pen.pages)))


def objects(sheet: Sheet, pages: list[list[str]]) -> Iterator[bytes]:
    """In the order of their numbers: catalogue, pages, title, five for each font, two for each page."""
    first_page = 4 + 5 * len(FONTS)
    kids = " ".join(f"{first_page + 2 * at} 0 R" for at in range(len(pages)))
    yield f"<</Type/Catalog/Pages 2 0 R/Lang({sheet.language})/ViewerPreferences<</DisplayDocTitle true>>>>".encode()
    yield f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()
    title = ("\ufeff" + sheet.title).encode("utf-16-be").hex()
    yield f"<</Title<{title}>/Producer(monoqala)>>".encode()
    for at, (weight, name) in enumerate(FONTS.items()):
        yield from font(face(weight), name, 4 + 5 * at)
    fonts = "".join(f"/{name} {4 + 5 * at} 0 R" for at, name in enumerate(FONTS.values()))
    for at, page in enumerate(pages):
        box = f"/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<<{fonts}>>>>"
        yield f"<</Type/Page/Parent 2 0 R{box}/Contents {first_page + 2 * at + 1} 0 R>>".encode()
        yield stream("\n".join(page).encode())


def font(face: Face, name: str, number: int) -> Iterator[bytes]:
    """Letters are told by the numbers of their glyphs; a table leads back to the letters, for search and copying."""
    base = f"/BaseFont/Inter{name}"
    widths = "".join(f"{face.glyph[letter]}[{width}]" for letter, width in sorted(face.width.items()))
    yield (
        f"<</Type/Font/Subtype/Type0{base}/Encoding/Identity-H"
        f"/DescendantFonts[{number + 1} 0 R]/ToUnicode {number + 4} 0 R>>"
    ).encode()
    yield (
        f"<</Type/Font/Subtype/CIDFontType2{base}/CIDToGIDMap/Identity/DW 500/W[{widths}]"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {number + 2} 0 R>>"
    ).encode()
    box = " ".join(map(str, face.box))
    yield (
        f"<</Type/FontDescriptor/FontName/Inter{name}/Flags 32/FontBBox[{box}]/ItalicAngle 0/Ascent {face.ascent}"
        f"/Descent {face.descent}/CapHeight 727/StemV 90/FontFile2 {number + 3} 0 R>>"
    ).encode()
    yield stream(face.file, f"/Length1 {len(face.file)}")
    yield stream(to_letters(face).encode())


def to_letters(face: Face) -> str:
    pairs = [f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, glyph in sorted(face.glyph.items())]
    blocks = (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    lists = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Letters def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{lists}\nendcmap end end"
    )


def stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return f"<</Filter/FlateDecode/Length {len(packed)}{more}>>stream\n".encode() + packed + b"\nendstream"


def joined(parts: Iterable[bytes]) -> bytes:
    file, places = bytearray(b"%PDF-1.7\n%\xc2\xb5\xc2\xb6\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(places) + 1}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{len(file)}\n%%EOF\n"
    return bytes(file) + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{end}".encode()
