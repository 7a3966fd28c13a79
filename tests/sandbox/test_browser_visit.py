"""A visit from its beginning: who one is, what is sent up and down, and what survives a lost connection."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import expect

from bot.sandbox.chat import LARGEST, SOCKETS
from tests.sandbox.browser import AIGUL, EMMA, SERGEY, Chat, attach, in_chromium
from tests.sandbox.scripted_bot import png

pytestmark = in_chromium


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


async def test_pictures_are_shown_and_what_is_too_large_is_refused_kindly(chat: Chat, tmp_path: Path) -> None:
    await chat.begin(AIGUL)
    photo = tmp_path / "a.png"
    photo.write_bytes(png(300, 200, (10, 20, 30)))
    await attach(chat, "Фото", photo)
    await expect(chat.page.locator(".own img")).to_have_js_property("naturalWidth", 300)
    await chat.say("/picture")
    await expect(chat.last).to_contain_text("A map")
    await chat.last.get_by_role("button", name="Үлкейту: A map").click()
    enlarged = chat.page.locator(".lightbox img")
    await expect(enlarged).to_have_js_property("naturalWidth", 640)
    await chat.page.keyboard.press("Escape")
    await expect(enlarged).to_have_count(0)
    await chat.say("/album")
    await expect(chat.last.locator("img")).to_have_count(3)
    large = tmp_path / "large.bin"
    large.write_bytes(b"0" * (LARGEST + 1))
    count = await chat.bubbles.count()
    await attach(chat, "Файл", large)
    await expect(chat.page.get_by_role("alertdialog")).to_contain_text("20 МБ-қа дейін")
    await chat.page.keyboard.press("Enter")
    await attach(chat, "Фото", large)
    await expect(chat.page.get_by_role("alertdialog")).to_contain_text("20 МБ-қа дейін")
    await expect(chat.bubbles).to_have_count(count)


async def test_people_are_switched_in_their_language_and_what_comes_meanwhile_is_counted(chat: Chat) -> None:
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


async def test_a_lost_connection_heals(chat: Chat) -> None:
    await chat.begin(EMMA)
    open_sockets = chat.app[SOCKETS]
    for socket in tuple(open_sockets):
        await socket.close()
    await chat.bot.send(EMMA, "said in the dark")
    await expect(chat.last).to_contain_text("said in the dark")
    await expect(chat.page.locator("#offline")).to_be_hidden()


async def test_what_could_not_be_sent_stays_in_the_field(chat: Chat) -> None:
    await chat.begin(SERGEY)
    await chat.say("первое")
    await expect(chat.last).to_contain_text("echo: первое")
    await chat.last.locator(".bubble").hover()
    await chat.last.get_by_role("button", name="Меню сообщения").click()
    await chat.page.get_by_role("menuitem", name="Ответить").click()
    await chat.page.context.set_offline(True)
    await chat.say("это нельзя потерять")
    await expect(chat.toasts).to_contain_text("Нет связи, сообщение не отправлено. Текст остался в поле")
    await expect(chat.field).to_have_value("это нельзя потерять")
    await expect(chat.page.locator(".about")).to_contain_text("echo: первое")
    await chat.person(EMMA).click()
    await chat.person(SERGEY).click()
    await expect(chat.field).to_have_value("это нельзя потерять")
    await chat.page.context.set_offline(False)
    await chat.field.press("Enter")
    await expect(chat.last).to_contain_text("echo: это нельзя потерять")
    await expect(chat.field).to_have_value("")
    assert all("ERR_INTERNET_DISCONNECTED" in said for said in chat.complaints)
    chat.complaints.clear()


async def test_the_keyboard_never_loses_its_place(chat: Chat) -> None:
    await chat.page.goto(f"{chat.address}/#{EMMA}/{EMMA}")
    await expect(chat.page.get_by_role("button", name="Start")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(chat.keys).to_have_count(6)
    await expect(chat.field).to_be_focused()
    loan = chat.key("Microcredit")
    await loan.focus()
    menu = chat.world.chats[EMMA].messages[max(chat.world.chats[EMMA].messages)]
    keyboard = [[{"text": "Microcredit", "callback_data": "toast"}], [{"text": "More", "callback_data": "score"}]]
    place = {"chat_id": EMMA, "message_id": menu["message_id"]}
    await chat.bot.do("editMessageText", **place, text="A menu", reply_markup={"inline_keyboard": keyboard})
    await expect(chat.keys).to_have_count(2)
    await expect(loan).to_be_focused()
    await chat.key("More").press("Enter")
    await expect(chat.last).to_contain_text("Теміртау: 3 / 3")
    await expect(chat.field).to_be_focused()
    await chat.say("/keys")
    yes = chat.page.locator(".reply-keyboard").get_by_role("button", name="Иә")
    await yes.press("Enter")
    await expect(chat.last).to_contain_text("echo: Иә")
    await expect(yes).to_be_focused()
    await chat.page.locator("#talk-menu").press("Enter")
    await chat.page.get_by_role("menuitem", name="Block the bot").press("Enter")
    await expect(chat.page.get_by_role("button", name="Unblock")).to_be_visible()
    await expect(chat.page.locator("#talk-menu")).to_be_focused()
