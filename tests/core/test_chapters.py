"""What is to be read, and what of it stands beside which figures."""

import pytest
import yaml

from core.chapters import Chapters, Record
from core.localised import LANGUAGES
from tests.catalogues import DATA, catalogue

CHAPTERS: Chapters = catalogue().chapters


def ids(**about: str) -> set[str]:
    return {placed.record.id for placed in CHAPTERS.contradictions(**about)}


def placed(record_id: str) -> Record:
    return next(record for chapter in CHAPTERS for record in chapter.records if record.id == record_id)


def test_parts_come_in_their_order_and_hold_all_chapters() -> None:
    parts = [chapter.part for chapter in CHAPTERS]
    assert parts == sorted(parts, key=["programme", "state", "method", "sources"].index)
    assert CHAPTERS.get("narnia") is None


def test_a_record_of_disagreement_quotes_somebody_and_a_record_of_two_quotes_both() -> None:
    for placed in CHAPTERS.contradictions():
        assert placed.chapter.contradictions
        assert len(placed.record.says) > 1 or placed.record.ours


def test_of_a_town_all_that_names_it() -> None:
    assert {"balkhash_39", "jobless_lost"} <= ids(town="balkhash")
    assert "balkhash_39" not in ids(town="saran")


def test_of_an_indicator_of_a_town_also_what_names_no_town() -> None:
    assert "thousand_tenge" in ids(indicator="2.1")
    assert {"thousand_tenge", "output_digits"} <= ids(indicator="2.1", town="satbayev")
    assert "output_digits" not in ids(indicator="2.1", town="abai")
    assert ids(indicator="5.3", town="balkhash") == set()


def test_beside_a_town_stands_what_is_about_it_and_not_about_one_figure_of_it() -> None:
    (renamed,) = (note for note in CHAPTERS.beside("altai") if "Zyryanovsk" in note.text.en)
    assert renamed.source.document.id == "programme"
    assert not any("45" in note.text.en for note in CHAPTERS.beside("shakhtinsk"))


def test_the_year_of_some_indicators_is_not_told_of_all() -> None:
    """Of the five groups of Table 1 only the second is headed 2020."""
    told = [note.text for record in ("two_scales", "years_apart") for note in placed(record).says]
    beside = placed("two_scales").beside
    assert beside is not None
    told.append(beside)
    assert sum("2020" in text.en for text in told) == 3
    assert not any("data of 2020" in text.en or "данные 2020" in text.ru for text in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_records_of_a_chapter_read_the_same_on_a_button(language: str) -> None:
    for chapter in CHAPTERS:
        titles = [getattr(record.title, language) for record in chapter.records]
        assert len(titles) == len(set(titles))


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="without the C library there is only one loader")
def test_both_loaders_read_every_file_alike() -> None:
    """The slow one is stricter: a file that only the quick one takes would fail on some machines."""
    for path in sorted((DATA / "chapters").glob("*.yaml"))[::4]:
        text = path.read_text(encoding="utf-8")
        assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader), path.name
