import asyncio
import os
import signal
import socket
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import pytest

from bot.ordering import Lanes
from bot.road import Road
from bot.webhook import Webhook, serve
from tests.road.hooked import PATH, SECRET, Site, post
from tests.road.stand_ins import Json, message, until


async def test_other_addresses_and_methods_are_refused(site: Site) -> None:
    async with site.served() as session:
        for method, path, status, allowed in [
            ("GET", PATH, 405, "POST"),
            ("POST", "/health", 405, "GET, HEAD"),
            ("DELETE", "/ready", 405, "GET, HEAD"),
            ("GET", "/", 404, None),
            ("POST", PATH + "/", 404, None),
        ]:
            async with session.request(method, path) as response:
                assert (response.status, response.headers.get("Allow")) == (status, allowed)


async def test_health_says_that_the_process_lives(site: Site) -> None:
    site.reason = "database"
    async with site.served() as session:
        async with session.get("/health") as response:
            assert (response.status, await response.text()) == (200, "alive")
        async with session.head("/health") as response:
            assert (response.status, await response.text()) == (200, "")


async def test_readiness_says_why_not(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.webhook.READY_WITHIN", 0.05)

    async def asked() -> tuple[int, str]:
        async with session.get("/ready") as response:
            return response.status, await response.text()

    async with site.served() as session:
        assert await asked() == (200, "ready")
        site.reason = "database"
        assert await asked() == (503, "database")
        site.trouble = OSError("a detail for the log only")
        assert await asked() == (503, "error")
        site.hang = 1
        assert await asked() == (503, "slow")
    assert [record.getMessage() for record in caplog.records] == ["readiness unknown"]


async def test_an_update_neither_handled_nor_stored_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.webhook.GRACE", 0.02)
    site = Site()
    site.slow[10] = 0.2
    site.inbox.trouble = OSError("no space left")
    async with site.served() as session:
        assert await post(session, message(10)) == 500
        site.inbox.trouble = None
        await until(lambda: site.seen)
        assert await post(session, message(10)) == 200
    assert site.seen == [10]
    assert caplog.records[0].getMessage() == "update neither handled nor stored"


async def test_an_update_that_takes_long_is_stored_and_confirmed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.webhook.GRACE", 0.05)
    site.slow[10] = 0.3
    async with site.served() as session:
        assert await post(session, message(10)) == 200
        assert set(site.inbox.rows) == {10}
        await until(lambda: site.seen and not site.inbox.rows)


async def test_stopping_finishes_what_began_and_takes_no_more(site: Site) -> None:
    site.slow[10] = 0.4
    async with site.served() as session:
        begun = asyncio.create_task(post(session, message(10)))
        await until(lambda: site.begun)
        site.webhook.stopping = True  # as the server itself sets it, a moment before it hears no more
        assert await post(session, message(11)) == 503
        async with session.get("/ready") as ready:
            assert ready.status == 503
        site.stop.set()
        assert await begun == 200
    assert site.seen == [10]
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncio.open_connection("127.0.0.1", site.port)


async def test_a_taken_port_is_an_error_before_serving(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        await serve(site.webhook, "127.0.0.1", taken.getsockname()[1], site.stop)


async def test_it_serves_where_it_is_told(site: Site, unused_tcp_port: int) -> None:
    serving = asyncio.create_task(serve(site.webhook, "localhost", unused_tcp_port, site.stop))
    await asyncio.sleep(0)
    async with aiohttp.ClientSession() as session, session.get(f"http://localhost:{unused_tcp_port}/health") as answer:
        assert answer.status == 200
    site.stop.set()
    await serving


async def test_signals_are_left_to_the_main(site: Site) -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, site.stop.set)
    ours = signal.getsignal(signal.SIGTERM)
    try:
        async with site.served() as session:
            async with session.get("/health") as response:
                assert response.status == 200
            assert signal.getsignal(signal.SIGTERM) is ours
            os.kill(os.getpid(), signal.SIGTERM)
            async with asyncio.timeout(1):
                await site.stop.wait()
    finally:
        asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)


async def test_the_lifespan_of_any_server_is_understood(site: Site) -> None:
    inward: asyncio.Queue[Json] = asyncio.Queue()
    outward: list[str] = []

    async def send(event: Any) -> None:
        outward.append(event["type"])

    for kind in ("lifespan.startup", "lifespan.shutdown"):
        inward.put_nowait({"type": kind})
    await site.webhook({"type": "lifespan"}, inward.get, send)
    assert outward == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    with pytest.raises(ValueError, match="websocket"):
        await site.webhook({"type": "websocket"}, inward.get, send)


async def test_the_secret_is_compared_in_constant_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, right: bytes) -> bool:
        compared.append((given, right))
        return given == right

    monkeypatch.setattr("hmac.compare_digest", compare)
    async with site.served() as session:
        await post(session, message(10))
        await post(session, message(10), headers={})
    assert compared == [(SECRET.encode(), SECRET.encode()), (b"", SECRET.encode())]


async def test_updates_of_one_chat_keep_their_order_across_requests(site: Site) -> None:
    taken: list[Any] = []

    class Watched(Road):
        async def take(self, raw: Sequence[Mapping[str, Any]], grace: float) -> None:
            taken.append(raw[0]["update_id"])
            await super().take(raw, grace)

    site.slow = {number: 0.01 * (6 - number) for number in range(1, 6)}
    site.webhook = Webhook(Watched(site.handle, site.inbox, Lanes()), PATH, SECRET, site.ready)
    async with site.served() as session:
        await asyncio.gather(*[post(session, message(number)) for number in range(1, 6)])
    assert site.seen == taken


async def test_a_road_that_is_finishing_takes_no_more(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    road = Road(site.handle, site.inbox, Lanes())
    site.webhook = Webhook(road, PATH, SECRET, site.ready)
    site.slow[10] = 0.3
    async with site.served() as session:
        begun = asyncio.create_task(post(session, message(10)))
        await until(lambda: site.begun)
        finishing = asyncio.create_task(road.finish(2))
        await asyncio.sleep(0)
        assert await post(session, message(11)) == 503
        assert await begun == 200
        await finishing
    assert site.seen == [10]
    assert caplog.records == []


async def test_a_request_does_not_wait_for_what_is_stored_at_the_end(site: Site) -> None:
    road = Road(site.handle, site.inbox, Lanes())
    site.webhook = Webhook(road, PATH, SECRET, site.ready)
    site.slow[10] = 60
    async with site.served() as session:
        begun = asyncio.create_task(post(session, message(10)))
        await until(lambda: site.begun)
        site.stop.set()
        await road.finish(0.2)
        assert await begun == 200
    assert set(site.inbox.rows) == {10}
