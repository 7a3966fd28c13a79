"""Screens of the gallery carry their files with them."""

from base64 import b64decode

from bot.sandbox.portraits import Sitting
from bot.screen import Document, Screen
from tests.charts.drawn import screens
from tests.house import paint
from tests.sandbox.stage import START


async def test_a_portrait_carries_its_file_or_picture() -> None:
    sitting = Sitting(lambda: START, paint)
    await sitting.open()
    file = await sitting.portrait(Screen("data", document=Document("a.json", b"{}")))
    assert file["document"]["url"] == "data:application/octet-stream;base64,e30="
    drawn = screens("kk")["map/economic"].picture
    assert drawn
    picture = await sitting.portrait(Screen("map", picture=drawn))
    kind, content = picture["photo"][-1]["url"].split(",")
    assert kind == "data:image/png;base64"
    assert b64decode(content) == await paint(drawn)
    assert "url" not in str(await sitting.portrait(Screen("text")))
