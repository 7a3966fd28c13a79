"""Where to go in a town; and whoever writes that it is very hard is answered at once, and nothing of it stays."""

import logging
from datetime import date
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from core.care import NEEDS, Need
from core.directory import Directory
from core.files.directory import read_directory
from core.files.library import Library
from core.files.marked import Problems
from core.localised import LANGUAGES, Language
from core.services.applications import Applications
from core.services.people import Cause
from core.store.tables import metadata
from tests.catalogues import CASES, DATA, cases, catalogue
from tests.conversations.test_common import sent_file
from tests.conversations.test_towns import ready
from tests.reminding import plan
from tests.talk import AIGUL, COUNCIL_ID, EMMA, LOLA, SERGEY, Square

FIRST: dict[Need, dict[Language, str]] = {
    "life": {"kk": "Қазір жалғыз қалмаңыз", "ru": "Не оставайтесь сейчас", "en": "do not stay alone"},
    "threat": {"kk": "қорқытуға болмайды", "ru": "Угрожать вам из-за долга нельзя", "en": "Nobody may threaten you"},
    "hunger": {"kk": "Алдымен тамақ табайық", "ru": "где поесть", "en": "let us find a meal"},
    "debt": {"kk": "біртіндеп шешуге", "ru": "шаг за шагом", "en": "step by step"},
}
WHERE = {"kk": "Қайда бару керек", "ru": "Куда идти", "en": "Where to go"}
ASK = {"kk": "Қай қала?", "ru": "Какой город?", "en": "Which town?"}
OFFICES = {
    "kk": ["Жұмыспен қамту орталығы", "Әкімдік", "Кәсіпкерлікті қолдау орталығы"],
    "ru": ["Центр занятости", "Акимат", "Центр поддержки бизнеса"],
    "en": ["Employment centre", "Akimat", "Business support centre"],
}
FIND = {"kk": "Қалай табуға болады", "ru": "Как найти", "en": "How to find it"}
BACK = {"kk": "Мекемелер тізіміне", "ru": "К списку мест", "en": "To the offices"}
NO_CONTACT = {"kk": "менде әзірге жоқ", "ru": "у меня пока нет", "en": "I have no phone"}
ASKED = {
    "kk": ("/where Теміртау", "Теміртауда қайда барамын?", "қайда бару керек"),
    "ru": ("/where Темиртау", "куда мне обратиться в Темиртау?", "куда идти"),
    "en": ("/where Temirtau", "where do I go in Temirtau?", "where to go"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_cry_is_answered_before_anything_else(town_square: Square, language: Language) -> None:
    talk = town_square.talk(await ready(town_square, language))
    await talk.say("/score")
    for need in NEEDS:
        answer = await talk.say(cases("cries")["heard"][need][language][0])
        assert FIRST[need][language] in answer
        assert "112" in answer
        assert "2015" not in answer  # no word of programmes
    assert ASK[language] in await talk.press(WHERE[language])


async def test_what_was_being_asked_stays_open(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/score")
    assert "где поесть" in await talk.say("Темиртау, дома нечего есть")
    assert "Темиртау" in await talk.say("темиртау")


@pytest.mark.parametrize("person", [EMMA, LOLA])
async def test_whoever_has_no_language_yet_is_answered_in_the_one_they_wrote_in(
    town_square: Square, person: int
) -> None:
    assert "где поесть" in await town_square.talk(person).say("дети голодные")
    assert "Қазір жалғыз қалмаңыз" in await town_square.talk(person).say("өлгім келеді")


async def test_a_chosen_language_is_kept_whatever_the_words_were(town_square: Square) -> None:
    assert "где поесть" in await town_square.talk(SERGEY).say("we have nothing to eat")


async def test_nothing_of_it_is_stored_and_the_log_does_not_tell(
    any_square: Square, caplog: pytest.LogCaptureFixture
) -> None:
    talk = any_square.talk(AIGUL)
    await talk.say("/where Теміртау")
    before = await rows(any_square)
    with caplog.at_level(logging.DEBUG):
        await talk.say("Өлгім келеді")
        await talk.say("/where Теміртау")
    assert await rows(any_square) == before
    told = [vars(record) for record in caplog.records if record.name.startswith("monoqala")]
    assert [each["route"] for each in told if "route" in each] == ["ShowPlaces", "FindTown"]
    assert "лгім" not in str(told)
    assert "life" not in str(told)


async def rows(square: Square) -> dict[str, list[object]]:
    async with square.at_work.store.reading() as work:
        connection = work.transaction.connection
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }


async def test_in_a_group_only_when_the_bot_is_spoken_to(town_square: Square) -> None:
    group = town_square.talk(SERGEY, COUNCIL_ID)
    assert await group.say("нам нечего есть") == ""
    assert "где поесть" in await group.say("@monoqala_bot нам нечего есть")
    [address] = [button["url"] for _, button in group.buttons() if "url" in button]
    assert address.startswith("https://t.me/monoqala_bot")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_empty_directory_says_so_and_how_to_find_the_office(town_square: Square, language: Language) -> None:
    talk = town_square.talk(await ready(town_square, language))
    command, sentence, alone = ASKED[language]
    for asked in (command, sentence):
        answer = await talk.say(asked)
        assert answer.count(NO_CONTACT[language]) == 3
        assert "2015" in answer
    assert talk.labels[:3] == OFFICES[language]
    for office in OFFICES[language]:
        assert FIND[language] in await talk.press(office)
        assert NO_CONTACT[language] in await talk.press(BACK[language])
    assert ASK[language] in await talk.say(alone)


async def test_from_the_menu_and_from_the_town_itself(town_square: Square) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say("/menu")
    await talk.press("Куда идти")
    assert "Куда идти: Риддер" in await talk.say("риддер")
    await talk.press("← Риддер")
    assert "Куда идти: Риддер" in await talk.press("Куда идти")


async def test_what_was_told_is_shown_with_who_told_it_and_when(
    town_square: Square, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town_square.at_work.house.contacts, "_directory", on_the_moon(tmp_path))
    talk = town_square.talk(SERGEY)
    answer = plain(await talk.say("/where Темиртау"))
    known = ("000-001", "улица Луны, 1", "сотрудник Луны (1 ноября 2026 г.)", "Мы проверили (20 ноября 2026 г.)")
    assert [part for part in (*known, "Лунная столовая") if part not in answer] == []
    assert answer.count("у меня пока нет") == 2
    answer = plain(await talk.press("Центр занятости"))
    assert [part for part in known if part not in answer] == []
    assert "Как найти" not in answer
    assert "выдумывать номер нельзя" in await talk.say("нечем платить кредит")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def on_the_moon(folder: Path) -> Directory:
    """The offices of data/ with made-up contacts."""
    text = (DATA / "directory.yaml").read_text(encoding="utf-8").partition("\ncontacts:")[0]
    told = (CASES / "directory.yaml").read_text(encoding="utf-8")
    (folder / "directory.yaml").write_text(f"{text}\ncontacts:\n{told}", encoding="utf-8")
    problems = Problems()
    towns = {town.id: town for town in catalogue().towns}
    return read_directory(folder, towns, Library(DATA, problems), problems)


async def test_mydata_tells_of_applications_and_forget_takes_them_with_their_reminders(any_square: Square) -> None:
    talk, store = any_square.talk(SERGEY), any_square.at_work.store
    await talk.say("/start")
    applications = Applications(store, any_square.clock, plan)
    await applications.start(
        SERGEY, Cause(SERGEY, 1), edition="2012-2020", language="ru", town="ridder", handed_in=date(2026, 11, 20)
    )
    await applications.tick(SERGEY, 1, "D1", Cause(SERGEY, 2), ticked=True)
    await applications.consent(SERGEY, 1, Cause(SERGEY, 3), given=True)
    assert "Хранится 1 заявление" in await talk.say("/mydata")
    kept = orjson.loads(sent_file(any_square, talk))
    (application,) = kept["applications"]
    assert (application["town"], application["ticked"], application["handed_in"]) == ("ridder", ["D1"], "2026-11-20")
    assert application["consented_at"]
    assert len(kept["outbox"]) == 2
    await talk.say("/forget")
    await talk.press("Да, удалить")
    assert "Хранится" not in await talk.say("/mydata")
    assert set(orjson.loads(sent_file(any_square, talk))) == {"asked_at"}
    assert await applications.of(SERGEY) == ()


async def test_thirty_days_after_the_last_planned_day_it_goes_by_itself(any_square: Square) -> None:
    talk, store = any_square.talk(SERGEY), any_square.at_work.store
    await talk.say("/start")
    assert "через 30 дней" in await talk.say("/privacy")
    applications = Applications(store, any_square.clock, plan)
    await applications.start(
        SERGEY, Cause(SERGEY, 1), edition="2012-2020", language="ru", handed_in=date(2026, 11, 20)
    )  # the last reminder would come on 28 November at 09:00
    any_square.forward(days=36)
    await store.housekeeping()
    assert len(await applications.of(SERGEY)) == 1
    any_square.forward(days=2)
    await store.housekeeping()
    assert await applications.of(SERGEY) == ()
    assert "Хранится" not in await talk.say("/mydata")
