"""Whoever wants to hear of what is published hears of it: once, in their language, by day, until they unsubscribe."""

import re
from datetime import datetime
from decimal import Decimal

import pytest

from bot.i18n import KAZAKHSTAN
from core.ledger import Entry
from core.localised import Language
from core.services.imports import Published
from core.services.people import Cause
from tests.publishing import figure
from tests.talk import (
    AIGUL,
    COUNCIL_ID,
    EMMA,
    OFFICIAL_ID,
    OWNER_ID,
    SERGEY,
    SPEAKERS,
    Sky,
    Square,
    Talk,
    square,
    text_of,
)

WORDS: dict[Language, tuple[str, str, str, str]] = {
    "kk": ("Қазақша", "Кез келген өзгеріс", "жаңа деректер жарияланды", "Жазылымнан шығу"),
    "ru": ("Русский", "Любое изменение", "опубликованы новые данные", "Отписаться"),
    "en": ("English", "Any change", "new figures are published", "Unsubscribe"),
}
UPDATES = iter(range(900_000, 999_999))


async def speaking(place: Square, language: Language) -> Talk:
    talk = place.talk(SPEAKERS[language])
    await talk.say("/language")
    await talk.press(WORDS[language][0])
    return talk


async def publish(place: Square, *entries: Entry) -> int:
    imports = place.at_work.house.imports
    proposed = await imports.propose(OWNER_ID, entries, Cause(OWNER_ID, next(UPDATES)))  # type: ignore[arg-type]
    outcome = await imports.confirm(
        OWNER_ID, proposed.proposal.number, proposed.run.digest, Cause(OWNER_ID, next(UPDATES))
    )
    assert isinstance(outcome, Published)
    return outcome.batch.number


NOTICE = re.compile("(🔔|↩️|🗓) (Инновациялық әлеует|Инновационный потенциал|Innovation potential):")


async def came(talk: Talk) -> list[str]:
    """What came by itself since we last looked; the postman has begun without being asked to."""
    await talk.square.post()
    since, talk.seen = talk.history[talk.seen :], len(talk.history)
    return [text_of(each) for each in since if NOTICE.match(text_of(each))]


@pytest.mark.parametrize("language", WORDS)
async def test_a_figure_is_told_with_its_earlier_value_in_the_readers_language(
    any_square: Square, language: Language
) -> None:
    _, any_change, title, unsubscribe = WORDS[language]
    talk = await speaking(any_square, language)
    await talk.say("/subscribe Теміртау")
    assert await talk.press(any_change)
    await publish(any_square, figure("temirtau", Decimal("5.5")), figure("temirtau", Decimal("5.1"), year=2022))
    await publish(any_square, figure("ridder"))
    [told] = await came(talk)
    assert title in told
    assert "Хат № 5" in told
    assert "(2022)" in told
    assert await came(talk) == []
    await publish(any_square, figure("temirtau", Decimal("6.6")))
    [told] = await came(talk)
    percents = {"kk": ("5,5 %", "6,6 %"), "ru": ("5,5 %", "6,6 %"), "en": ("5.5%", "6.6%")}[language]
    assert f"2021: {percents[0]} → {percents[1]}" in told.replace("\xa0", " ")
    notice = talk.last["message_id"]
    await talk.press(unsubscribe)
    assert [NOTICE.match(text_of(each)) for each in talk.history if each["message_id"] == notice] != [None]
    assert "✓" not in " ".join(talk.labels)
    await publish(any_square, figure("temirtau", Decimal("7.7")))
    assert await came(talk) == []


async def test_pressing_again_takes_it_back(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    assert "Пока подписок нет" in await talk.say("/subscribe")
    await talk.press("Все моногорода")
    await talk.press("Смена уровня")
    await talk.press("Сводка за неделю")
    assert [label for label in talk.labels if label.startswith("✓")] == ["✓ 🔀 Смена уровня", "✓ 🗓 Сводка за неделю"]
    await talk.press("Смена уровня")
    assert [label for label in talk.labels if label.startswith("✓")] == ["✓ 🗓 Сводка за неделю"]
    assert "Все моногорода: сводка за неделю" in await talk.press("Подписки")
    assert "Все моногорода" not in talk.labels[1:]
    await talk.press("✏️ Все моногорода")
    await talk.press("Подписки")
    assert "Пока подписок нет" in await talk.press("Отписаться от всего")
    assert "Пока подписок нет" in await talk.say("/unsubscribe")


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("kk", "/subscribe Балқаш", "🔔 Балқаш"),
        ("kk", "Балқашқа жазылғым келеді", "🔔 Балқаш"),
        ("kk", "/subscribe барлығы", "🔔 Барлық моноқала"),
        ("kk", "/subscribe Балқаш, апта сайын", "🔔 Балқаш"),
        ("kk", "/subscribe бүкіл ел: деңгей өзгерісі", "🔔 Барлық моноқала"),
        ("kk", "жазылымдарым", "Әзірге жазылым жоқ"),
        ("ru", "/subscribe Балхаш", "🔔 Балхаш"),
        ("ru", "подпишите меня на Балхаш", "🔔 Балхаш"),
        ("ru", "подписаться", "Какой город"),
        ("ru", "/subscribe все", "🔔 Все моногорода"),
        ("ru", "/subscribe вся страна, любые изменения", "🔔 Все моногорода"),
        ("ru", "/subscribe Балхаш сводка за неделю", "🔔 Балхаш"),
        ("ru", "/subscribe еженедельно", "не нашёлся"),
        ("ru", "мои подписки", "Пока подписок нет"),
        ("en", "/subscribe Balkhash", "🔔 Balkhash"),
        ("en", "subscribe me to Balkhash", "🔔 Balkhash"),
        ("en", "/subscribe all", "🔔 All monotowns"),
        ("en", "/subscribe all: any change", "🔔 All monotowns"),
        ("en", "/subscribe Balkhash weekly digest", "🔔 Balkhash"),
        ("en", "my subscriptions", "There are none yet"),
    ],
)
async def test_it_is_asked_for_in_words(town_square: Square, language: Language, said: str, answer: str) -> None:
    talk = await speaking(town_square, language)
    assert answer in await talk.say(said)


async def test_it_is_offered_under_a_score(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    await talk.say("Темиртау")
    assert "🔔 Темиртау" in await talk.press("Подписаться")


async def test_a_region_as_a_whole(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    await talk.say("/subscribe Карагандинская область")
    assert "Карагандинская область" in await talk.press("Вся область")
    await talk.press("Любое изменение")
    await talk.press("Подписки")
    await talk.press("Город или область")
    await talk.press("Павлодарская область")
    await talk.press("Вся область")
    await talk.press("Любое изменение")
    await publish(town_square, figure("temirtau"))
    await publish(town_square, figure("ridder"))
    assert await publish(town_square, figure("aksu"), figure("saran")) == 3
    told = await came(talk)
    assert ["Темиртау" in each for each in told] == [True, False]
    assert "Аксу" in told[1]
    assert "Сарань" in told[1]
    assert "Карагандинская область: любое изменение" in await talk.press("Отписаться")


async def test_a_town_is_typed_when_it_is_asked_for(town_square: Square) -> None:
    talk = await speaking(town_square, "ru")
    await talk.say("/subscribe")
    await talk.press("Город или область")
    assert "🔔 Риддер" in await talk.say("Риддер")


async def test_nobody_is_woken_and_what_was_undone_by_morning_says_so(any_square: Square) -> None:
    talk = await speaking(any_square, "ru")
    await talk.say("/subscribe Риддер")
    await talk.press("Любое изменение")
    any_square.forward(hours=13)
    assert f"{any_square.clock().astimezone(KAZAKHSTAN):%H:%M}" == "23:00"
    await publish(any_square, figure())
    imports = any_square.at_work.house.imports
    undoing = await imports.undo(OWNER_ID, 1, Cause(OWNER_ID, next(UPDATES)))
    await imports.confirm(OWNER_ID, 2, undoing.run.digest, Cause(OWNER_ID, next(UPDATES)))
    assert await came(talk) == []
    any_square.forward(hours=8, minutes=59)
    assert await came(talk) == []
    any_square.forward(minutes=1)
    first, second = await came(talk)
    assert "эту публикацию отменили (№ 2)" in first
    assert "публикация № 1 отменена" in second
    assert "снято" in second


async def test_the_digest_comes_on_monday_after_a_restart_too(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as place:
        talk = await speaking(place, "ru")
        await talk.say("/subscribe Темиртау")
        await talk.press("Сводка за неделю")
        await publish(place, figure("temirtau", Decimal("5.5")))
        await publish(place, figure("temirtau", Decimal("6.6")))
        assert await came(talk) == []
    async with square(database_url, sky) as place:
        talk = place.talk(SERGEY)
        place.forward(days=1, hours=22, minutes=59)
        assert await came(talk) == []
        place.forward(minutes=1)
        assert place.clock().astimezone(KAZAKHSTAN) == datetime(2026, 11, 23, 9, tzinfo=KAZAKHSTAN)
        [told] = await came(talk)
        assert "что изменилось за неделю" in told
        assert "16 ноября 2026 г. – 22 ноября 2026 г." in told.replace("\xa0", " ")
        assert "6,6" in told
        assert "5,5" not in told
        place.forward(days=7)
        assert await came(talk) == []


async def test_what_was_published_before_in_the_week_is_in_its_digest(town_square: Square) -> None:
    await publish(town_square, figure("temirtau"))
    talk = await speaking(town_square, "ru")
    await talk.say("/subscribe Темиртау")
    await talk.press("Сводка за неделю")
    town_square.forward(days=2)
    assert len(await came(talk)) == 1


async def test_a_group_hears_as_one_until_it_puts_the_bot_out(any_square: Square) -> None:
    group = any_square.talk(OFFICIAL_ID, COUNCIL_ID)
    await group.say("/subscribe Теміртау")
    await group.press("өзгеріс")
    await publish(any_square, figure("temirtau"))
    assert len(await came(group)) == 1
    await any_square.talk(SERGEY, COUNCIL_ID).say("/language")
    await group.press("English")
    await publish(any_square, figure("temirtau", Decimal("5.5")))
    [told] = await came(group)
    assert "new figures are published" in told
    any_square.human.remove_bot(OFFICIAL_ID, COUNCIL_ID)
    await any_square.settle()
    any_square.human.add_bot(OFFICIAL_ID, COUNCIL_ID)
    await any_square.settle()
    await publish(any_square, figure("temirtau", Decimal("6.6")))
    assert await came(group) == []
    assert await any_square.at_work.house.subscriptions.of(COUNCIL_ID) == ()


async def test_who_blocks_the_bot_hears_nothing_and_goes_on_hearing_when_they_are_back(any_square: Square) -> None:
    talk = await speaking(any_square, "kk")
    await talk.say("/subscribe Теміртау")
    await talk.press("Кез келген өзгеріс")
    any_square.human.block(AIGUL)
    await any_square.settle()
    await publish(any_square, figure("temirtau"))
    assert await came(talk) == []
    any_square.human.unblock(AIGUL)
    await any_square.settle()
    await publish(any_square, figure("temirtau", Decimal("5.5")))
    assert len(await came(talk)) == 1


async def test_they_are_shown_with_all_that_is_kept_and_deleted_with_it(any_square: Square) -> None:
    talk = await speaking(any_square, "en")
    await talk.say("/subscribe Temirtau")
    await talk.press("Any change")
    everything = await any_square.at_work.house.people.everything_about(EMMA)
    assert [(row["place"], row["kind"]) for row in everything["subscriptions"]] == [("temirtau", "any")]
    any_square.forward(hours=13)
    await publish(any_square, figure("temirtau"))
    await talk.say("/forget")
    await talk.press("Yes")
    any_square.forward(hours=10)
    assert await came(talk) == []
    await publish(any_square, figure("temirtau", Decimal("5.5")))
    assert await came(talk) == []


@pytest.mark.parametrize("data", ["uw1:town:atlantis:any:yes", "uw1:oblast:atlantis:any:no", "ut1:atlantis", "uo1:x"])
async def test_a_forged_button_is_out_of_date(town_square: Square, data: str) -> None:
    talk = await speaking(town_square, "ru")
    await talk.say("/subscribe")
    assert "устарел" in await talk.forge(data)
    assert await town_square.at_work.house.subscriptions.of(SERGEY) == ()
