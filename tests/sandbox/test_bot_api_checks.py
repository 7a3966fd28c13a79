"""Every call is checked before it has an effect, and what would be refused anyway is kept for the test to see."""

from typing import Any

import pytest

from bot.sandbox.files import Upload
from tests.sandbox.stage import AIGUL, Stage, inline_keyboard, png

MARKUP = {"chat_id": AIGUL, "text": "a"}


def button(**fields: Any) -> dict[str, Any]:
    return {**MARKUP, "reply_markup": {"inline_keyboard": [[{"text": "a", **fields}]]}}


def keys(*rows: Any, **fields: Any) -> dict[str, Any]:
    return {**MARKUP, "reply_markup": {"keyboard": rows, **fields}}


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": AIGUL}, "message text is empty"),
        ({**MARKUP, "colour": "red"}, "sendMessage.colour is unknown"),
        ({**MARKUP, "text": 5}, "sendMessage.text must be of type String"),
        ({**MARKUP, "chat_id": 1.5}, "sendMessage.chat_id must be of type Integer or String"),
        ({**MARKUP, "chat_id": True}, "sendMessage.chat_id must be of type Integer or String"),
        ({**MARKUP, "protect_content": 1}, "sendMessage.protect_content must be of type Boolean"),
        ({**MARKUP, "protect_content": "yes"}, "can't parse protect_content JSON object"),
        ({**MARKUP, "entities": {"type": "bold"}}, "sendMessage.entities must be an Array"),
        ({**MARKUP, "entities": [{"type": "bold"}]}, "sendMessage.entities.offset is required"),
        ({**MARKUP, "suggested_post_parameters": {}}, "does not support sendMessage.suggested_post"),
        ({**MARKUP, "reply_markup": []}, "sendMessage.reply_markup must be an Object"),
        ({**MARKUP, "reply_markup": {"buttons": []}}, "sendMessage.reply_markup must be one of Inline"),
        ({**MARKUP, "reply_parameters": []}, "sendMessage.reply_parameters must be an Object"),
        (button(), "Text buttons are unallowed in the inline keyboard"),
        (button(callback_data="a", url="https://a.kz"), "exactly one of the optional fields"),
        (button(callback_data="ә" * 33), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(url="http://me"), "inline keyboard button URL 'http://me' is invalid: Wrong HTTP URL"),
        (button(copy_text={"text": "x" * 257}), "1-256 chars"),
        (button(callback_data="a", style="pink"), "invalid button style"),
        (button(callback_data="a", text=" "), "button text must be non-empty"),
        (button(login_url={"url": "https://a.kz"}), "the sandbox does not support"),
        ({**MARKUP, "reply_markup": inline_keyboard(*[("x",) * 8] * 13)}, "reply markup is too long"),
        ({**MARKUP, "reply_markup": inline_keyboard(("x",) * 9)}, "reply markup is too long"),
        (keys(), "reply keyboard is empty"),
        (keys([{"text": "a"}] * 13), "reply markup is too long"),
        (keys([{"text": "a"}], input_field_placeholder="x" * 65), "1-64 chars"),
        (keys([{"label": "a"}]), "keyboard.text is required"),
        ({**MARKUP, "reply_markup": {"remove_keyboard": False}}, "object expected as reply markup"),
    ],
)  # fmt: skip
async def test_what_no_bot_should_send_is_refused_and_remembered(stage: Stage, given: Any, refusal: str) -> None:
    stage.human.say(AIGUL, AIGUL, "/start")
    before = stage.human.history(AIGUL)
    answer = await stage.refused("sendMessage", **given)
    assert answer.startswith("400 Bad Request: ")
    assert refusal in answer
    assert stage.human.history(AIGUL) == before
    (call,) = stage.api.refusals
    assert (call.method, call.params) == ("sendMessage", given)
    assert call.refusal == answer.removeprefix("400 ")


async def test_the_widest_keyboards_are_let_through(stage: Stage) -> None:
    await stage.say()
    await stage.call("sendMessage", **MARKUP, reply_markup=inline_keyboard(*[("x",) * 8] * 12, ("ә" * 32,)))
    await stage.call("sendMessage", **keys(*[[{"text": "a", "style": "danger"}] * 12] * 25))
    url = {"text": "a", "url": "https://a.kz"}
    await stage.call("sendMessage", **MARKUP, reply_markup={"inline_keyboard": [[url]]})
    assert not stage.api.refusals


async def test_an_answer_to_a_press_is_short(stage: Stage) -> None:
    refusal = await stage.refused("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert refusal == "400 Bad Request: MESSAGE_TOO_LONG"


async def test_a_method_telegram_does_not_have_is_not_found(stage: Stage) -> None:
    assert await stage.refused("sendGreeting") == "404 Not Found"
    assert [call.method for call in stage.api.refusals] == ["sendGreeting"]
    status, _ = await stage.api.call("GETME")
    assert status == 200


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        (Upload("a.png", b""), "400 Bad Request: file must be non-empty"),
        (Upload("a.txt", b"text"), "400 Bad Request: IMAGE_PROCESS_FAILED"),
        (Upload("a.png", png(9000, 2000)), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (Upload("a.png", png(2100, 100)), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (Upload("a.png", png(0, 100)), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (Upload("a.png", png(more=10 * 2**20)), "is too big for a photo; the maximum size is 10485760 bytes"),
        (Upload("a.png", png(more=50 * 2**20)), "413 Request Entity Too Large"),
    ],
    ids=["empty", "text", "large", "narrow", "flat", "heavy", "heaviest"],
)
async def test_photos_are_checked(stage: Stage, upload: Upload, refusal: str) -> None:
    await stage.say()
    assert refusal in await stage.refused("sendPhoto", {"photo": upload}, chat_id=AIGUL)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0\x00\x04JF\xff\xc0\x00\x11\x08\x00\x14\x00\x1e\x03" + b"\0" * 9,
        b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x1e\x00\x14\x00\0\0",
        b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (29 | 19 << 14).to_bytes(4, "little") + b"\0" * 8,
        b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x1d\0\0\x13\0\0",
    ],
    ids=["jpeg", "webp lossy", "webp lossless", "webp extended"],
)
async def test_the_size_of_a_photo_is_read_from_it(stage: Stage, content: bytes) -> None:
    await stage.say()
    message = await stage.call("sendPhoto", {"photo": Upload("a", content)}, chat_id=AIGUL)
    assert (message["photo"][0]["width"], message["photo"][0]["height"]) == (30, 20)


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff\xda\x00\x02", b"\xff\xd8\x00", b"RIFF\0\0\0\0WEBPVP8?" + b"\0" * 20]
)
async def test_a_broken_photo_is_refused(stage: Stage, content: bytes) -> None:
    await stage.say()
    assert "IMAGE_PROCESS_FAILED" in await stage.refused("sendPhoto", {"photo": Upload("a", content)}, chat_id=AIGUL)


async def test_files_are_named_by_their_ids(stage: Stage) -> None:
    await stage.say()
    for given, refusal in (
        ("https://a.kz/a.png", "failed to get HTTP URL content"),
        ("attach://nothing", "wrong file identifier/HTTP URL specified"),
    ):
        assert refusal in await stage.refused("sendPhoto", chat_id=AIGUL, photo=given)
    paper = await stage.call("sendDocument", {"document": Upload("a", b"\1\2")}, chat_id=AIGUL)
    assert paper["document"]["mime_type"] == "application/octet-stream"
    refusal = await stage.refused("sendPhoto", chat_id=AIGUL, photo=paper["document"]["file_id"])
    assert refusal == "400 Bad Request: can't use file of type Document as Photo"
    described = await stage.call("getFile", file_id=paper["document"]["file_id"])
    assert described["file_path"] == "documents/file_0"
    assert await stage.refused("getFile", file_id="x") == "400 Bad Request: invalid file_id"
    big = await stage.call("sendDocument", {"document": Upload("b", b"1" * (20 * 2**20 + 1))}, chat_id=AIGUL)
    assert await stage.refused("getFile", file_id=big["document"]["file_id"]) == "400 Bad Request: file is too big"
