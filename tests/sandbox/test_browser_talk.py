"""What people say and press, and what the bot answers, as the page shows it."""

import re

from playwright.async_api import expect

from bot.sandbox.people import COUNCIL_ID
from tests.sandbox.browser import AIGUL, EMMA, SERGEY, Chat, in_chromium, menu

pytestmark = in_chromium


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


async def test_words_are_answered_and_corrected(chat: Chat) -> None:
    await chat.begin(EMMA)
    await chat.say("/ask")
    await expect(chat.page.locator(".about")).to_contain_text("Which town?")
    await expect(chat.field).to_have_attribute("placeholder", "Your town")
    await chat.say("Ridder")
    await expect(chat.page.locator(".own").last.locator(".quoted")).to_contain_text("Which town?")
    assert chat.bot.heard[-1]["message"]["reply_to_message"]["text"] == "Which town?"
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


async def test_the_bot_is_blocked_and_forgiven_and_seen_to_type(chat: Chat) -> None:
    await chat.begin(EMMA)
    await menu(chat, "Block the bot")
    forgive = chat.page.get_by_role("button", name="Unblock")
    await expect(forgive).to_contain_text("You blocked the bot")
    assert chat.world.chats[EMMA].bot_status == "kicked"
    await forgive.click()
    await expect(chat.field).to_be_visible()
    assert chat.world.chats[EMMA].bot_status == "member"
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
