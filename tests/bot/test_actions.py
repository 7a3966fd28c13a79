import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import KINDS, read
from bot.actions.common import Greet, SetLanguage
from bot.actions.support import ShowDocuments
from bot.actions.towns import CheckMonotown, FindNearest, FindTown, ShowPotential
from bot.wire import LONGEST_DATA, Action, Unreadable


@pytest.mark.parametrize(
    "action",
    [
        Greet(),
        ShowPotential("temirtau"),
        ShowDocuments("employed", "expand"),
        FindNearest.of(-49.804736, 73.1),
        CheckMonotown("100000000", "20.123456789012345", "99.123456789012345", "stopped"),
    ],
)
def test_an_action_survives_its_button(action: Action) -> None:
    assert read(action.pack()) == action


@given(st.text(max_size=20))
def test_any_short_text_survives_even_with_colons(text: str) -> None:
    try:
        data = FindTown("score", text).pack()
    except ValueError:
        assert len(text.encode()) > LONGEST_DATA - 10
    else:
        assert read(data) == FindTown("score", text)


def test_a_place_travels_no_finer_than_a_kilometre() -> None:
    assert FindNearest.of(49.804736, 73.109378).pack() == "nr1:49.80:73.11"


def test_an_action_can_carry_another() -> None:
    carried = SetLanguage("kk", ShowDocuments("employed").pack())
    again = read(carried.pack())
    assert isinstance(again, SetLanguage)
    assert read(again.then) == ShowDocuments("employed")


def test_too_much_for_a_button_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 64 bytes"):
        FindTown("score", "ә" * 31).pack()


@pytest.mark.parametrize(
    "data",
    [None, "", "zz1", "st2", "st", "st1:", "st1:x", "lg1", "lg1:de:", "lg1:kk", "dc1:rich:start:one:", "dc1:one", "😀"],
)
def test_what_is_not_ours_is_not_read(data: str | None) -> None:
    with pytest.raises(Unreadable):
        read(data)


@given(st.text(max_size=64))
def test_no_stranger_breaks_the_reader(data: str) -> None:
    try:
        action = read(data)
    except Unreadable:
        return
    assert action.pack() == data


def test_every_kind_has_a_two_letter_code() -> None:
    assert all(len(kind.code) == 2 for kind in KINDS)
