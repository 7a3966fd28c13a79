import pytest

from core.catalogue import Unknown
from core.chapters import PARTS
from core.services.reading import RECORDS_ON_A_PAGE, Reading
from tests.catalogues import catalogue

READING = Reading(catalogue())


def test_every_record_stands_on_one_page_and_between_its_neighbours() -> None:
    for each in (chapter for part in PARTS for chapter in READING.part(part)):
        pages = [READING.chapter(each.id, page) for page in range(READING.chapter(each.id).pages)]
        assert tuple(record for page in pages for record in page.records) == each.records
        assert all(1 <= len(page.records) <= RECORDS_ON_A_PAGE for page in pages)
        walked = [each.records[0]]
        while after := READING.record(each.id, walked[-1].id).after:
            assert READING.record(each.id, after.id).before == walked[-1]
            walked.append(after)
        assert tuple(walked) == each.records
        for record in each.records:
            assert record in pages[READING.page_of(each, record)].records


def test_a_page_beyond_the_last_is_the_last() -> None:
    last = READING.chapter("swot", 99)
    assert last.page == last.pages - 1
    assert READING.chapter("swot", -3).page == 0


def test_a_record_leads_to_the_towns_it_is_about() -> None:
    assert [town.id for town in READING.record("contradictions_score", "shakhtinsk_45").towns] == ["shakhtinsk"]


def test_disagreements_are_asked_of_a_town_of_an_indicator_or_of_all() -> None:
    everywhere = READING.disagreements()
    assert everywhere.found == ()
    assert all(chapter.contradictions for chapter in everywhere.chapters)
    of_town = {placed.record.id for placed in READING.disagreements("shakhtinsk").found}
    assert "shakhtinsk_45" in of_town
    of_line = READING.disagreements("shakhtinsk", "2.8")
    assert of_line.indicator
    assert "shakhtinsk_45" in {placed.record.id for placed in of_line.found}


def test_a_document_lists_the_places_we_cite() -> None:
    programme = READING.document("programme")
    assert any(place and "Annex 2" in place.en for place, _ in programme.places)
    assert all(times > 0 for _, times in programme.places)
    assert {document.id for document in READING.documents()} >= {"programme", "article_innovation"}


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (lambda: READING.chapter("narnia"), "chapter 'narnia'"),
        (lambda: READING.record("swot", "narnia"), "record 'narnia' of 'swot'"),
        (lambda: READING.record("narnia", "s1"), "chapter 'narnia'"),
        (lambda: READING.document("narnia"), "document 'narnia'"),
        (lambda: READING.disagreements("narnia"), "town 'narnia'"),
        (lambda: READING.disagreements("", "9.9"), "indicator '9.9'"),
    ],
)  # fmt: skip
def test_what_data_does_not_hold_is_unknown(ask: object, what: str) -> None:
    assert callable(ask)
    with pytest.raises(Unknown, match=what):
        ask()
