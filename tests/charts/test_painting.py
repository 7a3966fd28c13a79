"""Drawings become pictures that Telegram takes, in both themes; colours that everybody can tell apart."""

import re

import pytest

from bot.charts import easel
from bot.charts.palette import PALETTES
from bot.drawing import Theme
from bot.sandbox.files import photo_size
from core.localised import LANGUAGES, Language
from tests.charts.drawn import KINDS, THEMES, drawing, plan, screens

TIERS = ("high", "medium", "low", "none")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same picture, of fewer points and so sooner."""
    monkeypatch.setattr(easel, "SHARP", 0.1)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_painted_in_each_language_and_theme(name: str, language: Language, theme: Theme) -> None:
    drawn = drawing(screens(language, theme)[name])
    svg = easel.svg(drawn)
    assert PALETTES[theme]["card"] in svg
    width, height = photo_size(easel.png(drawn))
    assert width == 108
    assert abs(height - plan(drawn).height * 0.1) <= 1


def test_a_picture_is_as_sharp_as_telegram_keeps_it_and_no_sharper() -> None:
    assert photo_size(easel.png(drawing(screens("en")["map/economic"])))[0] == 756
    assert easel.zoom(2600) * 2600 == easel.LONGEST


def test_a_tier_has_a_shape_of_its_own_besides_its_colour() -> None:
    shapes = {}
    for level in TIERS:
        macro = easel.templates().get_template("parts.svg").make_module({"ink": PALETTES["light"]}).tier_shape  # type: ignore[attr-defined]  # a macro of the template
        shapes[level] = re.sub(r'(fill|stroke)="#\w+"', "", str(macro(0, 0, 20, level, "#000000")))
    assert len(set(shapes.values())) == len(TIERS)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_marks_stand_out_from_what_they_stand_on(theme: Theme) -> None:
    ink = PALETTES[theme]
    assert contrast(ink["ink"], ink["card"]) >= 7
    assert contrast(ink["muted"], ink["card"]) >= 4.5
    for level in TIERS:
        for ground in (ink["card"], ink["land"], ink[f"{level} pale"]):
            assert contrast(ink[level], ground) >= 3
            assert contrast(ink["ink"], ground) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lacking", ["protan", "deutan", "tritan"])
def test_the_tiers_differ_also_to_the_colour_blind(lacking: str, theme: Theme) -> None:
    seen = [as_seen(PALETTES[theme][level], lacking) for level in ("high", "medium", "low")]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert sum(abs(a - b) for a, b in zip(seen[one], seen[other], strict=True)) > 0.12


def channels(colour: str) -> list[float]:
    """Linear light, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines measure it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# Machado, Oliveira and Fernandes, 2009: what is left of linear red, green and blue when one kind of cone is missing.
CONES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def as_seen(colour: str, lacking: str) -> list[float]:
    light = channels(colour)
    return [sum(share * part for share, part in zip(row, light, strict=True)) for row in CONES[lacking]]
