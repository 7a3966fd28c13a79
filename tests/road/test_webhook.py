import asyncio
import json
import time
from collections.abc import AsyncIterator

import pytest

from bot.webhook import LARGEST_BODY, Webhook
from tests.road.hooked import PATH, SECRET, Site, post
from tests.road.stand_ins import message, until, wire


async def test_an_update_is_handled_inside_its_request(site: Site) -> None:
    site.slow[10] = 0.1
    async with site.served() as session:
        assert await post(session, message(10)) == 200
        assert site.seen == [10]
        assert await post(session, message(10)) == 200
    assert site.seen == [10]
    assert site.inbox.writes == []


async def test_requests_side_by_side_are_handled_side_by_side(site: Site) -> None:
    site.slow = dict.fromkeys(range(1, 11), 0.2)
    async with site.served() as session:
        began = time.monotonic()
        assert set(await asyncio.gather(*[post(session, message(n, chat=n)) for n in range(1, 11)])) == {200}
        assert time.monotonic() - began < 1


async def test_a_stranger_is_turned_away(site: Site) -> None:
    strangers: list[dict[str, str]] = [{}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}, {"X-Secret": SECRET}]
    async with site.served() as session:
        for headers in strangers:
            assert await post(session, message(10), headers=headers) == 403
    assert site.begun == []


async def test_a_stranger_is_turned_away_before_the_body_arrives(site: Site) -> None:
    async with site.served():
        answer = await site.raw(f"POST {PATH} HTTP/1.1", "Host: x", "Content-Length: 1000", body=b'{"upd')
    assert answer.startswith(b"HTTP/1.1 403")
    assert b"connection: close" in answer


def test_a_webhook_without_a_secret_is_not_built() -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(Site().webhook._road, PATH, "", Site().ready)


NOT_READ = (b"", b"{", b"\xff\xfe", b"[]", b"7", b'"text"', b"null", b'{"update_id": 1e400}', b'{"a": ' + b"[" * 5000)


@pytest.mark.parametrize("content", NOT_READ, ids=range(len(NOT_READ)))
async def test_what_is_no_update_is_recorded_and_not_asked_for_again(site: Site, content: bytes) -> None:
    async with site.served() as session:
        assert await post(session, None, json=None, data=content) == 200
    assert list(site.inbox.strange) == [0]
    assert site.begun == []


@pytest.mark.parametrize("letter", [b"\\ud800", b"\xff", b"\xed\xa0\x80"])
async def test_a_broken_letter_does_not_make_an_update_unreadable(site: Site, letter: bytes) -> None:
    async with site.served() as session:
        assert await post(session, None, json=None, data=wire(message(10, text="X")).replace(b"X", letter)) == 200
    assert site.seen == [10]


async def test_an_unreadable_update_is_recorded_and_not_asked_for_again(site: Site) -> None:
    async with site.served() as session:
        assert await post(session, {"update_id": 5, "message": "?"}) == 200
        assert await post(session, {}) == 200
    assert list(site.inbox.strange) == [5, 0]


async def test_a_body_may_be_as_large_as_the_limit(site: Site) -> None:
    update = message(10)
    update["message"]["text"] = "x" * (LARGEST_BODY - len(json.dumps(update)) + len(update["message"]["text"]))
    exact = json.dumps(update, ensure_ascii=False).encode()
    exact += b" " * (LARGEST_BODY - len(exact))
    async with site.served() as session:
        assert await post(session, None, json=None, data=exact) == 200
    assert site.seen == [10]


async def test_a_larger_body_is_refused_by_its_announced_length(site: Site) -> None:
    async with site.served():
        answer = await site.raw(
            f"POST {PATH} HTTP/1.1",
            "Host: x",
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}",
            f"Content-Length: {LARGEST_BODY + 1}",
        )
    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_larger_body_is_refused_when_its_length_is_not_announced(site: Site) -> None:
    chunk = b"10001\r\n" + b" " * 0x10001 + b"\r\n"
    async with site.served():
        answer = await site.raw(
            f"POST {PATH} HTTP/1.1",
            "Host: x",
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}",
            "Transfer-Encoding: chunked",
            body=chunk * 16,
        )
    assert answer.startswith(b"HTTP/1.1 413")


async def test_a_chunked_body_is_read_whole(site: Site) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for byte in json.dumps(message(10)).encode():
            yield bytes([byte])

    async with site.served() as session:
        assert await post(session, None, json=None, data=pieces()) == 200
    assert site.seen == [10]


async def test_a_request_that_breaks_off_changes_nothing(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "monoqala.webhook")
    async with site.served():
        _, writer = await asyncio.open_connection("127.0.0.1", site.port)
        secret = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}"
        writer.write(f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{secret}\r\nContent-Length: 90\r\n\r\n{{".encode())
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.close()
        await until(lambda: caplog.records)
    assert caplog.records[0].getMessage() == "request broken off"
    assert site.begun == []
