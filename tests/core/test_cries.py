"""What is heard as a cry, and what only sounds like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.care import NEEDS, Cry, Ear, Need, NotAPhrase, phrase
from core.localised import LANGUAGES, Language
from tests.catalogues import cases, catalogue

HEARD = cases("cries")["heard"]
NOT_HEARD = cases("cries")["not_heard"]


def ear(**phrases: list[str]) -> Ear:
    """Of one need each, in English."""
    return Ear({(need, "en"): [phrase(text) for text in phrases.get(need, [])] for need in NEEDS})


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cry_is_heard_and_its_language_known(need: Need, language: Language) -> None:
    said = HEARD[need][language]
    assert {text: catalogue().ear.heard(text) for text in said} == dict.fromkeys(said, Cry(need, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_sounds_like_one_is_left_alone(language: Language) -> None:
    heard = {text: catalogue().ear.heard(text) for text in NOT_HEARD[language]}
    assert {text: cry for text, cry in heard.items() if cry} == {}


def test_there_are_enough_cases_to_sign() -> None:
    assert sum(len(said) for each in HEARD.values() for said in each.values()) >= 40
    assert sum(map(len, NOT_HEARD.values())) >= 60


def test_no_town_and_none_of_its_names_is_a_cry() -> None:
    names = [name for town in catalogue().towns for name in (town.name.kk, town.name.ru, town.name.en, town.printed)]
    asked = [form.format(name) for name in names for form in ("{}", "в {}", "{} қаласы", "what about {}?")]
    assert [text for text in asked if catalogue().ear.heard(text)] == []


def test_the_most_urgent_is_answered() -> None:
    both = ear(debt=["debt"], life=["die"])
    assert both.heard("in debt and want to die") == Cry("life", "en")
    assert both.heard("debt") == Cry("debt", "en")
    assert both.heard("") is None


@pytest.mark.parametrize(
    ("written", "said", "heard"),
    [
        ("cold|hot meal", "a hot meal today", True),
        ("cold|hot meal", "a hot long meal", False),
        ("cold .. meal", "cold and late meal", True),
        ("cold .. meal", "cold and very late meal", False),
        ("cold .. meal", "cold. meal", False),
        ("cold*", "coldest", True),
        ("cold*", "uncold", False),
        ("*cold", "uncold", True),
        ("live !in|at", "i live", True),
        ("live !in|at", "i live in", False),
        ("live !in|at", "i live inside", True),
        ("!not live", "live", True),
        ("!not live", "do live", True),
        ("!not live", "not live", False),
        ("collector*~", "colektors", True),
        ("collector*~", "kallectors", True),
        ("collector*~", "cllectors", True),
        ("collector*~", "directors", False),
        ("collector", "kallector", False),
        ("collector*~ kolektiv", "collector kolektiv", True),
    ],
)
def test_how_a_phrase_is_read(written: str, said: str, heard: bool) -> None:
    assert (ear(life=[written]).heard(said) is not None) is heard


@pytest.mark.parametrize("written", ["", "..", "die ..", ".. die", "!not", "a-b", "a||b", "die~", "*", "a !b c"])
def test_what_is_no_phrase_is_refused(written: str) -> None:
    with pytest.raises(NotAPhrase):
        phrase(written)


@settings(max_examples=25)
@given(st.text(max_size=500))
def test_any_text_can_be_listened_to(text: str) -> None:
    catalogue().ear.heard(text)
