"""What the page looks like: nothing is cut, covered or too pale, on a phone and on a desk."""

import pytest
from playwright.async_api import Browser, expect

from bot.sandbox.people import COUNCIL_ID, PEOPLE
from core.localised import LANGUAGES
from tests.sandbox.browser import AIGUL, EMMA, SERGEY, Chat, in_chromium, opened
from tests.sandbox.scripted_bot import GREETING

pytestmark = in_chromium


async def test_a_phone_shows_one_pane_at_a_time(browser: Browser) -> None:
    size = {"width": 430, "height": 780}
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
        for width in (430, 360):
            await chat.page.set_viewport_size({"width": width, "height": 780})
            for part in ("html", "#thread-frame", "#composer"):
                assert await chat.page.locator(part).evaluate("node => node.scrollWidth - node.clientWidth") == 0
        await chat.last.locator(".text").first.tap(position={"x": 8, "y": 8})
        await expect(chat.page.get_by_role("menuitem", name="Ответить")).to_be_visible()
        await chat.page.keyboard.press("Escape")
        await expect(chat.page.locator(".handle:visible")).to_have_count(0)
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


OVERLAPS = """(bar) => {
  const boxes = [...bar.querySelectorAll("a, h1, input, button")].map((node) => [node, node.getBoundingClientRect()]);
  const crossing = boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([other, b]) =>
    !one.contains(other) && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
  ).map(([other]) => `${one.textContent || one.id} x ${other.textContent || other.id}`));
  const cut = boxes.filter(([node]) => node.scrollWidth > node.clientWidth + 1).map(([node]) => `${node.id} is cut`);
  const out = boxes.filter(([, box]) => box.right > innerWidth || box.left < 0).map(([node]) => `${node.id} is out`);
  return [...crossing, ...cut, ...out];
}"""


async def test_the_gallery_shows_all_screens_in_three_languages_at_any_width(chat: Chat) -> None:
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
    await chat.page.get_by_role("searchbox").fill("")
    for width in (340, 390, 540, 720, 721, 900, 901, 1280):
        await chat.page.set_viewport_size({"width": width, "height": 780})
        assert await chat.page.locator(".bar").evaluate(OVERLAPS) == [], width
    await chat.page.set_viewport_size({"width": 390, "height": 500})
    await chat.page.locator("#map").scroll_into_view_if_needed()
    await expect(chat.page.get_by_role("searchbox")).to_be_in_viewport(ratio=1)


async def test_everybody_in_the_list_can_be_seen(chat: Chat) -> None:
    await chat.begin(EMMA)
    for person in PEOPLE:
        chat.human.say(person.id, person.id, "/start")
    chat.human.say(SERGEY, COUNCIL_ID, "Добрый день!")
    await expect(chat.page.locator(".preview")).to_have_count(len(PEOPLE) + 1)
    for width, height in ((1280, 860), (1200, 820), (1200, 801), (1200, 760), (800, 760)):
        await chat.page.set_viewport_size({"width": width, "height": height})
        await expect(chat.person(COUNCIL_ID)).to_be_in_viewport(ratio=1)
        hidden = await chat.page.locator("#list").evaluate("node => node.scrollHeight - node.clientHeight")
        assert hidden <= 0, (width, height)


async def test_the_menu_of_a_message_shows_only_to_whoever_points_at_it(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.say("hi")
    await expect(chat.last).to_contain_text("echo: hi")
    handle = chat.last.locator(".handle")
    beside = await chat.last.bounding_box()
    assert beside
    await chat.page.mouse.move(beside["x"] + beside["width"] - 5, beside["y"] + 5)
    await expect(handle).to_have_css("opacity", "0")
    await chat.last.locator(".bubble").hover()
    await expect(handle).to_have_css("opacity", "1")
    await handle.hover()
    await expect(handle).to_have_css("opacity", "1")
