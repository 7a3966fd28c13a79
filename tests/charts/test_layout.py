"""Nothing is cut off, nothing lies over anything, and every letter is one of ours: in each picture and language."""

from dataclasses import replace
from itertools import combinations

import pytest

from bot.charts import faces
from bot.charts.lettering import SMALLEST, Box, Label, NoSuchLetter, fitted, shortened, wrapped
from bot.charts.parts import MARGIN, WIDTH
from bot.charts.placing import Named, NoRoom, meet, placed, spread
from bot.drawing import Amount, Scorecard, Tier, TownMap
from core.localised import LANGUAGES, Language
from tests.charts.drawn import LONG_NAMES, drawing, plan, screens

NAMES = list(screens("kk"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_words_stand_within_the_card_and_beside_each_other(name: str, language: Language) -> None:
    planned = plan(drawing(screens(language)[name]))
    card = Box(MARGIN, MARGIN, WIDTH - MARGIN, planned.height - MARGIN)
    boxes = [(label.words, label.box) for label in planned.labels]
    assert [words for words, box in boxes if not box.within(card)] == []
    assert [(a, b) for (a, box), (b, other) in combinations(boxes, 2) if box.meets(other, -2)] == []
    assert min(label.size for label in planned.labels) >= SMALLEST
    assert {letter for words, _ in boxes for letter in words} - set(faces.advances(500)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_cut_short(language: Language) -> None:
    for name in (name for name in NAMES if not name.startswith("what if")):
        shown = plan(drawing(screens(language)[name])).labels
        assert [label.words for label in shown if label.words.endswith("…")] == [], name
    shown = plan(drawing(screens("ru")[LONG_NAMES])).labels
    assert [label.words for label in shown].count("Степногорск") == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", ["economic", "innovation"])
def test_on_the_map_each_of_27_names_is_clear_of_all_other_names_and_marks(scale: str, language: Language) -> None:
    drawn = drawing(screens(language)[f"map/{scale}"])
    assert isinstance(drawn, TownMap)
    planned = plan(drawn)
    names = {f"{spot.name} {spot.note}".strip() for spot in drawn.spots}
    shown = [label for label in planned.labels if label.words in names]
    assert len(shown) == len(planned.marks) == 27
    marks = [Box(mark.x - 10, mark.y - 10, mark.x + 10, mark.y + 10) for mark in planned.marks]
    assert [(a.words, b.words) for a, b in combinations(shown, 2) if a.box.meets(b.box)] == []
    assert [label.words for label in shown if any(label.box.meets(mark) for mark in marks)] == []
    assert [(a, b) for a, b in combinations(planned.leaders, 2) if meet(a, b)] == []
    assert not any(a.meets(b, -3) for a, b in combinations(marks, 2))


def test_a_total_that_nobody_knows_has_no_mark_on_the_scale() -> None:
    card = drawing(screens("en")["score/satbayev"])
    assert isinstance(card, Scorecard)
    assert plan(card).whisker.at is not None
    unknown = replace(card, total=Amount("?"), tier=Tier("Tier unknown"))
    assert plan(unknown).whisker.at is None
    assert plan(replace(unknown, interval=None)).whisker is None


def test_the_same_spot_twice_is_drawn_as_two() -> None:
    (x, _), (u, _) = spread([(5.0, 5.0), (5.0, 5.0)], 26)
    assert abs(x - u) >= 25


def test_a_name_without_room_is_an_error_and_not_left_out() -> None:
    with pytest.raises(NoRoom, match="Степногорск"):
        placed([Named(50, 50, 12, Label(0, 0, "Степногорск"))], Box(0, 0, 100, 100))


def test_long_words_shrink_then_break_then_end_in_an_ellipsis() -> None:
    label = Label(0, 0, "Қала құраушы кәсіпорынның табыстылығы", size=40)
    assert SMALLEST < fitted(label, label.width * 0.8).size < 40
    assert fitted(label, 100).words.endswith("…")
    assert shortened(label, label.width) == label
    assert [line.words for line in wrapped(label, label.width * 0.7, 2)] == ["Қала құраушы кәсіпорынның", "табыстылығы"]
    first, last = wrapped(label, 200, 2)
    assert last.words.endswith("…")
    assert first.y < last.y


def test_a_letter_we_do_not_have_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(NoSuchLetter, match="語"):
        _ = Label(0, 0, "語").width


def test_the_three_faces_have_the_same_letters_and_measure_in_the_same_units() -> None:
    assert faces.advances(500).keys() == faces.advances(600).keys() == faces.advances(700).keys()
    for path in faces.FILES.values():
        head = dict(faces.tables_of(path.read_bytes()))["head"]
        assert int.from_bytes(head[18:20], "big") == faces.UNITS
