from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.files import Upload
from tests.sandbox.stage import AIGUL, EMMA, SERGEY, Stage, inline_keyboard, png

GONE = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_an_edit_returns_the_message_as_it_is_now(stage: Stage) -> None:
    first = await stage.say("бір")
    where = {"chat_id": AIGUL, "message_id": first["message_id"]}
    edited = await stage.call(
        "editMessageText", **where, text="<b>екі</b>", parse_mode="HTML", reply_markup=inline_keyboard(("a",))
    )
    assert edited["text"] == "екі"
    assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert edited["edit_date"] == stage.world.now()
    assert first["text"] == "бір"
    bare = await stage.call("editMessageText", **where, text="үш")
    assert "reply_markup" not in bare
    assert "entities" not in bare
    marked = await stage.call("editMessageReplyMarkup", **where, reply_markup=inline_keyboard(("b",)))
    assert marked["text"] == "үш"
    assert marked["reply_markup"] == inline_keyboard(("b",))


async def test_an_edit_that_changes_nothing_is_refused(stage: Stage) -> None:
    message = await stage.say("бір")
    where = {"chat_id": AIGUL, "message_id": message["message_id"]}
    for method, change in (("editMessageText", {"text": "бір"}), ("editMessageReplyMarkup", {})):
        refusal = await stage.refused(method, **where, **change)
        assert refusal.startswith("400 Bad Request: message is not modified: specified new message content and")
    assert not stage.api.refusals
    assert len(stage.api.overtaken) == 2


async def test_captions_and_pictures_are_edited(stage: Stage) -> None:
    await stage.say()
    photo = await stage.call("sendPhoto", {"photo": Upload("a.png", png())}, chat_id=AIGUL, caption="бір")
    where = {"chat_id": AIGUL, "message_id": photo["message_id"]}
    edited = await stage.call("editMessageCaption", **where, caption="екі", show_caption_above_media=True)
    assert edited["caption"] == "екі"
    assert edited["show_caption_above_media"]
    assert "caption" not in await stage.call("editMessageCaption", **where)
    paper = {"type": "document", "media": "attach://paper", "caption": "қағаз"}
    files = {"paper": Upload("a.txt", b"text")}
    edited = await stage.call("editMessageMedia", files, **where, media=paper)
    assert edited["document"]["mime_type"] == "text/plain"
    assert "photo" not in edited
    again = {**paper, "media": edited["document"]["file_id"]}
    assert "not modified" in await stage.refused("editMessageMedia", **where, media=again)
    assert "no text in the message" in await stage.refused("editMessageText", **where, text="a")


@pytest.mark.parametrize(
    ("method", "given", "refusal"),
    [
        ("editMessageText", {"chat_id": AIGUL, "message_id": 1, "text": "a"}, "message to edit not found"),
        ("editMessageText", {"chat_id": AIGUL, "message_id": 1}, "message text is empty"),
        ("editMessageText", {"chat_id": AIGUL, "text": "a"}, "message identifier is not specified"),
        ("editMessageText", {"text": "a"}, "chat_id is empty"),
        ("editMessageText", {"chat_id": AIGUL, "message_id": 1, "text": "a" * 4097}, "MESSAGE_TOO_LONG"),
        ("editMessageText", {"inline_message_id": "x", "text": "a"}, "MESSAGE_ID_INVALID"),
        ("deleteMessage", {"chat_id": AIGUL, "message_id": 1}, "message to delete not found"),
        ("pinChatMessage", {"chat_id": AIGUL, "message_id": 1}, "message to pin not found"),
        ("unpinChatMessage", {"chat_id": AIGUL}, "message to unpin not found"),
        ("setMessageReaction", {"chat_id": AIGUL, "message_id": 1}, "message to react not found"),
    ],
)
async def test_what_is_not_there_cannot_be_changed(stage: Stage, method: str, given: Any, refusal: str) -> None:
    await stage.say()
    assert await stage.refused(method, **given) == f"400 Bad Request: {refusal}"


async def test_only_the_bots_own_messages_without_typing_keyboards_can_be_edited(stage: Stage) -> None:
    foreign = stage.human.say(AIGUL, AIGUL, "сәлем")
    typed = await stage.call("sendMessage", chat_id=AIGUL, text="a", reply_markup={"remove_keyboard": True})
    for message_id in (foreign, typed["message_id"]):
        refusal = await stage.refused("editMessageText", chat_id=AIGUL, message_id=message_id, text="b")
        assert refusal == "400 Bad Request: message can't be edited"
    own = await stage.say()
    refusal = await stage.refused("editMessageCaption", chat_id=AIGUL, message_id=own["message_id"], caption="b")
    assert refusal == "400 Bad Request: there is no caption in the message to edit"


async def test_messages_are_deleted_while_they_are_young(stage: Stage) -> None:
    foreign = stage.human.say(AIGUL, AIGUL, "сәлем")
    typed = await stage.call("sendMessage", chat_id=AIGUL, text="a", reply_markup={"remove_keyboard": True})
    watch = stage.world.watch()
    assert await stage.call("deleteMessage", chat_id=AIGUL, message_id=foreign) is True
    assert await stage.call("deleteMessage", chat_id=AIGUL, message_id=typed["message_id"]) is True
    assert watch.queue.get_nowait() == {"kind": "deleted", "chat_id": AIGUL, "message_id": foreign}
    assert stage.human.history(AIGUL) == []
    old = await stage.say()
    stage.world.clock.forward(timedelta(hours=49))
    refusal = await stage.refused("deleteMessage", chat_id=AIGUL, message_id=old["message_id"])
    assert refusal == "400 Bad Request: message can't be deleted for everyone"


async def test_in_a_group_only_an_administrator_deletes_and_pins_what_others_wrote(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL])
    where = {"chat_id": group.id, "message_id": stage.human.say(AIGUL, group.id, "сәлем")}
    assert await stage.refused("deleteMessage", **where) == "400 Bad Request: message can't be deleted"
    for method in ("pinChatMessage", "unpinChatMessage"):
        assert "not enough rights" in await stage.refused(method, **where)
    stage.human.add_bot(AIGUL, group.id, "administrator")
    assert await stage.call("pinChatMessage", **where) is True
    assert (await stage.call("getChat", chat_id=group.id))["pinned_message"]["text"] == "сәлем"
    assert await stage.call("unpinChatMessage", chat_id=group.id) is True
    assert "pinned_message" not in await stage.call("getChat", chat_id=group.id)
    assert await stage.call("deleteMessage", **where) is True


async def test_a_press_is_answered_once_and_in_time(stage: Stage) -> None:
    await stage.say()
    message = await stage.call("sendMessage", chat_id=AIGUL, text="a", reply_markup=inline_keyboard(("x",)))
    stage.updates()
    first = stage.human.press(AIGUL, AIGUL, message["message_id"], "x")
    update = stage.update()["callback_query"]
    assert (update["id"], update["data"], update["message"]["message_id"]) == (first, "x", message["message_id"])
    watch = stage.world.watch()
    assert await stage.call("answerCallbackQuery", callback_query_id=first, text="Дайын", show_alert=True) is True
    event = watch.queue.get_nowait()
    assert (event["kind"], event["text"], event["person_id"]) == ("callback_answer", "Дайын", AIGUL)
    assert await stage.refused("answerCallbackQuery", callback_query_id=first) == GONE
    late = stage.human.press(AIGUL, AIGUL, message["message_id"], "x")
    stage.world.clock.forward(timedelta(minutes=16))
    assert await stage.refused("answerCallbackQuery", callback_query_id=late) == GONE
    assert await stage.refused("answerCallbackQuery", callback_query_id="1") == GONE


async def test_a_press_on_a_vanished_message_brings_a_stub(stage: Stage) -> None:
    message = await stage.say()
    await stage.call("deleteMessage", chat_id=AIGUL, message_id=message["message_id"])
    stage.human.forge(AIGUL, AIGUL, message["message_id"], "forged")
    stub = stage.update()["callback_query"]["message"]
    assert stub["date"] == 0
    assert stub["message_id"] == message["message_id"]


async def test_reactions(stage: Stage) -> None:
    where = {"chat_id": AIGUL, "message_id": stage.human.say(AIGUL, AIGUL, "рақмет")}
    heart = [{"type": "emoji", "emoji": "❤️"}]
    assert await stage.call("setMessageReaction", **where, reaction=heart) is True
    assert stage.human.history(AIGUL)[-1]["reactions"] == heart
    for wrong in ([{"type": "emoji", "emoji": "🏭"}], [{"type": "paid"}]):
        assert await stage.refused("setMessageReaction", **where, reaction=wrong) == "400 Bad Request: REACTION_INVALID"
    assert "TOO_MANY" in await stage.refused("setMessageReaction", **where, reaction=heart * 2)


async def test_inline_mode_from_query_to_edit(stage: Stage) -> None:
    stage.human.say(SERGEY, SERGEY, "/start")
    stage.updates()
    query_id = stage.human.inline(SERGEY, "Теміртау")
    assert stage.update()["inline_query"]["query"] == "Теміртау"
    text = {"message_text": "<b>Теміртау</b>", "parse_mode": "HTML"}
    keyboard = inline_keyboard(("x",))
    results = [
        {"type": "article", "id": "1", "title": "a", "input_message_content": text, "reply_markup": keyboard},
        {"type": "location", "id": "2", "title": "Орны", "latitude": 50.0, "longitude": 72.9},
        {"type": "article", "id": "3", "title": "b", "input_message_content": {"latitude": 1.0, "longitude": 2.0}},
    ]
    watch = stage.world.watch()
    assert await stage.call("answerInlineQuery", inline_query_id=query_id, results=results, is_personal=True) is True
    event = watch.queue.get_nowait()
    assert (event["kind"], event["results"], event["person_id"]) == ("inline_answer", results, SERGEY)
    assert await stage.refused("answerInlineQuery", inline_query_id=query_id, results=[]) == GONE
    chosen = stage.human.choose(SERGEY, SERGEY, query_id, "1")
    message = stage.update()["message"]
    assert message["via_bot"]["id"] == stage.world.bot.id
    assert message["entities"][0]["type"] == "bold"
    stage.human.press(SERGEY, SERGEY, chosen, "x")
    press = stage.update()["callback_query"]
    assert "message" not in press
    name = press["inline_message_id"]
    assert await stage.call("editMessageText", inline_message_id=name, text="басқа") is True
    assert stage.human.history(SERGEY)[-1]["text"] == "басқа"
    for result_id in "23":
        stage.human.choose(SERGEY, SERGEY, query_id, result_id)
        assert "location" in stage.update()["message"]


async def test_inline_results_are_checked(stage: Stage) -> None:
    stage.human.say(EMMA, EMMA, "/start")
    photo = await stage.call("sendPhoto", {"photo": Upload("a.png", png())}, chat_id=EMMA)
    query_id = stage.human.inline(EMMA, "")
    one = {"type": "photo", "id": "1", "photo_file_id": photo["photo"][0]["file_id"], "caption": "c"}
    for results, refusal in (
        ([one, one], "RESULT_ID_DUPLICATE"),
        ([{**one, "id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        ([{**one, "id": "x" * 65}], "RESULT_ID_INVALID"),
        ([{**one, "photo_file_id": "x"}], "wrong file identifier/HTTP URL specified"),
        ([{"type": "gif", "id": "1"}], "answerInlineQuery.results must be one of"),
    ):
        assert refusal in await stage.refused("answerInlineQuery", inline_query_id=query_id, results=results)
    await stage.call("answerInlineQuery", inline_query_id=query_id, results=[one])
    stage.human.choose(EMMA, EMMA, query_id, "1")
    assert stage.human.history(EMMA)[-1]["caption"] == "c"
