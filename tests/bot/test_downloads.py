"""Files on their way from Telegram: in pieces, bounded whatever anybody says of their size, begun again when cut."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.downloads import Downloads, NotFetched, TooBig
from bot.request import PIECE, NotYet
from bot.sandbox.doors import SandboxRequest
from bot.updates import File
from tests.sandbox.stage import AIGUL, Stage

CONTENT = bytes(range(256)) * 1024 * 3
MOST = len(CONTENT)


@dataclass
class Post:
    stage: Stage
    bot: Bot
    downloads: Downloads
    file: File
    told: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    async def fetch(self, file: File | None = None, most: int = MOST) -> bytes:
        return await self.downloads.fetch(file or self.file, most, self.tell)

    async def tell(self, share: float) -> None:
        self.told.append(share)


def uploaded(stage: Stage, name: str, content: bytes) -> str:
    """Not by way of Stage.updates, whose judges take longer to begin than all tests here."""
    stage.human.upload(AIGUL, AIGUL, name, content)
    file_id: str = stage.world.updates.head()[-1]["message"]["document"]["file_id"]
    return file_id


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    stage, waited = Stage.build(), list[float]()

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    file_id = uploaded(stage, "figures.csv", CONTENT)
    async with Bot(stage.api.token, request=SandboxRequest(stage.api)) as bot:
        yield Post(stage, bot, Downloads(bot, pause), File(file_id, MOST), waited=waited)


async def test_a_file_comes_in_pieces_and_tells_how_far_it_is(post: Post) -> None:
    assert await post.fetch() == CONTENT
    assert len(CONTENT) == 3 * PIECE
    assert post.told == [pytest.approx(share / 3) for share in (1, 2, 3)]


async def test_what_is_too_big_by_its_own_word_is_not_even_asked_for(post: Post) -> None:
    calls = len(post.stage.api.calls)
    with pytest.raises(TooBig):
        await post.fetch(File(post.file.file_id, MOST + 1))
    assert len(post.stage.api.calls) == calls


async def test_what_is_too_big_by_the_word_of_telegram_is_not_fetched(post: Post) -> None:
    with pytest.raises(TooBig):
        await post.fetch(File(post.file.file_id), most=MOST - 1)
    assert post.told == []


async def test_what_turns_out_to_be_too_big_is_dropped_on_the_way(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.files.StoredFile.ids", lambda _: {})
    with pytest.raises(TooBig):
        await post.fetch(File(post.file.file_id), most=PIECE + 1)
    assert post.told == [], "of an unknown size there is no share"


async def test_more_than_telegram_hands_out_is_too_big(post: Post) -> None:
    file_id = uploaded(post.stage, "large.csv", b"0" * (20 * 1024 * 1024 + 1))
    with pytest.raises(TooBig):
        await post.fetch(File(file_id), most=MOST)


async def test_a_file_telegram_does_not_know_is_not_fetched(post: Post) -> None:
    with pytest.raises(NotFetched):
        await post.fetch(File("nobody has seen it"))
    assert post.waited == []


async def test_a_cut_is_begun_again_and_not_for_ever(post: Post) -> None:
    post.stage.api.faults.cut_before(times=2, method="getFile")
    assert await post.fetch() == CONTENT
    assert post.waited == [0.5, 1.0]
    post.stage.api.faults.cut_before(times=3, method="getFile")
    with pytest.raises(NotFetched):
        await post.fetch()


async def test_a_flood_wait_is_for_the_road(post: Post) -> None:
    post.stage.api.faults.flood(7, method="getFile")
    with pytest.raises(NotYet) as later:
        await post.fetch()
    assert later.value.seconds == 7


async def test_a_file_that_is_gone_from_its_address_is_not_fetched(post: Post) -> None:
    post.stage.world.files.by_path.clear()
    with pytest.raises(NotFetched) as trouble:
        await post.fetch()
    assert isinstance(trouble.value.__cause__, NetworkError)
