from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bot.pages import pages, shown_length, units

word = st.text(st.sampled_from("абқңһ<>&\"'😀x"), min_size=1, max_size=12)
tag = st.sampled_from(["b", "i", "code", "tg-spoiler"])


@st.composite
def markups(draw: st.DrawFn, depth: int = 3) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 6))):
        if depth and draw(st.booleans()):
            name = draw(tag)
            parts.append(f"<{name}>{draw(markups(depth - 1))}</{name}>")
        else:
            parts.append(str(escape(draw(word))) + draw(st.sampled_from([" ", "\n", "\n\n", ""])))
    return "".join(parts)


class Reader(HTMLParser):
    """Fails on a tag that is closed without being open, or left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> str:
    reader = Reader()
    reader.feed(str(markup))
    reader.close()
    assert reader.open == []
    return reader.text


@settings(max_examples=50)
@given(markups(), st.integers(4, 40))
def test_no_page_is_too_long_and_no_letter_or_tag_is_lost(markup: str, limit: int) -> None:
    made = pages(Markup(markup), limit)
    assert all(units(read(page)) <= limit for page in made)
    assert "".join("".join(read(page).split()) for page in made) == "".join(read(markup).split())


def test_a_short_text_stays_as_it_is() -> None:
    assert pages(Markup("<b>Теміртау</b>")) == ["<b>Теміртау</b>"]


def test_tags_and_entities_do_not_count() -> None:
    assert shown_length("<b>&lt;ab&gt;</b>") == 4


def test_what_is_open_at_the_cut_is_closed_and_opened_again() -> None:
    assert pages(Markup('<a href="https://x.kz/?a=1">один два</a>'), 5) == [
        '<a href="https://x.kz/?a=1">один</a>',
        '<a href="https://x.kz/?a=1">два</a>',
    ]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("бір екі\n\nүш төрт\nбес", 16, ["бір екі", "үш төрт\nбес"]),
        ("бір екі үш төрт\nбес", 18, ["бір екі үш төрт", "бес"]),
        ("бір екі үш төрт бес", 16, ["бір екі үш төрт", "бес"]),
        ("ааааааааааааа", 6, ["аааааа", "аааааа", "а"]),
    ],
)
def test_cuts_fall_between_paragraphs_then_lines_then_words(text: str, limit: int, expected: list[str]) -> None:
    assert pages(Markup(text), limit) == expected


def test_a_cut_never_falls_inside_an_emoji() -> None:
    made = pages(Markup("😀" * 9), 5)
    assert "".join(made) == "😀" * 9
    assert all(units(page) <= 5 for page in made)
