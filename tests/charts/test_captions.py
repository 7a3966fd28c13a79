"""A picture is never the only carrier: the text beside it says the same."""

from collections.abc import Iterator

import pytest
from markupsafe import Markup

from bot.drawing import BeforeAfter, Comparison, Drawing, Range, Ranked, Ranking, Repayment, Scorecard, TownMap
from bot.pages import CAPTION_LIMIT, shown_length
from core.localised import LANGUAGES, Language
from tests.charts.drawn import THEMES, drawing, screens

NAMES = list(screens("kk"))
EIGHTEEN = {"what if/every point", "what if/67 points"}
"""So many values supposed at once that their words stand in a message of their own, under the picture."""


def facts(drawn: Drawing) -> Iterator[str]:
    match drawn:
        case Scorecard():
            return facts_of_card(drawn)
        case Comparison():
            return facts_of_comparison(drawn)
        case Ranking():
            return (fact for row in drawn.rows for fact in facts_of_row(row))
        case TownMap():
            return facts_of_map(drawn)
        case BeforeAfter():
            return facts_of_change(drawn)
        case Repayment():
            return facts_of_loan(drawn)


def facts_of_card(drawn: Scorecard) -> Iterator[str]:
    yield from (drawn.title, drawn.total.words, drawn.top, drawn.certainty)
    for group in drawn.groups:
        yield f"{group.name}: {group.total.words}/{group.top}"
        yield from (f"{line.label[4:]}: {line.score.words}/{line.top}" for line in group.lines)


def facts_of_comparison(drawn: Comparison) -> Iterator[str]:
    for town in drawn.towns:
        yield town.name
        if town.total.number is not None:
            yield from (town.total.words, within(town.interval))
    yield from (" · ".join(total.words for total in group.totals) for group in drawn.groups)


def facts_of_map(drawn: TownMap) -> Iterator[str]:
    yield from (drawn.scale, *drawn.subtitle.split(" · "))
    yield from (f"{spot.name} {spot.note}".strip() for spot in drawn.spots)
    yield from (f"({tier.name.split()[-1]})" for tier in drawn.legend)


def facts_of_change(drawn: BeforeAfter) -> Iterator[str]:
    for standing in (drawn.before, drawn.after):
        yield from (standing.caption, standing.total.words, within(standing.interval))
    for each in drawn.changes:
        yield f"{each.label}: {each.before} → {each.after}"
        yield f"{each.points_before.words} → {each.points_after.words})"


def facts_of_loan(drawn: Repayment) -> Iterator[str]:
    yield from (drawn.title, drawn.subtitle, drawn.grace, drawn.force)
    yield from (each.words for each in drawn.sums)
    yield from (drawn.principal.words, drawn.interest.words)
    yield from (f"{name}: {' · '.join(sums)}" for name, *sums in drawn.years)


def within(interval: Range | None) -> str:
    return interval.words if interval else ""


def facts_of_row(row: Ranked) -> Iterator[str]:
    if row.place == "–":
        yield f"– {row.name}:"
        return
    yield f"{row.place}. {row.name} – {row.value.words}"
    yield from (within(row.interval), row.note)


def plain(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_text_says_what_the_picture_shows(name: str, language: Language) -> None:
    screen = screens(language)[name]
    text, drawn = plain(Markup(screen.text).striptags()), drawing(screen)
    assert [fact for fact in facts(drawn) if plain(fact) not in text] == []
    assert plain(drawn.footnote.split(":", 1)[1]) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_short_enough_to_stand_under_the_picture(language: Language) -> None:
    long = {name for name, screen in screens(language).items() if shown_length(Markup(screen.text)) > CAPTION_LIMIT}
    assert long == EIGHTEEN


def test_the_two_scales_are_never_on_one_map() -> None:
    texts = {scale: str(screens("en")[f"map/{scale}"].text) for scale in ("economic", "innovation")}
    assert "Innovation" not in texts["economic"]
    assert "Economic" not in texts["innovation"]
    assert "2012" in texts["economic"]


def test_67_points_are_shown_to_have_no_tier() -> None:
    screen = screens("en")["what if/67 points"]
    drawn = drawing(screen)
    assert isinstance(drawn, BeforeAfter)
    assert (drawn.after.total.words, drawn.after.tier.level, drawn.after.tier.name) == ("67", None, "No tier printed")
    assert "no tier for 67" in screen.text


def test_another_language_theme_or_figure_is_another_picture() -> None:
    shown = [screens(language, theme)[name] for language in LANGUAGES for theme in THEMES for name in NAMES]
    keys = {screen.picture.key for screen in shown if screen.picture}
    assert len(keys) == len(shown)
