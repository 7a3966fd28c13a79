"""Screens of the gallery carry their files with them."""

from bot.sandbox.portraits import Studio
from bot.screen import Document, Picture, Screen
from tests.sandbox.stage import START, png


async def test_a_portrait_carries_its_file_or_picture() -> None:
    studio = Studio(lambda: START)
    await studio.open()
    file = await studio.portrait(Screen("data", document=Document("a.json", b"{}")))
    assert file["document"]["url"] == "data:application/octet-stream;base64,e30="
    picture = await studio.portrait(Screen("map", picture=Picture(png(), "k")))
    assert picture["photo"][-1]["url"].startswith("data:image/png;base64,")
    assert "url" not in str(await studio.portrait(Screen("text")))
