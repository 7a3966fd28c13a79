"""Rare visitors of the desk."""

import pytest

from bot.desk import ANONYMOUS_ADMIN
from bot.sandbox.errors import Json
from tests.talk import AIGUL, COUNCIL_ID, LOLA, SERGEY, Square


def inform(square: Square, text: str, sender: Json, **more: object) -> None:
    chat = square.world.chats[COUNCIL_ID].shown()
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    message = {"message_id": 900, "date": 1, "chat": chat, "from": sender, "text": text, "entities": entities, **more}
    square.world.inform("message", message)


async def test_an_admin_who_hides_their_name_is_answered(town_square: Square) -> None:
    sender = {"id": ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group"}
    inform(town_square, "/score Теміртау", sender)
    assert "Temirtau" in await town_square.talk(SERGEY, COUNCIL_ID).after(None)


async def test_other_bots_and_what_came_through_us_are_not_answered(town_square: Square) -> None:
    inform(town_square, "/score Теміртау", {"id": 77, "is_bot": True, "first_name": "other"})
    inform(
        town_square, "/score Теміртау", town_square.world.person(SERGEY).user(), via_bot=town_square.world.bot.user()
    )
    assert await town_square.talk(SERGEY, COUNCIL_ID).after(None) == ""


async def test_a_channel_post_is_passed_over(town_square: Square) -> None:
    channel = town_square.world.open_group("News", [SERGEY], "channel")
    post = {"message_id": 1, "date": 1, "chat": channel.shown(), "text": "/score"}
    town_square.world.inform("channel_post", post)
    await town_square.settle()
    assert town_square.calls("sendMessage") == []


async def test_a_sticker_as_the_first_word_is_answered_with_the_question_of_language(town_square: Square) -> None:
    talk = town_square.talk(LOLA)
    assert "Choose a language" in await talk.after(town_square.human.sticker(LOLA, LOLA))
    assert "Здравствуйте" in await talk.press("Русский")


async def test_who_blocks_the_bot_before_its_answer_is_marked(any_square: Square) -> None:
    talk = any_square.talk(AIGUL)
    await talk.say("/start")
    any_square.human.say(AIGUL, AIGUL, "/help")
    any_square.human.block(AIGUL)
    await any_square.settle()
    assert (await any_square.at_work.house.people.who(AIGUL)).blocked


async def test_a_question_too_long_for_a_button_is_asked_again(town_square: Square) -> None:
    talk = town_square.talk(LOLA)
    await talk.say("/score " + "Теміртау қаласының экономикалық әлеуеті")
    assert "Сәлеметсіз бе" in await talk.press("Қазақша")


@pytest.mark.parametrize("said", ["/score " + "ә" * 4000, "/score <b>&amp;</b>\x00\u202e", "😀" * 2000, "/score 😀"])
async def test_nothing_a_person_types_breaks_it(town_square: Square, said: str) -> None:
    talk = town_square.talk(SERGEY)
    assert "пошло не так" not in await talk.say(said)
    assert talk.last["from"]["is_bot"]


async def test_an_inline_question_that_breaks_us_is_silent(
    town_square: Square, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(type(town_square.at_work.house.towns), "find", lambda *_: 1 / 0)
    town_square.human.inline(SERGEY, "Темиртау")
    await town_square.settle()
    assert town_square.calls("answerInlineQuery") == []
    assert "trouble" in [record.message for record in caplog.records]


async def test_a_post_handed_on_from_a_channel_is_not_answered(town_square: Square) -> None:
    sender = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    inform(town_square, "/score Теміртау", sender, is_automatic_forward=True)
    assert await town_square.talk(SERGEY, COUNCIL_ID).after(None) == ""


async def test_a_word_in_a_group_does_not_undo_a_block(any_square: Square) -> None:
    await any_square.talk(SERGEY).say("/start")
    any_square.human.block(SERGEY)
    await any_square.settle()
    assert await any_square.talk(SERGEY, COUNCIL_ID).say("/help")
    assert (await any_square.at_work.house.people.who(SERGEY)).blocked


async def test_what_was_typed_is_said_back_without_signs_that_turn_the_line(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    answer = await talk.say("/score \u202eАтлантида\x00" + "ы" * 500)
    assert "«Атлантидаыыы" in answer
    assert "…»" in answer
    assert "\u202e" not in answer
    assert len(answer) < 300


@pytest.mark.parametrize("data", ["lg1:kk:fo1", "lg1:kk:lg1:ru:", "lg1:kk:zz9"])
async def test_a_choice_of_language_carries_no_deed(town_square: Square, data: str) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/language")
    await talk.press("Русский")
    await talk.say("/menu")
    await talk.forge(data)
    assert "Сәлеметсіз бе" in str(talk.last["text"])
    assert (await town_square.at_work.house.people.who(SERGEY)).language == "kk"


async def test_in_a_group_a_word_of_thanks_is_soon_no_town(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    await group.say("/score")
    question = group.last["message_id"]
    assert "рахмет" in await group.say("рахмет", reply_to=question)
    town_square.forward(minutes=11)
    assert "рахмет" not in await group.say("рахмет", reply_to=question)
