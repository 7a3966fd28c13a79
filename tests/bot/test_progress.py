"""The message that moves while a file is read: late, seldom, one only, and gone at the end."""

import asyncio
from typing import Any

import pytest
from markupsafe import Markup
from telegram.error import NetworkError

from bot.progress import EVERY, FIRST, Progress
from bot.request import NotYet

Called = list[tuple[str, dict[str, Any]]]


class Wire:
    def __init__(self, trouble: Exception | None = None) -> None:
        self.called: Called = []
        self.trouble = trouble
        self.now = 0.0

    async def call(self, method: str, words: dict[str, Any]) -> Any:
        self.called.append((method, words))
        if self.trouble:
            raise self.trouble
        return {"message_id": 5}

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.called]

    def progress(self, chat_id: int | None = 7) -> Progress:
        return Progress(self.call, chat_id, lambda: self.now)


async def test_it_is_shown_late_moves_seldom_and_goes() -> None:
    wire = Wire()
    progress = wire.progress()
    await progress.show(Markup("1 %"))
    assert wire.called == [], "what is quick needs no such message"
    wire.now += FIRST
    await progress.show(Markup("<b>2</b> %"))
    await progress.show(Markup("3 %"))
    wire.now += EVERY
    await progress.show(Markup("<b>2</b> %"))
    await progress.show(Markup("4 %"))
    await progress.end()
    await progress.show(Markup("5 %"))
    assert wire.methods == ["sendMessage", "editMessageText", "deleteMessage"]
    assert wire.called[0][1] == {"chat_id": 7, "text": "<b>2</b> %", "parse_mode": "HTML"}
    assert (wire.called[1][1]["text"], wire.called[1][1]["message_id"]) == ("4 %", 5)
    assert wire.called[2][1] == {"chat_id": 7, "message_id": 5}


async def test_it_stands_beside_work_that_cannot_tell_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.progress.UNTOLD", 0.001)

    async def work() -> int:
        while not wire.called:
            wire.now += EVERY
            await asyncio.sleep(0.001)
        return 5

    async def quick() -> int:
        return 6

    wire = Wire()
    assert await wire.progress().during(Markup("…"), work()) == 5
    assert wire.methods == ["sendMessage"]
    assert await wire.progress().during(Markup("…"), quick()) == 6
    assert wire.methods == ["sendMessage"]


async def test_nothing_depends_on_it() -> None:
    for trouble in (NetworkError("cut"), NotYet(3)):
        wire = Wire(trouble)
        progress = wire.progress()
        wire.now += FIRST
        await progress.show(Markup("1 %"))
        wire.now += EVERY
        await progress.show(Markup("2 %"))
        await progress.end()
        assert wire.methods == ["sendMessage"]


async def test_what_cannot_be_taken_away_stays() -> None:
    wire = Wire()
    progress = wire.progress()
    wire.now += FIRST
    await progress.show(Markup("1 %"))
    wire.trouble = NetworkError("cut")
    await progress.end()
    assert wire.methods == ["sendMessage", "deleteMessage"]


async def test_where_there_is_no_chat_there_is_no_message() -> None:
    wire = Wire()
    progress = wire.progress(None)
    wire.now += FIRST
    await progress.show(Markup("1 %"))
    await progress.end()
    assert wire.called == []
