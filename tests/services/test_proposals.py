"""Proposals before they are confirmed: which wait for whom, who would hear of one, taking one back."""

import pytest

from core.catalogue import Unknown
from core.publishing import Subscription
from core.services.proposals import Proposals
from core.store.deeds import NotAllowed
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock
from tests.publishing import EDITOR, LOCAL, NOBODY, PUBLISHER, SECOND, Office, figure, staffed
from tests.services.test_imports import TIER


@pytest.fixture
async def desk(store: Store, clock: HandClock) -> Office:
    return await staffed(store, clock)


async def test_each_sees_those_of_their_places_the_latest_first(desk: Office) -> None:
    proposals = Proposals(desk.store, catalogue())
    assert await proposals.waiting(EDITOR, None) == ()
    for town in ("aksu", "ridder", "temirtau"):
        await desk.imports.propose(EDITOR, [figure(town)], desk.cause())
    assert [each.entries[0].town for each in await proposals.waiting(EDITOR, None)] == ["temirtau", "ridder", "aksu"]
    assert [each.entries[0].town for each in await proposals.waiting(LOCAL, None)] == ["temirtau", "ridder"]
    with pytest.raises(NotAllowed):
        await proposals.waiting(NOBODY, desk.cause(NOBODY))
    assert await desk.publish(figure("altai")) == 1
    assert len(await proposals.waiting(EDITOR, None)) == 3


async def test_what_was_withdrawn_is_never_published(desk: Office) -> None:
    proposals = Proposals(desk.store, catalogue())
    proposed = await desk.imports.propose(EDITOR, [figure("aksu")], desk.cause())
    number = proposed.proposal.number
    with pytest.raises(NotAllowed):
        await proposals.withdraw(LOCAL, number, desk.cause(LOCAL))
    cause = desk.cause()
    await proposals.withdraw(EDITOR, number, cause)
    await proposals.withdraw(EDITOR, number, cause)  # the same update again
    assert await proposals.waiting(EDITOR, None) == ()
    with pytest.raises(Unknown):
        await desk.imports.confirm(PUBLISHER, number, proposed.run.digest, desk.cause(PUBLISHER))
    with pytest.raises(Unknown):
        await proposals.withdraw(EDITOR, number, desk.cause())
    acts = [each.entry.act for each in await desk.audit.read(7_000_000_001, None)]
    assert acts.count("withdraw") == 1


async def test_how_many_would_hear_of_it(desk: Office) -> None:
    proposals = Proposals(desk.store, catalogue())
    wishes = (
        Subscription(1, "town", "ridder", "any", "kk"),
        Subscription(1, "all", "", "week", "kk"),  # one chat is told once
        Subscription(2, "town", "ridder", "tier", "ru"),
        Subscription(3, "town", "altai", "any", "ru"),
        Subscription(4, "oblast", "east", "any", "en"),
    )
    oblast = catalogue().town("ridder").oblast.id
    async with desk.store.writing() as work:
        for wish in wishes[:-1]:
            await work.subscriptions.add(wish)
        await work.subscriptions.add(Subscription(4, "oblast", oblast, "any", "en"))
    proposed = await desk.imports.propose(EDITOR, [figure("ridder")], desk.cause())
    assert not proposed.run.changes_tier
    assert await proposals.audience(proposed.run) == 2


async def test_who_was_the_first_of_two(desk: Office) -> None:
    proposals = Proposals(desk.store, catalogue())
    proposed = await desk.imports.propose(EDITOR, TIER, desk.cause())
    number, digest = proposed.proposal.number, proposed.run.digest
    assert not await proposals.confirmed_by(PUBLISHER, proposed.proposal)
    await desk.imports.confirm(PUBLISHER, number, digest, desk.cause(PUBLISHER))
    found = await desk.imports.find(EDITOR, number, desk.cause())
    assert await proposals.confirmed_by(PUBLISHER, found.proposal)
    assert not await proposals.confirmed_by(SECOND, found.proposal)
