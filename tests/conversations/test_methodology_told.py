"""Subscribers hear of another methodology as of figures: what it makes of their towns, and that no figure changed."""

from decimal import Decimal

from core.localised import Language
from tests.content import tiers
from tests.conversations.test_being_told import came, publish
from tests.conversations.test_content import SAID, send, speaking, two
from tests.publishing import figure
from tests.talk import EMMA, SERGEY, Sky, Square, Talk, square

RU: Language = "ru"


async def subscribed(place: Square, person: int, language: Language, to: str, wish: str) -> Talk:
    talk = await speaking(place, person, language)
    await talk.say(f"/subscribe {to}")
    await talk.press(wish)
    return talk


async def stricter(owner: Talk, publisher: Talk) -> str:
    """The medium level begins later, and costs Balkhash its own. What the owner was shown before."""
    impact = await send(owner, "innovation.yaml", tiers())
    await both(owner, publisher)
    return impact


async def both(owner: Talk, publisher: Talk) -> None:
    await owner.press(SAID[RU].confirm)
    await owner.square.post()
    await publisher.press("Открыть предложение")
    assert "ыпуск № " in await publisher.press(SAID[RU].confirm)


async def back(owner: Talk, publisher: Talk) -> None:
    await owner.say("/content")
    await owner.press(SAID[RU].back)
    await both(owner, publisher)


async def test_what_it_makes_of_a_town_and_that_no_figure_is_another(any_square: Square) -> None:
    owner, publisher = await two(any_square, RU)
    sergey = await subscribed(any_square, SERGEY, RU, "Балхаш", "Смена уровня")
    emma = await subscribed(any_square, EMMA, "en", "all", "Any change")
    await subscribed(any_square, EMMA, "en", "Temirtau", "Any change")
    assert "Узнают 2 подписчика" in await stricter(owner, publisher)
    [told] = await came(sergey)
    assert "изменилась методика" in told
    assert "Выпуск № 1" in told
    assert "Данные городов прежние" in told
    assert "Уровень изменился: ●●○ средний → ●○○ низкий" in told
    assert "уровень ●○○ низкий" in await sergey.press("Балхаш")
    [told] = await came(emma)
    assert "the methodology has changed" in told
    assert "Balkhash" in told
    assert "Temirtau" not in told
    any_square.forward(minutes=5)
    await back(owner, publisher)
    [told] = await came(sergey)
    assert "отменён выпуск № 1" in told
    assert "●○○ низкий → ●●○ средний" in told


async def test_what_was_undone_by_morning_says_so(town_square: Square) -> None:
    owner, publisher = await two(town_square, RU)
    sergey = await subscribed(town_square, SERGEY, RU, "Балхаш", "Смена уровня")
    town_square.forward(hours=11)
    await send(owner, "innovation.yaml", tiers())
    await owner.press(SAID[RU].confirm)
    for number, minutes in ((1, 1), (2, 1)):
        await publisher.say("/content")
        await publisher.press(f"№ {number}")
        await publisher.press(SAID[RU].confirm)
        town_square.forward(minutes=minutes)
        if number == 1:
            await owner.say("/content")
            await owner.press(SAID[RU].back)
            await owner.press(SAID[RU].confirm)
    assert await came(sergey) == []
    town_square.forward(hours=11)
    first, second = await came(sergey)
    assert "изменилась методика" in first
    assert "С тех пор этот выпуск отменили (№ 2)" in first
    assert "отменён выпуск № 1" in second


async def test_a_week_tells_of_figures_and_methodology_after_a_restart_too(database_url: str) -> None:
    sky = Sky.new()
    async with square(database_url, sky) as place:
        await subscribed(place, SERGEY, RU, "все", "Сводка за неделю")
        await stricter(*await two(place, RU))
        place.forward(hours=1)
    async with square(database_url, sky) as place:
        talk = place.talk(SERGEY)
        await publish(place, figure("temirtau", Decimal("5.5")), figure("balkhash", Decimal("5.5")))
        assert await came(talk) == []
        place.forward(days=2)
        [told] = await came(talk)
        assert "изменилась и методика" in told
        assert "Уровень изменился: ●●○ средний → ●○○ низкий" in told
        assert "По прежней методике было бы: 37, уровень: ●●○ средний" in told
        assert told.count("По прежней методике") == 1
        assert "4,6 % (2020) → 5,5 % (2021)" in told.replace("\xa0", " ")
