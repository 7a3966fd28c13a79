"""Files that are no tables, or are broken or dangerous ones, made when a test asks for them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from tests.bench.sheets import as_xlsx

HEADINGS = ("Қала", "Көрсеткіш", "Жыл", "Мән", "Дереккөз")
GOOD = ("Абай", "2.6", 2021, 4.6, "стат")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500


def xlsx(rows: Sequence[Sequence[Any]], change: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(list(row))
    if change:
        change(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(of: Mapping[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, part in of.items():
            archive.writestr(name, part)
    return written.getvalue()


def changed(name: str, old: bytes, new: bytes) -> bytes:
    of = parts(xlsx([GOOD]))
    assert old in of[name]
    return zipped({**of, name: of[name].replace(old, new, 1)})


def without(name: str) -> bytes:
    return zipped({each: part for each, part in parts(xlsx([GOOD])).items() if each != name})


def with_part(name: str, part: bytes = b"x") -> bytes:
    return zipped({**parts(xlsx([GOOD])), name: part})


def hide_sheet(book: Workbook) -> None:
    book.create_sheet("Жасырын").sheet_state = "hidden"


def hide_deeply(book: Workbook) -> None:
    book.create_sheet("Құпия").sheet_state = "veryHidden"


def hide_row(book: Workbook) -> None:
    book.active.row_dimensions[2].hidden = True


def hide_column(book: Workbook) -> None:
    book.active.column_dimensions["D"].hidden = True


def another_sheet(book: Workbook) -> None:
    book.create_sheet("Тағы бір").append(["бірдеңе", "басқа"])


def many_columns(book: Workbook) -> None:
    book.active.cell(2, 300, "x")


def beyond_all_columns(book: Workbook) -> None:
    book.active.cell(2, 201, "x")


DECLARATION = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
Made = tuple[str, str, bytes]
"""The cell, the kind of fault, the file."""


def made() -> Iterator[tuple[str, Made]]:
    yield from of_no_table()
    yield from of_other_programs()
    yield from broken()
    yield from too_much()


def of_no_table() -> Iterator[tuple[str, Made]]:
    yield "empty", ("", "file_empty", b"")
    yield "only a mark and blanks", ("", "file_empty", b"\xef\xbb\xbf \r\n")
    yield "too big", ("", "file_big", b"a;b\n" * (6 * 1024 * 1024))
    yield "xls", ("", "old_excel", OLE + "Workbook".encode("utf-16-le"))
    yield "locked with a password", ("", "encrypted", OLE + "EncryptedPackage".encode("utf-16-le"))
    yield "ods", ("", "opendocument", zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}))
    yield "xlsb", ("", "binary_excel", with_part("xl/workbook.bin"))
    yield "docx", ("", "document", zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))
    yield "pptx", ("", "document", zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}))


def of_other_programs() -> Iterator[tuple[str, Made]]:
    yield "pdf", ("", "document", b"%PDF-1.7\n" + b"x" * 100)
    yield "rtf", ("", "document", b"{\\rtf1 hello}")
    yield "png", ("", "picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    yield "jpeg", ("", "picture", b"\xff\xd8\xff\xe0" + b"\x00" * 50)
    yield "webp", ("", "picture", b"RIFF\x00\x00\x00\x00WEBPVP8 ")
    yield "heic", ("", "picture", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 30)
    yield "html named xls", ("", "web_page", "<html><table><tr><td>Абай</td></tr></table></html>".encode())
    yield "html with a mark", ("", "web_page", b"\xef\xbb\xbf\n<!DOCTYPE html><p>x</p>")
    yield "xml of Excel 2003", ("", "web_page", b'<?xml version="1.0"?><Workbook/>')
    yield "zip of a csv", ("", "archive", zipped({"a.csv": b"a;b"}))
    yield "empty zip", ("", "archive", zipped({}))
    yield "rar", ("", "archive", b"Rar!\x1a\x07\x00")
    yield "7z", ("", "archive", b"7z\xbc\xaf\x27\x1c")
    yield "gzip", ("", "archive", b"\x1f\x8b\x08\x00")
    yield "macros", ("", "macros", with_part("xl/vbaProject.bin"))
    yield "macros of Excel 4", ("", "macros", with_part("xl/macrosheets/sheet1.xml"))


def broken() -> Iterator[tuple[str, Made]]:
    good = xlsx([GOOD])
    yield "a program", ("", "not_a_table", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)))
    yield "noise", ("", "not_a_table", bytes(range(1, 256)))
    yield "zeros among letters", ("", "not_a_table", b"ab\x00\x00cd\x00\x00" * 10)
    yield "no letters at all", ("", "wrong_letters", b"\x98\x98;\x98\n" * 5)
    yield "half a letter of UTF-16", ("", "wrong_letters", b"\xff\xfea\x00b")
    yield "cut in two", ("", "broken_file", good[: len(good) // 2])
    yield "spoilt in the middle", ("", "broken_file", spoilt(good))
    yield "no workbook", ("", "broken_file", without(BOOK))
    yield "no sheet", ("", "broken_file", without(SHEET))
    yield "no relations", ("", "broken_file", without("xl/_rels/workbook.xml.rels"))
    yield "no root relations", ("", "broken_file", without("_rels/.rels"))
    yield "a sheet that is not closed", ("", "broken_file", changed(SHEET, b"</sheetData>", b""))
    yield "a declared entity", ("", "broken_file", changed(SHEET, b"<worksheet", DECLARATION + b"<worksheet"))
    yield "a declared entity in the book", ("", "broken_file", changed(BOOK, b"<workbook", DECLARATION + b"<workbook"))
    shared = parts(as_xlsx([GOOD]))
    lost = shared[SHEET].replace(b"<v>0</v>", b"<v>999</v>", 1)
    yield "a text that is not there", ("", "broken_file", zipped({**shared, SHEET: lost}))
    yield "a number that is none", ("", "broken_file", changed(SHEET, b"<v>4.6</v>", b"<v>4.6.7</v>"))
    yield "a book without sheets", ("", "broken_file", changed(BOOK, b"<sheet ", b"<was "))


def too_much() -> Iterator[tuple[str, Made]]:
    yield "a bomb of one part", ("", "inflated", with_part("xl/media/a.bin", b"\x00" * (30 * 1024 * 1024)))
    yield "a bomb of many parts", ("", "inflated", zipped({f"xl/{at}": b"" for at in range(2_001)}))
    yield "hidden sheet", ("", "hidden_sheet", xlsx([GOOD], hide_sheet))
    yield "very hidden sheet", ("", "hidden_sheet", xlsx([GOOD], hide_deeply))
    yield "hidden row", ("2", "hidden_row", xlsx([GOOD], hide_row))
    yield "hidden column", ("D1", "hidden_column", xlsx([GOOD], hide_column))
    yield "another sheet", ("Тағы бір", "sheet_unknown", xlsx([GOOD], another_sheet))
    yield "too many columns", ("2", "too_many_columns", xlsx([GOOD], many_columns))
    yield "one column too many", ("2", "too_many_columns", xlsx([GOOD], beyond_all_columns))
    yield "a huge cell", ("E2", "huge_cell", xlsx([(*GOOD[:4], "стат " * 200)]))
    yield "too many columns of CSV", ("1", "too_many_columns", b"a;" * 201)
    yield "a huge cell of CSV", ("E2", "huge_cell", text([HEADINGS, (*GOOD[:4], "стат " * 200)]))
    yield "a monstrous cell of CSV", ("2", "huge_cell", text([HEADINGS, (*GOOD[:4], "x" * 140_000)]))
    yield "a long source", ("E2", "source_long", text([HEADINGS, (*GOOD[:4], "стат " * 60)]))


def spoilt(content: bytes) -> bytes:
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    return content[:at] + bytes(byte ^ 0x55 for byte in content[at : at + 40]) + content[at + 40 :]


def text(rows: Sequence[Sequence[Any]]) -> bytes:
    return "\n".join(";".join(map(str, row)) for row in rows).encode()
