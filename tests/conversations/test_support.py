"""The papers of a microcredit application."""

import pytest

from core.localised import Language
from tests.conversations.test_towns import ready
from tests.talk import AIGUL, SERGEY, Square

TITLE = {"kk": "Микрокредит құжаттары", "ru": "Документы на микрокредит", "en": "The papers for a microcredit"}
ACTS = ("728", "279")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_list_says_what_it_is_worth_today(town_square: Square, language: Language) -> None:
    talk = town_square.talk(await ready(town_square, language))
    answer = await talk.say("/documents")
    assert TITLE[language] in answer
    sign = "No." if language == "en" else "№"
    assert [act for act in ACTS if f"{sign} {act}" not in answer] == []
    assert [label for label in talk.labels if label.isdigit()] == ["1", "2", "3", "4", "5", "6"]


async def test_choices_narrow_the_list_and_can_be_taken_back(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/documents")
    await talk.press("Не работаю")
    await talk.press("Начинаю дело")
    assert "✓ Не работаю" in talk.labels
    assert [label for label in talk.labels if label.isdigit()] == ["1", "2", "3", "4"]
    await talk.press("✓ Не работаю")
    assert [label for label in talk.labels if label.isdigit()] == ["1", "2", "3", "4", "5"]


async def test_a_paper_explains_itself_and_leads_back_to_the_same_list(town_square: Square) -> None:
    talk = town_square.talk(AIGUL)
    await talk.say("/documents")
    await talk.press("Ісімді кеңейтемін")
    assert "Қайдан аласыз" in await talk.press("6")
    await talk.press("Тізімге")
    assert "✓ Ісімді кеңейтемін" in talk.labels
    assert "Қай қала" in await talk.press("Қайда бару керек")
