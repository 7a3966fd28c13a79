"""What is in view: answers from their first line, days without their dates in the way, and nothing moved unasked."""

from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from tests.sandbox.browser import AIGUL, EMMA, Chat, attach, in_chromium, opened
from tests.sandbox.scripted_bot import png

pytestmark = in_chromium

ABOVE = """(node) => {
  const frame = document.getElementById("thread-frame").getBoundingClientRect();
  return node.getBoundingClientRect().top - frame.top;
}"""
LINES = "\n".join(f"line {number}" for number in range(80))


async def begins_at_the_top(chat: Chat, row: Locator) -> None:
    """Its first line is at the top of the view, whatever scrolls on."""
    await row.page.wait_for_function(
        f"() => {{ const top = ({ABOVE})([...document.querySelectorAll('#thread .row')].at(-1));"
        " return top > 0 && top < 30; }"
    )
    await expect(chat.page.locator("#to-end")).to_be_visible()


async def test_what_the_bot_answers_is_seen_from_its_first_line(browser: Browser, tmp_path: Path) -> None:
    async with opened(browser, reduced_motion="no-preference") as chat:
        await chat.begin(AIGUL)
        photo = tmp_path / "tall.png"
        photo.write_bytes(png(400, 1200, (10, 20, 30)))
        await attach(chat, "Фото", photo)
        await expect(chat.last).to_contain_text("👌")
        await expect(chat.last).to_be_in_viewport(ratio=1)
        await chat.say("сөз " * 1000)
        await expect(chat.last).to_contain_text("echo: сөз")
        await begins_at_the_top(chat, chat.last)
        await chat.page.locator("#to-end").click()
        await expect(chat.last.locator("time")).to_be_in_viewport()
        await expect(chat.page.locator("#to-end")).to_be_hidden()
        # An answer of several messages is read from the first of them; a later one comes into view by itself.
        chat.bot.silent = True
        await chat.say("қысқа")
        await expect(chat.last).to_contain_text("қысқа")
        await expect(chat.last).to_be_in_viewport(ratio=1)
        for text in ("first part", LINES):
            await chat.bot.send(AIGUL, text)
        await expect(chat.last).to_contain_text("line 79")
        await expect(chat.page.get_by_text("first part")).to_be_in_viewport(ratio=1)
        await chat.page.wait_for_timeout(1050)  # what comes now is another answer
        reminder = await chat.bot.send(AIGUL, "a reminder")
        await expect(chat.last).to_be_in_viewport(ratio=1)
        await chat.bot.do("editMessageText", chat_id=AIGUL, message_id=reminder["message_id"], text=LINES)
        await begins_at_the_top(chat, chat.last)
        await chat.page.reload()
        await begins_at_the_top(chat, chat.last)


async def test_whoever_scrolls_away_is_left_in_peace(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.bot.send(EMMA, LINES)
    frame = chat.page.locator("#thread-frame")
    await expect(chat.last).to_contain_text("line 79")
    await frame.hover()
    await chat.page.mouse.wheel(0, -5000)
    await expect(chat.bubbles.first).to_be_in_viewport()
    await chat.bot.send(EMMA, "not now")
    await expect(chat.last).to_contain_text("not now")
    assert await frame.evaluate("node => node.scrollTop") == 0
    # A button pressed there waits for its answer, and is shown it.
    await chat.key("Documents").click()
    await expect(chat.last.locator(".file")).to_be_in_viewport(ratio=1)
    await chat.page.mouse.wheel(0, -5000)
    await expect(chat.bubbles.first).to_be_in_viewport()
    await chat.page.mouse.wheel(0, 9000)
    await expect(chat.page.locator("#to-end")).to_be_hidden()
    await chat.bot.send(EMMA, "now")
    await expect(chat.last).to_contain_text("now")
    await expect(chat.last).to_be_in_viewport(ratio=1)


DATES_IN_THE_WAY = """() => {
  const shown = [...document.querySelectorAll(".day")].filter((day) => getComputedStyle(day.firstChild).opacity > 0);
  const boxes = shown.map((day) => day.firstChild.getBoundingClientRect());
  const rows = [...document.querySelectorAll("#thread .row .bubble")].map((row) => row.getBoundingClientRect());
  const cross = (a, b) =>
    a.top < b.bottom - 1 && b.top < a.bottom - 1 && a.left < b.right - 1 && b.left < a.right - 1;
  if (boxes.some((box, at) => boxes.slice(at + 1).some((other) => cross(box, other)))) return "dates";
  return boxes.some((box) => rows.some((row) => cross(box, row))) ? "words" : "nothing";
}"""
RESTING = f"() => ({DATES_IN_THE_WAY})() === 'nothing'"


async def test_the_dates_of_days_stand_in_nobodys_way(chat: Chat) -> None:
    await chat.begin(EMMA)
    for day in range(4):
        await chat.say(f"day {day} " * 60)
        await expect(chat.last).to_contain_text(f"echo: day {day}")
        chat.world.clock.forward(timedelta(days=1))
    dates = chat.page.locator(".day")
    await expect(dates).to_have_count(4)
    await chat.page.wait_for_function(RESTING)
    await chat.page.locator("#thread-frame").hover()
    for step in (-150, -150, -70, -230, -90):
        await chat.page.mouse.wheel(0, step)
        await chat.page.wait_for_timeout(60)
        assert await chat.page.evaluate(DATES_IN_THE_WAY) != "dates"
    floating = chat.page.locator(".day.floating span")
    await expect(floating.last).to_have_css("opacity", "1")
    await chat.page.wait_for_function(RESTING)
