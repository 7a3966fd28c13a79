"""What holds of the screens of every town, also of those that are not in the gallery."""

import re
from dataclasses import replace

import pytest

from bot.pages import units
from bot.screen import Screen
from bot.views import criteria, facts, targets
from core.localised import LANGUAGES
from core.observations import Sheet
from core.scoring import score
from tests.house import catalogue, gallery

MARK = re.compile(r"\[([0-9, ]+)\]")
ONE_MESSAGE = 4096


def screens(town: str) -> list[Screen]:
    house, made = gallery(), []
    standing = house.support.standing()
    sheet = house.facts.sheet(town)
    for t in house.translators.values():
        made += [
            facts.town(t, sheet, house.scores.of(town), standing),
            criteria.criteria(t, house.facts.criteria(town), standing),
            targets.targets(t, house.facts.targets(town), standing),
        ]
        for section in sheet.sheet.sections:
            made.append(facts.group(t, house.facts.group(town, section.group.id), standing))
    return made


@pytest.mark.parametrize("town", [town.id for town in catalogue().towns])
def test_each_is_one_message_and_every_mark_has_its_source(town: str) -> None:
    made = screens(town)
    assert len(made) >= 4 * len(LANGUAGES)
    for screen in made:
        said, _, sources = str(screen.text).partition("<blockquote expandable>")
        marks = {mark for found in MARK.findall(said) for mark in found.split(", ")}
        assert marks == set(MARK.findall(sources))
        assert units(str(screen.text)) <= ONE_MESSAGE


def test_a_score_that_cannot_be_told_is_an_interval() -> None:
    house = gallery()
    known = house.scores.of("ridder")
    unknown = replace(known, card=score(known.methodology, Sheet("ridder")))
    screen = facts.town(house.translators["en"], house.facts.sheet("ridder"), unknown, house.support.standing())
    assert "the score is unknown, 0–68 of 68" in str(screen.text)
