"""The code behind /why: it carries everything, notices every slip, and says what is different now."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import (
    ALPHABET,
    Damaged,
    Finding,
    Layout,
    Turned,
    cleaned,
    finding,
    jotted,
    pack,
    read_jotted,
    since,
    slot_of,
    unpack,
)  # fmt: skip
from core.eligibility import UNSURE, judge, told
from tests.catalogues import cases, catalogue, made_up

EDITION = next(iter(catalogue().editions))
LAYOUT, RULES = EDITION.layout, EDITION.rules
MOON = made_up()
LAYOUTS = (*EDITION.layouts, *MOON.layouts)
WOMAN = cases("residents")[0]["answers"]
CODE = pack(LAYOUT, finding(RULES, WOMAN, "calendar of 2026", in_force=False))
SMALL = Layout(5, "small", (("colour", ("red", "blue")),), ("lamp",))


def findings() -> st.SearchStrategy[Finding]:
    slots = st.integers(0, 255)
    options = {question: st.sampled_from(options) for question, options in LAYOUT.questions}
    verdicts = st.fixed_dictionaries({each: st.sampled_from([True, False, None]) for each in LAYOUT.measures})
    return st.builds(Finding, st.fixed_dictionaries({}, optional=options), verdicts, slots, slots, st.booleans())


@given(findings())
def test_what_is_packed_comes_out_again(packed: Finding) -> None:
    code = pack(LAYOUT, packed)
    assert unpack(LAYOUTS, code) == (LAYOUT, packed)
    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5]
    assert code[0] == "1"


def test_a_code_is_the_same_for_ever() -> None:
    """These were written down by people. If this fails, their codes no longer open: mend the code, not the test."""
    case = cases("codes")
    for code in case["codes"]:
        layout, found = unpack(LAYOUTS, code["code"])
        assert (layout.number, layout.edition) == (code["layout"], code["edition"])
        assert dict(found.answers) == code["answers"]
        assert [each for each, verdict in found.verdicts.items() if verdict] == code["can"]
        assert [each for each, verdict in found.verdicts.items() if verdict is None] == code["maybe"]
        assert (found.rules, found.calendar, found.in_force) == (code["rules"], code["calendar"], code["in_force"])


def test_what_a_finding_holds() -> None:
    now = finding(RULES, {**WOMAN, "business": "none", "young": UNSURE}, "2026-2", in_force=True)
    assert now.answers == told(RULES, {**WOMAN, "young": UNSURE}).answers
    assert now.verdicts == {each.measure.id: each.verdict for each in judge(RULES, {**WOMAN, "young": UNSURE})}
    assert (now.rules, now.calendar, now.in_force) == (slot_of(RULES.version), slot_of("2026-2"), True)
    assert unpack(LAYOUTS, pack(LAYOUT, now))[1].answers == {k: v for k, v in now.answers.items() if v != UNSURE}


@pytest.mark.parametrize("typed", cases("codes")["typings"])
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert unpack(LAYOUTS, typed) == unpack(LAYOUTS, cases("codes")["codes"][0]["code"])


def test_letters_that_look_alike_are_the_same() -> None:
    assert cleaned("OoIiLl Іі Оо Аа Вв Ее Кк Мм Нн Һһ Рр Сс Тт Уу Хх Зз") == "0011111100AABBEEKKMMHHHHPPCCTTYYXX33"
    assert cleaned("0 1\t2\n3\u00a04-5–6—7‑8_9.A·B") == "0123456789AB"


@given(st.integers(0, 19), st.sampled_from(ALPHABET))
@settings(max_examples=200)
def test_one_wrong_letter_never_passes(at: int, letter: str) -> None:
    letters = list(CODE.replace("-", ""))
    if letters[at] != letter:
        letters[at] = letter
        with pytest.raises(Damaged):
            unpack(LAYOUTS, "".join(letters))


@given(findings(), st.integers(0, 18))
@settings(max_examples=80)
def test_two_letters_swapped_never_pass(packed: Finding, at: int) -> None:
    letters = list(pack(LAYOUT, packed).replace("-", ""))
    if letters[at] != letters[at + 1]:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
        with pytest.raises(Damaged):
            unpack(LAYOUTS, "".join(letters))


@pytest.mark.parametrize(
    ("typed", "damage", "at"),
    [
        ("", "empty", ""),
        (" - – ", "empty", ""),
        (CODE[:-1], "short", "1"),
        (CODE[:-6], "short", "5"),
        (CODE + "0", "long", "1"),
        (CODE.replace("1", "U", 1), "letter", "U"),
        (CODE[:3] + "Ж" + CODE[4:], "letter", "Ж"),
        ("9" + CODE[1:], "unknown", "9"),
        ("0" + CODE[1:], "unknown", "0"),
        (CODE[0] + "Z" * 19, "mistyped", ""),
        (CODE[0] + "0" * 19, "mistyped", ""),
    ],
)
def test_what_is_wrong_with_a_code_is_said(typed: str, damage: str, at: str) -> None:
    with pytest.raises(Damaged) as refusal:
        unpack(LAYOUTS, typed)
    assert (refusal.value.damage, refusal.value.at) == (damage, at)
    assert str(refusal.value) == f"{damage} {at}".strip()


def test_a_number_too_large_for_its_places_is_no_code() -> None:
    """It has the right remainder, and something left over when all places are read."""
    assert (SMALL.sizes, SMALL.length, SMALL.remainder) == ((2, 256, 256, 3, 3), 7, 185)
    packed = Finding({"colour": "blue"}, {"lamp": False}, 255, 255, in_force=True)
    largest = pack(SMALL, packed)
    assert unpack([SMALL], largest)[1] == packed
    beyond = 2 * 256 * 256 * 3 * 3 * 509 + SMALL.remainder
    letters = "".join(ALPHABET[beyond >> 5 * place & 31] for place in reversed(range(6)))
    with pytest.raises(Damaged, match="mistyped"):
        unpack([SMALL], "5" + letters)


def test_the_layout_of_another_edition_does_not_read_a_code() -> None:
    twin = replace(LAYOUT, number=2)
    with pytest.raises(Damaged, match="mistyped"):
        unpack([twin], "2" + CODE[1:])


def test_each_edition_reads_its_own_codes() -> None:
    code = pack(MOON.layout, finding(MOON.rules, {"moon": "here", "craters": "many"}, "", in_force=True))
    layout, found = unpack(LAYOUTS, code)
    assert (layout.edition, found.answers) == ("fiction", {"moon": "here", "craters": "many"})
    assert found.verdicts == {"lamp": True, "boot": True}


def test_a_code_of_an_older_layout_is_read_by_it() -> None:
    old = MOON.layouts[0]
    written = Finding({"moon": "here", "shoe": "old"}, {"lamp": True, "hat": None}, 7, 9, in_force=False)
    layout, then = unpack(LAYOUTS, pack(old, written))
    assert (layout, then) == (old, written)
    now = finding(MOON.rules, then.answers, "2031", in_force=True)
    different = since(then, now)
    assert different.dropped == ("shoe",)
    assert different.in_force
    assert different.turned == (
        Turned("lamp", then=True, now=None),
        Turned("boot", then=None, now=None, was=False),
        Turned("hat", then=None, now=None, stays=False),
    )


@pytest.mark.parametrize(
    ("change", "different"),
    [
        ({}, (False, False, False, (), ())),
        ({"rules": 1}, (True, False, False, (), ())),
        ({"calendar": 1}, (False, True, False, (), ())),
        ({"in_force": True}, (False, False, True, (), ())),
        ({"answers": {}}, (False, False, False, ("a",), ())),
        ({"answers": {"a": "x", "b": "y"}}, (False, False, False, (), ())),
        ({"verdicts": {"m": False}}, (False, False, False, (), (Turned("m", then=True, now=False),))),
        ({"verdicts": {"m": None}}, (False, False, False, (), (Turned("m", then=True, now=None),))),
    ],
)
def test_what_is_different_now(change: dict[str, Any], different: tuple[Any, ...]) -> None:
    then = Finding({"a": "x"}, {"m": True}, 0, 0, in_force=False)
    found = since(then, replace(then, **change))
    assert (found.rules, found.calendar, found.in_force, found.dropped, found.turned) == different
    assert found.nothing == (change in ({}, {"answers": {"a": "x", "b": "y"}}))


@given(st.dictionaries(st.sampled_from([question for question, _ in LAYOUT.questions]), st.integers(0, 40)))
def test_answers_travel_in_buttons(drawn: dict[str, int]) -> None:
    options = dict(LAYOUT.questions)
    answers = {each: (*options[each], UNSURE)[place % (len(options[each]) + 1)] for each, place in drawn.items()}
    letters = jotted(LAYOUT, answers)
    assert read_jotted(LAYOUTS, letters) == answers
    assert len(letters) <= 1 + len(LAYOUT.questions)
    assert letters == "1" or letters[-1] != "0"


def test_a_button_is_read_for_ever() -> None:
    answers = {"town": "zhanatas", "registered": UNSURE, "purpose": "capital"}
    assert jotted(LAYOUT, answers) == "17Z03"
    assert read_jotted(LAYOUTS, "17Z03") == answers


@pytest.mark.parametrize(("letters", "damage"), [("", "unknown"), ("9", "unknown"), ("1" + "0" * 17, "unknown"),
                                                 ("1X", "letter"), ("1u", "letter"), ("103", "letter")])  # fmt: skip
def test_a_button_that_was_never_ours(letters: str, damage: str) -> None:
    with pytest.raises(Damaged) as refusal:
        read_jotted(LAYOUTS, letters)
    assert refusal.value.damage == damage


def test_an_answer_this_layout_does_not_know_is_left_out() -> None:
    assert jotted(LAYOUT, {"town": "atlantis", "moon": "here"}) == "1"
    verdicts = dict.fromkeys(LAYOUT.measures, True)
    packed = Finding({"town": "atlantis"}, verdicts, 0, 0, in_force=False)
    assert unpack(LAYOUTS, pack(LAYOUT, packed))[1].answers == {}
