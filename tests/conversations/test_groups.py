"""In a group the bot speaks when spoken to, in the group's own language."""

import copy

import pytest
from markupsafe import Markup

from bot.actions.common import ShowHelp
from bot.sandbox.errors import Json
from bot.screen import Button, Screen
from tests.talk import AIGUL, COUNCIL_ID, EMMA, OFFICIAL_ID, SERGEY, Square


async def test_it_hears_commands_replies_and_mentions_only(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    assert await group.say("Темиртау") == ""
    assert await group.say("/score@other_bot Темиртау") == ""
    assert await group.say("/fly") == ""
    assert "Темиртау" in await group.say("/score Темиртау")
    assert "Темиртау" in await group.say("@monoqala_bot Темиртау")
    answer = group.last["message_id"]
    assert "Риддер" in await group.say("Риддер", reply_to=answer)


async def test_the_answer_stands_under_its_question(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    asked = town_square.human.say(SERGEY, COUNCIL_ID, "/score Темиртау")
    await group.after(asked)
    assert group.last["reply_to_message"]["message_id"] == asked


async def test_the_group_has_a_language_of_its_own(any_square: Square) -> None:
    group = any_square.talk(OFFICIAL_ID, COUNCIL_ID)
    await group.say("/language")
    await group.press("English")
    assert "Innovation potential" in await any_square.talk(AIGUL, COUNCIL_ID).say("/score Теміртау")
    assert "Инновациялық әлеуеті" in await any_square.talk(AIGUL).say("/score Теміртау")


async def test_what_concerns_one_person_is_shown_in_private(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    for command in ("/mydata", "/forget"):
        assert "в личном чате" in await group.say(command)
    [button] = [button for _, button in group.buttons()][:1]
    assert button["url"].startswith("https://t.me/monoqala_bot")


async def test_a_newcomer_without_a_known_language_is_answered_in_english(town_square: Square) -> None:
    assert "Innovation potential" in await town_square.talk(EMMA, COUNCIL_ID).say("/score Temirtau")


async def test_a_town_can_be_asked_for_and_given_in_a_reply(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    await group.say("/score")
    answer = group.last["message_id"]
    assert "нет такого" not in await group.say("Рудный", reply_to=answer)
    assert "Рудный" in str(group.last["text"])


async def test_being_let_in_it_greets_in_all_three_and_leaves_without_a_word(town_square: Square) -> None:
    group, human = town_square.talk(OFFICIAL_ID, COUNCIL_ID), town_square.human
    human.remove_bot(OFFICIAL_ID, COUNCIL_ID)
    assert await group.after(None) == ""
    human.add_bot(OFFICIAL_ID, COUNCIL_ID)
    greeting = await group.after(None)
    assert all(word in greeting for word in ("Сәлеметсіздер ме", "Здравствуйте", "Hello"))


@pytest.mark.parametrize("person", [SERGEY, OFFICIAL_ID])
async def test_joins_and_leaves_of_people_are_none_of_its_business(town_square: Square, person: int) -> None:
    group = town_square.talk(person, COUNCIL_ID)
    town_square.human.leave(person, COUNCIL_ID)
    assert await group.after(None) == ""


async def test_a_group_that_became_a_supergroup_keeps_its_language(any_square: Square) -> None:
    group = any_square.talk(OFFICIAL_ID, COUNCIL_ID)
    await group.say("/language")
    await group.press("English")
    moved = any_square.human.migrate(COUNCIL_ID)
    await any_square.settle()
    assert "Innovation potential" in await any_square.talk(SERGEY, moved).say("/score Темиртау")


def in_topic(square: Square, topic: int, *, forum: bool = True) -> Json:
    """What was said last, as it comes from a topic of a forum, or from a row of replies elsewhere."""
    update: Json = copy.deepcopy(square.world.updates.head()[0])
    square.world.updates.clear()
    message = update["message"] if "message" in update else update["callback_query"]["message"]
    message |= {"message_thread_id": topic, **({"is_topic_message": True} if forum else {})}
    return update


async def test_every_page_and_picture_stays_in_its_topic(town_square: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    long = Screen(Markup("сөз " * 3000), ((Button("1", ShowHelp()),),))
    human, road = town_square.human, town_square.at_work.road

    async def topics(forum: bool = True) -> list[int | None]:
        before = len(town_square.calls("sendMessage"))
        await road.take([in_topic(town_square, 77, forum=forum)], grace=5)
        return [sent.get("message_thread_id") for sent in town_square.calls("sendMessage")[before:]]

    with monkeypatch.context() as talkative:
        talkative.setattr("bot.views.common.help_", lambda *_: long)
        human.say(SERGEY, COUNCIL_ID, "/help")
        assert await topics() == [77, 77, 77]
        human.say(SERGEY, COUNCIL_ID, "/help")
        assert await topics(forum=False) == [None, None, None]
        message, data = town_square.talk(SERGEY, COUNCIL_ID).button("1")
        human.press(SERGEY, COUNCIL_ID, message["message_id"], data)
        assert await topics() == [77, 77], "the first page takes the place of the message that was pressed"


async def test_an_apology_in_a_group_speaks_its_language(town_square: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    group = town_square.talk(OFFICIAL_ID, COUNCIL_ID)
    await group.say("/language")
    await group.press("English")
    talk = town_square.talk(SERGEY, COUNCIL_ID)
    await talk.say("/help@monoqala_bot")
    with monkeypatch.context() as broken:
        broken.setattr(type(town_square.at_work.house.towns), "find", lambda *_: 1 / 0)
        assert "went wrong" in await talk.say("/score Темиртау")
