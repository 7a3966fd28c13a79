"""Pictures asked for by buttons, in each language; beside each stand the same facts in words."""

import pytest

from bot.screen import Picture
from core.localised import Language
from tests.charts.drawn import screens
from tests.house import paint
from tests.sandbox.stage import png
from tests.talk import COUNCIL_ID, SERGEY, SPEAKERS, Square, square

SAID: dict[Language, dict[str, str]] = {
    "kk": {
        "picture": "🖼 Сурет", "dark": "🌙", "words": "📝 Сөзбен", "score": "Жан басына инвестиция: 1/5",
        "compare": "Құқықтық өріс (8 ұпайдан): 3 · 4", "ranking": "1. Сәтбаев – 40",
        "all best": "Бәрі ең жоғары", "68": "68 / 68", "map": "(6): Хромтау, Теміртау, Рудный",
        "other scale": "Инновациялық әлеует", "no data": "дерек жоқ (19)", "towns": "Теміртау Балқаш",
    },
    "ru": {
        "picture": "🖼 Картинка", "dark": "🌙", "words": "📝 Словами", "score": "Инвестиции на душу: 1/5",
        "compare": "Правовое поле (из 8): 3 · 4", "ranking": "1. Сатпаев – 40",
        "all best": "Если всё на максимум", "68": "68 из 68", "map": "(6): Хромтау, Темиртау, Рудный",
        "other scale": "Инновационный потенциал", "no data": "нет данных (19)", "towns": "Темиртау Балхаш",
    },
    "en": {
        "picture": "🖼 Picture", "dark": "🌙", "words": "📝 In words", "score": "Investment per head: 1/5",
        "compare": "Legal field (of 8): 3 · 4", "ranking": "1. Satbayev – 40",
        "all best": "Everything at its best", "68": "68 of 68", "map": "(6): Khromtau, Temirtau, Rudny",
        "other scale": "Innovation potential", "no data": "no data (19)", "towns": "Temirtau Balkhash",
    },
}  # fmt: skip


class Painter:
    """As quick as a picture of nothing; it keeps what was asked for."""

    def __init__(self) -> None:
        self.asked: list[Picture] = []

    async def __call__(self, picture: Picture) -> bytes:
        self.asked.append(picture)
        return png(width=100 + len(self.asked))


@pytest.fixture
async def gallery_square(town_square: Square) -> tuple[Square, Painter]:
    painter = Painter()
    town_square.at_work.delivery.album.paint = painter
    return town_square, painter


async def speaking(square: Square, language: Language) -> int:
    person = SPEAKERS[language]
    if language == "en":
        await square.talk(person).say("/language")
        await square.talk(person).press("English")
    return person


@pytest.mark.parametrize("language", SAID)
async def test_each_kind_is_a_button_away(gallery_square: tuple[Square, Painter], language: Language) -> None:
    town_square, painter = gallery_square
    talk, said = town_square.talk(await speaking(town_square, language)), SAID[language]
    towns = said["towns"].split()
    await talk.say(f"/score {towns[0]}")
    assert said["score"] in await talk.press(said["picture"])
    assert "photo" in talk.last
    shown = len(talk.history)
    assert said["score"] in await talk.press(said["dark"])
    assert len(talk.history) == shown  # a picture takes the place of a picture
    assert "38" in await talk.press(said["words"])
    assert "text" in talk.last
    await talk.say(f"/compare {said['towns']}")
    assert said["compare"] in await talk.press(said["picture"])
    await talk.say("/ranking")
    assert said["ranking"] in await talk.press(said["picture"])
    await talk.say(f"/whatif {towns[1]}")
    await talk.press(said["all best"])
    assert said["68"] in await talk.press(said["picture"])
    assert said["map"] in await talk.say("/map")
    assert said["no data"] in (await talk.press(said["other scale"])).replace(":", "")
    assert [picture.drawing.theme for picture in painter.asked].count("dark") == 1
    assert len(painter.asked) == 7


async def test_whoever_asks_second_is_sent_the_file_by_its_id(gallery_square: tuple[Square, Painter]) -> None:
    town_square, painter = gallery_square
    for _ in range(2):
        await town_square.talk(SERGEY).say("/map")
        await town_square.talk(SERGEY, COUNCIL_ID).say("/map")
    sent = town_square.calls("sendPhoto")
    first, *others = (call.get("photo") for call in sent)
    assert first is None  # uploaded beside the parameters
    file_id = town_square.talk(SERGEY).last["photo"][-1]["file_id"]
    assert others == [file_id] * 3
    assert len(painter.asked) == 1
    await town_square.talk(SERGEY).press("🌙")
    assert len(painter.asked) == 2
    [edited] = town_square.calls("editMessageMedia")
    assert "attach://" in edited["media"]["media"]
    await town_square.talk(SERGEY).press("☀️")
    back = town_square.calls("editMessageMedia")[-1]
    assert back["media"]["media"] == file_id


async def test_the_map_is_painted_by_the_real_painter(migrated_sqlite_url: str) -> None:
    async with square(migrated_sqlite_url) as opened:
        talk = opened.talk(SERGEY)
        await talk.say("/map")
        [photo] = talk.last["photo"]
        assert photo["width"] == 756
        drawn = screens("ru")["map/economic"].picture
        assert drawn
        assert opened.world.files.find(photo["file_id"]).content == await paint(drawn)


async def test_what_has_no_picture_is_answered_in_words(gallery_square: tuple[Square, Painter]) -> None:
    town_square, painter = gallery_square
    talk = town_square.talk(SERGEY)
    await talk.say("/start")
    for forged, said in (
        ("ps1:ridder:light", "неизвестен"),
        ("pc1:1.25:dark", "показателей нет"),
        ("pc1:8:dark", "от 2 до"),
        ("pw1:light:balkhash:", "Какой показатель"),
        ("ps1:balkhash:pink", "устарела"),
    ):
        await talk.forge(forged)
        assert said in talk.last["text"]
    assert painter.asked == []


@pytest.mark.parametrize("without", ["/score Риддер", "/compare Риддер Алтай"])
async def test_where_there_is_nothing_to_draw_there_is_no_button(town_square: Square, without: str) -> None:
    talk = town_square.talk(SERGEY)
    await talk.say(without)
    assert not [label for label in talk.labels if "🖼" in label]
