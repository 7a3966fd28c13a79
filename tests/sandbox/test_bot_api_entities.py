import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import KINDS, from_html, link
from bot.sandbox.errors import Json, Refused
from bot.sandbox.marks import MOST_ENTITIES, found_in, marked, units

TAGS = sorted(KINDS.keys() - {"span", "a", "tg-emoji"})
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=20)


@st.composite
def markups(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """A piece of HTML and the text that it shows."""
    source, shown = "", ""
    for _ in range(draw(st.integers(0, 3))):
        text = draw(TEXTS)
        source, shown = source + html.escape(text, quote=False), shown + text
        if depth and draw(st.booleans()):
            tag = draw(st.sampled_from(TAGS))
            inner_source, inner = draw(markups(depth - 1))
            source, shown = f"{source}<{tag}>{inner_source}</{tag}>", shown + inner
    return source, shown


@given(markups())
def test_the_text_survives_and_every_entity_lies_within_it(markup: tuple[str, str]) -> None:
    source, shown = markup
    text, entities = from_html(source)
    assert text == shown.strip()
    for entity in entities:
        assert entity["length"] > 0
        assert 0 <= entity["offset"] <= entity["offset"] + entity["length"] <= units(text)
    assert entities == sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


@given(TEXTS, st.sampled_from(TAGS), TEXTS)
def test_an_entity_covers_its_text(before: str, tag: str, within: str) -> None:
    within = f"x{within}x"
    text, entities = from_html(f"y{html.escape(before)}<{tag}>{html.escape(within)}</{tag}>")
    (entity,) = entities
    wide = text.encode("utf-16-le")
    covered = wide[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
    assert covered == within
    assert entity["type"] == KINDS[tag]


@given(st.text(st.sampled_from("<>/&;=\"' abиi\U0001f3df"), max_size=30))
def test_any_source_is_read_or_refused(source: str) -> None:
    try:
        text, entities = from_html(source)
    except Refused as refused:
        assert str(refused).startswith("Bad Request: can't parse entities: ")  # noqa: PT017 - either is right
    else:
        assert all(entity["offset"] + entity["length"] <= units(text) for entity in entities)


@given(TEXTS)
def test_what_is_found_in_a_text_lies_within_it(text: str) -> None:
    assert all(entity["offset"] + entity["length"] <= units(text) for entity in found_in(text, []))


BEGIN = "🏟 🏟&lt;"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("<abacaba", "Unclosed start tag at byte offset 13"),
        ("<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
        ("<abac>", 'Unsupported start tag "abac" at byte offset 13'),
        ("<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("<i    aba>", 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 13'),
        ("<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ('<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
        ("<i    aba  =  '&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13"),
        ("</", "Unexpected end tag at byte offset 13"),
        ("<b></b></", "Unexpected end tag at byte offset 20"),
        ("<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<span class='x'>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 13'),
    ],
)
def test_what_cannot_be_read_is_named_as_telegram_names_it(source: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        from_html(BEGIN + source)
    assert str(refused.value) == f"Bad Request: can't parse entities: {problem}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;", '&ge;<>&"&laquo;&#12345678;', []),
        ("&#x41;&#66;&#xD800;&", "AB&#xD800;&", []),
        ("<b>a<strong>b</strong></b>", "ab", [("bold", 0, 2, {})]),
        ("<b></b>a", "a", []),
        ("a<b> </b>", "a", []),
        (" <b> a </b> ", "a", [("bold", 0, 1, {})]),
        ("<a href='https://gov.kz'>x</a>", "x", [("text_link", 0, 1, {"url": "https://gov.kz/"})]),
        ("<a href='nowhere'>x</a><a>gov.kz</a>", "xgov.kz", [("text_link", 1, 6, {"url": "http://gov.kz/"})]),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1, {"language": "py"})]),
        ("<pre><code>x</code></pre>", "x", [("pre", 0, 1, {})]),
        ("<code class='language-py'>x</code>", "x", [("code", 0, 1, {})]),
        ("<code class='py'>x</code>", "x", [("code", 0, 1, {})]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1, {})]),
        ("<blockquote expandable='1'>x</>", "x", [("expandable_blockquote", 0, 1, {})]),
        ("<SPAN CLASS=tg-spoiler>x</span>", "x", [("spoiler", 0, 1, {})]),
        ("<tg-emoji emoji-id='5'>👍</tg-emoji>", "👍", [("custom_emoji", 0, 2, {"custom_emoji_id": "5"})]),
        ("<i lang = 'k&lt;'>x</i>", "x", [("italic", 0, 1, {})]),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str, entities: list[tuple[str, int, int, Json]]) -> None:
    expected = [{"type": kind, "offset": offset, "length": length, **more} for kind, offset, length, more in entities]
    assert from_html(source) == (text, expected)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.kz", "https://a.kz/"),
        ("a.kz/x?y", "http://a.kz/x?y"),
        ("tg://user?id=1", "tg://user?id=1"),
        ("ftp://a.kz", None),
        ("http://localhost", None),
        ("https://[", None),
        ("https://a b.kz", None),
    ],
)
def test_a_link_leads_somewhere(url: str, address: str | None) -> None:
    assert link(url) == address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", ["bot_command"]),
        ("/score@monoqala_bot Теміртау", ["bot_command"]),
        ("қала/start </b>", []),
        ("сәлем @monoqala_bot!", ["mention"]),
        ("a@b.kz", ["email"]),
        ("#қала $KZT #1", ["hashtag", "cashtag"]),
        ("https://gov.kz/a, gov.kz.", ["url", "url"]),
    ],
)
def test_telegram_finds_what_it_marks(text: str, found: list[str]) -> None:
    assert [entity["type"] for entity in found_in(text, [])] == found


def test_a_sentence_ends_outside_its_address() -> None:
    assert found_in("https://gov.kz/a).", []) == [{"type": "url", "offset": 0, "length": 16}]


def test_nothing_is_marked_in_code_or_across_a_mark() -> None:
    code = {"type": "code", "offset": 0, "length": 6}
    assert marked("/start", [code]) == [code]
    across = {"type": "bold", "offset": 3, "length": 6}
    assert marked("/start ab", [across]) == [across]
    within = {"type": "bold", "offset": 0, "length": 9}
    assert marked("/start ab", [within]) == [within, {"type": "bot_command", "offset": 0, "length": 6}]


def test_a_message_has_a_hundred_marks_at_most() -> None:
    assert len(marked("/a " * 101, [])) == MOST_ENTITIES
