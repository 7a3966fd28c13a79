"""The browser chat as a server: who may speak with it, what it shows, what one can do through it."""

import asyncio
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientResponse, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.sandbox.bot_api import BotApi
from bot.sandbox.chat import LARGEST, PAGE, chat_app
from bot.sandbox.clock import MovableClock
from bot.sandbox.errors import Json
from bot.sandbox.human import Human
from bot.sandbox.people import COUNCIL_ID, OFFICIAL_ID, OWNER_ID, PEOPLE, PLACES, open_council
from bot.sandbox.world import Person, World
from core.localised import LANGUAGES
from tests.sandbox.scripted_bot import png

START = datetime(2026, 11, 21, 9, tzinfo=UTC)
AIGUL, SERGEY = 1002, 1003


async def some_screens() -> list[Json]:
    return SCREENS


SCREENS: list[Json] = [{"name": "start", "screens": {code: {"text": code, "date": 0} for code in LANGUAGES}}]


class Page:
    """What the page in the browser can do, without a browser."""

    def __init__(self, client: TestClient[Any, Any], api: BotApi, human: Human) -> None:
        self.client, self.api, self.human = client, api, human
        self.world = api.world
        self.origin = f"http://127.0.0.1:{client.port}"

    async def post(self, path: str, **request: Any) -> ClientResponse:
        headers = {"Origin": self.origin} | request.pop("headers", {})
        return await self.client.post(path, headers=headers, **request)

    async def do(self, deed: str, person: int = AIGUL, chat: int | None = None, **what: Any) -> Json:
        answer = await self.post(f"/api/{deed}", json={"person": person, "chat": chat or person, **what})
        assert answer.status == 200, await answer.text()
        done: Json = await answer.json()
        return done

    async def refused(self, deed: str, body: Json) -> str:
        answer = await self.post(f"/api/{deed}", json=body)
        assert answer.status == 400
        return str((await answer.json())["error"])

    async def read(self, path: str) -> Any:
        answer = await self.client.get(path)
        assert answer.status == 200
        return await answer.json()

    def heard(self) -> Json:
        """The one update that waits for the bot."""
        (update,) = self.world.updates.head()
        self.world.updates.clear()
        return update


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with opened(PEOPLE) as page:
        yield page


@asynccontextmanager
async def opened(people: tuple[Person, ...]) -> AsyncIterator[Page]:
    world = World(MovableClock(lambda: START), people)
    open_council(world)
    human = Human(world)
    port = unused_port()
    app = chat_app(world, human, some_screens, port)
    async with TestClient(TestServer(app, port=port)) as client:
        yield Page(client, BotApi(world), human)


# The door


@pytest.mark.parametrize("path", ["/", "/gallery", "/page/chat.js", "/page/look.css", "/api/world", "/nothing"])
async def test_every_answer_forbids_what_is_not_from_here(page: Page, path: str) -> None:
    answer = await page.client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org:{port}", ""])
async def test_another_host_is_sent_away(page: Page, host: str) -> None:
    named = host.format(port=page.client.port)
    for path in ("/", "/api/world", "/page/chat.js", "/nothing"):
        assert (await page.client.get(path, headers={"Host": named})).status == 403


async def test_both_names_of_this_computer_are_good(page: Page) -> None:
    local = f"localhost:{page.client.port}"
    assert (await page.client.get("/", headers={"Host": local})).status == 200
    answer = await page.post("/api/block", headers={"Host": local, "Origin": f"http://{local}"}, json=who())
    assert answer.status == 200


def who(person: int = AIGUL, chat: int | None = None) -> Json:
    return {"person": person, "chat": chat or person}


@pytest.mark.parametrize(
    "origin", ["http://example.org", "null", "https://127.0.0.1:{port}", "http://localhost:{port}"]
)
async def test_another_site_cannot_act_or_listen(page: Page, origin: str) -> None:
    headers = {"Origin": origin.format(port=page.client.port)}
    assert (await page.client.get("/api/world", headers=headers)).status == 403
    assert (await page.client.post("/api/block", headers=headers, json=who())).status == 403
    with pytest.raises(WSServerHandshakeError, match="403"):
        await page.client.ws_connect("/live", headers=headers)
    assert not page.world.watches


@pytest.mark.parametrize(("site", "status"), [("same-origin", 200), ("cross-site", 403), ("none", 403), (None, 403)])
async def test_without_an_origin_the_browser_must_vouch(page: Page, site: str | None, status: int) -> None:
    headers = {"Sec-Fetch-Site": site} if site else {}
    assert (await page.client.post("/api/block", headers=headers, json=who())).status == status


async def test_a_listener_without_an_origin_is_sent_away(page: Page) -> None:
    with pytest.raises(WSServerHandshakeError, match="403"):
        await page.client.ws_connect("/live")


# The page


async def test_the_page_brings_all_it_needs(page: Page) -> None:
    for start in ("/", "/gallery"):
        answer = await page.client.get(start)
        assert answer.content_type == "text/html"
        wanted = set(re.findall(r'(?:href|src)="(/page/[^"]+)"', await answer.text()))
        assert wanted
        for path in wanted:
            assert (await page.client.get(path)).status == 200
    assert (await page.client.get("/page/chat.js")).content_type == "text/javascript"


@pytest.mark.parametrize("path", ["/page/..%2Fchat.py", "/page/%2e%2e/chat.py", "/page/nothing.js", "/page/"])
async def test_only_the_files_of_the_page_are_given(page: Page, path: str) -> None:
    assert (await page.client.get(path)).status == 404


def sources() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in PAGE.iterdir()}


def test_the_page_asks_nobody_else() -> None:
    addresses = {
        (name, address)
        for name, source in sources().items()
        for address in re.findall(r"(?:https?:|wss?:)?//[\w.-]+\.\w+", source)
    }
    assert {address for _, address in addresses} == {"http://www.w3.org"}, addresses


def test_what_a_bot_says_never_becomes_markup() -> None:
    for name, source in sources().items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", source), (
            name
        )


def test_a_script_of_the_page_stays_readable() -> None:
    for name, source in sources().items():
        assert source.count("\n") <= 300, name


def test_every_word_of_the_page_is_there_in_three_languages() -> None:
    every = sources()
    listed = re.findall(r"^  (\w+): \[(.*?)\],$", every["words.js"], re.MULTILINE | re.DOTALL)
    words = {name: re.findall(r'"([^"]+)"', texts) for name, texts in listed}
    assert len(words) > 50
    for name, texts in words.items():
        assert len(texts) == len(LANGUAGES), name
    used = {name for source in every.values() for name in re.findall(r'\b(?:w|word)\("(\w+)"\)', source)}
    assert used <= words.keys()
    assert [name for name in words if not any(f'"{name}"' in source for source in every.values())] == []


# The cast


def test_the_cast_covers_the_languages_and_the_roles() -> None:
    assert len({person.id for person in PEOPLE}) == len(PEOPLE)
    assert {person.language_code for person in PEOPLE} > set(LANGUAGES)
    assert {OWNER_ID, OFFICIAL_ID} < {person.id for person in PEOPLE}
    assert all(person.role_note for person in PEOPLE)


async def test_the_page_is_told_who_lives_here(page: Page) -> None:
    seen = await page.read("/api/world")
    assert seen["bot"] == {"id": page.world.bot.id, "username": "monoqala_bot", "name": "monoqala"}
    assert [person["first_name"] for person in seen["people"]] == [person.first_name for person in PEOPLE]
    assert seen["people"][0]["note"].keys() == set(LANGUAGES)
    assert len(seen["places"]) == len(PLACES)
    assert seen["now"] == START.isoformat()
    council = next(chat for chat in seen["chats"] if chat["id"] == COUNCIL_ID)
    assert council["members"] == [OFFICIAL_ID, AIGUL, SERGEY, 1004]
    assert (council["type"], council["bot"], council["blocked"]) == ("group", True, False)


async def test_somebody_without_a_role_or_language_is_welcome() -> None:
    async with opened((Person(7, "Guest"),)) as page:
        (guest,) = (await page.read("/api/world"))["people"]
        assert (guest["language"], guest["note"]) == (None, dict.fromkeys(LANGUAGES, ""))
        assert (await page.read("/api/view?person=7&chat=7"))["commands"] == []


async def test_channels_and_groups_that_moved_are_not_shown(page: Page) -> None:
    channel = page.world.open_group("News", [AIGUL], "channel")
    new = page.human.migrate(COUNCIL_ID)
    ids = {chat["id"] for chat in (await page.read("/api/world"))["chats"]}
    assert ids == {person.id for person in PEOPLE} | {new}
    assert channel.id not in ids


async def test_the_gallery_is_made_when_it_is_asked_for(page: Page) -> None:
    assert await page.read("/api/gallery") == SCREENS


async def test_a_person_sees_the_bot_in_their_language(page: Page) -> None:
    commands = {"ru": [{"command": "help", "description": "Помощь"}], "": [{"command": "help", "description": "Help"}]}
    for code, listed in commands.items():
        await page.api.call("setMyCommands", {"commands": listed, "language_code": code})
    await page.api.call("setMyDescription", {"description": "О городах", "language_code": "ru"})
    russian = await page.read(f"/api/view?person={SERGEY}&chat={SERGEY}")
    assert russian == {"name": "monoqala", "description": "О городах", "commands": commands["ru"]}
    kazakh = await page.read(f"/api/view?person={AIGUL}&chat={COUNCIL_ID}")
    assert kazakh == {"name": "monoqala", "description": "", "commands": commands[""]}


# What people do


async def test_what_is_said_reaches_the_bot_and_stays(page: Page) -> None:
    first = await page.do("say", text="/start")
    assert page.heard()["message"]["text"] == "/start"
    await page.do("say", text="тағы", reply_to=first["message"])
    assert page.heard()["message"]["reply_to_message"]["message_id"] == first["message"]
    await page.do("edit", message=first["message"], text="/help")
    assert page.heard()["edited_message"]["text"] == "/help"
    chats = (await page.read("/api/world"))["chats"]
    (own,) = [chat for chat in chats if chat["id"] == AIGUL]
    assert [message["text"] for message in own["messages"]] == ["/help", "тағы"]


async def test_a_button_is_pressed(page: Page) -> None:
    await page.do("say", text="/start")
    markup = {"inline_keyboard": [[{"text": "Иә", "callback_data": "yes"}]]}
    _, sent = await page.api.call("sendMessage", {"chat_id": AIGUL, "text": "?", "reply_markup": markup})
    page.world.updates.clear()
    pressed = await page.do("press", message=sent["result"]["message_id"], data="yes")
    query = page.heard()["callback_query"]
    assert (query["id"], query["data"]) == (pressed["id"], "yes")


async def test_places_stickers_and_voices_are_sent(page: Page) -> None:
    await page.do("locate", latitude=47.79, longitude=67.7)
    assert page.heard()["message"]["location"] == {"latitude": 47.79, "longitude": 67.7}
    await page.do("sticker")
    assert "sticker" in page.heard()["message"]
    await page.do("voice")
    assert "voice" in page.heard()["message"]


async def test_an_inline_query_is_asked_and_an_answer_chosen(page: Page) -> None:
    asked = await page.do("inline", chat=COUNCIL_ID, query="Тем")
    query = page.heard()["inline_query"]
    assert (query["id"], query["query"]) == (asked["id"], "Тем")
    result = {"type": "article", "id": "1", "title": "Т", "input_message_content": {"message_text": "Теміртау"}}
    await page.api.call("answerInlineQuery", {"inline_query_id": asked["id"], "results": [result]})
    await page.do("choose", chat=COUNCIL_ID, query=asked["id"], result="1")
    assert page.human.history(COUNCIL_ID)[-1]["text"] == "Теміртау"


async def test_the_bot_is_blocked_and_let_in_again(page: Page) -> None:
    for deed, status in (("block", "kicked"), ("unblock", "member")):
        await page.do(deed)
        assert page.heard()["my_chat_member"]["new_chat_member"]["status"] == status
    await page.do("expel", chat=COUNCIL_ID)
    assert page.world.chats[COUNCIL_ID].bot_status == "left"
    await page.do("invite", chat=COUNCIL_ID)
    assert page.world.chats[COUNCIL_ID].bot_status == "member"


async def test_the_clock_moves_forward_only(page: Page) -> None:
    assert await page.do("forward", seconds=3600) == {"now": "2026-11-21T10:00:00+00:00"}
    for seconds in (0, -1, 10**9):
        await page.refused("forward", who() | {"seconds": seconds})
    assert page.world.clock() == datetime(2026, 11, 21, 10, tzinfo=UTC)


async def test_what_cannot_be_done_is_said(page: Page) -> None:
    assert await page.refused("say", who(AIGUL, SERGEY) | {"text": "?"}) == "nobody writes in another's chat"
    assert "there is no message" in await page.refused("press", who() | {"message": 1, "data": "x"})
    assert "text" in await page.refused("say", who())
    assert "unknown field" in await page.refused("block", who() | {"more": 1})
    assert "99" in await page.refused("block", who(99))
    assert (await page.post("/api/dance", json=who())).status == 404
    assert (await page.post("/api/say", data=b"{")).status == 400
    assert not page.world.updates.head()


# Files


async def test_a_file_comes_back_whole_under_its_own_name(page: Page) -> None:
    name = 'Өтініш «үлгі» 1".pdf'
    params = {"person": str(AIGUL), "chat": str(AIGUL), "name": name}
    answer = await page.post("/api/document", params=params, data=b"%PDF", headers={"Content-Type": "application/pdf"})
    assert answer.status == 200
    document = page.heard()["message"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (name, "application/pdf", 4)
    got = await page.client.get(f"/files/{document['file_id']}")
    assert await got.read() == b"%PDF"
    assert got.content_disposition
    assert got.content_disposition.type == "attachment"
    assert got.content_disposition.filename == name


async def test_a_page_sent_as_a_file_is_never_run(page: Page) -> None:
    params = {"person": str(AIGUL), "chat": str(AIGUL), "name": "x.html"}
    await page.post("/api/document", params=params, data=b"<script>", headers={"Content-Type": "text/html"})
    got = await page.client.get(f"/files/{page.heard()['message']['document']['file_id']}")
    assert got.content_type == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment")


async def test_a_picture_is_shown_or_downloaded(page: Page) -> None:
    params = {"person": str(AIGUL), "chat": str(AIGUL), "name": "a.png"}
    picture = png(8, 6, (1, 2, 3))
    await page.post("/api/photo", params=params, data=picture)
    photo = page.heard()["message"]["photo"][-1]
    assert (photo["width"], photo["height"]) == (8, 6)
    shown = await page.client.get(f"/files/{photo['file_id']}")
    assert (shown.content_type, await shown.read()) == ("image/png", picture)
    saved = await page.client.get(f"/files/{photo['file_id']}?download")
    assert saved.content_type == "application/octet-stream"


async def test_bad_files_are_refused(page: Page) -> None:
    params = {"person": str(AIGUL), "chat": str(AIGUL), "name": "a.bin"}
    large = await page.post("/api/document", params=params, data=io.BytesIO(b"0" * (LARGEST + 100_000)))
    assert large.status == 413
    assert "20 MB" in (await large.json())["error"]
    assert (await page.post("/api/photo", params=params, data=b"no picture")).status == 400
    assert (await page.post("/api/document", params=params)).status == 400
    assert (await page.client.get("/files/nothing")).status == 400
    assert not page.world.updates.head()


async def test_the_largest_file_goes_through(page: Page) -> None:
    params = {"person": str(AIGUL), "chat": str(AIGUL), "name": "a.bin"}
    assert (await page.post("/api/document", params=params, data=io.BytesIO(b"0" * LARGEST))).status == 200
    got = await page.client.get(f"/files/{page.heard()['message']['document']['file_id']}")
    assert len(await got.read()) == LARGEST


# Live


async def test_an_open_page_sees_what_happens(page: Page) -> None:
    async with page.client.ws_connect("/live", headers={"Origin": page.origin}) as live:
        await page.do("say", text="Сәлем")
        said = await live.receive_json(timeout=2)
        assert (said["kind"], said["chat_id"], said["message"]["text"]) == ("message", AIGUL, "Сәлем")
        await page.do("block")
        blocked = await live.receive_json(timeout=2)
        assert blocked["kind"] == "membership"
        assert blocked["chat"]["blocked"]
        await page.do("forward", seconds=60)
        assert (await live.receive_json(timeout=2))["kind"] == "clock"
    for _ in range(100):
        if not page.world.watches:
            return
        await asyncio.sleep(0.01)
    pytest.fail("the page left, and is still being told")


async def test_open_pages_do_not_hold_up_the_end(page: Page) -> None:
    live = await page.client.ws_connect("/live", headers={"Origin": page.origin})
    async with asyncio.timeout(5):
        closing = asyncio.create_task(page.client.server.close())
        assert (await live.receive()).type in {WSMsgType.CLOSE, WSMsgType.CLOSED}
        await closing
