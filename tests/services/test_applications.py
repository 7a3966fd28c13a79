import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Row, func, select

from bot.i18n import KAZAKHSTAN
from core.catalogue import Unknown
from core.services.applications import MOST, Applications, Case, Cause, Event, Full
from core.services.people import People
from core.store.letters import Letter
from core.store.outbox import Outbox
from core.store.tables import applied, outbox
from core.store.work import Store
from tests.databases import HandClock
from tests.reminding import plan

AIGUL, BOLAT = 7_000_000_001, 7_000_000_002
HANDED_IN = date(2026, 3, 2)
ANSWERED = Event("centre", "done", date(2026, 3, 5))


@pytest.fixture
def applications(store: Store, clock: HandClock) -> Applications:
    return Applications(store, clock, plan)


@pytest.fixture
async def elsewhere(store: Store, database_url: str, clock: HandClock) -> AsyncIterator[Applications]:
    opened = await Store.open(database_url, clock)
    yield Applications(opened, clock, plan)
    await opened.close()


async def begin(applications: Applications, update_id: int = 1, person_id: int = AIGUL) -> Case:
    return await applications.start(
        person_id,
        Cause(person_id, update_id),
        edition="monotowns-2012",
        language="kk",
        town="temirtau",
        handed_in=HANDED_IN,
        answers={"work": "employed"},
    )


async def consented(applications: Applications, update_id: int = 2, person_id: int = AIGUL) -> Case:
    return await applications.consent(person_id, 1, Cause(person_id, update_id), given=True)


async def letters(store: Store) -> list[Row[tuple[object, ...]]]:
    async with store.reading() as work:
        return list(await work.transaction.connection.execute(select(outbox).order_by(outbox.c.due_at)))


def morning(day: int) -> datetime:
    return datetime(2026, 3, day, 9, tzinfo=KAZAKHSTAN)


async def test_what_was_told_is_there_later_and_elsewhere(
    applications: Applications, elsewhere: Applications, clock: HandClock
) -> None:
    case = await begin(applications)
    assert case == Case(
        person_id=AIGUL,
        number=1,
        edition="monotowns-2012",
        language="kk",
        since=clock(),
        last_step_at=morning(10),
        town="temirtau",
        handed_in=HANDED_IN,
        answers={"work": "employed"},
    )
    await applications.answer(AIGUL, 1, Cause(AIGUL, 2), banks="several")
    await applications.record(AIGUL, 1, ANSWERED, Cause(AIGUL, 3))
    kept = await elsewhere.find(AIGUL, 1)
    assert kept.answers == {"work": "employed", "banks": "several"}
    assert kept.events == (ANSWERED,)
    assert await elsewhere.of(AIGUL) == (kept,)
    assert await elsewhere.of(BOLAT) == ()


async def test_papers_are_ticked_off_and_all_of_it_can_be_reset(applications: Applications) -> None:
    case = await begin(applications)
    for update_id, (paper, ticked) in enumerate([("bank", True), ("work", True), ("bank", False)], 2):
        case = await applications.tick(AIGUL, 1, paper, Cause(AIGUL, update_id), ticked=ticked)
    assert case.ticked == {"work"}
    await applications.tick(AIGUL, 1, "work", Cause(AIGUL, 2), ticked=False)  # delivered late, and overtaken
    assert (await applications.find(AIGUL, 1)).ticked == {"work"}
    assert (await applications.reset_ticks(AIGUL, 1, Cause(AIGUL, 5))).ticked == set()


async def test_what_changes_nothing_writes_nothing(applications: Applications, store: Store) -> None:
    await begin(applications)
    await applications.tick(AIGUL, 1, "work", Cause(AIGUL, 2), ticked=False)
    await applications.answer(AIGUL, 1, Cause(AIGUL, 3), work="employed")
    await applications.consent(AIGUL, 1, Cause(AIGUL, 4), given=False)
    async with store.reading() as work:
        done = await work.transaction.connection.execute(select(func.count()).select_from(applied))
    assert done.scalar_one() == 1


async def test_several_go_on_at_once_and_one_update_starts_one(applications: Applications) -> None:
    assert [(await begin(applications, update_id)).number for update_id in (1, 1, 2)] == [1, 1, 2]
    await applications.tick(AIGUL, 2, "work", Cause(AIGUL, 3), ticked=True)
    await applications.tick(AIGUL, 1, "bank", Cause(AIGUL, 3), ticked=True)
    assert [case.ticked for case in await applications.of(AIGUL)] == [{"bank"}, {"work"}]
    await begin(applications, 4, BOLAT)
    for update_id in range(5, 5 + MOST - 2):
        await begin(applications, update_id)
    with pytest.raises(Full):
        await begin(applications, 50)


async def test_two_workers_given_one_update_start_one(applications: Applications, elsewhere: Applications) -> None:
    cases = await asyncio.gather(begin(applications), begin(elsewhere))
    assert [case.number for case in cases] == [1, 1]
    assert len(await applications.of(AIGUL)) == 1


async def test_what_is_not_there_is_unknown(applications: Applications) -> None:
    with pytest.raises(Unknown):
        await applications.find(AIGUL, 1)
    with pytest.raises(Unknown):
        await applications.tick(AIGUL, 1, "work", Cause(AIGUL, 1), ticked=True)
    await applications.delete(AIGUL, 1, Cause(AIGUL, 2))


async def test_reminders_are_planned_with_consent_only_and_go_when_it_is_withdrawn(
    applications: Applications, store: Store, clock: HandClock
) -> None:
    await begin(applications)
    assert await letters(store) == []
    assert (await consented(applications)).consented_at == clock()
    planned = await letters(store)
    assert [(row.chat_id, row.kind, row.due_at, row.language) for row in planned] == [
        (AIGUL, "day_before", morning(8), "kk"),
        (AIGUL, "day_after", morning(10), "kk"),
    ]
    assert planned[0].payload == {"number": 1, "step": "centre", "days": 6}
    case = await applications.consent(AIGUL, 1, Cause(AIGUL, 3), given=False)
    assert (case.consented_at, await letters(store)) == (None, [])


async def test_an_answer_plans_anew_and_does_not_touch_another_application(
    applications: Applications, store: Store
) -> None:
    await begin(applications)
    await begin(applications, 2)
    for number in (1, 2):
        await applications.consent(AIGUL, number, Cause(AIGUL, 3), given=True)
    await applications.record(AIGUL, 1, ANSWERED, Cause(AIGUL, 4))
    assert {row.about for row in await letters(store)} == {"application 2"}
    again = await applications.rewrite(AIGUL, 1, HANDED_IN + timedelta(days=1), (), Cause(AIGUL, 5))
    assert again.events == ()
    assert [row.due_at for row in await letters(store) if row.about == "application 1"] == [morning(9), morning(11)]
    await applications.rewrite(AIGUL, 1, None, (), Cause(AIGUL, 6))  # not handed in after all
    assert {row.about for row in await letters(store)} == {"application 2"}


async def test_the_same_outcome_told_again_corrects_its_day(applications: Applications) -> None:
    case = await begin(applications)
    missing, corrected = Event("centre", "missing_papers", HANDED_IN), Event("centre", "done", date(2026, 3, 6))
    for update_id, event in enumerate([missing, ANSWERED, corrected], 2):
        case = await applications.record(AIGUL, 1, event, Cause(AIGUL, update_id))
    assert case.events == (missing, corrected)


async def test_a_reminder_that_was_sent_is_not_sent_again_whatever_is_planned(
    applications: Applications, store: Store, clock: HandClock
) -> None:
    await begin(applications)
    await consented(applications)
    clock.now = morning(8)
    sent = (await Outbox(store).claim()).letter
    assert isinstance(sent, Letter)
    await Outbox(store).settle(sent, "delivered")
    clock.now = morning(7)  # a worker whose clock is behind plans it once more
    await applications.rewrite(AIGUL, 1, HANDED_IN, [Event("other", "begun", HANDED_IN)], Cause(AIGUL, 3))
    assert [row.state for row in await letters(store)] == ["delivered", "waiting"]


async def test_ticking_a_paper_at_the_moment_of_a_reminder_does_not_swallow_it(
    applications: Applications, store: Store, clock: HandClock
) -> None:
    await begin(applications)
    await consented(applications)
    clock.now = morning(8)
    await applications.tick(AIGUL, 1, "work", Cause(AIGUL, 3), ticked=True)
    assert (await Outbox(store).claim()).letter


async def test_deleting_takes_the_reminders_along(applications: Applications, store: Store) -> None:
    await begin(applications)
    await consented(applications)
    await begin(applications, 3, BOLAT)
    for _ in range(2):
        await applications.delete(AIGUL, 1, Cause(AIGUL, 4))
    assert await applications.of(AIGUL) == ()
    assert len(await applications.of(BOLAT)) == 1
    assert await letters(store) == []


async def test_thirty_days_after_the_last_step_all_of_it_is_deleted(
    applications: Applications, elsewhere: Applications, store: Store, clock: HandClock
) -> None:
    await begin(applications)
    await consented(applications)
    clock.now = morning(9)
    await begin(applications, 3, BOLAT)
    await applications.record(BOLAT, 1, ANSWERED, Cause(BOLAT, 4))
    clock.now = morning(9) + timedelta(days=30)
    await store.housekeeping()
    assert len(await applications.of(AIGUL)) == len(await applications.of(BOLAT)) == 1
    clock.forward(timedelta(hours=1))
    await asyncio.gather(*(each._store.housekeeping() for each in (applications, elsewhere)))
    assert await applications.of(BOLAT) == ()
    assert len(await applications.of(AIGUL)) == 1  # its last reminder was a day later
    clock.forward(timedelta(days=1))
    await store.housekeeping()
    assert await applications.of(AIGUL) == ()
    assert await letters(store) == []


async def test_the_person_sees_it_all_and_being_forgotten_leaves_nothing(
    applications: Applications, store: Store, clock: HandClock
) -> None:
    people = People(store, clock)
    await begin(applications)
    await consented(applications)
    await applications.tick(AIGUL, 1, "work", Cause(AIGUL, 3), ticked=True)
    shown = json.loads(json.dumps(await people.everything_about(AIGUL)))
    [application] = shown["applications"]
    assert (application["handed_in"], application["ticked"]) == ("2026-03-02", ["work"])
    assert [row["kind"] for row in shown["outbox"]] == ["day_after", "day_before"]
    await people.forget(AIGUL, Cause(AIGUL, 4))
    assert await applications.of(AIGUL) == ()
    assert await letters(store) == []
