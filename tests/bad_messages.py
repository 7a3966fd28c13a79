"""Each bad file with its message in three languages: tests/cases/bad_files.yaml."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import yaml

from bot.views.faults import fault
from core.files.spreadsheets.reading import read_spreadsheet
from core.localised import LANGUAGES, Language
from tests.catalogues import CASES, cases, catalogue
from tests.core.bad_files import made, xlsx
from tests.house import DAY, translators

EXPECTED = CASES / "bad_files.yaml"
HEAD = """\
# Bad spreadsheets and what the bot answers to each, in three languages: the cell, what is wrong, how to mend it. They
# are those of spreadsheets.yaml and of tests/core/bad_files.py, under the same names. `make golden` writes this file.
"""
Messages = dict[str, dict[Language, str]]


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """By the name they have in the cases: the name they are sent under, and what is in them."""
    tables, seen = cases("spreadsheets"), Counter[str]()

    def numbered() -> Iterator[tuple[str, tuple[str, bytes]]]:
        for kind, ending in (("csv_bad", "csv"), ("xlsx_bad", "xlsx")):
            for case in tables[kind]:
                name = f"{ending}, {', '.join(case['faults'].values())}"
                seen[name] += 1
                content = case["text"].encode() if ending == "csv" else xlsx(case["rows"])
                yield f"{name} {seen[name]}", (f"figures.{ending}", content)

    return dict(numbered()) | {name: ("figures.xlsx", content) for name, (_, _, content) in made()}


def messages(content: bytes) -> dict[Language, str]:
    faults = read_spreadsheet(content, catalogue().vocabulary, DAY.date()).faults
    return {
        language: "\n".join(fault(translators()[language], each).striptags() for each in faults)
        for language in LANGUAGES
    }


@cache
def expected() -> Messages:
    read: Messages = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))
    return read
