"""What people do, and what of it the bot hears."""

from datetime import timedelta

import pytest

from bot.sandbox.human import Impossible
from bot.sandbox.world import BotUser
from tests.sandbox.stage import AIGUL, EMMA, SERGEY, START, Stage, inline_keyboard, png


def test_a_first_word_reaches_the_bot_with_its_speaker(stage: Stage) -> None:
    stage.human.say(SERGEY, SERGEY, "  /start Теміртау ")
    message = stage.update()["message"]
    assert message["from"] == {
        "id": SERGEY, "is_bot": False, "first_name": "Сергей", "last_name": "Ким", "language_code": "ru-RU",
    }  # fmt: skip
    assert message["text"] == "/start Теміртау"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    stage.human.say(EMMA, EMMA, "hi")
    assert "language_code" not in stage.update()["message"]["from"]


def test_everything_people_send_is_understood_by_others(stage: Stage) -> None:
    asked = stage.human.say(AIGUL, AIGUL, "сәлем")
    stage.human.say(AIGUL, AIGUL, "жауап", reply_to=asked)
    stage.human.upload(AIGUL, AIGUL, "өтініш.pdf", b"%PDF", "application/pdf")
    stage.human.photo(AIGUL, AIGUL, png(), "сурет")
    stage.human.voice(AIGUL, AIGUL)
    stage.human.sticker(AIGUL, AIGUL)
    stage.human.locate(AIGUL, AIGUL, 50.0, 72.9)
    stage.human.edit(AIGUL, AIGUL, asked, "сәлем!")
    updates = stage.updates()
    kinds = ["text", "reply_to_message", "document", "photo", "voice", "sticker", "location"]
    assert [kind for kind, update in zip(kinds, updates, strict=False) if kind in update["message"]] == kinds
    assert updates[-1]["edited_message"]["text"] == "сәлем!"
    assert updates[-1]["edited_message"]["edit_date"] == stage.world.now()
    assert [message.get("edit_date") is not None for message in stage.human.history(AIGUL)[:2]] == [True, False]


def test_a_caption_is_edited_as_a_caption(stage: Stage) -> None:
    photo = stage.human.photo(AIGUL, AIGUL, png(), "/score сурет")
    stage.human.edit(AIGUL, AIGUL, photo, "басқа /help")
    first, second = stage.updates()
    assert first["message"]["caption_entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert second["edited_message"]["caption"] == "басқа /help"
    assert second["edited_message"]["caption_entities"] == [{"type": "bot_command", "offset": 6, "length": 5}]
    assert "text" not in second["edited_message"]


def test_a_command_under_a_photo_reaches_the_bot_of_a_group(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL])
    stage.human.photo(AIGUL, group.id, png(), "жай сурет")
    stage.human.photo(AIGUL, group.id, png(), "/score")
    assert stage.update()["message"]["caption"] == "/score"


def test_where_the_bot_is_not_it_hears_of_nobody(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL])
    group.bot_status = "left"
    stage.human.join(EMMA, group.id)
    assert stage.updates() == []


def test_update_ids_follow_each_other_and_never_come_again(stage: Stage) -> None:
    for text in "абв":
        stage.human.say(AIGUL, AIGUL, text)
    ids = [update["update_id"] for update in stage.updates()]
    assert ids == list(range(ids[0], ids[0] + 3))
    seconds = (START - START.replace(month=1, day=1, hour=0)).total_seconds()
    assert ids[0] == 10 * seconds


def test_in_a_group_the_bot_hears_what_is_meant_for_it(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL, SERGEY])
    own = stage.world.post(group, stage.world.bot.user(), {"text": "мен"})["message_id"]
    for text in ("сәлем", "/help@other_bot", "a@b.kz", "@aigul"):
        stage.human.say(AIGUL, group.id, text)
    assert stage.updates() == []
    for text in ("/help", "/help@Monoqala_bot", "не айтасың, @monoqala_bot?"):
        stage.human.say(AIGUL, group.id, text)
    stage.human.say(SERGEY, group.id, "жарайды", reply_to=own)
    assert len(stage.updates()) == 4
    stage.human.add_bot(AIGUL, group.id, "administrator")
    stage.human.say(AIGUL, group.id, "сәлем")
    assert [kind for update in stage.updates() for kind in update][1::2] == ["my_chat_member", "message"]


def test_without_privacy_the_bot_hears_all() -> None:
    stage = Stage.build(BotUser(reads_groups=True))
    stage.human.say(AIGUL, stage.world.open_group("Кеңес", [AIGUL]).id, "сәлем")
    assert stage.update()["message"]["text"] == "сәлем"


def test_a_channel_posts(stage: Stage) -> None:
    channel = stage.world.open_group("Арна", [AIGUL], "channel")
    post = stage.human.say(AIGUL, channel.id, "хабар")
    stage.human.edit(AIGUL, channel.id, post, "түзету")
    posted, edited = stage.updates()
    assert "from" not in posted["channel_post"]
    assert edited["edited_channel_post"]["text"] == "түзету"


def test_blocking_and_coming_back(stage: Stage) -> None:
    stage.human.say(AIGUL, AIGUL, "/start")
    stage.updates()
    stage.human.block(AIGUL)
    stage.human.block(AIGUL)
    blocked = stage.update()["my_chat_member"]
    assert blocked["new_chat_member"]["status"] == "kicked"
    stage.human.unblock(AIGUL)
    assert stage.update()["my_chat_member"]["new_chat_member"]["status"] == "member"
    stage.human.block(AIGUL)
    stage.updates()
    stage.human.say(AIGUL, AIGUL, "қайттым")
    assert [kind for update in stage.updates() for kind in update][1::2] == ["my_chat_member", "message"]


async def test_the_bot_comes_to_a_group_and_goes(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL])
    stage.human.remove_bot(AIGUL, group.id)
    gone = [update for update in stage.updates() if "my_chat_member" in update]
    assert gone[0]["my_chat_member"]["new_chat_member"]["status"] == "left"
    refusal = await stage.refused("sendMessage", chat_id=group.id, text="a")
    assert refusal == "403 Forbidden: bot is not a member of the group chat"
    stage.human.say(AIGUL, group.id, "/help")
    assert stage.updates() == []
    stage.human.add_bot(AIGUL, group.id)
    came, news = stage.updates()
    assert came["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert news["message"]["new_chat_members"][0]["is_bot"]
    big = stage.world.open_group("Қала", [AIGUL], "supergroup")
    stage.human.remove_bot(AIGUL, big.id)
    refusal = await stage.refused("sendMessage", chat_id=big.id, text="a")
    assert refusal == "403 Forbidden: bot was kicked from the supergroup chat"


async def test_the_bot_leaves_by_itself(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL])
    assert await stage.call("leaveChat", chat_id=group.id) is True
    left = stage.updates()[-1]["my_chat_member"]
    assert left["from"]["id"] == stage.world.bot.id
    assert left["new_chat_member"]["status"] == "left"
    stage.human.say(AIGUL, AIGUL, "/start")
    assert "private chats" in await stage.refused("leaveChat", chat_id=AIGUL)


async def test_members_of_a_group(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL, SERGEY])
    stage.human.add_bot(AIGUL, group.id, "administrator")
    stage.world.updates.allow(["message", "chat_member"])
    stage.human.join(EMMA, group.id)
    stage.human.leave(SERGEY, group.id)
    kinds = [next(kind for kind in update if kind != "update_id") for update in stage.updates()]
    assert kinds == ["my_chat_member", "chat_member", "message", "message", "chat_member"]
    statuses = [
        (await stage.call("getChatMember", chat_id=group.id, user_id=user))["status"]
        for user in (AIGUL, SERGEY, EMMA, stage.world.bot.id)
    ]
    assert statuses == ["creator", "left", "member", "administrator"]
    listed = await stage.call("getChatAdministrators", chat_id=group.id)
    assert [member["user"]["id"] for member in listed] == [AIGUL]
    listed = await stage.call("getChatAdministrators", chat_id=group.id, return_bots=True)
    assert [member["user"]["is_bot"] for member in listed] == [False, True]
    assert "PARTICIPANT_ID_INVALID" in await stage.refused("getChatMember", chat_id=group.id, user_id=1)
    stage.human.say(AIGUL, AIGUL, "/start")
    assert (await stage.call("getChatMember", chat_id=AIGUL, user_id=AIGUL))["status"] == "member"
    assert "private chat" in await stage.refused("getChatAdministrators", chat_id=AIGUL)
    assert (await stage.call("getChat", chat_id=group.id))["title"] == "Кеңес"


def test_what_the_bot_does_not_want_is_never_created(stage: Stage) -> None:
    stage.world.updates.allow(["callback_query", "of another age"])
    stage.human.say(AIGUL, AIGUL, "/start")
    assert stage.updates() == []
    stage.world.updates.allow([])
    stage.human.say(AIGUL, AIGUL, "/start")
    assert len(stage.updates()) == 1


async def test_people_cannot_do_what_telegram_would_not_let_them(stage: Stage) -> None:
    group = stage.world.open_group("Кеңес", [AIGUL])
    own = await stage.say()
    plain = stage.human.say(AIGUL, AIGUL, "a")
    query = stage.human.inline(AIGUL, "a")
    quiet = Stage.build(BotUser(inline=False)).human
    for deed in (
        lambda: stage.human.say(AIGUL, SERGEY, "a"),
        lambda: stage.human.say(SERGEY, group.id, "a"),
        lambda: stage.human.say(AIGUL, -5, "a"),
        lambda: stage.human.say(AIGUL, AIGUL, "  "),
        lambda: stage.human.say(AIGUL, AIGUL, "a", reply_to=1),
        lambda: stage.human.say(AIGUL, AIGUL, "a" * 4097),
        lambda: stage.human.edit(AIGUL, AIGUL, own["message_id"], "a"),
        lambda: stage.human.press(AIGUL, AIGUL, plain, "a"),
        lambda: stage.human.press(AIGUL, AIGUL, 1, "a"),
        lambda: stage.human.choose(AIGUL, AIGUL, query, "1"),
        lambda: quiet.inline(AIGUL, "a"),
    ):
        with pytest.raises(Impossible):
            deed()


async def test_feedback_on_inline_results_comes_when_it_was_asked_for() -> None:
    stage = Stage.build(BotUser(inline_feedback=True))
    query = stage.human.inline(AIGUL, "a")
    plain = {"type": "article", "id": "1", "title": "a", "input_message_content": {"message_text": "a"}}
    marked = {**plain, "id": "2", "reply_markup": inline_keyboard(("x",))}
    await stage.call("answerInlineQuery", inline_query_id=query, results=[plain, marked])
    stage.updates()
    for result_id in "12":
        stage.human.choose(AIGUL, AIGUL, query, result_id)
    chosen = [update["chosen_inline_result"] for update in stage.updates() if "chosen_inline_result" in update]
    assert [result["result_id"] for result in chosen] == ["1", "2"]
    assert ["inline_message_id" in result for result in chosen] == [False, True]


async def test_onlookers_see_everything_in_its_order(stage: Stage) -> None:
    watch = stage.world.watch()
    other = stage.world.watch()
    other.close()
    other.close()
    message = await stage.say()
    await stage.call("editMessageText", chat_id=AIGUL, message_id=message["message_id"], text="a")
    stage.world.clock.forward(timedelta(days=7))
    kinds = []
    async for event in watch:
        kinds.append(event["kind"])
        if event["kind"] == "clock":
            assert event["now"] == "2026-11-28T10:00:00+00:00"
            break
    assert kinds == ["message", "message", "edited", "clock"]
    assert other.queue.empty()
    with pytest.raises(ValueError, match="forward"):
        stage.world.clock.forward(timedelta(days=-1))
