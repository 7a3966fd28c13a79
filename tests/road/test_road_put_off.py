"""Answers that cannot be sent yet, chats that flood us, and workers that share an inbox."""

import asyncio
import time
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ordering import Lanes
from bot.request import NotYet
from bot.road import LATE, Road, Underway
from bot.updates import Update, parse
from tests.road.stand_ins import Desk, MemoryInbox, message, until, wire

EVENTS = {"answer put off", "answer given up", "inbox not watched", "a chat floods, more of it is passed over"}


class Flood:
    """A desk whose answers to some chats are put off for a while, or until told otherwise."""

    def __init__(self) -> None:
        self.until: dict[int, float] = {}
        self.begun: list[int] = []
        self.handled: list[int] = []

    async def handle(self, update: Update) -> None:
        self.begun.append(update.update_id)
        await asyncio.sleep(0)
        if (wait := self.until.get(update.lane or 0, 0.0) - time.monotonic()) > 0:
            raise NotYet(wait)
        self.handled.append(update.update_id)


@pytest.fixture
def flood(monkeypatch: pytest.MonkeyPatch) -> Flood:
    monkeypatch.setattr("bot.road.LONGEST_REST", 0.05)
    return Flood()


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.message in EVENTS]


async def test_chats_in_a_flood_wait_do_not_delay_another_chat(flood: Flood, inbox: MemoryInbox) -> None:
    road = Road(flood.handle, inbox, Lanes(parallel=64))
    flood.until = dict.fromkeys(range(1, 65), time.monotonic() + 0.6)
    began = time.monotonic()
    await road.take([message(chat, chat=chat) for chat in range(1, 65)], 20)
    await road.take([message(99, chat=99)], 20)
    assert time.monotonic() - began < 0.3
    assert flood.handled == [99]
    assert set(inbox.rows) == set(range(1, 65))  # a death would lose none of them
    await until(lambda: not inbox.rows)
    assert sorted(flood.handled) == [*range(1, 65), 99]


async def test_the_order_of_a_chat_is_kept_over_a_rest(flood: Flood, inbox: MemoryInbox) -> None:
    road = Road(flood.handle, inbox, Lanes())
    flood.until = {7: time.monotonic() + 0.3}
    await road.take([message(1), message(2), message(3, chat=8)], 0.05)
    await road.take([message(4), message(2)], 0.05)
    assert flood.handled == [3]
    await until(lambda: not inbox.rows)
    assert flood.handled == [3, 1, 2, 4]
    assert set(flood.begun[: flood.begun.index(2)]) == {1, 3}


@settings(max_examples=30, deadline=None)
@given(
    updates=st.lists(st.tuples(st.sampled_from([1, 2, -3]), st.integers(0, 2)), max_size=15),
    parallel=st.integers(1, 3),
    grace=st.sampled_from([0.0, 0.004]),
)
def test_whatever_is_put_off_is_handled_once_and_in_the_order_of_its_chat(
    updates: list[tuple[int, int]], parallel: int, grace: float
) -> None:
    """Each update is of a chat, and its answer is put off so many times."""
    times = {number: put_off for number, (_, put_off) in enumerate(updates, 1)}
    handled: dict[int, list[int]] = defaultdict(list)

    async def handle(update: Update) -> None:
        await asyncio.sleep(0)
        if times[update.update_id]:
            times[update.update_id] -= 1
            raise NotYet(0.001)
        assert update.lane is not None
        handled[update.lane].append(update.update_id)

    async def run() -> None:
        inbox = MemoryInbox()
        road = Road(handle, inbox, Lanes(parallel))
        for number, (chat, _) in enumerate(updates, 1):
            await road.take([message(number, chat)], grace)
        await until(lambda: sum(map(len, handled.values())) == len(updates))
        await road.finish()
        assert not inbox.rows

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.road.LONGEST_REST", 0.002)
        asyncio.run(run())
    for chat in {chat for chat, _ in updates}:
        assert handled[chat] == [number for number, (other, _) in enumerate(updates, 1) if other == chat]


async def test_an_answer_that_is_put_off_again_and_again_is_given_up_at_last(
    desk: Desk, inbox: MemoryInbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.road.LATE", 0.2)
    monkeypatch.setattr("bot.road.LONGEST_REST", 0.05)
    road = Road(desk.handle, inbox, Lanes())
    desk.trouble[1] = NotYet()
    await road.take([message(1), message(2)], 0.01)
    await until(lambda: not inbox.rows)
    assert desk.handled == [2]
    assert desk.begun.count(1) in {3, 4}
    assert events(caplog) == [*["answer put off"] * (desk.begun.count(1) - 1), "answer given up"]


def test_each_try_waits_longer_and_as_long_as_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async def rests() -> list[float | None]:
        one = Underway(parse(message(1)))
        return [one.rest(0) for _ in range(7)] + [one.rest(700), one.rest(LATE)]

    monkeypatch.setattr("random.uniform", lambda least, _: least)
    assert asyncio.run(rests()) == [1, 2, 4, 8, 16, 30, 30, 700, None]


async def test_stopping_in_the_middle_of_a_rest_leaves_the_chat_in_the_inbox(flood: Flood, inbox: MemoryInbox) -> None:
    road = Road(flood.handle, inbox, Lanes())
    flood.until = {7: time.monotonic() + 60}
    taking = asyncio.create_task(road.take([message(1), message(2), message(3, chat=8)], 20))
    await until(lambda: flood.handled)
    began = time.monotonic()
    await road.finish(4)
    await taking
    assert time.monotonic() - began < 0.5
    assert set(inbox.rows) == {1, 2}
    assert flood.handled == [3]


async def test_stopping_lets_go_of_whoever_waits_as_soon_as_all_is_stored(desk: Desk, inbox: MemoryInbox) -> None:
    road = Road(desk.handle, inbox, Lanes())
    taking = asyncio.create_task(road.take([message(1, text="300")], 20))
    await until(lambda: desk.begun)
    finishing = asyncio.gather(road.finish(0.4), road.finish(0.4))
    await taking
    assert desk.handled == []
    assert set(inbox.rows) == {1}
    await finishing
    assert desk.handled == [1]
    assert not inbox.rows


async def test_stopping_lets_go_though_nothing_can_be_stored(desk: Desk, inbox: MemoryInbox) -> None:
    road = Road(desk.handle, inbox, Lanes())
    taking = asyncio.create_task(road.take([message(1, text="60000")], 20))
    await until(lambda: desk.begun)
    inbox.trouble = OSError("no space")
    with pytest.raises(OSError, match="no space"):
        await road.finish(0.1)
    with pytest.raises(OSError, match="no space"):  # Telegram will deliver it again
        await taking


async def test_one_flooding_chat_does_not_close_the_road(desk: Desk, inbox: MemoryInbox) -> None:
    road = Road(desk.handle, inbox, Lanes(), waiting_at_most=150)
    await road.take([message(number, chat=1, text="20") for number in range(1, 401)], 0.01)
    async with asyncio.timeout(0.5):
        await road.take([message(500, chat=2)], 1)
    assert 500 in desk.handled
    await road.finish(0)


async def test_what_a_flooding_chat_sends_beyond_all_measure_is_passed_over(
    desk: Desk, inbox: MemoryInbox, caplog: pytest.LogCaptureFixture
) -> None:
    road = Road(desk.handle, inbox, Lanes(), longest_lane=5)
    for first in (1, 101):
        batch = [message(number, text="10") for number in range(first, first + 8)]
        await road.take([*batch, message(first + 50, chat=8)], 0.01)
        await road.take(batch[:5], 5)  # those are underway
        await until(lambda: not inbox.rows)
    assert [number for number in desk.handled if number % 100 < 50] == [1, 2, 3, 4, 5, 101, 102, 103, 104, 105]
    assert {51, 151} <= set(desk.handled)
    assert events(caplog) == ["a chat floods, more of it is passed over"] * 2
    await road.take([message(6), message(7)], 1)
    assert desk.handled[-2:] == [6, 7]


async def test_a_watched_inbox_keeps_what_is_ours_and_takes_over_what_is_nobody_s(
    desk: Desk, inbox: MemoryInbox
) -> None:
    road = Road(desk.handle, inbox, Lanes())
    watching = asyncio.create_task(road.watch(0.02))
    await road.take([message(1, text="200"), message(2, chat=8)], 0.01)
    inbox.rows |= {number: wire(message(number, chat=number)) for number in (11, 12)}
    inbox.elsewhere = {12}
    await until(lambda: 11 in desk.handled)
    await until(lambda: inbox.extended)
    assert inbox.extended[0] == [1]
    inbox.elsewhere.clear()  # the other worker died
    await until(lambda: 12 in desk.handled)
    await until(lambda: not inbox.rows)
    await road.finish()
    async with asyncio.timeout(1):
        await watching


async def test_what_was_handled_and_could_not_be_dropped_is_dropped_later(desk: Desk, inbox: MemoryInbox) -> None:
    road = Road(desk.handle, inbox, Lanes())
    await road.take([message(1)], 1)
    inbox.rows[1] = wire(message(1))
    await road.resume(everything=False)
    assert desk.handled == [1]
    assert not inbox.rows


async def test_an_inbox_that_cannot_be_watched_is_told_and_watched_on(
    desk: Desk, inbox: MemoryInbox, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.rows[11] = wire(message(11))
    inbox.trouble = OSError("no connection")
    road = Road(desk.handle, inbox, Lanes())
    watching = asyncio.create_task(road.watch(0.01))
    await until(lambda: events(caplog))
    inbox.trouble = None
    await until(lambda: desk.handled)
    watching.cancel()


async def test_a_worker_that_is_stopping_takes_over_nothing(desk: Desk, inbox: MemoryInbox) -> None:
    inbox.rows[11] = wire(message(11))
    road = Road(desk.handle, inbox, Lanes())
    await road.finish()
    await road.resume(everything=False)
    assert desk.begun == []
    assert set(inbox.rows) == {11}


async def test_what_is_stored_is_only_what_we_take(desk: Desk, inbox: MemoryInbox) -> None:
    shared = message(1, text="50")
    shared["message"] |= {
        "contact": {"phone_number": "+77010000000", "first_name": "Ерлан"},
        "reply_to_message": {**message(0)["message"], "text": "құпия"},
        "quote": {"text": "құпия", "position": 0},
        "forward_origin": {"type": "hidden_user", "sender_user_name": "Ерлан"},
    }
    road = Road(desk.handle, inbox, Lanes())
    await road.take([shared], 0.01)
    [body] = inbox.rows.values()
    assert not any(word in body.decode() for word in ("7701", "Ерлан", "Айгүл", "құпия", "null"))
    await road.finish(0)
    again = Desk()
    await Road(again.handle, inbox, Lanes()).resume()
    await until(lambda: again.handled)
