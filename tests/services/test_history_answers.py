"""Who may know what of the past, page by page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.access import EVERYWHERE, Role
from core.catalogue import Unknown
from core.services.history import BATCHES_ON_A_PAGE, ON_A_PAGE, History, Wanted
from core.services.scores import Scores
from core.store.deeds import NotAllowed
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import EDITOR, NOBODY, OWNER, PUBLISHER, Office, figure, staffed

TOWNS = tuple(town.id for town in catalogue().towns)


@pytest.fixture
async def desk(quick_store: Store, clock: HandClock) -> Office:
    return await staffed(quick_store, clock, second=False)


async def test_everybody_may_see_what_was_published_and_officials_by_whom(desk: Office) -> None:
    await desk.publish(figure())
    seen = await desk.history.page(NOBODY, None, Wanted(town="ridder", indicator="2.6"))
    assert [each.by for each in seen.lines] == [None]
    assert [each.by for each in (await desk.history.page(EDITOR, None, Wanted())).lines] == [PUBLISHER]
    assert [each.by for each in (await desk.history.batches(NOBODY, None)).batches] == [None]
    assert [each.by for each in (await desk.history.batches(EDITOR, None)).batches] == [PUBLISHER]
    assert (await desk.history.page(EDITOR, None, Wanted(by=PUBLISHER))).total == 1
    assert (await desk.history.page(EDITOR, None, Wanted(by=NOBODY))).total == 0
    for wanted in (Wanted(by=PUBLISHER), Wanted(batch=1)):
        with pytest.raises(NotAllowed):
            await desk.history.page(NOBODY, desk.cause(NOBODY), wanted)
    with pytest.raises(NotAllowed):
        await desk.history.everything(NOBODY, desk.cause(NOBODY))
    async with desk.store.writing() as work:
        await work.grants.give(NOBODY, Role.OFFICIAL, EVERYWHERE, OWNER)
    assert (await desk.history.everything(NOBODY, None)).names == {PUBLISHER}


async def test_page_by_page_the_latest_first(desk: Office) -> None:
    await desk.publish(*(figure(town) for town in TOWNS))
    await desk.publish(figure(TOWNS[0], Decimal(7)))
    first = await desk.history.page(EDITOR, None, Wanted(), 0)
    assert (first.total, first.page, first.pages) == (28, 1, -(-28 // ON_A_PAGE))
    assert first.lines[0].line.batch.number == 2
    assert first.lines[0].before is not None
    last = await desk.history.page(EDITOR, None, Wanted(), 99)
    assert (last.page, len(last.lines)) == (first.pages, 28 - ON_A_PAGE * (first.pages - 1))
    of_batch = await desk.history.page(EDITOR, None, Wanted(batch=1))
    assert of_batch.batch is not None
    assert (of_batch.batch.batch.number, of_batch.batch.by, of_batch.batch.undone) == (1, PUBLISHER, None)
    assert of_batch.batch.towns == tuple(entry.town for entry in of_batch.batch.batch.entries)
    found = await desk.history.page(EDITOR, None, Wanted(TOWNS[0], "2.6"))
    assert found.town is not None
    assert found.indicator is not None
    assert (found.town.id, found.indicator.id, found.total) == (TOWNS[0], "2.6", 2)


async def test_batch_by_batch_with_what_was_taken_back(desk: Office) -> None:
    for value in range(BATCHES_ON_A_PAGE):
        await desk.publish(figure(value=Decimal(value + 1)))
    undo = await desk.imports.undo(PUBLISHER, BATCHES_ON_A_PAGE, desk.cause(PUBLISHER))
    await desk.imports.confirm(PUBLISHER, undo.proposal.number, undo.run.digest, desk.cause(PUBLISHER))
    first = await desk.history.batches(EDITOR, None)
    assert (first.page, first.pages) == (1, 2)
    assert [each.undone for each in first.batches[:3]] == [None, BATCHES_ON_A_PAGE + 1, None]
    second = await desk.history.batches(EDITOR, None, 5)
    assert ([each.batch.number for each in second.batches], second.page) == ([1], 2)


async def test_what_is_not_there_is_unknown(desk: Office) -> None:
    for wanted in (Wanted(town="almaty"), Wanted(indicator="9.9"), Wanted(batch=7)):
        with pytest.raises(Unknown):
            await desk.history.page(OWNER, None, wanted)
    with pytest.raises(Unknown):
        await desk.history.everything(OWNER, None, "almaty")
    assert (await desk.history.page(OWNER, None, Wanted())).pages == 1
    assert (await desk.history.batches(OWNER, None)).batches == ()


def test_an_indicator_is_found_by_number_and_by_name(desk: Office) -> None:
    history: History = desk.history
    found = {text: history.indicator_in(text) for text in ("Риддер 2.6", "2.6", "Риддер жұмыссыздық", "Риддер")}
    assert [(each.id if each else None, rest) for each, rest in found.values()] == [
        ("2.6", "Риддер"), ("2.6", ""), ("2.6", "Риддер"), (None, "Риддер"),
    ]  # fmt: skip
    assert history.indicator_in("2.6 2.7")[0] is None


async def test_a_score_can_be_asked_of_the_past(desk: Office) -> None:
    scores = Scores(catalogue(), desk.published.now)
    before = scores.of("temirtau")
    assert before.changes == ()
    await desk.publish(figure("temirtau", Decimal("15.2")))
    desk.clock.forward(timedelta(days=1))
    await desk.publish(figure("temirtau", Decimal("4.6"), year=2022))
    now = scores.of("temirtau")
    assert [(each.indicator, each.batch.number) for each in now.changes] == [("2.6", 2)]
    first = scores.then("temirtau", day=date(2026, 3, 1))
    assert first.then.card == before.card
    assert first.now == now
    assert (first.years, first.days) == ((2022, 2021, 2020), (date(2026, 3, 3), date(2026, 3, 2)))
    second, of_year = scores.then("temirtau", day=date(2026, 3, 2)), scores.then("temirtau", 2021)
    assert second.then.card == of_year.then.card
    assert second.then.card != before.card
    assert scores.then("temirtau").then.card == now.card
    assert scores.then("ridder", 2020).then.card is None
    with pytest.raises(Unknown):
        scores.then("almaty")
