"""The browser chat as people use it: in a real Chromium, with a scripted bot at the other end."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import unused_port
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.sandbox.bot_api import BotApi
from bot.sandbox.chat import LARGEST, SOCKETS, chat_app
from bot.sandbox.clock import MovableClock
from bot.sandbox.errors import Json
from bot.sandbox.human import Human
from bot.sandbox.people import COUNCIL_ID, PEOPLE, open_council
from bot.sandbox.world import World
from core.localised import LANGUAGES
from tests.sandbox.scripted_bot import GREETING, ScriptedBot, png

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium here: the browser chat was left untested in a real browser"
    ),
]

START = datetime(2026, 11, 21, 9, tzinfo=UTC)
AIGUL, SERGEY, EMMA, LOLA = 1002, 1003, 1004, 1006


def screens() -> list[Json]:
    """Two screens: one of words and a button, one with a picture that it carries itself."""
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
    button = {"inline_keyboard": [[{"text": "→", "callback_data": "x"}]]}
    said = {code: {"text": text, "date": 0, "reply_markup": button} for code, text in GREETING.items()}
    shown = {
        code: {"photo": [{"url": dot, "width": 400, "height": 200}], "caption": code, "date": 0} for code in LANGUAGES
    }
    return [{"name": "start", "screens": said}, {"name": "map", "screens": shown}]


@dataclass
class Chat:
    """An open page, and what lies behind it."""

    page: Page
    world: World
    human: Human
    bot: ScriptedBot
    app: web.Application
    address: str
    complaints: list[str]

    async def begin(self, person: int) -> None:
        await self.page.goto(f"{self.address}/#{person}/{person}")
        await self.page.get_by_role("button", name=re.compile("^(Бастау|Начать|Start)$")).click()
        await expect(self.keys.first).to_be_visible()

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        if text.startswith("/"):
            await self.field.press("Escape")  # closes the list of commands
        await self.field.press("Enter")

    def person(self, chat_id: int) -> Locator:
        return self.page.locator(f'[data-chat="{chat_id}"]')

    @property
    def field(self) -> Locator:
        return self.page.locator("#field")

    @property
    def bubbles(self) -> Locator:
        return self.page.locator("#thread .row")

    @property
    def last(self) -> Locator:
        return self.bubbles.last

    @property
    def keys(self) -> Locator:
        return self.page.locator("#thread .key")

    def key(self, label: str) -> Locator:
        return self.keys.filter(has_text=label)

    @property
    def toasts(self) -> Locator:
        return self.page.locator(".toast")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(browser: Browser, **context: Any) -> AsyncIterator[Chat]:
    world = World(MovableClock(lambda: START), PEOPLE)
    open_council(world)
    human, bot, port = Human(world), ScriptedBot(BotApi(world)), unused_port()
    app = chat_app(world, human, screens, port)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    talking = asyncio.create_task(bot.run())
    usual = {"viewport": {"width": 1280, "height": 860}, "locale": "kk", "reduced_motion": "reduce"}
    window = await browser.new_context(**usual | context)
    page = await window.new_page()
    page.set_default_timeout(4000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield Chat(page, world, human, bot, app, f"http://127.0.0.1:{port}", complaints)
        assert not talking.done(), talking.exception()
        assert complaints == []
    finally:
        await window.close()
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
        await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="module")
async def chat(browser: Browser) -> AsyncIterator[Chat]:
    async with opened(browser) as chat:
        yield chat


async def test_a_first_visit_begins_with_start(chat: Chat) -> None:
    await chat.page.goto(chat.address)
    await expect(chat.page.locator(".empty")).to_contain_text("Бұл бот не істей алады?")
    await expect(chat.page.locator(".empty")).to_contain_text("Моноқалалардың тұрғындары")
    await chat.page.get_by_role("button", name="Бастау").click()
    await expect(chat.last).to_contain_text("Сәлеметсіз бе, Айгүл!")
    await expect(chat.last.locator("b").first).to_have_text("Сәлеметсіз бе, Айгүл!")
    await expect(chat.page.locator(".day")).to_have_text("Бүгін")
    await expect(chat.person(AIGUL)).to_contain_text("Сәлеметсіз бе")


async def test_typing_sends_and_a_reload_keeps_the_talk(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.field.press_sequentially("two")
    await chat.field.press("Shift+Enter")
    await chat.field.press_sequentially("lines <b>&amp;")
    await chat.field.press("Enter")
    await expect(chat.last).to_contain_text("echo: two lines <b>&amp;")
    await expect(chat.page.locator(".own").last).to_contain_text("two\nlines <b>&amp;")
    await expect(chat.field).to_have_value("")
    count = await chat.bubbles.count()
    await chat.page.reload()
    await expect(chat.bubbles).to_have_count(count)
    await expect(chat.page.locator(".chat-row[aria-current]")).to_contain_text("Emma")


async def test_formatted_text_is_drawn_and_never_run(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.say("/help")
    await expect(chat.last.locator("i").first).to_have_text("italic")
    for tag, text in (("u", "underlined"), ("s", "struck"), ("b", "after"), ("pre code", "<script>alert(1)</script>")):
        await expect(chat.last.locator(tag).last).to_contain_text(text)
    await expect(chat.last).to_contain_text("<img src=x onerror=alert(1)>")
    assert await chat.page.locator("#thread script, #thread img").count() == 0
    link = chat.last.get_by_role("link", name="a link")
    assert await link.get_attribute("href") == "https://example.org/"
    assert await link.get_attribute("rel") == "noopener noreferrer"
    assert await link.get_attribute("target") == "_blank"
    secret = chat.last.locator(".spoiler")
    await secret.press("Enter")
    await expect(secret).to_have_class(re.compile("shown"))
    quote = chat.last.locator("blockquote.expandable")
    folded = await quote.bounding_box()
    await quote.locator("button").click()
    opened_up = await quote.bounding_box()
    assert folded
    assert opened_up
    assert opened_up["height"] > folded["height"] + 20
    await chat.last.get_by_role("button", name="/help").click()
    await expect(chat.page.locator(".own").last).to_contain_text("/help")


async def test_buttons_turn_until_they_are_answered(chat: Chat) -> None:
    await chat.begin(EMMA)
    slow = chat.key("Count…")
    await slow.click()
    await expect(slow).to_have_attribute("aria-busy", "true")
    await expect(slow).not_to_have_attribute("aria-busy", "true")
    await chat.key("Microcredit").click()
    await expect(chat.toasts).to_have_text("Noted")
    await chat.key("Advice").click()
    alert = chat.page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Read this first")
    await alert.get_by_role("button").click()
    await expect(alert).to_have_count(0)
    link = chat.page.get_by_role("link", name="Text of the rules")
    assert await link.get_attribute("rel") == "noopener noreferrer"
    await chat.key("Potential of the town").click()
    await expect(chat.last).to_contain_text("Теміртау: 3 / 3")
    await expect(chat.last).to_contain_text("edited")
    await expect(chat.keys).to_have_count(0)


async def test_a_button_of_a_silent_bot_can_be_pressed_again_later(chat: Chat) -> None:
    await chat.page.clock.install()
    await chat.begin(EMMA)
    chat.bot.silent = True
    button = chat.key("Microcredit")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await chat.page.clock.fast_forward(16_000)
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_files_go_up_and_come_down(chat: Chat, tmp_path: Path) -> None:
    await chat.begin(AIGUL)
    paper = tmp_path / "Өтініш.txt"
    paper.write_text("Сәлем", encoding="utf-8")
    await attach(chat, "Файл", paper)
    await expect(chat.last).to_contain_text("📄 Өтініш.txt")
    await expect(chat.last.locator(".quoted")).to_contain_text("Өтініш.txt")
    await chat.say("/paper")
    async with chat.page.expect_download() as coming:
        await chat.page.locator(".theirs .file").click()
    download = await coming.value
    assert download.suggested_filename == "Өтініш үлгісі.pdf"
    await download.save_as(tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == b"%PDF-1.4 sample"


async def attach(chat: Chat, what: str, file: Path) -> None:
    await chat.page.get_by_role("button", name="Тіркеу").click()
    async with chat.page.expect_file_chooser() as chooser:
        await chat.page.get_by_role("menuitem", name=what).click()
    await (await chooser.value).set_files(file)


async def test_pictures_are_shown_and_enlarged(chat: Chat, tmp_path: Path) -> None:
    await chat.begin(AIGUL)
    photo = tmp_path / "a.png"
    photo.write_bytes(png(300, 200, (10, 20, 30)))
    await attach(chat, "Фото", photo)
    await expect(chat.page.locator(".own img")).to_have_js_property("naturalWidth", 300)
    await chat.say("/picture")
    await expect(chat.last).to_contain_text("A map")
    await chat.last.get_by_role("button", name="Үлкейту: A map").click()
    large = chat.page.locator(".lightbox img")
    await expect(large).to_have_js_property("naturalWidth", 640)
    await chat.page.keyboard.press("Escape")
    await expect(large).to_have_count(0)
    await chat.say("/album")
    await expect(chat.last.locator("img")).to_have_count(3)


async def test_a_file_that_is_too_large_is_refused_kindly(chat: Chat, tmp_path: Path) -> None:
    await chat.begin(AIGUL)
    large = tmp_path / "large.bin"
    large.write_bytes(b"0" * (LARGEST + 1))
    count = await chat.bubbles.count()
    await attach(chat, "Файл", large)
    await expect(chat.page.get_by_role("alertdialog")).to_contain_text("20 МБ-қа дейін")
    await chat.page.keyboard.press("Enter")
    await attach(chat, "Фото", tmp_path / "large.bin")
    await expect(chat.page.get_by_role("alertdialog")).to_contain_text("20 МБ-қа дейін")
    await expect(chat.bubbles).to_have_count(count)


async def test_people_are_switched_and_the_page_speaks_their_language(chat: Chat) -> None:
    await chat.begin(AIGUL)
    seen = {
        SERGEY: ("ru", "Кто вы?", "Начать"),
        EMMA: ("en", "Who are you?", "Start"),
        AIGUL: ("kk", "Сіз кімсіз?", ""),
    }
    for person, (language, question, start) in seen.items():
        await chat.person(person).click()
        await expect(chat.page.locator("html")).to_have_attribute("lang", language)
        await expect(chat.page.locator("#list h2").first).to_have_text(question)
        if start:
            await expect(chat.page.locator(".big-button")).to_have_text(start)
    await chat.page.locator(".who").click()
    await chat.page.get_by_role("menuitemradio", name="Lola").click()
    await chat.page.get_by_role("button", name="Start").click()
    await expect(chat.last).to_contain_text("Good day, Lola!")


async def test_what_comes_meanwhile_is_counted(chat: Chat) -> None:
    await chat.begin(AIGUL)
    await chat.person(EMMA).click()
    for text in ("first", "second"):
        await chat.bot.send(AIGUL, text)
    await expect(chat.person(AIGUL).locator(".unread")).to_have_text("2")
    await expect(chat.person(AIGUL)).to_contain_text("second")
    await chat.person(AIGUL).click()
    await expect(chat.last).to_contain_text("second")
    await expect(chat.person(AIGUL).locator(".unread")).to_have_count(0)


async def test_the_clock_is_moved(chat: Chat) -> None:
    await chat.begin(EMMA)
    face = chat.page.locator("#clock .clock-now")
    await expect(face).to_contain_text("14:00")
    await expect(face).to_contain_text("21 November 2026")
    for name, now in (("+1 hour", "15:00"), ("+1 day", "22 November"), ("+1 week", "29 November")):
        await chat.page.get_by_role("button", name=name).click()
        await expect(face).to_contain_text(now)
    await chat.page.get_by_label("Move to").fill("2026-12-31T23:30")
    await chat.page.get_by_role("button", name="Move", exact=True).click()
    await expect(face).to_contain_text("31 December 2026")
    assert abs(chat.world.clock() - datetime(2026, 12, 31, 18, 30, tzinfo=UTC)) < timedelta(minutes=1)
    await expect(chat.page.locator(".day").first).to_have_text("21 November")
    await chat.say("happy new year")
    await expect(chat.page.locator(".day")).to_have_text(["21 November", "Today"])
    await expect(chat.last).to_contain_text("23:30")


async def test_the_commands_of_the_person_are_offered(chat: Chat) -> None:
    await chat.begin(SERGEY)
    await chat.page.get_by_role("button", name="Команды").click()
    offered = chat.page.get_by_role("option")
    await expect(offered).to_have_count(4)
    await expect(offered.first).to_contain_text("Начать сначала")
    await chat.page.get_by_role("button", name="Команды").click()
    await expect(offered).to_have_count(0)
    await chat.field.press_sequentially("/h")
    await expect(offered).to_have_count(1)
    await chat.field.press("Enter")
    await expect(chat.last).to_contain_text("underlined")
    await chat.field.press_sequentially("/")
    await chat.field.press("ArrowDown")
    await expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    await chat.field.press("Escape")
    await expect(offered).to_have_count(0)


async def test_the_bots_own_keyboard(chat: Chat) -> None:
    await chat.begin(AIGUL)
    await chat.say("/keys")
    keyboard = chat.page.locator(".reply-keyboard")
    await keyboard.get_by_role("button", name="Жоқ").click()
    await expect(chat.last).to_contain_text("echo: Жоқ")
    toggle = chat.page.get_by_role("button", name="Пернетақта")
    await toggle.click()
    await expect(keyboard).to_be_hidden()
    await toggle.click()
    await keyboard.get_by_role("button", name="Қалам").click()
    await chat.page.get_by_role("dialog").get_by_role("button", name="Риддер").click()
    await chat.page.get_by_role("dialog").get_by_role("button", name="Жіберу").click()
    await expect(chat.page.locator(".own .place")).to_contain_text("50.3452°, 83.5156°")
    await chat.say("/nokeys")
    await expect(keyboard).to_be_hidden()


async def test_a_bot_that_asks_gets_its_answer_as_a_reply(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.say("/ask")
    await expect(chat.page.locator(".about")).to_contain_text("Which town?")
    await expect(chat.field).to_have_attribute("placeholder", "Your town")
    await chat.say("Ridder")
    await expect(chat.page.locator(".own").last.locator(".quoted")).to_contain_text("Which town?")
    assert chat.bot.heard[-1]["message"]["reply_to_message"]["text"] == "Which town?"


async def test_answering_and_editing_ones_own_words(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.say("helo")
    await expect(chat.last).to_contain_text("echo: helo")
    await chat.field.press("ArrowUp")
    await chat.field.fill("hello")
    await chat.field.press("Enter")
    await expect(chat.page.locator(".own").last).to_contain_text("hello")
    await expect(chat.page.locator(".own").last).to_contain_text("edited")
    await chat.last.hover()
    await chat.last.get_by_role("button", name="Message menu").click()
    await chat.page.get_by_role("menuitem", name="Reply").click()
    await chat.say("thanks")
    quoted = chat.page.locator(".own").last.locator(".quoted")
    await expect(quoted).to_contain_text("echo: helo")


async def test_a_group_where_several_people_speak(chat: Chat) -> None:
    await chat.begin(SERGEY)
    await chat.person(COUNCIL_ID).click()
    await expect(chat.page.locator("#talk-head")).to_contain_text("Моноқала кеңесі")
    await expect(chat.page.locator("#talk-head")).to_contain_text("5 участников")
    await chat.say("Добрый день!")
    await chat.page.locator(".who").click()
    await chat.page.get_by_role("menuitemradio", name="Айгүл").click()
    await chat.say("/start@monoqala_bot")
    await expect(chat.last).to_contain_text("Сәлеметсіз бе, Айгүл!")
    await expect(chat.last.locator(".sender")).to_have_text("monoqala")
    await expect(chat.bubbles.first).to_have_class(re.compile("theirs"))
    await expect(chat.bubbles.first.locator(".sender")).to_have_text("Сергей")
    assert [update["message"]["from"]["id"] for update in chat.bot.heard] == [SERGEY, AIGUL]
    await menu(chat, "Ботты топтан шығару")
    await expect(chat.page.locator(".service")).to_contain_text("monoqala")
    await expect(chat.page.locator("#talk-head")).to_contain_text("4 қатысушы")
    await menu(chat, "Ботты топқа қосу")
    await expect(chat.page.locator("#talk-head")).to_contain_text("5 қатысушы")


async def menu(chat: Chat, item: str) -> None:
    await chat.page.locator("#talk-menu").click()
    await chat.page.get_by_role("menuitem", name=item).click()


async def test_the_bot_is_asked_from_the_field(chat: Chat) -> None:
    await chat.begin(AIGUL)
    await chat.field.fill("@monoqala_bot Жез")
    results = chat.page.get_by_role("option")
    await expect(results).to_have_count(1)
    await results.click()
    await expect(chat.page.locator(".own").last).to_contain_text("Жезқазған: жоғары")
    await expect(chat.page.locator(".own").last).to_contain_text("@monoqala_bot арқылы")
    await chat.field.fill("@monoqala_bot Астана")
    await expect(chat.page.locator("#palette")).to_contain_text("Ештеңе табылмады")


async def test_the_bot_is_blocked_and_forgiven(chat: Chat) -> None:
    await chat.begin(EMMA)
    await menu(chat, "Block the bot")
    forgive = chat.page.get_by_role("button", name="Unblock")
    await expect(forgive).to_contain_text("You blocked the bot")
    assert chat.world.chats[EMMA].bot_status == "kicked"
    await forgive.click()
    await expect(chat.field).to_be_visible()
    assert chat.world.chats[EMMA].bot_status == "member"


async def test_typing_shows_until_the_message_comes(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.say("/typing")
    status = chat.page.locator(".head-status")
    await expect(status).to_contain_text("typing")
    await chat.bot.send(EMMA, "here I am")
    await expect(status).to_have_text("bot")


async def test_what_is_deleted_pinned_or_liked_is_seen_at_once(chat: Chat) -> None:
    await chat.begin(EMMA)
    sent = await chat.bot.send(EMMA, "short-lived")
    await expect(chat.last).to_contain_text("short-lived")
    place = {"chat_id": EMMA, "message_id": sent["message_id"]}
    await chat.bot.do("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
    await expect(chat.last.locator(".reactions")).to_have_text("👍")
    await chat.bot.do("pinChatMessage", **place)
    await expect(chat.page.locator("#pinned")).to_contain_text("short-lived")
    await chat.bot.do("unpinChatMessage", **place)
    await expect(chat.page.locator("#pinned")).to_be_hidden()
    await chat.bot.do("deleteMessage", **place)
    await expect(chat.page.get_by_text("short-lived")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 430])
async def test_a_phone_shows_one_pane_at_a_time(browser: Browser, width: int) -> None:
    size = {"width": width, "height": 780}
    async with opened(browser, viewport=size, is_mobile=True, has_touch=True) as chat:
        await chat.page.goto(chat.address)
        await expect(chat.person(SERGEY)).to_be_in_viewport()
        await chat.person(SERGEY).tap()
        await chat.page.get_by_role("button", name="Начать").tap()
        await expect(chat.keys.first).to_be_in_viewport()
        await expect(chat.person(SERGEY)).not_to_be_visible()
        await chat.page.get_by_role("button", name="Время песочницы").tap()
        await chat.page.get_by_role("dialog").get_by_role("button", name="+1 день").tap()
        await expect(chat.page.get_by_role("dialog")).to_contain_text("22 ноября")
        await chat.page.get_by_role("button", name="Закрыть").tap()
        for command in ("/help", "/album", "/keys"):
            await chat.say(command)
        await expect(chat.page.locator(".reply-keyboard")).to_be_in_viewport()
        for part in ("html", "#thread-frame", "#composer"):
            assert await chat.page.locator(part).evaluate("node => node.scrollWidth - node.clientWidth") == 0
        await chat.page.get_by_role("button", name="Назад").tap()
        await expect(chat.person(AIGUL)).to_be_in_viewport()
        await expect(chat.field).not_to_be_visible()


CONTRAST = """(node) => {
  const parts = (colour) => {
    const numbers = colour.match(/[\\d.]+/g).map(Number);
    if (colour.startsWith("color(")) return numbers;
    return [...numbers.slice(0, 3).map((part) => part / 255), ...numbers.slice(3)];
  };
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = node;
  while (parts(getComputedStyle(ground).backgroundColor).length > 3) ground = ground.parentElement;
  const pair = [light(getComputedStyle(node).color), light(getComputedStyle(ground).backgroundColor)];
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_light_or_dark_the_words_can_be_read(browser: Browser, scheme: str) -> None:
    async with opened(browser, color_scheme=scheme) as chat:
        await chat.begin(AIGUL)
        dark = await chat.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert dark == (scheme == "dark")
        words = (".theirs .text", ".own .text", ".theirs .meta", ".own .meta", ".text .in-text", ".chat-note", "h1",
                 ".head-status", ".clock-title", ".stays-here", "#list h2")  # fmt: skip
        for name in words:
            contrast = await chat.page.locator(name).first.evaluate(CONTRAST)
            assert contrast >= 4.5, f"{name}: {contrast:.2f}"


async def test_the_gallery_shows_all_screens_in_three_languages(chat: Chat) -> None:
    await chat.page.goto(f"{chat.address}/gallery")
    await expect(chat.page.locator(".screen")).to_have_count(2)
    start = chat.page.locator("#start .bubble")
    await expect(start).to_have_count(3)
    for at, code in enumerate(LANGUAGES):
        await expect(start.nth(at)).to_contain_text(GREETING[code].partition("</b>")[2].strip()[:20])
    await expect(chat.page.locator("#map img").first).to_have_js_property("naturalWidth", 1)
    await chat.page.get_by_role("button", name="English").click()
    await expect(chat.page.locator("#start .bubble:visible")).to_have_count(2)
    await chat.page.get_by_role("searchbox").fill("моногород")
    await expect(chat.page.locator(".screen:visible")).to_have_count(1)


async def test_a_lost_connection_heals(chat: Chat) -> None:
    await chat.begin(EMMA)
    open_sockets = chat.app[SOCKETS]
    for socket in tuple(open_sockets):
        await socket.close()
    await chat.bot.send(EMMA, "said in the dark")
    await expect(chat.last).to_contain_text("said in the dark")
    await expect(chat.page.locator("#offline")).to_be_hidden()
