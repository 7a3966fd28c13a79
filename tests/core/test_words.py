"""data/words.yaml: every name finds what it is the name of, and a fault in it is reported with its line."""

from pathlib import Path
from shutil import copy2

import pytest

from core.files.marked import Problems
from core.files.words import read_vocabulary
from core.tokens import tokens
from tests.catalogues import DATA, catalogue, spoil
from tests.flaws import told


def test_every_indicator_is_found_by_each_of_its_names() -> None:
    vocabulary = catalogue().vocabulary
    for indicator in catalogue().innovation.indicators.values():
        for name in (indicator.name, indicator.short):
            for text in (name.kk, name.ru, name.en):
                assert {mention.what for mention in vocabulary.indicators.mentions(tokens(text))} == {indicator.id}


@pytest.mark.parametrize(
    ("typed", "indicator"),
    [
        ("жұмыссыздықтың", "2.6"),
        ("безработицу", "2.6"),
        ("безроботица", "2.6"),
        ("зарплату", "2.7"),
        ("орташа жалақысы", "2.7"),
        ("жұмыссыздығының", "2.6"),
        ("unemploiment", "2.6"),
        ("рентабельностью", "2.3"),
        ("инвестициялардың", "2.2"),
    ],
)
def test_a_name_is_found_inflected_and_misspelt(typed: str, indicator: str) -> None:
    assert [mention.what for mention in catalogue().vocabulary.indicators.mentions(tokens(typed))] == [indicator]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("баспана]", "баспана, жалақы]", "жалақы would mean both 2.5 and 2.7"),
        ('  "2.8":\n', '  "2.9":\n', "2.9 is not known"),
        ("    mismatch: { kk: [сай", "    missmatch: { kk: [сай", "missmatch is not known. Did you mean mismatch?"),
        ('  "5.2":\n    absent:', '  "6.2":\n    absent:', "6.2 is not known"),
        ("  million:", "  milliard:", "milliard"),
        ("year: [жыл", "years: [жыл", "The key year is missing"),
    ],
)
def test_a_fault_is_reported(tmp_path: Path, old: str, new: str, fault: str) -> None:
    copy2(DATA / "words.yaml", tmp_path)
    spoil(tmp_path / "words.yaml", old, new)
    problems = Problems()
    assert read_vocabulary(tmp_path, catalogue().innovation, catalogue().towns, problems) is None
    assert any("words.yaml" in problem and fault in problem for problem in told(problems.found))
