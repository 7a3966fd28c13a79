"""Deaths and repetitions: what is written is written once, and whoever asked is answered."""

import asyncio
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from markupsafe import Markup
from sqlalchemy import Engine, event, func, select

from bot.at_work import SIDE_WORK
from bot.sandbox.errors import Json
from bot.screen import Screen
from core.store.tables import applied, inbox, unreadable
from tests.talk import AIGUL, SERGEY, Sky, Square, Talk, square


@contextmanager
def statements() -> Iterator[list[str]]:
    """What any database is asked meanwhile, but by the watchers that look about now and then."""
    asked: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        task = asyncio.current_task()
        if task is None or task.get_name() != SIDE_WORK:
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def rows(square: Square, table: Any) -> int:
    async with square.at_work.store.reading() as work:
        found = await work.transaction.connection.execute(select(func.count()).select_from(table))
        return int(found.scalar_one())


def waiting(square: Square) -> list[Json]:
    return copy.deepcopy(square.world.updates.head())


async def test_who_only_asks_costs_the_database_nothing(any_square: Square) -> None:
    """After a stranger's first word, which is looked up once."""
    talk = any_square.talk(SERGEY)
    with statements() as asked:
        await talk.say("Темиртау")
    assert [statement for statement in asked if "people." in statement]
    with statements() as asked:
        for said in ("/score Темиртау", "Риддер", "/documents", "/help", "/privacy", "/language", "как дела"):
            assert await talk.say(said)
        for label in ("Начинаю дело", "1", "К списку"):
            await talk.press(label)
    assert asked == []


async def test_the_same_update_twice_is_answered_once_and_written_once(any_square: Square) -> None:
    talk = any_square.talk(SERGEY)
    await talk.say("/language")
    any_square.api.faults.twice()
    await talk.press("Қазақша")
    assert await rows(any_square, applied) == 1
    assert len(any_square.calls("answerCallbackQuery")) == 1


async def test_written_but_not_answered_is_answered_at_the_repetition(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as first:
        talk = first.talk(SERGEY)
        await talk.say("/language")
        update = press(talk, "Қазақша")
        sky.api.faults.cut_before(times=3, method="editMessageText")
        await first.at_work.road.take(update, grace=5)
        assert (await first.at_work.house.people.who(SERGEY)).language == "kk"
        assert "Choose a language" in str(talk.last["text"])
    async with square(database_url, sky) as second:
        await second.at_work.road.take(update, grace=5)
        assert "Сәлеметсіз бе" in str(second.talk(SERGEY).last["text"])
        assert await rows(second, applied) == 1


def press(talk: Talk, label: str) -> list[Json]:
    """The update of a press, as Telegram would deliver it again and again."""
    message, data = talk.button(label)
    talk.square.human.press(talk.person_id, talk.chat_id, message["message_id"], data)
    update = waiting(talk.square)
    talk.square.world.updates.clear()
    return update


async def test_a_press_on_forget_is_done_once_over_a_restart(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as first:
        talk = first.talk(SERGEY)
        await talk.say("/language")
        await talk.press("Русский")
        await talk.say("/forget")
        update = press(talk, "Да, удалить")
        await first.at_work.road.take(update, grace=5)
    async with square(database_url, sky) as second:
        again = second.talk(SERGEY)
        await again.say("/language")
        await again.press("English")
        await second.at_work.road.take(update, grace=5)
        assert (await second.at_work.house.people.who(SERGEY)).language == "en"


async def test_what_waits_in_the_inbox_is_answered_by_the_next_process(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as first:
        await first.talk(SERGEY).say("/start")
        sky.api.faults.slow(30, method="sendMessage")
        first.human.say(SERGEY, SERGEY, "/help")
        update = waiting(first)
        sky.world.updates.clear()
        await first.at_work.road.take(update, grace=0.05)
        assert await rows(first, inbox) == 1
        await first.at_work.road.finish(0.1)  # whoever ends it now has no patience
    sky.api.faults.clear()
    async with square(database_url, sky) as second:
        await second.at_work.road.resume()
        await second.at_work.road.finish()
        assert "Что я умею" in str(second.talk(SERGEY).last["text"])
        assert await rows(second, inbox) == 0


async def test_an_update_nobody_can_read_is_recorded_and_passed_over(any_square: Square) -> None:
    talk = any_square.talk(AIGUL)
    any_square.api.faults.malformed()
    assert "Сәлеметсіз бе" in await talk.say("/start")
    assert await rows(any_square, unreadable) == 1


async def test_when_something_breaks_there_is_a_code_and_the_next_message_works(
    any_square: Square, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    talk = any_square.talk(SERGEY)
    await talk.say("/start")
    with monkeypatch.context() as broken:
        broken.setattr(type(any_square.at_work.house.towns), "find", lambda *_: 1 / 0)
        apology = await talk.say("/score Темиртау")
    assert "что-то пошло не так" in apology
    [record] = [record for record in caplog.records if record.message == "trouble"]
    assert getattr(record, "code", "?") in apology
    assert record.exc_info
    assert "высокий" in await talk.say("/score Темиртау")


async def test_a_broken_press_is_acknowledged_once(town_square: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/score")
    await talk.press("Карагандинская область")
    with monkeypatch.context() as broken:
        broken.setattr(type(town_square.at_work.house.scores), "of", lambda *_: 1 / 0)
        assert "что-то пошло не так" in await talk.press("Темиртау")
    assert len(town_square.calls("answerCallbackQuery")) == 2


async def test_when_the_answer_itself_is_refused_there_is_an_apology(
    town_square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = town_square.talk(SERGEY)
    with monkeypatch.context() as broken:
        broken.setattr("bot.views.common.greeting", lambda *_: Screen(Markup("<b>open")))
        assert "что-то пошло не так" in await talk.say("/start")
        broken.setattr("bot.views.common.apology", lambda *_: Screen(Markup("<b>open")))
        assert await talk.say("/start") == ""
    town_square.api.refusals.clear()
    assert "Здравствуйте" in await talk.say("/start")


async def test_when_telegram_asks_for_a_pause_the_answer_comes_after_it(any_square: Square) -> None:
    talk = any_square.talk(SERGEY)
    any_square.api.faults.flood(retry_after=1, method="sendMessage")
    assert await talk.say("/start") == ""
    assert await rows(any_square, inbox) == 1
    for _ in range(100):
        if await rows(any_square, inbox) == 0:
            break
        await asyncio.sleep(0.1)
    assert "Здравствуйте" in str(talk.last["text"])
    assert await rows(any_square, inbox) == 0


async def test_a_chat_that_floods_does_not_keep_another_waiting(town_square: Square) -> None:
    sergey, aigul = town_square.talk(SERGEY), town_square.talk(AIGUL)
    await sergey.say("/start")
    town_square.api.faults.slow(0.05, times=None, chat_id=SERGEY)
    for _ in range(90):
        town_square.human.say(SERGEY, SERGEY, "/help")
    town_square.human.say(AIGUL, AIGUL, "/start")
    batch = waiting(town_square)
    town_square.world.updates.clear()
    await town_square.at_work.road.take(batch, grace=0.2)
    assert "Сәлеметсіз бе" in str(aigul.last["text"])
    assert len(sergey.history) < 150
    town_square.api.faults.clear()
