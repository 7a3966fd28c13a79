"""What somebody wants to publish, before anything is kept."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.access import At
from core.drafts import Question, says_why
from core.faults import Doubt, DoubtKind, doubt_of, kept
from core.ledger import Ledger
from core.services.drafts import Drafts
from core.snapshot import always
from tests.catalogues import catalogue
from tests.publishing import figure

NEW_YEAR = datetime(2026, 12, 31, 20, tzinfo=UTC)
"""Already 2027 in Kazakhstan."""


def drafts() -> Drafts:
    return Drafts(catalogue(), always(Ledger(catalogue().sheets), catalogue().innovation), lambda: NEW_YEAR)


def test_a_message_is_read_by_the_day_of_kazakhstan() -> None:
    read = drafts().typed("Теміртау жұмыссыздық 4,6 2027 | Хат № 5", {})
    assert [(each.town, each.indicator, each.value, each.year) for each in read.figures] == [
        ("temirtau", "2.6", Decimal("4.6"), 2027)
    ]


def test_an_answer_settles_a_question() -> None:
    text = "Теміртау жұмыссыздық 4,6 | Хат № 5"
    asked = drafts().typed(text, {})
    assert [each.what for each in asked.questions] == ["year"]
    assert drafts().typed(text, {(asked.questions[0].where, "year"): "2021"}).figures[0].year == 2021


def test_doubts_are_beside_what_is_published() -> None:
    assert [each.kind for each in drafts().doubts([figure("temirtau", Decimal(46))])] == [DoubtKind.DIGIT_ADDED]
    assert drafts().doubts([figure("temirtau", Decimal("4.7"))]) == ()


def test_a_right_is_needed_in_each_town_once() -> None:
    figures = [figure("temirtau"), figure("temirtau", indicator="2.3"), figure("ridder")]
    assert drafts().places(figures) == (At("temirtau", "karaganda"), At("ridder", catalogue().town("ridder").oblast.id))
    assert drafts().towns.get("temirtau")
    assert "2.6" in drafts().methodology.indicators


@pytest.mark.parametrize(
    ("asked", "typed", "answer"),
    [
        (Question("", "source"), "Хат № 5", "Хат № 5"),
        (Question("", "source"), "№ 5", None),
        (Question("1", "town"), "в Темиртау", "temirtau"),
        (Question("1", "town"), "Астана", None),
        (Question("1", "year"), "2021 жыл", "2021"),
        (Question("1", "year"), "2020 или 2021", None),
        (Question("1", "indicator"), "2.6", "2.6"),
        (Question("1", "indicator"), "жұмыссыздық", "2.6"),
        (Question("1", "indicator"), "2.6 или 2.7", None),
        (Question("1", "value", facts={"indicator": "1.3"}), "жоқ", "absent"),
        (Question("1", "value", facts={"indicator": "1.3"}), "не знаю", None),
        (Question("1", "value", facts={"indicator": "2.7"}), "10 000", "10000"),
        (Question("1", "value", facts={"indicator": "2.7"}), "10 мың", None),  # the line has its own unit
        (Question("1", "value", facts={"indicator": "2.7"}), "?", None),
    ],
)
def test_an_answer_may_be_typed(asked: Question, typed: str, answer: str | None) -> None:
    assert drafts().answer(asked, typed) == answer


def test_what_is_asked_about_is_quoted() -> None:
    text = "/set\n\nТеміртау 2.6 5\n| Хат № 5\nСаран 2.6 6 | stat.gov.kz"
    assert drafts().line(text, Question("2", "year")) == "Саран 2.6 6"
    assert drafts().line(text, Question("", "source")) == ""


def test_a_reason_is_in_words() -> None:
    assert says_why("Зауыт жабылды")
    assert [text for text in ("+", "12345", "да", "а" * 301) if says_why(text)] == []


def test_a_doubt_is_kept_and_found_again() -> None:
    doubt = Doubt(DoubtKind.BAND_LABEL, "temirtau", "2.6", 2021, {"raw": "7,6–8,5"})
    assert doubt_of(kept(doubt)) == doubt
    for words in ("the plant has closed", "2021", "[]"):
        with pytest.raises(ValueError, match=r"Expecting|2021|unpack"):
            doubt_of(words)
