"""Screens on their way to people, through the Bot API in memory with faults ordered."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from markupsafe import Markup
from telegram import Bot
from telegram.error import BadRequest, NetworkError

from bot.actions.common import ShowHelp
from bot.delivery import Delivery, Outcome
from bot.drawing import TownMap
from bot.request import NotSent, NotYet
from bot.sandbox.doors import SandboxRequest
from bot.sandbox.errors import Json
from bot.screen import Button, Card, Document, Picture, Screen
from bot.updates import Press, parse
from tests.sandbox.stage import AIGUL, EMMA, Stage, png, until

ROWS = ((Button("Help", ShowHelp()), Button("Site", url="https://gov.kz")),)


LONG = Markup("сөз " * 3000)
"""Three pages."""


class Post:
    """A delivery to Айгүл, with what she then sees."""

    def __init__(self, stage: Stage, delivery: Delivery, waited: list[float], painter: "Painter") -> None:
        self.stage = stage
        self.delivery = delivery
        self.waited = waited
        self.painter = painter

    @property
    def seen(self) -> list[Json]:
        return self.stage.human.history(AIGUL)[1:]

    async def send(self, screen: Screen) -> Outcome:
        return await self.delivery.send(AIGUL, screen)

    def press(self) -> Press:
        message = next(message for message in reversed(self.seen) if "reply_markup" in message)
        data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        self.stage.human.press(AIGUL, AIGUL, message["message_id"], data)
        [update] = self.stage.world.updates.head()
        press = parse(update).callback_query
        self.stage.world.updates.clear()
        assert press
        return press


class Painter:
    """Each drawing is a PNG of another width; `trouble` is what painting meets with."""

    def __init__(self) -> None:
        self.painted: list[str] = []
        self.trouble: Exception | None = None

    async def __call__(self, picture: Picture) -> bytes:
        await asyncio.sleep(0)
        if self.trouble:
            raise self.trouble
        self.painted.append(picture.key)
        return png(width=100 + int(picture.key[:2], 16))


def map_of(title: str) -> Picture:
    return Picture(TownMap(scale="", title=title, subtitle="", footnote="", spots=(), legend=()))


def cut_off(post: Post, nth: int, trouble: Callable[[], Any]) -> None:
    """From the nth call on there is trouble."""
    call, made = post.delivery.bot.do_api_request, []

    async def counted(*given: Any, **named: Any) -> Any:
        made.append(given)
        if len(made) == nth:
            trouble()
        return await call(*given, **named)

    object.__setattr__(post.delivery.bot, "do_api_request", counted)


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    stage = Stage.build()
    stage.human.say(AIGUL, AIGUL, "/start")
    stage.world.updates.clear()
    waited: list[float] = []

    async def pause(time: float) -> None:
        waited.append(time)

    async with Bot(
        stage.api.token, request=SandboxRequest(stage.api), get_updates_request=SandboxRequest(stage.api)
    ) as bot:
        painter = Painter()
        yield Post(stage, Delivery(bot, painter, pause), waited, painter)


async def test_plain_text_is_escaped_and_markup_is_not(post: Post) -> None:
    await post.send(Screen("1 < 2 & <b>"))
    await post.send(Screen(Markup("<b>bold</b>"), ROWS))
    assert post.seen[0]["text"] == "1 < 2 & <b>"
    assert post.seen[1]["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert [key["text"] for key in post.seen[1]["reply_markup"]["inline_keyboard"][0]] == ["Help", "Site"]


async def test_a_long_text_comes_in_pages_with_the_buttons_under_the_last(post: Post) -> None:
    assert await post.send(Screen(Markup("<b>" + "сөз " * 3000 + "</b>"), ROWS)) is Outcome.DELIVERED
    assert len(post.seen) == 3
    assert ["reply_markup" in message for message in post.seen] == [False, False, True]


async def test_a_press_changes_its_message_and_is_answered_once(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    assert await post.delivery.answer(post.press(), Screen("two", ROWS, toast="done")) is Outcome.DELIVERED
    assert [message["text"] for message in post.seen] == ["two"]
    [answer] = [call for call in post.stage.api.calls if call.method == "answerCallbackQuery"]
    assert answer.params["text"] == "done"


async def test_the_same_screen_again_is_not_an_error(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    assert await post.delivery.answer(post.press(), Screen("one", ROWS)) is Outcome.DELIVERED
    assert len(post.seen) == 1


async def test_a_press_without_a_screen_is_still_answered(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    assert await post.delivery.answer(post.press(), None) is Outcome.DELIVERED
    assert [call.method for call in post.stage.api.calls][-1] == "answerCallbackQuery"


async def test_a_message_that_is_gone_is_sent_anew(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    press = post.press()
    await post.stage.api.call("deleteMessage", {"chat_id": AIGUL, "message_id": post.seen[-1]["message_id"]})
    assert await post.delivery.answer(press, Screen("two")) is Outcome.DELIVERED
    assert post.seen[-1]["text"] == "two"


async def test_a_longer_text_in_place_of_a_short_one_goes_on_below(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    await post.delivery.answer(post.press(), Screen(Markup("сөз " * 1500), ROWS))
    assert len(post.seen) == 2
    assert ["reply_markup" in message for message in post.seen] == [False, True]


async def test_a_blocked_person_and_a_chat_that_is_no_more(post: Post) -> None:
    post.stage.human.block(AIGUL)
    assert await post.send(Screen("one")) is Outcome.BLOCKED
    assert await post.delivery.send(999, Screen("one")) is Outcome.GONE
    assert await post.delivery.send(EMMA, Screen("one")) in {Outcome.BLOCKED, Outcome.GONE}


@pytest.mark.parametrize("wait", [1, 7, 86400])
async def test_an_answer_that_meets_a_flood_is_put_off_and_not_waited_for_here(post: Post, wait: int) -> None:
    post.stage.api.faults.flood(retry_after=wait)
    with pytest.raises(NotYet) as later:
        await post.send(Screen(LONG))
    assert later.value.seconds == wait
    assert post.waited == []
    assert post.seen == []
    assert await post.send(Screen("one")) is Outcome.DELIVERED


async def test_a_flood_between_two_pages_is_waited_out(post: Post) -> None:
    cut_off(post, nth=2, trouble=lambda: post.stage.api.faults.flood(retry_after=7))
    assert await post.send(Screen(LONG)) is Outcome.DELIVERED
    assert post.waited == [7.0]
    assert len(post.seen) == 3


@pytest.mark.parametrize(("wait", "times"), [(61, 1), (7, 3)])
async def test_an_answer_is_not_begun_anew_when_a_page_of_it_has_arrived(post: Post, wait: int, times: int) -> None:
    cut_off(post, nth=2, trouble=lambda: post.stage.api.faults.flood(retry_after=wait, times=times))
    assert await post.send(Screen(LONG)) is Outcome.UNCERTAIN
    assert len(post.seen) == 1


async def test_a_picture_in_place_of_a_message_is_put_off_too(post: Post) -> None:
    await post.send(Screen("map", ROWS, picture=map_of("b")))
    press, screen = post.press(), Screen("new map", ROWS, picture=map_of("a"))
    post.stage.api.faults.flood(retry_after=7, method="editMessageMedia")
    with pytest.raises(NotYet):
        await post.delivery.answer(press, screen)
    assert await post.delivery.answer(press, screen) is Outcome.DELIVERED
    assert [message["caption"] for message in post.seen] == ["new map"]


async def test_a_send_that_may_have_arrived_is_not_repeated(post: Post) -> None:
    post.stage.api.faults.cut_after(method="sendMessage")
    assert await post.send(Screen("one")) is Outcome.UNCERTAIN
    assert [message["text"] for message in post.seen] == ["one"]


async def test_an_edit_that_may_have_arrived_is_repeated(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    press = post.press()
    post.stage.api.faults.cut_after(method="editMessageText")
    assert await post.delivery.answer(press, Screen("two")) is Outcome.DELIVERED
    assert [message["text"] for message in post.seen] == ["two"]


async def test_a_press_is_acknowledged_once_though_its_answer_was_put_off(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    press = post.press()
    post.stage.api.faults.flood(retry_after=7, method="editMessageText", times=2)
    for _ in range(2):
        with pytest.raises(NotYet):
            await post.delivery.answer(press, Screen("two"))
    assert await post.delivery.answer(press, Screen("two")) is Outcome.DELIVERED
    assert [call.method for call in post.stage.api.calls].count("answerCallbackQuery") == 1


async def test_the_memory_of_presses_is_bounded(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.PRESSES_REMEMBERED", 2)
    await post.send(Screen("one", ROWS))
    presses = [post.press() for _ in range(3)]
    for press in presses:
        await post.delivery.acknowledge(press)
    assert list(post.delivery.acknowledged) == [press.id for press in presses[1:]]


TROUBLES: dict[str, Callable[[Post], object]] = {
    "cut": lambda post: post.stage.api.faults.cut_before(times=3, method="answerCallbackQuery"),
    "flood": lambda post: post.stage.api.faults.flood(retry_after=100, method="answerCallbackQuery"),
    "server": lambda post: post.stage.api.faults.broken(500, times=3, method="answerCallbackQuery"),
    "late": lambda post: post.stage.world.clock.forward(timedelta(hours=1)),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_press_that_cannot_be_acknowledged_still_changes_its_message(
    post: Post, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    await post.send(Screen("one", ROWS))
    press = post.press()
    TROUBLES[trouble](post)
    assert await post.delivery.answer(press, Screen("two")) is Outcome.DELIVERED
    assert post.seen[-1]["text"] == "two"
    assert [record.message for record in caplog.records] == ["press not acknowledged"]


async def test_our_own_mistake_is_not_hidden(post: Post) -> None:
    with pytest.raises(BadRequest, match="parse entities"):
        await post.send(Screen(Markup("<b>open")))
    post.stage.api.refusals.clear()


async def test_a_file_carries_its_text_and_buttons(post: Post) -> None:
    await post.send(Screen("your data", ROWS, document=Document("деректер.json", b"{}")))
    [message] = post.seen
    assert message["document"]["file_name"] == "деректер.json"
    assert message["caption"] == "your data"
    assert "reply_markup" in message


async def test_a_text_too_long_for_a_caption_follows_its_file(post: Post) -> None:
    await post.send(Screen("сөз " * 300, ROWS, document=Document("a.txt", b"x")))
    assert ["document" in message for message in post.seen] == [True, False]
    assert "reply_markup" in post.seen[1]


def photos(post: Post) -> list[str | None]:
    """The file_id of each photo that was sent; None where it was uploaded beside the parameters."""
    return [call.params.get("photo") for call in post.stage.api.calls if call.method == "sendPhoto"]


async def test_a_picture_is_painted_and_uploaded_once(post: Post) -> None:
    for _ in range(3):
        await post.send(Screen("map", ROWS, picture=map_of("a")))
    first, *others = photos(post)
    assert first is None
    assert others == [post.seen[0]["photo"][-1]["file_id"]] * 2
    assert post.painter.painted == [map_of("a").key]


async def test_two_who_ask_at_once_get_one_upload(post: Post) -> None:
    screen = Screen("map", ROWS, picture=map_of("a"))
    await asyncio.gather(*(post.send(screen) for _ in range(3)))
    assert len(post.painter.painted) == 1
    assert photos(post).count(None) == 1
    assert len(post.seen) == 3


async def test_an_uploaded_picture_makes_nobody_wait_for_another(post: Post) -> None:
    screen = Screen("map", ROWS, picture=map_of("a"))
    await post.send(screen)
    post.stage.api.faults.slow(seconds=5, method="sendPhoto")
    slow = asyncio.create_task(post.send(screen))
    await until(lambda: len(photos(post)) == 2)
    async with asyncio.timeout(1):
        await post.send(screen)
    slow.cancel()


async def test_the_memory_of_file_ids_is_bounded(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.album.KNOWN", 2)
    for title in ("a", "b", "a", "c", "a", "b"):
        await post.send(Screen("map", picture=map_of(title)))
    assert photos(post).count(None) == 4  # "b" had been asked for least lately when "c" came


async def test_a_file_that_telegram_has_lost_is_uploaded_anew(post: Post) -> None:
    screen = Screen("map", ROWS, picture=map_of("a"))
    await post.send(screen)
    post.stage.world.files.by_id.clear()
    assert await post.send(screen) is Outcome.DELIVERED
    assert await post.send(screen) is Outcome.DELIVERED
    assert photos(post) == [None, None, post.seen[1]["photo"][-1]["file_id"]]
    assert [call.method for call in post.stage.api.overtaken] == ["sendPhoto"]
    assert len(post.seen) == 3


async def test_a_lost_file_in_place_of_a_picture_is_uploaded_anew(post: Post) -> None:
    for title in ("a", "b"):
        await post.send(Screen(title, ROWS, picture=map_of(title)))
    press = post.press()
    post.stage.world.files.by_id.clear()
    assert await post.delivery.answer(press, Screen("a", ROWS, picture=map_of("a"))) is Outcome.DELIVERED
    assert [message["caption"] for message in post.seen] == ["a", "a"]
    assert len(post.painter.painted) == 3


async def test_a_picture_leaves_a_text_where_it_is_and_takes_the_place_of_a_picture(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    await post.delivery.answer(post.press(), Screen("map", ROWS, picture=map_of("a")))
    assert [message.get("text", "picture") for message in post.seen] == ["one", "picture"]
    await post.delivery.answer(post.press(), Screen("new map", ROWS, picture=map_of("b")))
    assert [message.get("caption") for message in post.seen] == [None, "new map"]
    await post.delivery.answer(post.press(), Screen("two"))
    assert [message.get("text") for message in post.seen] == ["one", None, "two"]


async def test_a_picture_whose_text_is_too_long_for_a_caption_is_sent_before_it(post: Post) -> None:
    await post.send(Screen("map", ROWS, picture=map_of("a")))
    long = Screen("сөз " * 300, ROWS, picture=map_of("b"))
    await post.delivery.answer(post.press(), long)
    assert ["photo" in message for message in post.seen] == [True, True, False]
    assert ["reply_markup" in message for message in post.seen] == [True, False, True]


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.message, record.__dict__["code"]) for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("text", ["map", "сөз " * 300])
async def test_what_cannot_be_painted_is_said_in_words(post: Post, text: str, caplog: pytest.LogCaptureFixture) -> None:
    post.painter.trouble = RuntimeError("no letters")
    assert await post.send(Screen(text, ROWS, picture=map_of("a"))) is Outcome.DELIVERED
    [message] = post.seen
    assert message["text"] == text.strip()
    assert "reply_markup" in message
    [(event, code)] = told(caplog)
    assert event == "picture not painted"
    assert len(code) == 6
    assert caplog.records[-1].exc_info


async def test_what_cannot_be_painted_in_place_of_a_picture_is_said_below_it(post: Post) -> None:
    await post.send(Screen("map", ROWS, picture=map_of("a")))
    press = post.press()
    post.painter.trouble = RuntimeError("no letters")
    assert await post.delivery.answer(press, Screen("other", ROWS, picture=map_of("b"))) is Outcome.DELIVERED
    assert [message.get("text") for message in post.seen] == [None, "other"]
    assert "reply_markup" in post.seen[1]


@pytest.mark.parametrize("known", [False, True])
async def test_where_pictures_may_not_stand_the_words_do(
    post: Post, known: bool, caplog: pytest.LogCaptureFixture
) -> None:
    screen = Screen("map", ROWS, picture=map_of("a"))
    if known:
        await post.send(screen)
    call = post.delivery.bot.do_api_request

    async def refused(method: str, **named: Any) -> Any:
        if method == "sendPhoto":
            raise BadRequest("Not enough rights to send photos to the chat")
        return await call(method, **named)

    object.__setattr__(post.delivery.bot, "do_api_request", refused)
    assert await post.send(screen) is Outcome.DELIVERED
    assert post.seen[-1]["text"] == "map"
    assert [event for event, _ in told(caplog)] == ["picture refused"]


async def test_another_refusal_of_a_picture_is_what_it_was(post: Post) -> None:
    screen = Screen(Markup("<b>open"), ROWS, picture=map_of("a"))
    with pytest.raises(BadRequest, match="parse entities"):
        await post.send(screen)
    await post.send(Screen("map", picture=map_of("a")))
    with pytest.raises(BadRequest, match="parse entities"):
        await post.send(screen)
    post.stage.api.refusals.clear()
    assert await post.delivery.send(999, Screen("map", picture=map_of("a"))) is Outcome.GONE


async def test_a_group_that_moved_is_followed(post: Post) -> None:
    chat = post.stage.world.open_group("Топ", [AIGUL])
    moved = post.stage.human.migrate(chat.id)
    assert await post.delivery.send(chat.id, Screen("one")) is Outcome.DELIVERED
    assert post.stage.human.history(moved)[-1]["text"] == "one"


async def test_a_card_sent_through_inline_mode_can_be_pressed(post: Post) -> None:
    human, delivery = post.stage.human, post.delivery
    query = human.inline(AIGUL, "x")
    post.stage.world.updates.clear()
    await delivery.cards(query, [Card("1", "Title", "What it is", Screen(Markup("<b>card</b>"), ROWS))])
    human.choose(AIGUL, AIGUL, query, "1")
    post.stage.world.updates.clear()
    assert await delivery.answer(post.press(), Screen("two", ROWS)) is Outcome.DELIVERED
    assert post.seen[-1]["text"] == "two"
    assert await delivery.answer(post.press(), Screen("two", ROWS)) is Outcome.DELIVERED


async def test_an_inline_question_that_waited_too_long_is_let_go(post: Post) -> None:
    query = post.stage.human.inline(AIGUL, "x")
    post.stage.world.updates.clear()
    post.stage.world.clock.forward(timedelta(hours=1))
    await post.delivery.cards(query, [])
    assert [call.method for call in post.stage.api.overtaken] == ["answerInlineQuery"]


async def test_who_blocks_the_bot_while_pressing_is_noticed(post: Post) -> None:
    await post.send(Screen("one", ROWS))
    press = post.press()
    post.stage.human.block(AIGUL)
    assert await post.delivery.answer(press, Screen("two", fresh=True)) is Outcome.BLOCKED


def refuse_connections(post: Post, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    tries: list[int] = []

    async def refuse(*_: object, **__: object) -> None:
        tries.append(1)
        raise NotSent("no connection")

    monkeypatch.setattr(post.delivery.bot, "_post", refuse)
    return tries


async def test_what_cannot_be_sent_for_want_of_a_connection_is_tried_quickly_and_then_put_off(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as outage:
        tries = refuse_connections(post, outage)
        with pytest.raises(NotYet):
            await post.send(Screen("one"))
        assert len(tries) == 3
        assert post.waited == [0.5, 1.0]
    assert await post.send(Screen("one")) is Outcome.DELIVERED


async def test_a_connection_that_is_lost_between_two_pages_ends_the_answer(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(post, nth=2, trouble=lambda: refuse_connections(post, monkeypatch))
    assert await post.send(Screen(LONG)) is Outcome.UNCERTAIN
    assert len(post.seen) == 1


async def test_an_inline_question_is_put_off_or_its_trouble_told(post: Post) -> None:
    query = post.stage.human.inline(AIGUL, "x")
    post.stage.world.updates.clear()
    post.stage.api.faults.flood(retry_after=3, method="answerInlineQuery")
    with pytest.raises(NotYet):
        await post.delivery.cards(query, [])
    post.stage.api.faults.cut_before(times=3, method="answerInlineQuery")
    with pytest.raises(NetworkError):
        await post.delivery.cards(query, [])
