"""What is no YAML, or has another shape, is told by kind and line; the two parsers of YAML word it differently."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import yaml
from pydantic import Field, TypeAdapter

from core.files import marked, misread
from core.files.directory import ContactShape
from core.files.marked import Page, Problems, read_table, read_yaml
from core.files.misread import as_written
from core.files.shapes import Shape, Slug
from core.files.shapes_rules import MeasureShape
from core.flaws import FlawKind, Wrong
from core.localised import Localised
from tests.flaws import told

LOADERS = [pytest.param(yaml.SafeLoader, id="python"), pytest.param(misread.Loader, id="as it is here")]
TEXT = {"kk": "а", "ru": "б", "en": "c"}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("", 1, FlawKind.FILE_EMPTY),
        ("a: 1\nb: \x01", 2, FlawKind.STRANGE_LETTER),
        ("a:\n\t- 1", 2, FlawKind.SIGN),
        ("a: 1\nb: @x", 2, FlawKind.SIGN),
        ("a: 1\nb: 'x\nc: 1", 2, FlawKind.QUOTES),
        ('a: "\\q"', 1, FlawKind.QUOTES),
        ("a: 1\nb: [1, 2\nc: 3", 2, FlawKind.BRACKETS),
        ("a: 1\nb: ]\nc: 3", 2, FlawKind.BRACKETS),
        ("a: b: c", 1, FlawKind.COLON),
        ("a:\n  b: 1\n c: 2", 3, FlawKind.INDENT),
        ("- a\nb: 1", 2, FlawKind.INDENT),
        ("a: *x", 1, FlawKind.ALIAS),
        ("a: 1\n---\nb: 2", 2, FlawKind.TWO_DOCUMENTS),
        ("a: 1\nb: !x 1", 2, FlawKind.BROKEN),
        ("[a]: 1", 1, FlawKind.BROKEN),
        ("- {a: [1]}\n- {b: 2026-02-28, c: 2026-02-30}", 2, FlawKind.NOT_A_DAY),
        ("a: 1\nb: " + "9" * 5000, 2, FlawKind.NOT_A_NUMBER),
        ("a: 1\nb: 2\na: 3", 3, FlawKind.KEY_TWICE),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: type[yaml.SafeLoader], text: str, line: int, kind: FlawKind
) -> None:
    for module in (marked, misread):
        monkeypatch.setattr(module, "Loader", loader)
    path = tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8")
    page = read_yaml(path)
    assert told(page.flaws)
    assert [(each.file, each.line, each.kind) for each in page.flaws] == [("some.yaml", line, kind)]


@pytest.mark.parametrize("loader", LOADERS)
def test_a_key_without_a_colon_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: type[yaml.SafeLoader]
) -> None:
    """One parser names the line, the other the next."""
    monkeypatch.setattr(marked, "Loader", loader)
    (tmp_path / "some.yaml").write_text("a: 1\nb\nc: 1")
    [flaw] = read_yaml(tmp_path / "some.yaml").flaws
    assert flaw.kind is FlawKind.COLON_MISSING
    assert flaw.line in {2, 3}


def test_a_file_in_other_letters_is_told(tmp_path: Path) -> None:
    for name, read in (("some.yaml", read_yaml), ("some.csv", read_table)):
        (tmp_path / name).write_bytes("id: Ақсу".encode("cp1251", "replace"))
        assert [each.kind for each in read(tmp_path / name).flaws] == [FlawKind.NOT_UTF8]
    (tmp_path / "some.csv").write_text('id,name\n1,"a" b\n')
    assert told(read_table(tmp_path / "some.csv").flaws) == [
        "some.csv: The table cannot be read. Check its quotation marks."
    ]


class Everything(Shape):
    whole: int = 1
    number: Annotated[Decimal, Field(gt=0, lt=100)] = Decimal(1)
    least: Annotated[int, Field(ge=2)] = 2
    yes: bool = True
    short: Annotated[str, Field(max_length=3, min_length=1)] = "a"
    of: Literal["one", "two"] = "one"
    silent: Literal[True] | None = None
    few: Annotated[tuple[Slug, ...], Field(max_length=1)] = ()
    names: dict[Slug, int] = Field(default_factory=dict)
    text: Localised | None = None
    digits: Annotated[str, Field(pattern="^[0-9]$")] = "1"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"whole": 1.5}, "whole: 1.5 is not a whole number."),
        ({"whole": None}, "whole: null is not a whole number."),
        ({"number": "x"}, "number: x is not a number."),
        ({"number": 0}, "number: 0 is too little: it must be more than 0."),
        ({"number": 100}, "number: 100 is too much: it must be less than 100."),
        ({"number": float("nan")}, "number: nan is not a number."),
        ({"least": 1}, "least: 1 is too little: it must be at least 2."),
        ({"yes": "perhaps"}, "yes: Write true (yes) or false (no) here."),
        ({"short": ""}, "short: There must be text here, and not an empty one."),
        ({"short": None}, "short: There must be text here, and not an empty one."),
        ({"short": "long"}, "short: The text is too long: at most 3 letters."),
        ({"short": 112}, "short: There must be text here. Put 112 in quotation marks."),
        ({"of": "three"}, "of: three is not known. Write one of: one, two."),
        ({"silent": False}, "silent: false is not known. Write one of: true."),
        ({"few": ["a", "b"]}, "few: There are too many values here: at most 1."),
        ({"few": "a"}, "few: There must be a list here"),
        ({"few": ["A b"]}, "few.0: A b will not do as a name"),
        ({"names": []}, "names: There must be lines like key: value here."),
        ({"names": {"A": 1, "b": "x"}}, "names.A: A will not do as a name"),
        ({"text": "а"}, "text: The text must stand here in three languages"),
        ({"text": {"kk": "а", "ru": "б"}}, "text.en: The key en is missing."),
        ({"digits": "x"}, "digits: x will not do here."),
        ({"other": 1}, "other: There is no key other here."),
        ({7: 1}, "7: There is no key 7 here."),
        ([1], "There must be lines like key: value here."),
    ],
)
def test_another_shape_is_told_by_the_key(given: Any, said: str) -> None:
    problems = Problems()
    assert problems.read(Page("some.yaml", given, {(): 1}), TypeAdapter(Everything)) is None
    assert told(problems.found)[0].startswith(f"some.yaml:1: {said}")


def read(shape: Any, content: object) -> list[str]:
    problems = Problems()
    problems.read(Page("some.yaml", content, {(): 1}), TypeAdapter(shape))
    return told(problems.found)


@pytest.mark.parametrize(
    ("need", "said"),
    [
        (7, "needs.0: There must be text here. Put 7 in quotation marks."),
        ({"condition": "x"}, "needs.0.source: The key source is missing. Add it with its value."),
        (["a", 8], "needs.0.1: There must be text here. Put 8 in quotation marks."),
    ],
)
def test_where_several_shapes_would_do_one_flaw_is_told(need: object, said: str) -> None:
    measure = {"id": "x", "name": TEXT, "what": TEXT, "could": TEXT, "needs": [need], "sources": ["a"], "steps": ["b"]}
    assert read(MeasureShape, measure) == [f"some.yaml:1: {said}"]


def test_what_may_stand_there_is_told_of_all_shapes() -> None:
    contact = {"id": "x", "kind": "cent", "name": TEXT, "told_by": TEXT, "as_of": "2026-11-31", "source": "a"}
    assert read(ContactShape, contact) == [
        "some.yaml:1: kind: cent is not known. Write one of: centre, akimat, support, help.",
        "some.yaml:1: as_of: 2026-11-31 is no date, or there is no such day. Write it like 2026-12-31.",
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({}, "{…}"),
        ([1], "[…]"),
        (None, "null"),
        (True, "true"),
        ("a\n b", "a b"),
        ("x" * 99, "x" * 60 + "…"),
        (b"", "…"),
    ],
)
def test_a_value_is_shown_as_it_is_written(value: object, written: str) -> None:
    assert as_written(value) == written


def test_a_long_list_of_what_is_known_is_not_told() -> None:
    problems, page = Problems(), Page("some.yaml", {}, {(): 1})
    known: Mapping[str, int] = {str(number): number for number in range(13)}
    for each in (known, {}):
        assert problems.known(page, (), "x", each) is None
    assert told(problems.found) == ["some.yaml:1: x is not known. Check how it is spelt."] * 2


def test_a_log_says_what_is_wrong_too() -> None:
    assert str(Wrong(FlawKind.TOO_LONG, most=3)) == "too_long most=3"
