"""The postman: what a letter meets on its way to a person."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Row, select

import bot.outbox
from bot.delivery import Outcome
from bot.i18n import KAZAKHSTAN, Translator
from bot.letters import DAYTIME, Hours, Kind
from bot.outbox import Postman
from bot.request import NotYet
from bot.screen import Screen
from bot.turn import House
from core.localised import LANGUAGES
from core.publishing import Subscription
from core.services.people import Cause, People
from core.store.letters import Letter
from core.store.outbox import Outbox
from core.store.tables import outbox
from core.store.work import Store
from tests.databases import HandClock

AIGUL, GROUP = 7_000_000_001, -4_000_000_009
NOON = datetime(2026, 3, 2, 12, tzinfo=KAZAKHSTAN)
HOUR = timedelta(hours=1)


async def compose(_: House, letter: Letter, t: Translator) -> Screen | None:
    return None if letter.key == "void" else Screen(f"{t.language}: {letter.key}")


class Office:
    """A postman at work, and what is said at the other end of the wire."""

    def __init__(self, store: Store, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.people = People(store, clock)
        self.sent: list[tuple[int, str]] = []
        self.answers: list[Outcome | Exception] = []
        translators = {language: Translator(language, {}, {}) for language in LANGUAGES}
        house = SimpleNamespace(people=self.people, translators=translators, clock=clock)
        kinds = {"day": Kind(compose), "always": Kind(compose, Hours(time.min, time.max))}
        self.postman = Postman(cast("House", house), Outbox(store), kinds, self.send)

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        self.sent.append((chat_id, str(screen.text)))
        answer = self.answers.pop(0) if self.answers else Outcome.DELIVERED
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def put(self, key: str, kind: str = "day", chat_id: int = AIGUL) -> None:
        letter = Letter(chat_id, key, "test", kind, self.clock(), "ru", {})
        async with self.store.writing() as work:
            await work.letters.put([letter])

    async def letter(self, key: str) -> Row[tuple[object, ...]]:
        async with self.store.reading() as work:
            found = await work.transaction.connection.execute(select(outbox).where(outbox.c.key == key))
            return found.one()

    async def state(self, key: str) -> str:
        return str((await self.letter(key)).state)


@pytest.fixture
async def office(migrated_sqlite_url: str, clock: HandClock) -> AsyncIterator[Office]:
    clock.now = NOON
    store = await Store.open(migrated_sqlite_url, clock)
    yield Office(store, clock)
    await store.close()


@pytest.mark.parametrize(
    ("hour", "opening"),
    [
        ("2026-03-02 00:00", "2026-03-02 08:00"),
        ("2026-03-02 07:59", "2026-03-02 08:00"),
        ("2026-03-02 08:00", "2026-03-02 08:00"),
        ("2026-03-02 20:59", "2026-03-02 20:59"),
        ("2026-03-02 21:00", "2026-03-03 08:00"),
        ("2026-12-31 23:59", "2027-01-01 08:00"),
    ],
)
def test_nobody_is_woken(hour: str, opening: str) -> None:
    moment = datetime.fromisoformat(f"{hour}+05:00")
    assert DAYTIME.opening(moment.astimezone(UTC)) == datetime.fromisoformat(f"{opening}+05:00")


async def test_a_letter_speaks_the_language_chosen_by_now(office: Office) -> None:
    await office.put("first")
    await office.postman.step()
    await office.people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))
    await office.people.choose_group_language(GROUP, "en", Cause(GROUP, 2))
    await office.put("second")
    await office.put("third", chat_id=GROUP)
    for _ in range(2):
        assert await office.postman.step() == 0
    assert sorted(office.sent) == [(GROUP, "en: third"), (AIGUL, "kk: second"), (AIGUL, "ru: first")]
    assert await office.state("first") == "delivered"


async def test_when_there_is_nothing_to_say_nothing_is_sent(office: Office) -> None:
    await office.put("void")
    await office.postman.step()
    assert (office.sent, await office.state("void")) == ([], "void")


async def test_one_who_blocks_the_bot_is_left_alone_until_they_write(office: Office) -> None:
    office.answers = [Outcome.BLOCKED]
    for key in ("first", "second"):
        await office.put(key)
        await office.postman.step()
        assert await office.state(key) == "blocked"
    assert len(office.sent) == 1
    await office.people.mark_reachable(AIGUL)
    await office.put("third")
    await office.postman.step()
    assert await office.state("third") == "delivered"


async def test_a_chat_that_is_no_more_and_a_group_that_removed_the_bot_are_done_with(office: Office) -> None:
    office.answers = [Outcome.GONE, Outcome.BLOCKED]
    await office.put("gone")
    await office.postman.step()
    await office.put("group", chat_id=GROUP)
    await office.postman.step()
    assert (await office.state("gone"), await office.state("group")) == ("gone", "blocked")


async def test_who_is_out_of_reach_for_good_is_not_subscribed_any_more(office: Office) -> None:
    async with office.store.writing() as work:
        for chat in (AIGUL, GROUP, GROUP - 1, AIGUL + 1):
            await work.subscriptions.add(Subscription(chat, "all", "", "any", "kk"))
    office.answers = [Outcome.GONE, Outcome.BLOCKED, Outcome.GONE, Outcome.BLOCKED]
    for key, chat in (("a", AIGUL), ("b", GROUP), ("c", GROUP - 1), ("d", AIGUL + 1)):
        await office.put(key, chat_id=chat)
        await office.postman.step()
    async with office.store.reading() as work:  # a person who has blocked the bot may come back
        assert [each.chat_id for each in await work.subscriptions.every()] == [AIGUL + 1]


async def test_what_may_not_have_arrived_is_tried_again_later_and_later(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.answers = [Outcome.UNCERTAIN, ValueError("a mistake of ours"), Outcome.UNCERTAIN]
    await office.put("a")
    for wait in (30, 120, 480):
        await office.postman.step()
        assert (await office.letter("a")).due_at == office.clock() + timedelta(seconds=wait)
        assert await office.postman.step() == wait
        office.clock.forward(timedelta(seconds=wait))
    await office.postman.step()
    assert (await office.state("a"), len(office.sent)) == ("delivered", 4)
    assert "a mistake of ours" in caplog.text


async def test_a_kind_that_this_version_does_not_know_waits_for_one_that_does(office: Office) -> None:
    await office.put("a", kind="of tomorrow")
    await office.postman.step()
    assert (await office.letter("a")).due_at == NOON + timedelta(seconds=30)


@pytest.mark.parametrize(("asked", "waited"), [(17.0, 17.0), (0.0, 5.0)])
async def test_when_telegram_will_not_take_it_all_letters_wait(office: Office, asked: float, waited: float) -> None:
    office.answers = [NotYet(asked)]
    await office.put("a")
    await office.put("b")
    await office.postman.step()
    assert await office.postman.step() == pytest.approx(waited, abs=1)
    assert len(office.sent) == 1
    assert (await office.letter("a")).attempts == 0


async def test_at_night_letters_wait_for_the_morning(office: Office) -> None:
    office.clock.now = NOON + 10 * HOUR
    await office.put("a")
    await office.put("b", kind="always")
    for _ in range(2):
        await office.postman.step()
    assert office.sent == [(AIGUL, "ru: b")]
    assert await office.postman.step() == 10 * HOUR.total_seconds()
    office.clock.forward(10 * HOUR)
    await office.postman.step()
    assert office.sent[1:] == [(AIGUL, "ru: a")]


async def test_whoever_moves_the_clock_into_a_night_gets_what_the_days_between_had(office: Office) -> None:
    await office.put("of the day")
    office.clock.now = NOON + 10 * HOUR
    office.postman.leap()
    await office.put("of the night")
    for _ in range(2):
        await office.postman.step()
    assert office.sent == [(AIGUL, "ru: of the day")]
    office.clock.forward(24 * HOUR)
    office.postman.leap()
    await office.postman.step()
    assert office.sent[1:] == [(AIGUL, "ru: of the night")]


async def test_news_of_a_letter_wake_the_postman_and_trouble_does_not_end_him(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bot.outbox, "BROKEN", 0)
    step, troubles, steps = office.postman.step, [RuntimeError("no database")], list[None]()

    async def troubled() -> float:
        steps.append(None)
        if troubles:
            raise troubles.pop()
        return await step()

    monkeypatch.setattr(office.postman, "step", troubled)
    office.store.news.subscribe(office.postman.changed, office.postman.wake)
    running = asyncio.create_task(office.postman.run())
    await asyncio.sleep(0.05)  # he rests by now
    await office.people.choose_language(AIGUL, "kk", Cause(AIGUL, 1))  # which is no news for him
    await office.put("a")
    async with asyncio.timeout(5):
        while not office.sent:  # noqa: ASYNC110  # far less than his own time to look
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert len(steps) <= 5  # he rests again
        await office.postman.finish()
    assert await office.state("a") == "delivered"
    await office.put("b")
    await asyncio.sleep(0.05)
    assert await office.state("b") == "waiting"
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert "no database" in caplog.text


async def test_the_end_does_not_wait_for_ever_for_what_is_on_the_wire(office: Office) -> None:
    await office.put("a")
    wire = asyncio.Event()

    async def slow(_chat: int, _screen: Screen) -> Outcome:
        await wire.wait()
        return Outcome.DELIVERED

    office.postman._send = slow
    sending = asyncio.create_task(office.postman.step())
    await asyncio.sleep(0.1)
    await office.postman.finish(patience=0.01)
    wire.set()
    await sending
    assert await office.state("a") == "delivered"
