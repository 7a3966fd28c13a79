"""What is published is seen by everybody within a second, and every service tells the same."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.access import EVERYWHERE, Role
from core.catalogue import Unknown
from core.ledger import Ledger
from core.services.facts import Facts
from core.services.people import People
from core.services.published import Published
from core.services.reading import Reading
from core.services.scores import Scores
from core.services.tables import Tables
from core.snapshot import always
from core.store.trouble import Unreachable
from core.store.work import LOOK, Store
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import NOBODY, OWNER, figure, staffed

A_SECOND = 1.0


@asynccontextmanager
async def beside(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(each) for each in work]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def within_a_second(true: Callable[[], bool]) -> None:
    """More only where the machine has more to do than it has processors: then everything takes longer."""
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    async with asyncio.timeout(A_SECOND * max(busy, 1)):
        while not true():  # noqa: ASYNC110  # what is awaited happens in another worker
            await asyncio.sleep(0.01)


async def test_another_worker_shows_it_within_a_second(store: Store, database_url: str, clock: HandClock) -> None:
    at = await staffed(store, clock)
    other = await Store.open(database_url, clock)
    published = Published(other, catalogue())
    scores = Scores(catalogue(), published.now)
    listening = asyncio.Event()
    other.news.subscribe(lambda _: None, listening.set)
    async with beside(published.watch(), other.listen()):
        if other.shared:
            await asyncio.wait_for(listening.wait(), 10)
        assert scores.of("ridder").card is None
        for version in (1, 2):
            await at.publish(figure(value=Decimal(version)))
            await within_a_second(lambda: published.now().version == version)  # noqa: B023  # it is awaited here
        assert scores.card("ridder").lines["2.6"].observation.value == 2
    await other.close()


async def test_a_right_given_by_another_process_is_known_within_a_second(
    store: Store, database_url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Also beside an SQLite file, which tells nobody; a file that cannot be read for a moment is looked at again."""
    at = await staffed(store, clock)
    other = await Store.open(database_url, clock)
    people, heard = People(other, clock), asyncio.Event()
    other.news.subscribe(lambda _: heard.set(), heard.set)
    async with beside(people.listen()):
        if other.shared:
            await asyncio.wait_for(heard.wait(), 10)
        assert Role.EDITOR not in (await people.who(NOBODY)).roles
        real, given = other.reading, False

        def broken() -> Any:
            monkeypatch.setattr(other, "reading", real)
            raise Unreachable("it does not answer")

        editor = NOBODY, Role.EDITOR
        for act in (at.rights.grant(OWNER, *editor, EVERYWHERE, None), at.rights.revoke(OWNER, *editor, None)):
            if not other.shared:
                await asyncio.sleep(LOOK)
                monkeypatch.setattr(other, "reading", broken)
            heard.clear()
            await act
            await asyncio.wait_for(heard.wait(), 2 * A_SECOND)
            given = not given
            assert (Role.EDITOR in (await people.who(NOBODY)).roles) == given
    await other.close()
    assert other.shared or [record.message for record in caplog.records if "the record" in record.message]


async def test_an_outage_ends_nothing(
    quick_store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at = await staffed(quick_store, clock)
    await at.publish(figure())
    published = Published(quick_store, catalogue())
    real, asked = quick_store.reading, asyncio.Event()

    def hanging() -> Any:
        asked.set()
        monkeypatch.setattr(quick_store, "reading", real)
        raise Unreachable("it does not answer")

    monkeypatch.setattr(quick_store, "reading", hanging)
    async with beside(published.watch()):
        await asyncio.wait_for(asked.wait(), 10)
        quick_store.news.missed()
        await within_a_second(lambda: published.now().version == 1)
    assert [record.levelno for record in caplog.records if "new figures" in record.message] == [logging.WARNING]


async def test_a_snapshot_is_never_changed(quick_store: Store, clock: HandClock) -> None:
    at = await staffed(quick_store, clock)
    before = at.published.now()
    sheets = dict(before.sheets)
    await at.publish(figure())
    assert (before.version, dict(before.sheets)) == (0, sheets)
    after = at.published.now()
    assert await at.published.refresh() is after
    assert at.published.past(published_by=clock() - timedelta(seconds=1)).sheets == sheets


async def test_every_service_tells_what_is_published(quick_store: Store, clock: HandClock) -> None:
    at = await staffed(quick_store, clock)
    now = at.published.now
    scores, facts = Scores(catalogue(), now), Facts(catalogue(), now)
    reading, tables = Reading(catalogue(), now), Tables(catalogue(), now)
    [document] = [each.id for each in always_documents(figure())]
    printed = facts.targets("ridder").standings
    with pytest.raises(Unknown):
        reading.document(document)
    await at.publish(figure())
    assert scores.of("ridder").card == now().cards["ridder"]
    assert scores.of("ridder").scored == len(catalogue().sheets) + 1
    assert [each.town.id for each in scores.ranking("2.6").ranked if each.card.town == "ridder"] == ["ridder"]
    assert "ridder" not in [each.id for each in scores.ranking("score").without]
    assert facts.targets("ridder").standings != printed
    assert reading.document(document).places == ((None, 1),)
    assert document in [each.id for each in reading.documents()]
    assert tables.version == f"{catalogue().version}-1"
    extract = tables.of("ridder")
    assert (extract.version, extract.records[0].card, extract.scored) == (tables.version, now().cards["ridder"], 9)
    assert document in [each.id for each in extract.documents]
    assert [each.card for each in tables.all().records if each.town.id == "ridder"] == [now().cards["ridder"]]


def always_documents(*figures: Any) -> list[Any]:
    ledger = Ledger(catalogue().sheets).supposing(figures)
    return list(always(ledger, catalogue().innovation)().documents.values())
