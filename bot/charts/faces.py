"""The three faces of our own typeface, and how wide each of their letters is: read from the very files the pictures
are drawn with. Kerning is left out: but for a few rare pairs it only brings letters closer.
"""

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FILES = {500: FOLDER / "Inter-Medium.ttf", 600: FOLDER / "Inter-SemiBold.ttf", 700: FOLDER / "Inter-Bold.ttf"}
UNITS = 2048
"""Of which a letter is as high as its size; the same in all three files, which a test reads."""


@cache
def advances(weight: int) -> Mapping[str, float]:
    """Each letter's width at size 1."""
    tables = dict(tables_of(FILES[weight].read_bytes()))
    (measured,) = struct.unpack_from(">H", tables["hhea"], 34)
    widths = [struct.unpack_from(">H", tables["hmtx"], 4 * glyph)[0] for glyph in range(measured)]
    return {letter: widths[min(glyph, measured - 1)] / UNITS for letter, glyph in glyphs(tables["cmap"])}


def tables_of(file: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", file, 4)
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", file, 12 + 16 * number)
        yield tag.decode("ascii"), file[offset : offset + length]


def glyphs(cmap: bytes) -> Iterator[tuple[str, int]]:
    """Letter and number of its glyph, from the table for the letters of all living languages (format 4)."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = [struct.unpack_from(">I", cmap, 8 + 8 * number)[0] for number in range(count)]
    at = next(offset for offset in offsets if struct.unpack_from(">H", cmap, offset) == (4,))
    segments = struct.unpack_from(">H", cmap, at + 6)[0] // 2
    row = struct.Struct(f">{segments}H")
    ends, starts, deltas, ranges = (
        row.unpack_from(cmap, at + 14 + 2 * segments * column + (2 if column else 0)) for column in range(4)
    )
    for number in range(segments):
        for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = code
            if ranges[number]:
                place = at + 16 + 6 * segments + 2 * number + ranges[number] + 2 * (code - starts[number])
                (glyph,) = struct.unpack_from(">H", cmap, place)
            if glyph or not ranges[number]:
                yield chr(code), (glyph + deltas[number]) & 0xFFFF
