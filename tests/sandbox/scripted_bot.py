"""A bot with a script, for the tests of the browser chat: every kind of message, button and answer once."""

import asyncio
import struct
import zlib
from html import escape
from typing import Any

from bot.sandbox.bot_api import BotApi
from bot.sandbox.errors import Json
from bot.sandbox.files import Upload

GREETING = {
    "kk": (
        "<b>Сәлеметсіз бе, {name}!</b>\n\nМен — моноқалалар бойынша көмекшімін. Қалаңыздың әлеуетін, қолдау түрлерін "
        "және шағын несиеге керек құжаттарды айтып беремін.\n\n<blockquote>Бағдарлама 2015 жылғы 1 қаңтардан бастап "
        "күшін жойған. Мұндағы мәліметтер — анықтама үшін.</blockquote>\nНеден бастаймыз? /help"
    ),
    "ru": (
        "<b>Здравствуйте, {name}!</b>\n\nЯ помощник по моногородам. Расскажу о потенциале вашего города, о мерах "
        "поддержки и о документах для микрокредита.\n\n<blockquote>Программа утратила силу с 1 января 2015 года. "
        "Сведения здесь — справочные.</blockquote>\nС чего начнём? /help"
    ),
    "en": (
        "<b>Good day, {name}!</b>\n\nI help people of monotowns. I can tell of your town's potential, of the support "
        "there was, and of the papers for a microcredit.\n\n<blockquote>The Programme lost force on 1 January 2015. "
        "What is said here is for reference.</blockquote>\nWhere shall we begin? /help"
    ),
}
KEYS = {
    "kk": ("Қаланың әлеуеті", "Құжаттар", "Шағын несие", "Ереже мәтіні", "Кеңес алу", "Есептеу…"),
    "ru": ("Потенциал города", "Документы", "Микрокредит", "Текст правил", "Совет", "Посчитать…"),
    "en": ("Potential of the town", "Documents", "Microcredit", "Text of the rules", "Advice", "Count…"),
}
COMMANDS = {
    "kk": {"start": "Басынан бастау", "score": "Қаланың әлеуеті", "documents": "Несиеге құжаттар", "help": "Көмек"},
    "ru": {"start": "Начать сначала", "score": "Потенциал города", "documents": "Бумаги для кредита", "help": "Помощь"},
    "": {"start": "Begin anew", "score": "Potential of a town", "documents": "Papers for a loan", "help": "Help"},
}
ABOUT = {
    "kk": "Моноқалалардың тұрғындары мен әкімдіктеріне: қаланың әлеуеті, қолдау түрлері, құжаттар.",
    "ru": "Жителям и акиматам моногородов: потенциал города, меры поддержки, документы.",
    "": "For people and officials of monotowns: potential of a town, support, papers.",
}
RICH = (
    "<b>bold</b>, <i>italic</i>, <u>underlined</u>, <s>struck</s>, <code>code</code>, "
    '<a href="https://example.org/">a link</a>, <b>bold <i>and italic</i></b> 😀 <b>after</b>\n'
    "<tg-spoiler>the secret</tg-spoiler> @somebody /help #tag\n"
    '<pre><code class="language-python">print("&lt;script&gt;alert(1)&lt;/script&gt;")</code></pre>\n'
    "<blockquote expandable>one\ntwo\nthree\nfour\nfive\nsix</blockquote>&lt;img src=x onerror=alert(1)&gt;"
)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture that fades from one colour to white."""
    rows = b""
    for y in range(height):
        shade = [round(part + (255 - part) * y / height) for part in colour]
        rows += b"\0" + bytes(shade) * width
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )


def button(text: str, data: str) -> Json:
    return {"text": text, "callback_data": data}


class ScriptedBot:
    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.heard: list[Json] = []
        self.silent = False

    async def do(self, method: str, files: dict[str, Upload] | None = None, **params: Any) -> Any:
        status, body = await self.api.call(method, params, files)
        assert status == 200, body
        return body["result"]

    async def run(self) -> None:
        for code, commands in COMMANDS.items():
            listed = [{"command": name, "description": about} for name, about in commands.items()]
            await self.do("setMyCommands", commands=listed, language_code=code)
        for code, about in ABOUT.items():
            await self.do("setMyDescription", description=about, language_code=code)
        offset = 0
        while True:
            for update in await self.do("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                self.heard.append(update)
                if not self.silent:
                    await self.answer(update)

    async def answer(self, update: Json) -> None:
        if "callback_query" in update:
            await self.pressed(update["callback_query"])
        elif "inline_query" in update:
            await self.asked(update["inline_query"])
        elif "message" in update:
            await self.told(update["message"])

    async def told(self, message: Json) -> None:
        chat_id = message["chat"]["id"]
        if "new_chat_members" in message or "left_chat_member" in message:
            return
        command = message.get("text", "").partition(" ")[0].partition("@")[0]
        reply = getattr(self, f"on_{command[1:]}", None) if command.startswith("/") else None
        if reply:
            await reply(chat_id, message)
        elif "document" in message:
            name = message["document"]["file_name"]
            await self.send(chat_id, f"📄 <b>{name}</b>", reply_parameters={"message_id": message["message_id"]})
        elif "photo" in message or "location" in message or "sticker" in message or "voice" in message:
            await self.send(chat_id, "👌", reply_parameters={"message_id": message["message_id"]})
        else:
            await self.send(chat_id, f"echo: {escape(message['text'])}")

    async def send(self, chat_id: int, text: str, **more: Any) -> Any:
        return await self.do("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", **more)

    async def on_start(self, chat_id: int, message: Json) -> None:
        code = message["from"].get("language_code", "en")
        code = code if code in GREETING else "en"
        town, papers, loan, rules, alert, slow = KEYS[code]
        keyboard = [
            [button(town, "score"), button(papers, "papers")],
            [button(loan, "toast")],
            [button(alert, "alert"), button(slow, "slow")],
            [{"text": rules, "url": "https://adilet.zan.kz/"}],
        ]
        text = GREETING[code].format(name=message["from"]["first_name"])
        await self.send(chat_id, text, reply_markup={"inline_keyboard": keyboard})

    async def on_help(self, chat_id: int, _message: Json) -> None:
        await self.send(chat_id, RICH)

    async def on_keys(self, chat_id: int, _message: Json) -> None:
        rows = [[{"text": "Иә"}, {"text": "Жоқ"}], [{"text": "Қалам", "request_location": True}]]
        await self.send(chat_id, "?", reply_markup={"keyboard": rows, "resize_keyboard": True})

    async def on_nokeys(self, chat_id: int, _message: Json) -> None:
        await self.send(chat_id, "!", reply_markup={"remove_keyboard": True})

    async def on_ask(self, chat_id: int, _message: Json) -> None:
        markup = {"force_reply": True, "input_field_placeholder": "Your town"}
        await self.send(chat_id, "Which town?", reply_markup=markup)

    async def on_typing(self, chat_id: int, _message: Json) -> None:
        await self.do("sendChatAction", chat_id=chat_id, action="typing")

    async def on_picture(self, chat_id: int, _message: Json) -> None:
        upload = Upload("map.png", png(640, 360, (38, 120, 190)), "image/png")
        await self.do("sendPhoto", {"photo": upload}, chat_id=chat_id, photo="attach://photo", caption="A map")

    async def on_album(self, chat_id: int, _message: Json) -> None:
        colours = ((220, 90, 80), (60, 160, 110), (60, 110, 200))
        files = {f"p{at}": Upload(f"{at}.png", png(400, 300, colour)) for at, colour in enumerate(colours)}
        media = [{"type": "photo", "media": f"attach://{name}"} for name in files]
        await self.do("sendMediaGroup", files, chat_id=chat_id, media=media)

    async def on_paper(self, chat_id: int, _message: Json) -> None:
        upload = Upload("Өтініш үлгісі.pdf", b"%PDF-1.4 sample", "application/pdf")
        await self.do("sendDocument", {"document": upload}, chat_id=chat_id, document="attach://document")

    async def pressed(self, query: Json) -> None:
        chat_id, message_id = query["message"]["chat"]["id"], query["message"]["message_id"]
        facts: Json = {"callback_query_id": query["id"]}
        match query["data"]:
            case "toast":
                facts |= {"text": "Noted"}
            case "alert":
                facts |= {"text": "Read this first", "show_alert": True}
            case "slow":
                await asyncio.sleep(0.6)
            case "score":
                await self.do("editMessageText", chat_id=chat_id, message_id=message_id, text="Теміртау: 3 / 3")
            case "papers":
                await self.on_paper(chat_id, query["message"])
        await self.do("answerCallbackQuery", **facts)

    async def asked(self, query: Json) -> None:
        towns = ("Теміртау", "Жезқазған", "Балқаш", "Риддер")
        found = [town for town in towns if town.lower().startswith(query["query"].lower())]
        results = [
            {
                "type": "article",
                "id": town,
                "title": town,
                "description": "Экономикалық әлеуеті: жоғары",
                "input_message_content": {"message_text": f"<b>{town}</b>: жоғары", "parse_mode": "HTML"},
            }
            for town in found
        ]
        await self.do("answerInlineQuery", inline_query_id=query["id"], results=results)
