"""The Programme, the state of the towns, the method and the sources, read by buttons."""

import pytest

from bot.actions import read
from bot.actions.reading import OpenChapter, OpenDocument, OpenRecord, ShowDisagreements, ShowPart, ShowSources
from core.localised import Language
from tests.house import catalogue
from tests.talk import SPEAKERS, Square

SERGEY = SPEAKERS["ru"]
METHOD: dict[Language, tuple[str, str, str]] = {
    "kk": ("/method", "Барлық көрсеткіш", "18"),
    "ru": ("/method", "Все показатели", "18"),
    "en": ("/method", "All indicators", "18"),
}


@pytest.mark.parametrize("language", METHOD)
async def test_the_method_leads_to_its_indicators(town_square: Square, language: Language) -> None:
    talk = town_square.talk(SPEAKERS[language])
    if language == "en":
        await talk.say("/language")
        await talk.press("English")
    command, label, words = METHOD[language]
    await talk.say(command)
    assert words in await talk.press(label)


async def test_a_record_says_who_says_what_and_marks_our_reading(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/contradictions Балхаш")
    record = await talk.press("39")
    assert "Как понимаем мы" in record
    assert "итог Балхаша – 39" in record
    assert "37" in await talk.press("Балхаш")


async def test_each_short_word_says_which_figure_it_is_about(town_square: Square) -> None:
    answer = await town_square.talk(SERGEY).say("/contradictions Сатпаев")
    assert "Испорченные числа: Сарань и Сатпаев\nЭто число напечатано с изъяном" in answer


async def test_of_one_indicator_only_what_is_about_it(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/why Шахтинск")
    await talk.press("2.8")
    assert "45\N{NO-BREAK SPACE}%" in await talk.press("Расхождения")
    await talk.press("← 2.8")
    assert any(label.startswith("⚠️ Расхождения") for label in talk.labels)


async def test_pages_turn_and_the_way_back_leads_to_the_same_page(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/contradictions")
    await talk.press("балл: расхож")
    second = await talk.press("›")
    await talk.press(talk.labels[0])
    assert await talk.press("К списку") == second


async def test_an_old_button_to_what_is_no_more_says_so(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/sources")
    await talk.forge(OpenRecord("swot", "gone").pack())
    assert "/menu" in talk.last["text"] or town_square.calls("answerCallbackQuery")[-1].get("text")


async def test_every_record_and_document_can_be_reached_by_buttons(town_square: Square) -> None:
    """Walks every button that leads on through what there is to read, from the menu, as a person could."""
    talk = town_square.talk(SERGEY)
    await talk.say("/menu")
    seen, waiting = set(), reading_buttons(talk.buttons())
    while waiting:
        data = waiting.pop()
        seen.add(data)
        await talk.forge(data)
        waiting |= reading_buttons(talk.buttons()) - seen
    actions = [read(data) for data in seen]
    reached = {(each.chapter, each.record) for each in actions if isinstance(each, OpenRecord)}
    assert reached == {(chapter.id, record.id) for chapter in catalogue().chapters for record in chapter.records}
    assert {each.document for each in actions if isinstance(each, OpenDocument)} == set(catalogue().documents)


def reading_buttons(buttons: list[tuple[dict[str, object], dict[str, object]]]) -> set[str]:
    """Under the newest message; of towns nothing, for they lead elsewhere."""
    newest = buttons[0][0]
    found = (button.get("callback_data") for message, button in buttons if message is newest)
    here = (OpenChapter, OpenRecord, OpenDocument, ShowPart, ShowSources)
    return {
        data
        for data in found
        if isinstance(data, str) and (isinstance(read(data), here) or read(data) == ShowDisagreements())
    }
