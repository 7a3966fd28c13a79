import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spelling import (
    LONGEST_KEY,
    Dictionary,
    Grammar,
    RussianRule,
    compounds,
    distance,
    harmonious,
    shortenings,
    single,
    skeleton,
    words,
)

GRAMMAR = Grammar(
    kazakh=(("да", "back"), ("де", "front"), ("нан", "back"), ("мен", "back"), ("мен", "front")),
    russian=(RussianRule("ь", ("и",)), RussianRule("", ("а", "ом"))),
    adjective=("ий", "ого"),
    common=("калган",),
)


def dictionary(*names: str) -> Dictionary[str]:
    made: Dictionary[str] = Dictionary(GRAMMAR)
    for name in names:
        made.add(name, name, guessable=True)
    return made


@pytest.mark.parametrize(
    "spellings",
    [
        ("Жезқазған", "Жезказган", "Zhezkazgan", "Jezqazgan", "Джезказган", "Dzhezkazgan", "ЖЕЗҚАЗҒАН", "Zhezqazghan"),
        ("Балқаш", "Балкаш", "Balqash", "balqaş"),
        ("Екібастұз", "Экибастуз", "Ekibastuz", "Экибacтуз"),  # two of its letters are Latin
        ("Жаңаөзен", "Жанаозен", "Jañaözen", "Zhanaozen"),
        ("Риддер", "Ридер", "Ridder"),
        ("Сарань", "Saran'", "Саран", "Saran’s", "Saran''s"),
        ("Зыряновск", "Zyryanovsk", "Зыряновскъ"),
        ("Хромтау", "Khromtau", "Hromtau", "Xromtau"),
        ("Серёжа", "Сережа"),
        ("Чу", "Chu", "Çu"),
    ],
)
def test_one_name_in_several_alphabets_has_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({single("".join(words(each))) for each in spellings}) == 1


def test_money_is_not_aksay() -> None:
    assert skeleton("ақша") != skeleton("ақса")


def test_words_are_found_between_signs() -> None:
    assert words("— Кен-тау, «Саран» (2012)! 'ь'") == ["ken", "tau", "saran", "2012"]


def test_a_hyphen_keeps_words_together() -> None:
    assert compounds("Кен-тау, ' Саран") == [["ken", "tau"], ["saran"]]


def test_a_text_is_read_only_so_far() -> None:
    assert len(words("а " * 10_000)) == 200


@pytest.mark.parametrize("steered", ["Са{}рань", "{}Сарань", "Сарань{}", "С{0}а{0}р{0}а{0}н{0}ь"])
@pytest.mark.parametrize(
    "sign",
    ["\0", "\x1f", "\x7f", "\u00ad", "\u061c", "\u200b", "\u200d", "\u200e", "\u202a", "\u202e", "\u2060", "\u2066",
     "\u2069", "\ufe0f", "\ufeff", "\u0301"],
)  # fmt: skip
def test_what_is_not_seen_is_not_read(steered: str, sign: str) -> None:
    assert words(steered.format(sign)) == ["saran"]


@pytest.mark.parametrize("space", [" ", "\t", "\n", "\r\n", "\v", "\f", "\x85", "\u00a0", "\u2028"])
def test_a_new_line_or_another_space_ends_a_word(space: str) -> None:
    assert words(f"Сарань{space}Абай") == ["saran", "abai"]


def test_a_letter_may_be_written_as_two_signs() -> None:
    assert words("Баи\u0306қоныр C\u0327u") == words("Байқоныр Çu") == ["baikonir", "çu"]


@pytest.mark.parametrize("sign", ["щ", "я", "a", "ß", "ﷺ", "ﬃ", "İ", "ʼ"])
def test_a_skeleton_does_not_grow_without_end(sign: str) -> None:
    assert len(skeleton(sign * 1000)) <= LONGEST_KEY


def test_a_letter_held_down_is_still_one_letter() -> None:
    assert dictionary("Сарань").get(skeleton("Сара" + "а" * 300)) is None
    assert dictionary("Теміртау").get(skeleton("Теміртау" + "у" * 300)) == "Теміртау"


def test_what_is_longer_than_any_name_is_not_looked_for() -> None:
    known = dictionary("Каратау")
    held_down = "karata" + "u" * (LONGEST_KEY - 6)
    assert known.get(held_down) == "Каратау"
    assert known.near(held_down) == ["Каратау"]
    assert known.get(held_down + "u") is None
    assert known.near(held_down + "u") == []


def test_an_ending_that_suits_the_name_is_cut_off() -> None:
    known = dictionary("Балхаш")
    assert known.get("balhaşda") == "Балхаш"
    assert known.get("balhaşmen") == "Балхаш"
    assert known.get("balhaşde") is None
    assert known.get("balhaşdu") is None


def test_endings_are_cut_off_before_doubled_letters_become_one() -> None:
    assert dictionary("Сарань").get("sarannan") == "Сарань"


@pytest.mark.parametrize(
    ("stem", "back", "front"), [("karaj", True, False), ("tekel", False, True), ("zhr", True, True)]
)
def test_back_and_front_go_by_the_last_vowel(stem: str, back: bool, front: bool) -> None:
    assert (harmonious(stem, "back"), harmonious(stem, "front")) == (back, front)


@pytest.mark.parametrize("stem", ["satbaev", "serebriansk"])
def test_loans_take_endings_of_both_kinds(stem: str) -> None:
    assert harmonious(stem, "back")
    assert harmonious(stem, "front")


def test_forms_are_those_that_cutting_off_cannot_find() -> None:
    assert list(GRAMMAR.forms("Сарань", "russian")) == ["Сарань", "Сарани"]
    assert list(GRAMMAR.forms("Балхаш", "russian")) == ["Балхаш", "Балхаша", "Балхашом"]
    assert list(GRAMMAR.forms("саранск", "adjective")) == ["саранский", "саранского"]
    assert list(GRAMMAR.forms("Шахтинск", "kazakh")) == ["Шахтинск", "Шахтинскі"]
    assert list(GRAMMAR.forms("Балқаш", "kazakh")) == ["Балқаш"]
    assert list(GRAMMAR.forms("Balkhash", "english")) == ["Balkhash"]
    assert list(Grammar((), (), ()).forms("Балхаш", "russian")) == ["Балхаш"]


def test_an_ending_of_both_kinds_suits_every_word() -> None:
    assert GRAMMAR.kazakh["men"] == "either"
    assert GRAMMAR.kazakh["da"] == "back"


def test_the_first_meaning_of_a_name_stays() -> None:
    known = dictionary("Балхаш")
    assert known.add("Balkhash", "another") == "Балхаш"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("karatau", ["Каратау"]),
        ("karatua", ["Каратау"]),  # two letters swapped
        ("karatal", ["Каражал", "Каратау"]),
        ("garatau", []),  # the first letter counts
        ("karetou", []),  # two slips in a short name
        ("stepnogorks", ["Степногорск"]),
        ("stipnagorsk", ["Степногорск"]),  # two slips in a long one
        ("stipnagarsk", []),
        ("karatauom", ["Каратау"]),  # the ending of another language
        ("abei", []),  # too short to guess
        ("kalgan", []),  # a common word
    ],
)
def test_slips_are_forgiven_within_limits(typed: str, meant: list[str]) -> None:
    assert dictionary("Каратау", "Каражал", "Степногорск", "Абай", "Калган", "Калганы").near(typed) == meant


letters = st.text("abk", max_size=8)


@given(letters, letters)
def test_distance_is_a_measure(one: str, other: str) -> None:
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) == distance(other, one)
    assert distance(one, other) <= max(len(one), len(other))


@given(letters, letters)
def test_whatever_is_near_is_looked_at(one: str, other: str) -> None:
    """Words that are n slips apart become equal when each loses at most n letters."""
    if (slips := distance(one, other)) <= 2:
        assert shortenings(one, slips) & shortenings(other, slips)
