"""What the tests of publishing share: people with rights, figures, and the services over one store."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.access import EVERYWHERE, Places, Role
from core.ledger import Figure
from core.methodology import Indicator
from core.scales import Choice, Value, Within
from core.services.audit import Audit
from core.services.history import History
from core.services.imports import Imports, Planner
from core.services.published import Published
from core.services.rights import Rights
from core.store.transaction import Cause
from core.store.work import Store
from tests.catalogues import catalogue
from tests.databases import HandClock

OWNER, EDITOR, PUBLISHER, SECOND, NOBODY, LOCAL = range(7_000_000_001, 7_000_000_007)
"""LOCAL is an editor and a publisher for Karaganda oblast and for Ridder."""
SOME = Places(oblasts=frozenset({"karaganda"}), towns=frozenset({"ridder"}))


def figure(town: str = "ridder", value: Value = Decimal("4.6"), indicator: str = "2.6", year: int = 2021) -> Figure:
    return Figure(town, indicator, year, value, str(value), None if isinstance(value, str) else "percent", "Хат № 5")


def at_its(end: int, town: str, indicator: Indicator) -> Figure:
    """The worst or the best an indicator can be."""
    step = indicator.scale.steps[end]
    if isinstance(step, Choice):
        return figure(town, step.id, indicator.id)
    return figure(town, Within(step.score), indicator.id)


def whole_town(town: str, end: int = 0) -> list[Figure]:
    return [at_its(end, town, indicator) for indicator in catalogue().innovation.indicators.values()]


@dataclass
class Office:
    store: Store
    clock: HandClock
    published: Published
    imports: Imports
    history: History
    rights: Rights
    audit: Audit
    updates: int = 0

    def cause(self, person: int = EDITOR) -> Cause:
        self.updates += 1
        return Cause(person, self.updates)

    async def publish(self, *figures: Figure, by: int = PUBLISHER) -> int:
        proposed = await self.imports.propose(by, figures, self.cause(by))
        outcome = await self.imports.confirm(by, proposed.proposal.number, proposed.run.digest, self.cause(by))
        number: int = outcome.batch.number  # type: ignore[union-attr]  # a test that expects another outcome asks itself
        return number


def office(store: Store, clock: HandClock, plan: Planner = lambda _: (), *, second: bool = True) -> Office:
    published = Published(store, catalogue())
    imports = Imports(store, catalogue(), published, clock, plan, second_for_tiers=second)
    return Office(
        store, clock, published, imports, History(store, catalogue(), published), Rights(store, clock), Audit(store)
    )


async def staffed(store: Store, clock: HandClock, plan: Planner = lambda _: (), *, second: bool = True) -> Office:
    given: Iterable[tuple[int, Role, Places]] = (
        (EDITOR, Role.EDITOR, EVERYWHERE),
        (PUBLISHER, Role.PUBLISHER, EVERYWHERE),
        (SECOND, Role.PUBLISHER, EVERYWHERE),
        (LOCAL, Role.PUBLISHER, SOME),
    )
    async with store.writing() as work:
        await work.grants.seed_owners([OWNER])
        for person, role, places in given:
            await work.grants.give(person, role, places, OWNER)
    return office(store, clock, plan, second=second)
