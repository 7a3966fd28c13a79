"""In a group the bot speaks when spoken to, in the group's own language."""

import pytest

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
