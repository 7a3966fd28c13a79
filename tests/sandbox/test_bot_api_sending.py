from typing import Any

import pytest

from bot.sandbox.errors import Json
from bot.sandbox.files import Upload
from tests.sandbox.stage import AIGUL, EMMA, SERGEY, START, Stage, inline_keyboard, png

PAPER = Upload("өтініш.pdf", b"%PDF-1.7", "application/pdf")


async def test_a_message_is_answered_as_telegram_shows_it(stage: Stage) -> None:
    message = await stage.say("Сәлем, Айгүл!")
    assert message["from"] == {
        "id": stage.world.bot.id,
        "is_bot": True,
        "first_name": "monoqala",
        "username": "monoqala_bot",
    }
    assert message["chat"] == {"id": AIGUL, "type": "private", "first_name": "Айгүл", "username": "aigul"}
    assert message["date"] == int(START.timestamp())
    assert stage.human.history(AIGUL)[-1]["text"] == "Сәлем, Айгүл!"


async def test_message_ids_of_a_chat_grow(stage: Stage) -> None:
    ids = [(await stage.say(to=to))["message_id"] for to in (AIGUL, SERGEY, AIGUL)]
    assert ids == sorted(set(ids))


async def test_a_supergroup_counts_its_messages_by_itself(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL], "supergroup")
    await stage.say()
    assert (await stage.call("sendMessage", chat_id=group.id, text="1"))["message_id"] == 1
    assert (await stage.call("sendMessage", chat_id=str(group.id), text="2"))["message_id"] == 2


async def test_html_becomes_entities_counted_in_utf16(stage: Stage) -> None:
    stage.human.say(AIGUL, AIGUL, "/start")
    message = await stage.call("sendMessage", chat_id=AIGUL, text="🏙 <b>Теміртау</b> /help", parse_mode="HTML")
    assert message["text"] == "🏙 Теміртау /help"
    assert message["entities"] == [
        {"type": "bold", "offset": 3, "length": 8},
        {"type": "bot_command", "offset": 12, "length": 5},
    ]


async def test_given_entities_are_kept(stage: Stage) -> None:
    await stage.say()
    bold = [{"type": "bold", "offset": 1, "length": 3}]
    message = await stage.call("sendMessage", chat_id=AIGUL, text=" abc ", entities=bold)
    assert message["text"] == "abc"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


async def test_inline_keyboards_come_back_and_others_are_for_people_only(stage: Stage) -> None:
    await stage.say()
    shown = await stage.call("sendMessage", chat_id=AIGUL, text="a", reply_markup=inline_keyboard(("x", "y"), ()))
    assert shown["reply_markup"] == inline_keyboard(("x", "y"))
    for markup in (
        {"keyboard": [[{"text": "Геолокация", "request_location": True}]], "resize_keyboard": True},
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "Қала"},
    ):
        answer = await stage.call("sendMessage", chat_id=AIGUL, text="b", reply_markup=markup)
        assert "reply_markup" not in answer
        assert stage.human.history(AIGUL)[-1]["reply_markup"] == markup
    empty = await stage.call("sendMessage", chat_id=AIGUL, text="c", reply_markup={"inline_keyboard": []})
    assert "reply_markup" not in empty


async def test_extras_of_a_message_stand_on_it(stage: Stage) -> None:
    await stage.say()
    options = {"is_disabled": True}
    message = await stage.call(
        "sendMessage",
        chat_id=AIGUL,
        text="a",
        link_preview_options=options,
        protect_content=True,
        message_effect_id="5",
    )
    assert message["link_preview_options"] == options
    assert message["has_protected_content"]
    assert message["effect_id"] == "5"


async def test_a_reply_shows_what_it_answers(stage: Stage) -> None:
    asked = stage.human.say(AIGUL, AIGUL, "Қалай?")
    first = await stage.call("sendMessage", chat_id=AIGUL, text="Былай", reply_parameters={"message_id": asked})
    assert first["reply_to_message"]["text"] == "Қалай?"
    second = await stage.call(
        "sendMessage", chat_id=AIGUL, text="!", reply_parameters={"message_id": first["message_id"]}
    )
    assert "reply_to_message" not in second["reply_to_message"]
    gone: Json = {"message_id": 1}
    refusal = await stage.refused("sendMessage", chat_id=AIGUL, text="a", reply_parameters=gone)
    assert refusal == "400 Bad Request: message to be replied not found"
    gone["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await stage.call("sendMessage", chat_id=AIGUL, text="a", reply_parameters=gone)
    elsewhere = {"message_id": asked, "chat_id": SERGEY}
    refusal = await stage.refused("sendMessage", chat_id=AIGUL, text="a", reply_parameters=elsewhere)
    assert "another chat" in refusal


async def test_a_photo_and_a_document_can_be_sent_again_by_their_id(stage: Stage) -> None:
    await stage.say()
    caption = {"caption": "<i>карта</i>", "parse_mode": "HTML", "show_caption_above_media": True}
    files = {"photo": Upload("a.png", png(640, 480))}
    photo = await stage.call("sendPhoto", files, chat_id=AIGUL, has_spoiler=True, **caption)
    (size,) = photo["photo"]
    assert (size["width"], size["height"]) == (640, 480)
    assert photo["caption"] == "карта"
    assert photo["caption_entities"] == [{"type": "italic", "offset": 0, "length": 5}]
    assert photo["has_media_spoiler"]
    assert photo["show_caption_above_media"]
    again = await stage.call("sendPhoto", chat_id=AIGUL, photo=size["file_id"])
    assert again["photo"] == photo["photo"]
    sent = await stage.call("sendDocument", {"paper": PAPER}, chat_id=AIGUL, document="attach://paper")
    assert sent["document"]["file_name"] == "өтініш.pdf"
    assert sent["document"]["mime_type"] == "application/pdf"
    again = await stage.call("sendDocument", chat_id=AIGUL, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]


async def test_an_album_is_several_messages(stage: Stage) -> None:
    await stage.say()
    media = [{"type": "photo", "media": f"attach://{name}", "caption": name} for name in ("a", "b")]
    files = {name: Upload(f"{name}.png", png(more=index)) for index, name in enumerate("ab")}
    messages = await stage.call("sendMediaGroup", files, chat_id=AIGUL, media=media)
    assert [message["caption"] for message in messages] == ["a", "b"]
    assert len({message["media_group_id"] for message in messages}) == 1
    mixed = [media[0], {"type": "document", "media": "attach://b"}]
    assert "mixed" in await stage.refused("sendMediaGroup", files, chat_id=AIGUL, media=mixed)
    assert "2-10" in await stage.refused("sendMediaGroup", files, chat_id=AIGUL, media=media[:1])


async def test_a_place_is_sent(stage: Stage) -> None:
    await stage.say()
    message = await stage.call("sendLocation", chat_id=AIGUL, latitude=50.05, longitude=72.96, live_period=600)
    assert message["location"] == {"latitude": 50.05, "longitude": 72.96, "live_period": 600}
    assert "location" in await stage.refused("sendLocation", chat_id=AIGUL, latitude=91, longitude=0)


async def test_onlookers_see_the_bot_typing(stage: Stage) -> None:
    await stage.say()
    watch = stage.world.watch()
    assert await stage.call("sendChatAction", chat_id=AIGUL, action="typing") is True
    assert watch.queue.get_nowait() == {"kind": "typing", "chat_id": AIGUL, "action": "typing"}
    assert "action" in await stage.refused("sendChatAction", chat_id=AIGUL, action="dancing")


async def test_messages_are_copied_and_forwarded(stage: Stage) -> None:
    asked = stage.human.photo(AIGUL, AIGUL, png(), "карта")
    stage.human.say(SERGEY, SERGEY, "/start")
    copied = await stage.call("copyMessage", chat_id=SERGEY, from_chat_id=AIGUL, message_id=asked)
    copy = stage.world.chats[SERGEY].messages[copied["message_id"]]
    assert copy["caption"] == "карта"
    assert copy["from"]["is_bot"]
    await stage.call("copyMessage", chat_id=SERGEY, from_chat_id=AIGUL, message_id=asked, caption="басқа")
    assert stage.human.history(SERGEY)[-1]["caption"] == "басқа"
    forwarded = await stage.call("forwardMessage", chat_id=SERGEY, from_chat_id=AIGUL, message_id=asked)
    assert forwarded["forward_origin"]["sender_user"]["id"] == AIGUL
    refusal = await stage.refused("forwardMessage", chat_id=SERGEY, from_chat_id=AIGUL, message_id=1)
    assert refusal == "400 Bad Request: message to forward not found"


async def test_a_post_of_a_channel_is_forwarded_with_its_channel(stage: Stage) -> None:
    channel = stage.world.open_group("Арна", [AIGUL], "channel")
    stage.human.say(EMMA, EMMA, "/start")
    post = await stage.call("sendMessage", chat_id=channel.id, text="Хабар")
    assert "from" not in post
    forwarded = await stage.call("forwardMessage", chat_id=EMMA, from_chat_id=channel.id, message_id=post["message_id"])
    assert forwarded["forward_origin"]["chat"]["id"] == channel.id


async def test_a_service_message_is_not_copied(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL])
    stage.human.join(EMMA, group.id)
    (joined,) = group.messages
    refusal = await stage.refused("copyMessage", chat_id=group.id, from_chat_id=group.id, message_id=joined)
    assert refusal == "400 Bad Request: message can't be copied"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"chat_id": 999, "text": "a"}, "400 Bad Request: chat not found"),
        ({"chat_id": "@nobody", "text": "a"}, "400 Bad Request: chat not found"),
        ({"chat_id": EMMA, "text": "a"}, "403 Forbidden: bot can't initiate conversation with a user"),
        ({"chat_id": AIGUL, "text": ""}, "400 Bad Request: message text is empty"),
        ({"chat_id": AIGUL, "text": "<b></b>", "parse_mode": "HTML"}, "400 Bad Request: text must be non-empty"),
        ({"chat_id": AIGUL, "text": "😀" * 2049}, "400 Bad Request: message is too long"),
        ({"chat_id": AIGUL, "text": "\ud800"}, "400 Bad Request: strings must be encoded in UTF-8"),
        ({"chat_id": AIGUL, "text": "a", "parse_mode": "XML"}, "400 Bad Request: unsupported parse_mode"),
        ({"chat_id": AIGUL, "text": "a", "parse_mode": "Markdown"}, "400 Bad Request: the sandbox reads no Markdown"),
        (
            {"chat_id": AIGUL, "text": "ә<b>a", "parse_mode": "html"},
            "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
    ],
)  # fmt: skip
async def test_what_cannot_be_sent_is_refused_in_telegrams_words(stage: Stage, given: Any, refusal: str) -> None:
    stage.human.say(AIGUL, AIGUL, "/start")
    assert await stage.refused("sendMessage", **given) == refusal


async def test_the_limit_counts_what_is_shown(stage: Stage) -> None:
    await stage.say()
    await stage.call("sendMessage", chat_id=AIGUL, text="<b>" + "&lt;" * 4096 + "</b>", parse_mode="HTML")
    caption = {"chat_id": AIGUL, "caption": "a" * 1025, "photo": Upload("a.png", png())}
    assert await stage.refused("sendPhoto", **caption) == "400 Bad Request: message caption is too long"


async def test_a_blocked_bot_cannot_write(stage: Stage) -> None:
    await stage.say()
    stage.human.block(AIGUL)
    refusal = await stage.refused("sendMessage", chat_id=AIGUL, text="a")
    assert refusal == "403 Forbidden: bot was blocked by the user"
    stage.human.say(AIGUL, AIGUL, "/start")
    await stage.say()


async def test_a_group_that_became_a_supergroup_says_where_it_is(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL, SERGEY])
    new = stage.human.migrate(group.id)
    status, body = await stage.api.call("sendMessage", {"chat_id": group.id, "text": "a"})
    assert (status, body["description"]) == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": new}
    assert (await stage.call("sendMessage", chat_id=new, text="a"))["chat"]["type"] == "supergroup"
    old_news, new_news = stage.updates()
    assert old_news["message"]["migrate_to_chat_id"] == new
    assert new_news["message"]["migrate_from_chat_id"] == group.id
