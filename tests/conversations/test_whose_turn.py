"""Letters to those whose turn it is: to confirm a proposal, to hear what became of one’s own, or of a role."""

import pytest

from core.access import EVERYWHERE, Places, Role
from core.services.people import Cause
from core.store.tables import outbox
from tests.content import contacts
from tests.conversations.test_content import send
from tests.talk import AIGUL, EMMA, LOLA, OWNER_ID, SERGEY, Square, Talk, text_of

WORST = ("1.1 нет", "1.2 не соответствует", "1.3 нет", "2.6 9")
TO_LOWER = "/set " + "\n".join(f"Satbayev {each} 2021 | stat.gov.kz" for each in WORST)
NATIVE = {OWNER_ID: "Русский", AIGUL: "Қазақша", EMMA: "English", SERGEY: "Русский", LOLA: "Русский"}
ELSEWHERE = Places(oblasts=frozenset({"pavlodar"}))


async def entrusted(square: Square, person: int, role: Role | None, places: Places = EVERYWHERE) -> Talk:
    if role:
        async with square.at_work.store.writing() as work:
            await work.grants.give(person, role, places, OWNER_ID)
    talk = square.talk(person)
    await talk.say("/language")
    await talk.press(NATIVE[person])
    return talk


async def states(square: Square, kind: str) -> dict[int, str]:
    async with square.at_work.store.reading() as work:
        rows = await work.transaction.connection.execute(outbox.select().where(outbox.c.kind == kind))
        return {row.chat_id: row.state for row in rows}


async def test_those_who_may_confirm_are_asked_once_and_the_editor_hears(any_square: Square) -> None:
    owner, publisher = await entrusted(any_square, OWNER_ID, None), await entrusted(any_square, AIGUL, Role.PUBLISHER)
    elsewhere = await entrusted(any_square, LOLA, Role.PUBLISHER, ELSEWHERE)
    emma = await entrusted(any_square, EMMA, Role.EDITOR)
    await emma.say(TO_LOWER)
    await any_square.post()
    assert "растауыңызды күтіп тұр" in text_of(publisher.last)
    assert "ждёт вашего подтверждения" in text_of(owner.last)
    assert await states(any_square, "waits") == {OWNER_ID: "delivered", AIGUL: "delivered"}
    assert "ждёт" not in text_of(elsewhere.last)
    assert "Предложение № 1" in await owner.press("Открыть предложение")
    assert "сохранено" in await owner.press("Подтвердить (1 из 2)")
    await any_square.post()
    asked = [each for each in publisher.history if "растауыңызды күтіп тұр" in text_of(each)]
    assert len(asked) == 1
    assert "Бір жариялаушы растады" in await publisher.press("Ұсынысты ашу")
    await publisher.press("Жариялау")
    await any_square.post()
    assert "Your proposal No. 1 is published: publication No. 1" in text_of(emma.last)
    assert "1.1" in await emma.press("History")
    assert await states(any_square, "fate") == {EMMA: "delivered"}


async def test_at_night_nobody_is_woken_and_what_is_settled_by_morning_is_not_told(any_square: Square) -> None:
    owner, publisher = await entrusted(any_square, OWNER_ID, None), await entrusted(any_square, AIGUL, Role.PUBLISHER)
    emma = await entrusted(any_square, EMMA, Role.EDITOR)
    any_square.forward(hours=13)
    await emma.say("/set Satbayev 2.6 4.6 2021 | stat.gov.kz")
    await any_square.post()
    assert await states(any_square, "waits") == {OWNER_ID: "waiting", AIGUL: "waiting"}
    await owner.say("/proposals")
    await owner.press("№ 1")
    assert "публикация № 1" in await owner.press("Опубликовать")
    await owner.press("Отменить")
    await owner.press("Отменить публикацию")
    silent = len(publisher.history)
    any_square.forward(hours=10)
    await any_square.post()
    assert len(publisher.history) == silent
    assert await states(any_square, "waits") == {OWNER_ID: "void", AIGUL: "void"}
    told = text_of(emma.last)
    assert "is published: publication No. 1" in told
    assert "undone since (No. 2)" in told


async def test_the_editor_hears_that_it_was_withdrawn_or_run_again_by_another(any_square: Square) -> None:
    owner, emma = await entrusted(any_square, OWNER_ID, None), await entrusted(any_square, EMMA, Role.EDITOR)
    await emma.say("/set Satbayev 2.6 4.6 2021 | stat.gov.kz")
    await owner.say("/set Темиртау 2.6 4,9 2021 | stat.gov.kz")
    await owner.press("Опубликовать")
    await owner.say("/proposals")
    await owner.press("№ 1")
    await owner.press("Рассчитать заново")
    await any_square.post()
    assert "run again by somebody else: it is proposal No. 3" in text_of(emma.last)
    assert "Proposal No. 3" in await emma.press("Open the proposal")
    await emma.press("Withdraw")
    await emma.say("/set Satbayev 2.6 4.7 2021 | stat.gov.kz")
    await owner.say("/proposals")
    await owner.press("№ 4")
    await owner.press("Отозвать")
    await any_square.post()
    assert "No. 4 was withdrawn by somebody else" in text_of(emma.last)
    await emma.say("/set Satbayev 2.6 4.8 2021 | stat.gov.kz")
    await emma.press("Withdraw")
    await any_square.post()
    assert "somebody else" not in text_of(emma.last), "nobody is told of what they have done themselves"


async def test_content_asks_for_its_second_as_well(town_square: Square) -> None:
    owner, emma = await entrusted(town_square, OWNER_ID, None), await entrusted(town_square, EMMA, Role.EDITOR)
    publisher = await entrusted(town_square, AIGUL, Role.PUBLISHER, Places(towns=frozenset({"temirtau"})))
    elsewhere = await entrusted(town_square, LOLA, Role.PUBLISHER, ELSEWHERE)
    await send(emma, "directory.yaml", contacts())
    await town_square.post()
    assert await states(town_square, "waits") == {OWNER_ID: "delivered", AIGUL: "delivered"}
    assert "ждёт" not in text_of(elsewhere.last)
    assert "directory.yaml" in text_of(owner.last)
    await owner.press("Открыть предложение")
    await owner.press("Отозвать")
    await town_square.post()
    assert "Your content proposal No. 1 was withdrawn" in text_of(emma.last)
    await send(emma, "directory.yaml", contacts())
    await town_square.post()
    await owner.press("Открыть предложение")
    await owner.press("Подтверждаю")
    await publisher.press("Ұсынысты ашу")
    await publisher.press("Растаймын")
    await town_square.post()
    assert "Your content proposal No. 2 is published: issue No. 1" in text_of(emma.last)


async def test_a_role_is_told_to_whoever_is_given_it_or_loses_it(any_square: Square) -> None:
    owner, emma = await entrusted(any_square, OWNER_ID, None), await entrusted(any_square, EMMA, None)
    await owner.say(f"/grant {EMMA} редактор Риддер")
    await owner.press("Да, дать")
    await any_square.post()
    told = text_of(emma.last)
    assert "You now have the role: editor" in told
    assert "Ridder" in told
    assert "/set" in await emma.press("Your work")
    await owner.say(f"/grant {EMMA} публикатор везде")
    await owner.press("Да, дать")
    await owner.say(f"/revoke {EMMA} публикатор")
    await owner.press("Да, снять")
    await any_square.post()
    told = text_of(emma.last)
    assert "You no longer have the role: publisher" in told
    assert "editor: Ridder" in told
    assert "/set" in await emma.press("Help")
    assert set(await states(any_square, "role")) == {EMMA}


async def test_of_a_night_of_changes_the_last_is_told_and_nothing_is_left_of_who_is_forgotten(
    any_square: Square,
) -> None:
    owner, emma = await entrusted(any_square, OWNER_ID, None), await entrusted(any_square, EMMA, None)
    sergey = await entrusted(any_square, SERGEY, None)
    any_square.forward(hours=13)
    rights, cause = any_square.at_work.house.rights, iter(range(900_000, 999_999))
    for person in (EMMA, SERGEY):
        await rights.grant(OWNER_ID, person, Role.EDITOR, EVERYWHERE, Cause(OWNER_ID, next(cause)))
        await rights.revoke(OWNER_ID, person, Role.EDITOR, Cause(OWNER_ID, next(cause)))
    await rights.grant(OWNER_ID, EMMA, Role.EDITOR, ELSEWHERE, Cause(OWNER_ID, next(cause)))
    kept = (await any_square.at_work.house.people.everything_about(SERGEY))["outbox"]
    assert [(row["kind"], row["payload"]) for row in kept] == [("role", {"role": "editor", "given": False})]
    await sergey.say("/forget")
    await sergey.press("Да, удалить")
    silent = len(sergey.history), len(owner.history), len(emma.history)
    any_square.forward(hours=10)
    await any_square.post()
    assert (len(sergey.history), len(owner.history), len(emma.history)) == (silent[0], silent[1], silent[2] + 1)
    told = text_of(emma.last)
    assert "You now have the role: editor" in told
    assert "Pavlodar Region" in told


@pytest.mark.parametrize("taken", [True, False])
async def test_who_may_not_confirm_by_morning_is_not_asked(town_square: Square, *, taken: bool) -> None:
    await entrusted(town_square, OWNER_ID, None)
    publisher = await entrusted(town_square, AIGUL, Role.PUBLISHER)
    emma = await entrusted(town_square, EMMA, Role.EDITOR)
    town_square.forward(hours=13)
    await emma.say("/set Satbayev 2.6 4.6 2021 | stat.gov.kz")
    if taken:
        async with town_square.at_work.store.writing() as work:
            await work.grants.give(AIGUL, Role.PUBLISHER, ELSEWHERE, OWNER_ID)
    town_square.forward(hours=10)
    await town_square.post()
    assert ("растауыңызды күтіп тұр" in text_of(publisher.last)) is not taken


async def test_who_has_chosen_no_language_is_written_to_in_that_of_their_telegram(any_square: Square) -> None:
    """As far as it has been heard; who has said nothing yet in that of whoever gave them the role."""
    owner, aigul, emma = (any_square.talk(person) for person in (OWNER_ID, AIGUL, EMMA))
    await aigul.say("/score Риддер")
    assert "Choose a language" in await emma.say("/start")
    people = any_square.at_work.house.people
    assert "people" not in await people.everything_about(AIGUL), "of a resident it is not kept"
    for person in (AIGUL, EMMA):
        await owner.say(f"/grant {person} редактор Риддер")
        await owner.press("Да, дать")
    await any_square.post()
    assert "Енді рөліңіз: редактор" in text_of(aigul.last)
    assert "Теперь у вас роль: редактор" in text_of(emma.last)
    assert (await people.who(OWNER_ID)).language == "ru"
    await owner.say("/language")
    await owner.press("English")
    assert (await people.who(OWNER_ID)).language == "en"
    await aigul.say("/set Риддер 2.6 4,6 2021 | stat.gov.kz")
    await any_square.post()
    assert "A proposal waits for your confirmation" in text_of(owner.last)
    assert (await people.who(AIGUL)).language == "kk"
    await aigul.say("/forget")
    await aigul.press("Иә")
    assert "people" not in await people.everything_about(AIGUL)
