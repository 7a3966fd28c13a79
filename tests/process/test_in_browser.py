"""The newcomer's first minute: the program started, the page opened, a talk in three languages."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.process.running import free_port, started
from tests.sandbox.browser import browser, in_chromium

pytestmark = in_chromium

__all__ = ["browser"]

TALKS = [
    ("Айгүл", "Бастау", "Сәлеметсіз бе!", "Жезқазғанда", "Инновациялық әлеуеті: 32 / 68 ұпай"),
    ("Сергей", "Начать", "Здравствуйте!", "в Темиртау", "Инновационный потенциал: 38 из 68"),
    ("Emma", "Start", "Choose a language", "", ""),
]


async def test_a_newcomer_talks_in_three_languages(tmp_path: Path, browser: Browser) -> None:
    port = free_port()
    async with started(tmp_path, SANDBOX_PORT=str(port)) as running:
        await running.says("Talk with the bot")
        page = await (await browser.new_context()).new_page()
        await page.goto(f"http://127.0.0.1:{port}/")
        for name, begin, greeting, asked, answer in TALKS:
            await page.get_by_text(name).first.click()
            await page.get_by_role("button", name=begin, exact=True).first.click()
            await expect(page.locator(".theirs").last).to_contain_text(greeting)
            if asked:
                await page.locator("textarea").fill(asked)
                await page.locator("textarea").press("Enter")
                await expect(page.locator(".theirs").last).to_contain_text(answer)
        await page.get_by_role("button", name="English").click()
        await expect(page.locator(".theirs").last).to_contain_text("Hello!")
