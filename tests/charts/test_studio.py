"""The painter's process: one picture at a time, kept for a while, replaced when it dies or hangs."""

import asyncio
import os
import signal

import pytest

from bot.charts import studio as rooms
from bot.charts.studio import NotPainted, Studio
from bot.screen import Picture
from tests.charts.drawn import screens
from tests.house import paint


def picture(name: str) -> Picture:
    found = screens("en")[name].picture
    assert found
    return found


async def test_pictures_are_painted_elsewhere_once_and_a_dead_painter_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "KEPT", 1)
    first, second = picture("ranking/5.1"), picture("ranking/5.2")
    async with Studio() as studio:
        both = await asyncio.gather(studio.paint(first), studio.paint(first))
        assert both[0] is both[1]
        assert both[0] == await paint(first)
        assert await studio.paint(first) is both[0]
        assert studio.birth
        process = (await studio.birth).process
        assert process.pid
        assert process.pid != os.getpid()
        os.kill(process.pid, signal.SIGKILL)
        assert await studio.paint(second) == await paint(second)
        assert list(studio.painted) == [second.key]
        again = (await studio.birth).process
        assert again is not process
    assert not again.is_alive()


async def test_a_painter_who_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "TRIES", 1)
    studio = Studio(patience=0)
    with pytest.raises(NotPainted):
        await studio.paint(picture("ranking/5.1"))
    assert studio.birth is None
    await studio.close()


async def test_a_studio_that_was_never_asked_has_nothing_to_close() -> None:
    async with Studio() as studio:
        assert studio.birth is None
