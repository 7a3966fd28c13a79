"""What letters about proposals rest on: who may confirm one at this moment, and what became of it."""

from typing import Any

import pytest

from core.access import CONSOLE, EVERYWHERE, Role
from core.content import ContentProposal
from core.publishing import Proposal
from core.services.confirmations import Confirmations, Fate
from core.services.people import People
from core.services.proposals import Proposals
from core.store.asked import FATE, ROLE, WAITS
from core.store.tables import outbox
from core.store.work import Store
from tests.catalogues import catalogue
from tests.content import Ministry, contacts, ministry
from tests.databases import HandClock
from tests.publishing import EDITOR, LOCAL, OWNER, PUBLISHER, SECOND, Office, figure
from tests.services.test_imports import TIER

TOWN = ["satbayev"]


@pytest.fixture
async def at(quick_store: Store, clock: HandClock) -> Ministry:
    return await ministry(quick_store, clock)


@pytest.fixture
def desk(at: Ministry) -> Office:
    return at.office


@pytest.fixture
def confirmations(at: Ministry) -> Confirmations:
    return Confirmations(at.office.store, catalogue(), at.published)


async def letters(desk: Office, kind: str) -> dict[int, dict[str, Any]]:
    async with desk.store.reading() as work:
        rows = await work.transaction.connection.execute(outbox.select().where(outbox.c.kind == kind))
        return {row.chat_id: row.payload for row in rows}


async def test_figures_wait_for_others_until_two_have_confirmed(desk: Office, confirmations: Confirmations) -> None:
    proposed = await desk.imports.propose(PUBLISHER, TIER, desk.cause(PUBLISHER))
    assert await letters(desk, WAITS) == {}, "whoever may confirm it themselves is at it"
    await desk.imports.confirm(PUBLISHER, 1, proposed.run.digest, desk.cause(PUBLISHER))
    waits = {"matter": "figures", "number": 1, "towns": TOWN}
    assert await letters(desk, WAITS) == dict.fromkeys((OWNER, SECOND), waits), "it is in Ulytau: LOCAL may not"
    assert isinstance(await confirmations.wanted(SECOND, "figures", 1, TOWN), Proposal)
    assert await confirmations.wanted(PUBLISHER, "figures", 1, TOWN) is None
    assert await confirmations.wanted(EDITOR, "figures", 1, TOWN) is None
    assert await confirmations.fate("figures", 1, None) is None
    await desk.imports.confirm(SECOND, 1, proposed.run.digest, desk.cause(SECOND))
    assert await confirmations.wanted(OWNER, "figures", 1, TOWN) is None
    assert await confirmations.fate("figures", 1, None) == Fate("figures", 1, published=1)
    assert await letters(desk, FATE) == {PUBLISHER: {"matter": "figures", "number": 1, "instead": None}}


async def test_who_was_forgotten_and_the_command_line_are_told_nothing(desk: Office) -> None:
    for person, cause in ((EDITOR, desk.cause()), (CONSOLE.id, None)):
        await desk.imports.propose(person, [figure("aksu")], cause)
    await People(desk.store, desk.clock).forget(EDITOR, desk.cause())
    for number in (1, 2):
        await Proposals(desk.store, catalogue()).withdraw(PUBLISHER, number, desk.cause(PUBLISHER))
    assert await letters(desk, FATE) == {}
    await desk.rights.revoke(CONSOLE.id, LOCAL, Role.PUBLISHER, None)
    await desk.rights.grant(OWNER, OWNER, Role.EDITOR, EVERYWHERE, desk.cause(OWNER))
    assert list(await letters(desk, ROLE)) == [LOCAL], "nobody is told of what they have done themselves"


async def test_content_waits_for_others_too(at: Ministry, desk: Office, confirmations: Confirmations) -> None:
    proposed = await at.contents.propose(EDITOR, "directory.yaml", contacts("ridder"), desk.cause())
    assert list(await letters(desk, WAITS)) == [OWNER, PUBLISHER, SECOND, LOCAL]
    assert isinstance(await confirmations.wanted(LOCAL, "content", 1, ["ridder"]), ContentProposal)
    assert await confirmations.wanted(LOCAL, "content", 1, None) is None
    again = await at.contents.again(PUBLISHER, 1, desk.cause(PUBLISHER))
    assert again.proposal.number == 2
    assert await letters(desk, FATE) == {EDITOR: {"matter": "content", "number": 1, "instead": 2}}
    assert await confirmations.fate("content", 1, 2) == Fate("content", 1, instead=2, waits=True)
    for person in (PUBLISHER, SECOND):
        await at.contents.confirm(person, 2, proposed.proposal.digest, desk.cause(person))
    assert await confirmations.fate("content", 1, 2) == Fate("content", 1, published=1, instead=2)
    assert await confirmations.fate("content", 9, None) == Fate("content", 9)
