from datetime import date

import pytest

from core.sources import Document, Period
from tests.catalogues import catalogue


def test_a_period_knows_whether_it_is_a_day_or_a_year() -> None:
    day = Period(date(2011, 10, 1), date(2011, 10, 1))
    year = Period(date(2020, 1, 1), date(2020, 12, 31))
    years = Period(date(2012, 1, 1), date(2014, 12, 31))
    assert [(each.is_day, each.is_year) for each in (day, year, years)] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_the_acts_are_known_by_number_and_date() -> None:
    acts = {each.number: each.date for each in catalogue().documents.values() if each.is_act}
    assert acts == {"683": date(2012, 5, 25), "728": date(2014, 6, 28), "279": date(2014, 3, 31)}


@pytest.mark.parametrize("document", catalogue().documents.values(), ids=lambda document: document.id)
def test_general_knowledge_is_said_to_be_that(document: Document) -> None:
    """So that nobody takes for a source what is only believed."""
    said = "құжаттарымызда жоқ", "в наших документах нет", "not in our documents"
    title = document.title
    assert (
        (document.kind == "general_knowledge")
        == (said[0] in title.kk)
        == (said[1] in title.ru)
        == (said[2] in title.en)
    )
