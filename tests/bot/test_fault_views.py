"""Every fault and every doubt is worded in three languages, with what it is about."""

from datetime import date

import pytest

from bot.views.faults import COLUMNS, DOUBTS, FAULTS, UNITS, doubt, fault
from core.faults import Doubt, DoubtKind, Fault, FaultKind
from core.files.spreadsheets.reading import read_spreadsheet
from core.judgement import warnings
from core.ledger import Figure
from core.localised import LANGUAGES
from core.scales import Within
from core.typed import read_typed
from tests.catalogues import cases, catalogue
from tests.core.bad_files import made, xlsx
from tests.house import translators

TODAY = date(2026, 11, 21)
SENTENCE = 200


def every_fault() -> list[Fault]:
    commands, tables = cases("commands"), cases("spreadsheets")
    vocabulary = catalogue().vocabulary
    texts = [text for texts in commands["bad"].values() for text in texts]
    texts += ["Абай жұмыссыздық 4,6 2021 | стат\n" * 101, "жұмыссыздық " * 40]
    drafts = [read_typed(text, vocabulary, TODAY) for text in texts]
    drafts.append(read_typed("Абай 1.1 бар 2021 | стат", vocabulary, TODAY, {("1", "year"): "soon"}))
    contents = [case["text"].encode() for case in tables["csv_bad"]]
    contents += [xlsx(case["rows"]) for case in tables["xlsx_bad"]]
    contents += [content for _, (_, _, content) in made()]
    drafts += [read_spreadsheet(content, vocabulary, TODAY) for content in contents]
    more = [Fault("", kind, {"most": "200000"}) for kind in (FaultKind.TOO_MANY_ROWS, FaultKind.TOO_MANY_FAULTS)]
    return [*(each for draft in drafts for each in draft.faults), *more]


def test_every_kind_of_fault_is_met_and_has_words_in_three_languages() -> None:
    faults = every_fault()
    assert {each.kind for each in faults} == set(FaultKind) == set(FAULTS)
    for language in LANGUAGES:
        for each in faults:
            text = fault(translators()[language], each)
            assert "{" not in text
            assert each.where in text
            assert len(translators()[language](FAULTS[each.kind], **ALL).striptags()) < SENTENCE


ALL = dict.fromkeys(("text", "value", "least", "most", "unit", "what", "year", "first", "second", "where"), "x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_doubt_has_words(language: str) -> None:
    t = translators()[language]  # type: ignore[index]  # one of LANGUAGES
    facts = {"value": "137402", "against": "137.4", "towns": "27", "raw": "4,5 төмен"}
    for kind in DoubtKind:
        text = doubt(t, Doubt(kind, "temirtau", "2.7", 2021, facts), catalogue().towns, catalogue().innovation)
        assert "{" not in text
        assert "2021" in text
    assert set(DOUBTS) == set(DoubtKind)


def test_a_doubt_is_worded_from_what_the_judgement_says() -> None:
    figure = Figure("temirtau", "2.6", 2021, Within(2), "4,5 төмен", None, "stat")
    (odd,) = warnings(figure, catalogue().sheets, catalogue().innovation)
    assert "4,5 төмен" in doubt(translators()["en"], odd, catalogue().towns, catalogue().innovation)


def test_units_and_columns_are_words() -> None:
    t = translators()["en"]
    assert "thousand ₸" in fault(t, Fault("D2", FaultKind.WRONG_UNIT, {"unit": "thousand_tenge"}))
    assert "Town" in fault(t, Fault("1", FaultKind.HEADING_MISSING, {"what": "town"}))
    assert len({t.plain(each) for each in (*UNITS.values(), *COLUMNS.values())}) == len(UNITS) + len(COLUMNS)


def test_what_was_typed_is_never_markup() -> None:
    assert "<b>x" not in fault(translators()["en"], Fault("1", FaultKind.UNKNOWN_WORDS, {"text": "<b>x"}))
