"""A spreadsheet of 200,000 rows, read and checked; beside pandas on the same file, where it is installed."""

import csv
import importlib.util
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from core.drafts import Draft
from core.files import grammar
from core.files.marked import Problems, read_yaml
from core.files.spreadsheets.reading import read_spreadsheet
from core.files.words import SHAPE, words
from core.judgement import all_warnings
from core.localised import Localised
from core.towns import Name, Named, TownIndex
from core.vocabulary import Vocabulary
from tests.bench.measure import Finding
from tests.catalogues import DATA, catalogue

ROWS = 200_000
TODAY = date(2026, 11, 21)
YEARS = range(1997, 2027)
HEADINGS = ("Қала", "Көрсеткіш", "Жыл", "Мән", "Дереккөз")
TIMES_PANDAS = 1.5
Cells = tuple[object, ...]


def findings() -> Iterator[Finding]:
    vocabulary = many_towns()
    rows = list(figures(vocabulary))
    for kind, content in (("CSV", as_csv(rows)), ("XLSX", as_xlsx(rows))):
        began = process_time()
        draft = checked(content, vocabulary)
        taken = process_time() - began
        assert len(draft.figures) == ROWS, draft.faults[:3]
        said = f"{kind} of {ROWS:,} rows, {len(content) / 2**20:.1f} MB: {taken:.1f} s"
        theirs = seconds_of_pandas(kind, content)
        if theirs is None:
            yield Finding(f"{said}; pandas is not installed here")
        else:
            yield Finding(f"{said}, pandas {theirs:.1f} s", taken / theirs, TIMES_PANDAS)
        yield Finding(f"{kind}: at most {peak(lambda: checked(content, vocabulary)) / 2**20:.0f} MB held")  # noqa: B023 - called here


def checked(content: bytes, vocabulary: Vocabulary) -> Draft:
    draft = read_spreadsheet(content, vocabulary, TODAY)
    all_warnings(draft.figures, catalogue().sheets, catalogue().innovation)
    return draft


def peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def many_towns() -> Vocabulary:
    """So many that each of the rows is a figure of its own."""
    wanted = ROWS // len(YEARS) // len(catalogue().innovation.indicators) + 1
    towns = list(catalogue().towns)
    texts = [f"{one}{two}{three}" for one in "БГДЖКМ" for two in ("арш", "ешт", "олх", "ұрж") for three in CODAS]
    made = [
        replace(towns[0], id=f"made-up-{at}", number=100 + at, name=Localised(kk=text, ru=text, en=text))
        for at, text in enumerate(texts[:wanted])
    ]
    assert len(made) == wanted
    named = [Named(town, Name(town.name.kk)) for town in made]
    index = TownIndex(made, named, *grammar.read(DATA, Problems()))
    return Vocabulary(
        catalogue().innovation, index, words(SHAPE.validate_python(read_yaml(DATA / "words.yaml").content))
    )


CODAS = tuple(f"{vowel}{end}" for vowel in "аеоұ" for end in ("мбақ", "лдың", "рғын", "скер"))


def figures(vocabulary: Vocabulary) -> Iterator[Cells]:
    left = ROWS
    for town in vocabulary.towns:
        for indicator in vocabulary.methodology.indicators.values():
            for year in YEARS:
                if not left:
                    return
                left -= 1
                n = (left * 7919) % 997
                typed = f"{n % 90 if indicator.unit == 'count' else n / 10}"
                choice = indicator.choices[n % len(indicator.choices)].name.kk if indicator.choices else typed
                yield town.name.kk, f"{indicator.id} {indicator.short.kk}", year, choice, "stat.gov.kz"


def as_csv(rows: list[Cells]) -> bytes:
    written = StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([HEADINGS, *rows])
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[Cells]) -> bytes:
    """As Excel writes it: texts in a table of their own. openpyxl would need half a minute."""
    strings: dict[str, int] = {}

    def cell(column: str, row: int, value: object) -> str:
        place = f"{column}{row}"
        if isinstance(value, int) or str(value).replace(".", "").isdecimal():
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="s"><v>{strings.setdefault(str(value), len(strings))}</v></c>'

    lines = (
        f'<row r="{at}">{"".join(cell(column, at, value) for column, value in zip("ABCDE", row, strict=True))}</row>'
        for at, row in enumerate([HEADINGS, *rows], 1)
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, part in PARTS.items():
            archive.writestr(name, part)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')
    return written.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
    f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}'
    f'.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEET_TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/'
    f'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Figures" sheetId="1" '
    f'r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="'
    f'{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" '
    f'Target="sharedStrings.xml"/></Relationships>',
}


def seconds_of_pandas(kind: str, content: bytes) -> float | None:
    """Only read and put into a table, unchecked."""
    if importlib.util.find_spec("pandas") is None:
        return None
    pandas: Any = importlib.import_module("pandas")
    began = process_time()
    file = BytesIO(content)
    frame = pandas.read_csv(file, sep=";") if kind == "CSV" else pandas.read_excel(file)
    with sqlite3.connect(":memory:") as store:
        frame.to_sql("figures", store, index=False)
    return process_time() - began
