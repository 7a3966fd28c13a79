"""Who lives in the sandbox: people one can be, each with a language and a reason to talk with the bot, and the
group some of them share.

Their ids never change, so that what the bot has stored about them is theirs again after a restart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.sandbox.world import Chat, Person, World
from core.localised import Localised

OWNER_ID = 1001
OFFICIAL_ID = 1005
EDITOR_ID = 1007
PUBLISHER_ID = 1008
COUNCIL_ID = -2001
COUNCIL_TITLE = "Моноқала кеңесі"

PEOPLE = (
    Person(
        1002,
        "Айгүл",
        "aigul_zhezkazgan",
        "kk",
        Localised(
            kk="Жезқазған, тігін цехын ашпақ",
            ru="Жезказган, хочет открыть швейный цех",
            en="Zhezkazgan, wants to open a sewing shop",
        ),
    ),
    Person(
        1003,
        "Сергей",
        "sergey_temirtau",
        "ru",
        Localised(
            kk="Теміртау, жұмыс іздеп жүр",
            ru="Темиртау, ищет работу",
            en="Temirtau, looks for work",
        ),
    ),
    Person(
        1004,
        "Emma",
        "emma_ridder",
        "en",
        Localised(
            kk="Риддер, өзін-өзі жұмыспен қамтыған",
            ru="Риддер, работает на себя",
            en="Ridder, self-employed",
        ),
    ),
    Person(
        1006,
        "Lola",
        "lola_saran",
        "uz",
        Localised(
            kk="Telegram-ы өзбекше",
            ru="Её Telegram на узбекском",
            en="Her Telegram is in Uzbek",
        ),
    ),
    Person(
        OFFICIAL_ID,
        "Болат",
        "bolat_akimat",
        "kk",
        Localised(
            kk="Жезқазған қаласының әкімдігі",
            ru="Акимат города Жезказгана",
            en="Akimat of Zhezkazgan",
        ),
    ),
    Person(
        EDITOR_ID,
        "Динара",
        "dinara_karaganda",
        "kk",
        Localised(
            kk="Редактор: Қарағанды және Ұлытау облыстары",
            ru="Редактор: Карагандинская область и область Ұлытау",
            en="Editor: Karaganda and Ulytau Regions",
        ),
    ),
    Person(
        PUBLISHER_ID,
        "Тимур",
        "timur_publisher",
        "ru",
        Localised(
            kk="Жариялаушы: бүкіл ел",
            ru="Публикатор: вся страна",
            en="Publisher: the whole country",
        ),
    ),
    Person(
        OWNER_ID,
        "Ольга",
        "olga_admin",
        "ru",
        Localised(
            kk="Боттың әкімшісі",
            ru="Администратор бота",
            en="Administrator of the bot",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    name: Localised
    latitude: float
    longitude: float


PLACES = (
    Place(Localised(kk="Жезқазған", ru="Жезказган", en="Zhezkazgan"), 47.7941, 67.7063),
    Place(Localised(kk="Теміртау", ru="Темиртау", en="Temirtau"), 50.052, 72.955),
    Place(Localised(kk="Балқаш", ru="Балхаш", en="Balkhash"), 46.8455, 74.9821),
    Place(Localised(kk="Риддер", ru="Риддер", en="Ridder"), 50.3452, 83.5156),
    Place(Localised(kk="Екібастұз", ru="Экибастуз", en="Ekibastuz"), 51.7237, 75.3229),
    Place(Localised(kk="Жаңаөзен", ru="Жанаозен", en="Zhanaozen"), 43.3412, 52.8619),
)
"""Towns a person may say they are in, for a browser that knows no place."""


def open_council(world: World, members: Iterable[int] = (OFFICIAL_ID, 1002, 1003, 1004)) -> Chat:
    """The group, with the bot in it; the first member made it."""
    roles = {person_id: "member" if index else "creator" for index, person_id in enumerate(members)}
    council = Chat(COUNCIL_ID, "group", title=COUNCIL_TITLE, members=roles)
    world.chats[council.id] = council
    return council
