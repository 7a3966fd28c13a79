"""Figures on their way to everybody's screen: dry run, proposal, confirmation, undo; all of it or nothing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.access import EVERYWHERE, Permission, Role
from core.catalogue import Unknown
from core.ledger import Withdrawal
from core.publishing import Nothing, Notice, Published, Seconding, Stale, Subscription
from core.scales import NotOnScale, Within
from core.services.history import Wanted
from core.services.people import People
from core.store.batches import KeptBatches
from core.store.deeds import NotAllowed
from core.store.letters import KeptLetters, Letter
from core.store.proposals import KeptProposals
from core.store.transaction import Cause
from core.store.work import Store
from core.written import Twice
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import (
    EDITOR,
    LOCAL,
    NOBODY,
    OWNER,
    PUBLISHER,
    SECOND,
    Office,
    figure,
    office,
    staffed,
)

LOW = Decimal(1)
TIER = [
    figure("satbayev", Decimal(90)),
    *(figure("satbayev", value, key) for key, value in (("1.1", "absent"), ("1.2", "mismatch"), ("1.3", "absent"))),
]
"""Together they cost Satbayev its tier."""


@pytest.fixture
async def desk(quick_store: Store, clock: HandClock) -> Office:
    return await staffed(quick_store, clock)


async def acts(at: Office) -> list[tuple[str, int]]:
    return [(each.entry.act, each.who) for each in reversed(await at.audit.read(OWNER, None))]


async def test_from_a_draft_to_everybody_and_back(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock, second=False)
    figures = [
        figure(),
        figure("temirtau", Within(2), "1.4"),
        figure("temirtau", "absent", "1.1"),
        figure("saran", LOW),
    ]
    proposed = await at.imports.propose(EDITOR, figures, at.cause(), reason="жаңа жыл", overruled=("jump 2.6",))
    assert proposed.run == await at.imports.dry_run(EDITOR, figures, at.cause())
    number, digest = proposed.proposal.number, proposed.run.digest
    assert (await at.imports.find(PUBLISHER, number, at.cause(PUBLISHER))).run == proposed.run
    with pytest.raises(NotAllowed):
        await at.imports.confirm(EDITOR, number, digest, at.cause())
    assert at.published.now().version == 0
    outcome = await at.imports.confirm(PUBLISHER, number, digest[:8], at.cause(PUBLISHER))
    assert isinstance(outcome, Published)
    batch = outcome.batch
    assert (batch.number, batch.reason, batch.overruled) == (1, "жаңа жыл", ("jump 2.6",))
    assert {each.entry for each in proposed.run.same} | set(batch.entries) == set(figures)
    assert at.published.now().sheets["ridder"].observations["2.6"].value == Decimal("4.6")
    with pytest.raises(Unknown):
        await at.imports.find(EDITOR, number, at.cause())
    assert await acts(at) == [("propose", EDITOR), ("denied", EDITOR), ("publish", PUBLISHER)]


async def test_what_is_taken_back_was_there_and_is_told(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock, second=False)
    published = await at.publish(figure(), figure("saran", LOW))
    clock.forward(timedelta(days=1))
    undoing = await at.imports.undo(EDITOR, published, at.cause(), reason="қате")
    await at.imports.confirm(SECOND, undoing.proposal.number, undoing.run.digest, at.cause(SECOND))
    elsewhere = office(store, clock)
    await elsewhere.published.refresh()
    assert elsewhere.published.now().ledger.batches == at.published.now().ledger.batches
    assert elsewhere.published.now().sheets == catalogue().sheets
    assert (
        elsewhere.published.past(published_by=clock() - timedelta(days=1)).sheets["ridder"].observations["2.6"].raw
        == "4.6"
    )
    assert elsewhere.published.past(2020).sheets == catalogue().sheets
    told = await elsewhere.history.everything(EDITOR, None, "ridder")
    assert [(each.line.entry, each.by, each.after) for each in told.lines] == [
        (figure(), PUBLISHER, 2),
        (Withdrawal("ridder", "2.6", 2021), SECOND, None),
    ]
    assert await acts(at) == [
        ("propose", PUBLISHER), ("publish", PUBLISHER), ("propose", EDITOR), ("undo", SECOND),
    ]  # fmt: skip
    assert (await at.audit.verify()).entries == 4


@pytest.fixture
async def rivals(store: Store, database_url: str, clock: HandClock) -> AsyncIterator[tuple[Office, Office]]:
    other = await Store.open(database_url, clock)
    yield await staffed(store, clock), office(other, clock)
    await other.close()


async def test_of_two_publishers_at_once_one_wins(rivals: tuple[Office, Office]) -> None:
    one, two = rivals
    two.updates = 1000
    for _ in range(3):
        first = await one.imports.propose(EDITOR, [figure(value=LOW + one.updates)], one.cause())
        second = await one.imports.propose(EDITOR, [figure("altai", LOW + one.updates)], one.cause())
        outcomes = await asyncio.gather(
            one.imports.confirm(PUBLISHER, first.proposal.number, first.run.digest, one.cause(PUBLISHER)),
            two.imports.confirm(SECOND, second.proposal.number, second.run.digest, two.cause(SECOND)),
        )
        assert sorted(type(each).__name__ for each in outcomes) == ["Published", "Stale"]
        await asyncio.gather(one.published.refresh(), two.published.refresh())
    assert one.published.now().version == 3
    same = await one.imports.propose(EDITOR, [figure("aksu")], one.cause())
    outcomes = await asyncio.gather(
        one.imports.confirm(PUBLISHER, same.proposal.number, same.run.digest, one.cause(PUBLISHER)),
        two.imports.confirm(SECOND, same.proposal.number, same.run.digest, two.cause(SECOND)),
    )
    assert [each.batch.number for each in outcomes if isinstance(each, Published)] == [4, 4]
    assert outcomes[0] == outcomes[1]
    assert (await one.audit.verify()).entries == 6 + 3 + 2


async def test_the_database_itself_refuses_to_change_what_was_published(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock)
    await at.publish(figure())
    for table, column in (("batches", "number"), ("published", "batch"), ("audit", "number")):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = 9"):
            with pytest.raises(DBAPIError, match="append-only"):
                async with at.store.writing() as work:
                    await work.transaction.connection.execute(text(statement))


async def test_who_was_forgotten_stays_on_record_under_a_pseudonym(store: Store, clock: HandClock) -> None:
    at = await staffed(store, clock)
    people = People(store, clock)
    await at.publish(figure())
    await at.imports.propose(PUBLISHER, [figure("aksu")], at.cause(PUBLISHER))
    mine = await people.everything_about(PUBLISHER)
    assert [row["number"] for row in mine["batches"]] == [1]
    assert [row["content"] for row in mine["proposals"]] == [
        [], [["aksu", "2.6", "2021", "number", "4.6", "4.6", "percent", "Хат № 5"]],
    ]  # fmt: skip
    assert len(mine["audit"]) == 3
    await people.forget(PUBLISHER, at.cause(PUBLISHER))
    assert set(await people.everything_about(PUBLISHER)) - {"asked_at"} == {"grants"}
    told = await at.history.page(OWNER, None, Wanted(batch=1))
    assert told.lines[0].by is not None
    assert told.lines[0].by < -(2**59)
    assert told.batch is not None
    assert told.batch.by == told.lines[0].by
    assert (await at.history.page(OWNER, None, Wanted(by=PUBLISHER))).lines == ()
    await at.audit.verify()
    await at.publish(figure("kentau"))
    assert [each.by for each in (await at.history.page(OWNER, None, Wanted(by=PUBLISHER))).lines] == [PUBLISHER]
    assert (await at.history.page(OWNER, None, Wanted())).total == 2


async def test_many_figures_are_worked_out_beside_the_loop(
    store: Store, database_url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the same end, and whoever confirms it elsewhere reads it from the database."""
    monkeypatch.setattr("core.store.deeds.MANY", 1)
    monkeypatch.setattr("core.bulk.AT_ONCE", 2)
    at, other = await staffed(store, clock), await Store.open(database_url, clock)
    elsewhere = office(other, clock)
    figures = [
        figure(),
        figure("aksu"),
        figure("kentau"),
        figure("ridder", "absent", "1.1"),
        figure("altai", Within(2), "1.4"),
    ]
    proposed = await at.imports.propose(EDITOR, figures, at.cause())
    outcome = await elsewhere.imports.confirm(PUBLISHER, 1, proposed.run.digest, at.cause(PUBLISHER))
    assert isinstance(outcome, Published)
    assert outcome.run == proposed.run
    assert (await at.published.refresh()).ledger.batches == elsewhere.published.now().ledger.batches == (outcome.batch,)
    assert elsewhere.published.now().cards == at.published.now().cards
    await other.close()


async def test_a_batch_just_published_is_not_laid_over_others_unread(rivals: tuple[Office, Office]) -> None:
    one, two = rivals
    await one.publish(figure())
    proposed = await two.imports.propose(EDITOR, [figure("aksu")], Cause(EDITOR, 900))
    await two.imports.confirm(SECOND, 2, proposed.run.digest, Cause(SECOND, 901))
    assert [batch.number for batch in two.published.now().ledger.batches] == [1, 2]


async def test_what_is_delivered_again_is_published_once(desk: Office) -> None:
    cause, press = desk.cause(), desk.cause(PUBLISHER)
    first = await desk.imports.propose(EDITOR, [figure()], cause)
    assert await desk.imports.propose(EDITOR, [figure()], cause) == first
    assert await desk.imports.again(EDITOR, 1, cause) == first
    published = await desk.imports.confirm(PUBLISHER, 1, first.run.digest, press)
    for again in (press, desk.cause(PUBLISHER), None):
        assert await desk.imports.confirm(PUBLISHER, 1, first.run.digest, again) == published
    undo = desk.cause()
    undoing = await desk.imports.undo(EDITOR, 1, undo)
    assert await desk.imports.undo(EDITOR, 1, undo) == undoing
    with pytest.raises(NotAllowed):
        await desk.imports.confirm(NOBODY, 1, first.run.digest, desk.cause(NOBODY))
    assert desk.published.now().version == 1


async def test_an_update_that_proposed_nothing_is_answered_so_again(desk: Office) -> None:
    later, earlier = desk.cause(NOBODY), desk.cause(NOBODY)
    async with desk.store.writing(earlier, "propose"):
        pass
    with pytest.raises(Unknown):
        await desk.imports.propose(NOBODY, [figure()], later)


async def test_when_something_was_published_meanwhile_it_is_run_again(desk: Office) -> None:
    proposed = await desk.imports.propose(EDITOR, [figure()], desk.cause())
    await desk.publish(figure("aksu"))
    for digest in (proposed.run.digest, (await desk.imports.find(EDITOR, 1, None)).run.digest, ""):
        stale = await desk.imports.confirm(PUBLISHER, 1, digest, desk.cause(PUBLISHER))
        assert isinstance(stale, Stale)
        assert (stale.version, desk.published.now().version) == (1, 1)
    again = await desk.imports.again(EDITOR, 1, desk.cause())
    assert again.run.digest != proposed.run.digest
    outcome = await desk.imports.confirm(PUBLISHER, again.proposal.number, again.run.digest, desk.cause(PUBLISHER))
    assert isinstance(outcome, Published)


async def test_to_undo_and_to_run_again_may_take_their_time(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a batch of any size: how large it is, is known only inside."""
    patient, taken = Store.patient, []

    def counted(store: Store) -> Any:
        taken.append(store)
        return patient(store)

    await desk.publish(figure())
    monkeypatch.setattr(Store, "patient", counted)
    undoing = await desk.imports.undo(EDITOR, 1, desk.cause())
    assert len(taken) == 1
    await desk.imports.again(EDITOR, undoing.proposal.number, desk.cause())
    assert len(taken) == 2


async def test_when_data_is_another_it_is_run_again(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed = await desk.imports.propose(EDITOR, [figure()], desk.cause())
    monkeypatch.setattr(desk.imports, "_catalogue", replace(catalogue(), version="another"))
    assert isinstance(await desk.imports.confirm(PUBLISHER, 1, proposed.run.digest, None), Stale)


async def test_a_change_of_tier_needs_two_publishers(desk: Office) -> None:
    proposed = await desk.imports.propose(PUBLISHER, TIER, desk.cause(PUBLISHER))
    assert proposed.run.changes_tier
    press = desk.cause(PUBLISHER)
    for cause in (press, press, desk.cause(PUBLISHER)):
        outcome = await desk.imports.confirm(PUBLISHER, 1, proposed.run.digest, cause)
        assert isinstance(outcome, Seconding)
    assert isinstance(await desk.imports.confirm(SECOND, 1, proposed.run.digest, desk.cause(SECOND)), Published)
    assert len(await desk.audit.read(OWNER, None, act="confirm")) == 1
    [publish] = await desk.audit.read(OWNER, None, act="publish")
    assert publish.entry.after is not None
    assert list(publish.entry.after["tiers"]) == ["satbayev"]


async def test_a_first_publisher_without_the_right_or_a_name_counts_no_more(desk: Office) -> None:
    proposed = await desk.imports.propose(EDITOR, TIER, desk.cause())
    await desk.imports.confirm(PUBLISHER, 1, proposed.run.digest, desk.cause(PUBLISHER))
    await desk.rights.revoke(OWNER, PUBLISHER, Role.PUBLISHER, desk.cause(OWNER))
    assert isinstance(await desk.imports.confirm(SECOND, 1, proposed.run.digest, desk.cause(SECOND)), Seconding)
    await People(desk.store, desk.clock).forget(SECOND, desk.cause(SECOND))
    assert isinstance(await desk.imports.confirm(OWNER, 1, proposed.run.digest, desk.cause(OWNER)), Seconding)
    await desk.rights.grant(OWNER, PUBLISHER, Role.PUBLISHER, EVERYWHERE, desk.cause(OWNER))
    assert isinstance(await desk.imports.confirm(PUBLISHER, 1, proposed.run.digest, None), Published)


async def test_a_setting_lets_one_publisher_change_a_tier(quick_store: Store, clock: HandClock) -> None:
    at = await staffed(quick_store, clock, second=False)
    assert await at.publish(*TIER) == 1


async def test_rights_hold_in_their_places(desk: Office) -> None:
    await desk.publish(figure(), by=LOCAL)
    for figures in ([figure("aksu")], [figure("saran"), figure("aksu")]):
        with pytest.raises(NotAllowed) as no:
            await desk.imports.propose(LOCAL, figures, desk.cause(LOCAL))
        assert no.value.permission == Permission.PROPOSE
    elsewhere = await desk.imports.propose(EDITOR, [figure("saran", LOW), figure("aksu")], desk.cause())
    with pytest.raises(NotAllowed):
        await desk.imports.confirm(LOCAL, elsewhere.proposal.number, elsewhere.run.digest, desk.cause(LOCAL))
    with pytest.raises(NotAllowed):
        await desk.imports.find(NOBODY, elsewhere.proposal.number, desk.cause(NOBODY))
    with pytest.raises(NotAllowed):
        await desk.imports.dry_run(NOBODY, [figure()], desk.cause(NOBODY))
    number = await desk.publish(figure("aksu"))
    with pytest.raises(NotAllowed):
        await desk.imports.undo(LOCAL, number, desk.cause(LOCAL))
    assert [each for each in await acts(desk) if each[0] == "denied"] == [("denied", LOCAL)] * 3 + [
        ("denied", NOBODY), ("denied", NOBODY), ("denied", LOCAL),
    ]  # fmt: skip


async def test_what_cannot_be_is_refused_before_anything_is_kept(desk: Office) -> None:
    wrong: list[tuple[type[Exception], list[Any]]] = [
        (Unknown, [figure("almaty")]),
        (Unknown, [figure(indicator="9.9")]),
        (NotOnScale, [figure(value=Decimal(101))]),
        (Twice, [figure(), figure(value=LOW)]),
        (Nothing, []),
    ]
    for fault, figures in wrong:
        with pytest.raises(fault):
            await desk.imports.propose(EDITOR, figures, desk.cause())
    for missing in (desk.imports.undo(EDITOR, 1, None), desk.imports.again(EDITOR, 1, None)):
        with pytest.raises(Unknown):
            await missing
    with pytest.raises(Unknown):
        await desk.imports.confirm(PUBLISHER, 1, "a" * 64, desk.cause(PUBLISHER))
    assert await acts(desk) == []


async def test_an_undo_says_what_was_replaced_since(desk: Office) -> None:
    await desk.publish(figure(), figure("aksu"))
    await desk.publish(figure(value=LOW))
    undoing = await desk.imports.undo(EDITOR, 1, desk.cause())
    assert undoing.overtaken == (figure(),)
    await desk.publish(figure("kentau"))
    again = await desk.imports.again(PUBLISHER, undoing.proposal.number, desk.cause(PUBLISHER))
    assert (again.proposal.undoes, again.overtaken) == (1, (figure(),))
    await desk.imports.confirm(PUBLISHER, again.proposal.number, again.run.digest, desk.cause(PUBLISHER))
    assert list(desk.published.now().sheets.keys() - catalogue().sheets.keys()) != []
    assert "aksu" not in desk.published.now().sheets
    with pytest.raises(Nothing) as nothing:
        await desk.imports.undo(EDITOR, 1, desk.cause())
    assert nothing.value.overtaken == (figure("aksu"), figure())


def letters(notice: Notice) -> list[Letter]:
    return [
        Letter(each.chat_id, f"batch {notice.batch.number}", "figures", "figures", notice.batch.at, each.language, {})
        for each in notice.subscriptions
    ]


async def test_notices_are_planned_with_what_they_tell_of(quick_store: Store, clock: HandClock) -> None:
    at = await staffed(quick_store, clock, letters)
    wish = Subscription(NOBODY, "town", "ridder", "any", "kk")
    async with at.store.writing() as work:
        for each in (
            wish,
            wish,
            Subscription(NOBODY, "all", "", "tier", "ru"),
            Subscription(EDITOR, "all", "", "any", "ru"),
        ):
            await work.subscriptions.add(each)
        await work.subscriptions.drop(Subscription(NOBODY, "all", "", "tier", "ru"))
        assert await work.subscriptions.every(NOBODY) == (wish,)
        await work.subscriptions.drop_all(EDITOR)
        assert await work.subscriptions.every() == (wish,)
    await at.publish(figure())
    async with at.store.reading() as work:
        rows = (await work.transaction.connection.execute(text("SELECT chat_id, key FROM outbox"))).all()
    assert [tuple(row) for row in rows] == [(NOBODY, "batch 1")]


@pytest.mark.parametrize(
    ("door", "method"),
    [(KeptBatches, "publish"), (KeptProposals, "settle"), (KeptLetters, "put")],
)
async def test_what_fails_on_the_way_leaves_nothing_behind(
    desk: Office, monkeypatch: pytest.MonkeyPatch, door: type, method: str
) -> None:
    proposed = await desk.imports.propose(EDITOR, [figure()], desk.cause())
    real, press = getattr(door, method), desk.cause(PUBLISHER)

    async def fail(*given: Any) -> None:
        await real(*given)
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(door, method, fail)
        with pytest.raises(RuntimeError):
            await desk.imports.confirm(PUBLISHER, 1, proposed.run.digest, press)
    assert (await desk.published.refresh()).version == 0
    assert await acts(desk) == [("propose", EDITOR)]
    assert isinstance(await desk.imports.confirm(PUBLISHER, 1, proposed.run.digest, press), Published)


async def test_proposals_and_links_do_not_lie_about_for_ever(desk: Office) -> None:
    await desk.imports.propose(EDITOR, [figure()], desk.cause())
    desk.clock.forward(timedelta(days=31))
    await desk.store.housekeeping()
    with pytest.raises(Unknown):
        await desk.imports.again(EDITOR, 1, desk.cause())
