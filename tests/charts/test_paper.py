"""A sheet as PDF, read back by the rules of its format."""

import re
import zlib
from dataclasses import replace
from datetime import date

import pytest

from bot.charts.lettering import NoSuchLetter
from bot.charts.paper import HEIGHT, MARGIN, REGULAR, WIDTH, length, pdf
from bot.exports.sheet import Item, Paragraph, Sheet
from bot.gallery.cases import GATHERING
from bot.views import application_sheet
from core.localised import LANGUAGES, Language
from tests.house import gallery

KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі – «құжат» № 1"
SMALL = Sheet("Тізім", "kk", (Paragraph("Тізім", "title"), Item(KAZAKH, ticked=True, notes=("Ескерту",))))


def objects(file: bytes) -> dict[int, bytes]:
    """By the table at the end of the file, which must point at each of them."""
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF", file)[1])  # type: ignore[index]  # a file without it fails here
    head, count = re.match(rb"xref\n0 (\d+)\n", file[start:]), 0
    assert head
    count = int(head[1])
    rows = re.findall(rb"(\d{10}) 00000 n", file[start:])
    assert len(rows) == count - 1
    found = {}
    for number, at in enumerate(map(int, rows), 1):
        opening = b"%d 0 obj\n" % number
        assert file[at:].startswith(opening)
        found[number] = file[at + len(opening) : file.index(b"\nendobj", at)]
    return found


def unpacked(part: bytes) -> str:
    declared = re.search(rb"/Length (\d+)", part)
    assert declared
    packed = part[part.index(b"stream\n") + 7 : part.rindex(b"\nendstream")]
    assert len(packed) == int(declared[1])
    return zlib.decompress(packed).decode()


def lines(file: bytes) -> list[tuple[float, float, str]]:
    """Where each line begins, and its letters, led back by the font's own table."""
    found = objects(file)
    tables = {}
    for name, at in re.findall(rb"/(F\d) (\d+) 0 R", file):
        to_letters = re.search(rb"/ToUnicode (\d+) 0 R", found[int(at)])
        assert to_letters
        pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", unpacked(found[int(to_letters[1])]))
        tables[name.decode()] = {glyph: bytes.fromhex(letter).decode("utf-16-be") for glyph, letter in pairs}
    said = []
    for part in found.values():
        if b"/Type/Page/" in part:
            content = re.search(rb"/Contents (\d+) 0 R", part)
            assert content
            shown = re.findall(
                r"/(F\d) [\d.]+ Tf ([\d.]+) ([\d.]+) Td <([0-9a-f]*)> Tj", unpacked(found[int(content[1])])
            )
            said += [
                (float(x), float(y), "".join(tables[font][glyph] for glyph in re.findall("....", word)))
                for font, x, y, word in shown
            ]
    return said


def test_the_words_can_be_read_back_letter_by_letter() -> None:
    assert [text for _, _, text in lines(pdf(SMALL))] == ["Тізім", KAZAKH, "Ескерту"]


def test_the_same_sheet_is_the_same_file_and_a_tick_shows() -> None:
    assert pdf(SMALL) == pdf(SMALL)
    unticked = Sheet("Тізім", "kk", (Paragraph("Тізім", "title"), Item(KAZAKH, ticked=False, notes=("Ескерту",))))
    assert pdf(SMALL) != pdf(unticked)


def test_a_long_sheet_takes_more_pages_and_stays_within_its_margins() -> None:
    words = " ".join(["моноқалаларды"] * 60)
    file = pdf(Sheet("Ұзын", "kk", tuple(Item(words, ticked=False) for _ in range(20))))
    assert int(re.search(rb"/Count (\d+)", file)[1]) > 2  # type: ignore[index]  # a file without it fails here
    for x, y, text in lines(file):
        assert x >= MARGIN
        assert x + length(text, REGULAR) * 11 <= WIDTH - MARGIN
        assert MARGIN <= y <= HEIGHT - MARGIN


def test_a_letter_that_our_font_lacks_is_refused() -> None:
    with pytest.raises(NoSuchLetter):
        pdf(Sheet("漢", "kk", (Paragraph("漢"),)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_papers_is_one_page_that_says_what_it_is_worth(language: Language) -> None:
    t, guide = gallery().translators[language], gallery().guide
    found = guide.papers(GATHERING)
    file = pdf(application_sheet.of_papers(t, found))
    assert b"/Count 1>>" in file
    said = " ".join(text for _, _, text in lines(file))
    assert "728" in said
    assert [name for each in found.papers if (name := t.name(each.paper.name)) not in said] == []


def test_the_dates_say_what_is_not_final() -> None:
    t = gallery().translators["ru"]
    found = gallery().journey(replace(GATHERING, handed_in=date(2027, 3, 15)), date(2027, 3, 16))
    dates = list(application_sheet.of_dates(t, found))
    assert [each.step for each in dates] == ["centre", "coordinator", "lender", "notice", "training"]
    assert all("не действует" in each.text for each in dates)
    assert "календарь тех дней не окончательный" in dates[0].text
    assert [each.step for each in dates if "если начать сразу" in each.title] == ["training"]
