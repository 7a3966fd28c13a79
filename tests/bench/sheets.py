"""A spreadsheet of 200,000 rows read, checked, diffed and published; beside pandas, which only reads and stores it."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from core.files import grammar
from core.files.marked import Problems, read_yaml
from core.files.words import SHAPE, words
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
TURNS = 3
Cells = tuple[object, ...]


def findings() -> Iterator[Finding]:
    """Each in a process of its own, one after the other: what one has left in memory does not count for the other."""
    with TemporaryDirectory() as folder:
        vocabulary = many_towns()
        rows = list(figures(vocabulary))
        for kind, content in (("csv", as_csv(rows)), ("xlsx", as_xlsx(rows))):
            file = Path(folder) / f"figures.{kind}"
            file.write_bytes(content)
            yield from beside_pandas(file)


def beside_pandas(file: Path) -> Iterator[Finding]:
    """Taken in turns, of each the quickest: whatever else the machine does falls on both."""
    python = os.environ.get("PYTHON_WITH_PANDAS", sys.executable)
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(measured(sys.executable, "tests.bench.publishing", file))
        with suppress(subprocess.CalledProcessError):  # pandas is not installed here, which is said below
            theirs.append(measured(python, "tests.bench.by_pandas", file)[-1])
    (_, _, least), *steps, (_, taken, most) = min(ours, key=lambda run: run[-1][1])
    told = ", ".join(f"{name} {took:.1f} s" for name, took, _ in steps)
    size = file.stat().st_size / 2**20
    yield Finding(f"{file.suffix} of {ROWS:,} rows, {size:.1f} MB: {told}")
    if not theirs:
        yield Finding("pandas is not installed here: pip install -r requirements-bench.txt, or PYTHON_WITH_PANDAS=…")
        return
    _, their_time, their_most = min(theirs, key=lambda run: run[1])
    yield Finding(f"in all {taken:.2f} s of a processor, pandas {their_time:.2f} s", taken / their_time, TIMES_PANDAS)
    yield Finding(f"at most {most:.0f} MB, {least:.0f} to begin with; pandas {their_most:.0f} MB", most / their_most, 1)


Step = tuple[str, float, float]
"""What was done, seconds of a processor, and the most memory so far in MB."""


def measured(python: str, module: str, file: Path) -> list[Step]:
    run = subprocess.run(
        [python, "-m", module, str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    lines = (line.split("\t") for line in run.stdout.decode().splitlines())
    return [(name, float(took), float(most)) for name, took, most in lines]


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
