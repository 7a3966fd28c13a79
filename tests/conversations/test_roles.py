"""Who may do what, from an owner's invitation to the last role taken away; in three languages, and what is refused."""

import re

import pytest

from core.access import EVERYWHERE, Places, Role
from core.localised import Language
from tests.talk import AIGUL, COUNCIL_ID, EMMA, OFFICIAL_ID, OWNER_ID, SERGEY, Square, Talk

SAID: dict[Language, dict[str, str]] = {
    "kk": {
        "native": "Қазақша", "invite": "➕ Шақыру", "editor": "Редактор", "oblast": "Қарағанды облысы",
        "whole": "Тұтас облыс", "oblasts": "Облыстар", "east": "Шығыс Қазақстан", "town": "Риддер", "ready": "Дайын",
        "ask": "сілтемесін жасайын ба", "make": "Сілтеме жасау", "once": "бір рет қана",
        "offered": "Сізді шақырып отыр", "accept": "Келісемін", "yours": "Рөл сізде", "bad": "шақыру жарамайды",
        "work": "Қызметіңіз", "people": "Адамдар", "taken": "Рөл алып тасталды", "take": "Алып тастау: редактор",
        "yes": "Иә, алып тастау", "denied": "құқығыңыз жоқ",
    },
    "ru": {
        "native": "Русский", "invite": "➕ Пригласить", "editor": "Редактор", "oblast": "Карагандинская область",
        "whole": "Вся область", "oblasts": "Области", "east": "Восточно-Казах", "town": "Риддер", "ready": "Готово",
        "ask": "Сделать ссылку", "make": "Сделать ссылку", "once": "один раз",
        "offered": "Вас приглашают", "accept": "Согласиться", "yours": "Роль ваша", "bad": "приглашение не действует",
        "work": "Ваша работа", "people": "Люди", "taken": "Роль снята", "take": "Снять: редактор",
        "yes": "Да, снять", "denied": "нет права",
    },
    "en": {
        "native": "English", "invite": "➕ Invite", "editor": "Editor", "oblast": "Karaganda Region",
        "whole": "The whole region", "oblasts": "Regions", "east": "East Kazakhstan", "town": "Ridder",
        "ready": "Done", "ask": "make a link", "make": "Make the link", "once": "works once",
        "offered": "You are invited", "accept": "I agree", "yours": "The role is yours", "bad": "does not work",
        "work": "Your work", "people": "People", "taken": "Taken away", "take": "Take away: editor",
        "yes": "Yes, take it away", "denied": "do not have the right",
    },
}  # fmt: skip


async def speaking(square: Square, person: int, language: Language = "ru") -> Talk:
    talk = square.talk(person)
    await talk.say("/language")
    await talk.press(SAID[language]["native"])
    return talk


def link_in(text: str) -> str:
    """What follows ?start= in the link that was shown."""
    found = re.search(r"https://t\.me/monoqala_bot\?start=(in-[\w-]+)", text)
    assert found, text
    return found[1]


async def invited(owner: Talk, said: dict[str, str]) -> str:
    await owner.say("/people")
    await owner.press(said["invite"])
    await owner.press(said["editor"])
    await owner.press(said["oblast"])
    await owner.press(said["whole"])
    await owner.press(said["oblasts"])
    await owner.press(said["east"])
    await owner.press(said["town"])
    assert said["ask"] in await owner.press(said["ready"])
    made = await owner.press(said["make"])
    assert said["once"] in made
    return link_in(made)


async def roles(square: Square, person: int) -> dict[Role, Places]:
    return dict((await square.at_work.house.people.who(person)).grants)


@pytest.mark.parametrize("language", SAID)
async def test_the_whole_story(any_square: Square, language: Language) -> None:
    square, said = any_square, SAID[language]
    owner = await speaking(square, OWNER_ID, language)
    link = await invited(owner, said)
    assert "1. " in await owner.press("✉️")

    guest = await speaking(square, AIGUL, language)
    assert said["work"] not in str(guest.labels)
    assert said["offered"] in await guest.say(f"/start {link}")
    assert await roles(square, AIGUL) == {}, "to look is not to take"
    accepted = await guest.press(said["accept"])
    assert said["yours"] in accepted
    assert said["town"] in accepted
    some = Places(oblasts=frozenset({"karaganda"}), towns=frozenset({"ridder"}))
    assert await roles(square, AIGUL) == {Role.EDITOR: some}
    assert "/work" in await guest.press(said["work"])

    second = await speaking(square, SERGEY, language)
    assert said["bad"] in await second.say(f"/start {link}")
    assert await roles(square, SERGEY) == {}

    listed = await owner.say("/people")
    assert "Айгүл" in listed
    await owner.press("Айгүл")
    await owner.press(said["take"])
    assert said["taken"] in await owner.press(said["yes"])
    assert await roles(square, AIGUL) == {}
    assert said["denied"] in await guest.say("/work")
    assert said["denied"] in await guest.say("/people")
    assert [each.entry.act for each in await square.at_work.house.audit.read(OWNER_ID, None)] == [
        "denied", "denied", "revoke", "accept invitation", "invite",
    ]  # fmt: skip


async def test_the_record_says_what_was_tried(any_square: Square) -> None:
    guest = await speaking(any_square, SERGEY)
    for typed in ("/grant 1003 publisher", "/grant", "/invite editor", "/revoke", "/revoke 1002", "/people"):
        assert SAID["ru"]["denied"] in await guest.say(typed)
    denied = await any_square.at_work.house.audit.read(OWNER_ID, None)
    tried = [each.entry.after and each.entry.after["act"] for each in denied]
    assert tried == ["people", "revoke", "revoke", "invite", "grant", "grant"]


async def test_an_invitation_waits_for_the_language_of_a_stranger(any_square: Square) -> None:
    owner = await speaking(any_square, OWNER_ID)
    link = await invited(owner, SAID["ru"])
    emma = any_square.talk(EMMA)
    assert "Choose a language" in await emma.say(f"/start {link}")
    assert "You are invited" in await emma.press("English")
    assert await roles(any_square, EMMA) == {}
    assert "The role is yours" in await emma.press("I agree")
    assert Role.EDITOR in await roles(any_square, EMMA)


async def test_a_link_may_be_pasted(town_square: Square) -> None:
    owner, guest = await speaking(town_square, OWNER_ID), await speaking(town_square, SERGEY)
    link = await invited(owner, SAID["ru"])
    assert "Вас приглашают" in await guest.say(f"вот https://t.me/monoqala_bot?start={link}")
    assert "Вас приглашают" not in await guest.say(f"https://t.me/another_bot?start={link}")
    group = town_square.talk(SERGEY, COUNCIL_ID)
    assert "приглаш" not in await group.say(f"@monoqala_bot https://t.me/monoqala_bot?start={link}")


async def test_links_that_lead_nowhere(any_square: Square) -> None:
    owner, guest = await speaking(any_square, OWNER_ID), await speaking(any_square, SERGEY)
    withdrawn = await invited(owner, SAID["ru"])
    await owner.press("Открытые приглашения")
    assert "Открытых приглашений нет" in await owner.press("Отозвать: 1")
    expired = await invited(owner, SAID["ru"])
    assert "Вас приглашают" in await guest.say(f"/start {expired}")
    any_square.forward(days=3, seconds=1)
    for answer in (
        await guest.press("Согласиться"),
        await guest.say(f"/start {withdrawn}"),
        await guest.say("/start in-made-up"),
    ):
        assert "приглашение не действует" in answer
    assert await roles(any_square, SERGEY) == {}


async def test_an_old_button_withdraws_nothing_twice(town_square: Square) -> None:
    owner = await speaking(town_square, OWNER_ID)
    await invited(owner, SAID["ru"])
    await owner.press("Открытые приглашения")
    _, withdraw = owner.button("Отозвать: 1")
    await owner.press("Отозвать: 1")
    assert "устарела" in await owner.forge(withdraw)


async def test_a_role_is_given_and_changed_by_buttons(any_square: Square) -> None:
    owner = await speaking(any_square, OWNER_ID)
    await speaking(any_square, OFFICIAL_ID)
    assert "Какую роль" in await owner.say(f"/grant {OFFICIAL_ID}")
    await owner.press("Публикатор")
    asked = await owner.press("Вся страна")
    assert "Кому: Болат" in asked
    assert "Роль дана: публикатор, вся страна" in await owner.press("Да, дать")
    assert await roles(any_square, OFFICIAL_ID) == {Role.PUBLISHER: EVERYWHERE}
    await owner.press("Места: публикатор")
    await owner.press("Павлодар")
    await owner.press("Аксу")
    assert "Новые места их заменят" in await owner.press("Готово")
    await owner.press("Да, дать")
    assert await roles(any_square, OFFICIAL_ID) == {Role.PUBLISHER: Places(towns=frozenset({"aksu"}))}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (f"/grant {OFFICIAL_ID} редактор Карагандинская область, Риддер", "Роль: редактор\nГде: Карагандинская"),
        (f"/grant редактор {OFFICIAL_ID} везде", "Где: вся страна"),
        (f"/grant {OFFICIAL_ID} editor everywhere", "Где: вся страна"),
        (f"/grant Ақсу, Риддер жариялаушы {OFFICIAL_ID}", "Роль: публикатор\nГде: Аксу, Риддер"),
        (f"/grant {OFFICIAL_ID} владелец", "Роль: владелец бота\nГде: вся страна"),
        (f"/grant {OFFICIAL_ID} редактор Риддер, Атлантида", "Выбрано: Риддер.\n\nТакого места не знаю: «Атлантида»"),
        (f"/grant {OFFICIAL_ID} редактор Риддер Темиртау", "Такого места не знаю: «Риддер Темиртау»"),
        (f"/grant {OFFICIAL_ID} редактор", "В каких местах"),
        (f"/grant {OFFICIAL_ID} царь", "Какую роль"),
        ("/grant", "О ком речь"),
        ("/grant Болат", "О ком речь"),
        ("/grant 99999999999999999999", "О ком речь"),
        (f"/revoke {OFFICIAL_ID}", "Ролей нет"),
        (f"/revoke {OFFICIAL_ID} редактор", "Такой роли у этого человека нет"),
        ("/revoke", "О ком речь"),
        (f"/revoke {OWNER_ID} владелец", "Снять эту роль"),
        ("/invite", "На какую роль"),
        ("/invite редактор", "В каких местах"),
        ("/invite публикатор Темиртау", "Роль: публикатор\nГде: Темиртау"),
        ("/invite владелец", "Роль: владелец бота"),
    ],
)
async def test_what_is_typed(town_square: Square, typed: str, answer: str) -> None:
    await speaking(town_square, OFFICIAL_ID)
    owner = await speaking(town_square, OWNER_ID)
    assert answer in await owner.say(typed)
    assert await roles(town_square, OFFICIAL_ID) == {}, "nothing is done before it is confirmed"


async def test_somebody_is_left_who_can_give_roles(any_square: Square) -> None:
    owner = await speaking(any_square, OWNER_ID)
    await owner.say(f"/grant {OWNER_ID} владелец")
    assert "задана в настройках" in await owner.press("Да, дать")
    await owner.say(f"/revoke {OWNER_ID} владелец")
    assert "задана в настройках" in await owner.press("Да, снять")
    second = await speaking(any_square, OFFICIAL_ID)
    await owner.say(f"/grant {OFFICIAL_ID} владелец")
    await owner.press("Да, дать")
    await any_square.at_work.house.people.seed_owners(())
    await second.say(f"/revoke {OFFICIAL_ID} владелец")
    assert "Больше никто не может давать роли" in await second.press("Да, снять")
    assert Role.OWNER in await roles(any_square, OFFICIAL_ID)
    await second.say(f"/grant {OWNER_ID} владелец")
    await second.press("Да, дать")
    await second.say(f"/revoke {OFFICIAL_ID} владелец")
    assert "Роль снята: владелец бота" in await second.press("Да, снять")
    assert await roles(any_square, OFFICIAL_ID) == {}
    assert "нет права" in await second.say("/people")


async def test_a_role_is_shown_to_have_been_taken_meanwhile(town_square: Square) -> None:
    owner = await speaking(town_square, OWNER_ID)
    await speaking(town_square, OFFICIAL_ID)
    await owner.say(f"/grant {OFFICIAL_ID} редактор Риддер")
    await owner.press("Да, дать")
    await owner.press("Снять: редактор")
    _, sure = owner.button("Да, снять")
    await owner.press("Да, снять")
    await owner.forge(sure)
    assert "уже сняли" in owner.last["text"]


FORGED = {
    "no role": "hf1:resident:1005:w:yes",
    "no such role": "hf1:tsar:1005:w:yes",
    "no person": "hf1:editor:0:w:yes",
    "a negative person": "hf1:editor:-5:w:yes",
    "no places": "hf1:editor:1005::yes",
    "odd places": "hf1:editor:1005:x y:yes",
    "a town that is none": "hf1:editor:1005:0-zzzzzz:yes",
    "an owner of some places": "hf1:owner:1005:0-2:yes",
    "places of an owner": "hd1:owner:0::0",
    "an invitation for residents": "he1:resident:w:yes",
}


@pytest.mark.parametrize("data", FORGED.values(), ids=FORGED.keys())
async def test_a_button_that_was_never_ours(town_square: Square, data: str) -> None:
    owner = await speaking(town_square, OWNER_ID)
    assert "устарела" in await owner.forge(data)
    assert await roles(town_square, OFFICIAL_ID) == {}


async def test_groups_do_not_read_along(town_square: Square) -> None:
    owner = await speaking(town_square, OFFICIAL_ID)
    group = town_square.talk(OFFICIAL_ID, COUNCIL_ID)
    await owner.say("/start")
    for command in ("/people", "/invite", "/grant 1", "/revoke 1", "/work", "/start in-made-up"):
        assert "личном чате" in await group.say(f"{command.split()[0]}@monoqala_bot {command.partition(' ')[2]}")


async def test_help_and_menu_show_what_one_may(town_square: Square) -> None:
    owner, resident = await speaking(town_square, OWNER_ID), await speaking(town_square, SERGEY)
    assert "/people" in await owner.say("/help")
    assert "/people" not in await resident.say("/help")
    await owner.say("/menu")
    await resident.say("/menu")
    assert "🗂 Ваша работа" in owner.labels
    assert "🗂 Ваша работа" not in resident.labels
    listed = await owner.press("Ваша работа")
    assert "/grant" in listed
    assert "владелец бота" in listed


async def test_what_is_kept_of_a_role_and_what_is_left_of_the_record(any_square: Square) -> None:
    owner, resident = await speaking(any_square, OWNER_ID), await speaking(any_square, SERGEY)
    await owner.say(f"/grant {SERGEY} редактор Риддер")
    await owner.press("Да, дать")
    assert "Ваших ролей: 1, записей в протоколе: 1" in await resident.say("/mydata")
    await owner.say(f"/revoke {SERGEY} редактор")
    await owner.press("Да, снять")
    assert "нет права" in await resident.say("/people")
    assert "Записей протокола, которые вас касаются: 3" in await resident.say("/mydata")
    assert "псевдоним" in await resident.say("/privacy")
    asked = await resident.say("/forget")
    assert "кто это был, не узнает уже никто" in asked
    assert "Ваша роль останется" not in asked
    assert "Записи протокола остались под псевдонимом" in await resident.press("Да, удалить")
    listed = await owner.say("/audit")
    assert listed.count("человек, удаливший свои данные") == 3
    assert "Записей" not in await resident.say("/mydata")
