"""The bot at work: everything between a source of updates and Telegram, joined here and nowhere else."""

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Bot
from telegram.warnings import PTBUserWarning

from bot import face, i18n, routes
from bot.charts.studio import Studio
from bot.command_lists import CommandLists
from bot.delivery import Delivery
from bot.desk import Desk
from bot.downloads import Downloads
from bot.exports.shelf import Shelf
from bot.letters import DAYTIME, Kind
from bot.logs import ChatHash
from bot.names import Names
from bot.ordering import Lanes
from bot.outbox import Postman
from bot.road import Road
from bot.turn import House
from core.catalogue import Catalogue
from core.clock import Clock
from core.files import definitions
from core.files.content import Folder
from core.localised import Language
from core.services.applications import Applications
from core.services.audit import Audit
from core.services.confirmations import Confirmations
from core.services.contacts import Contacts
from core.services.contents import Contents
from core.services.drafts import Drafts
from core.services.facts import Facts
from core.services.guide import Guide
from core.services.history import History
from core.services.imports import Imports
from core.services.loans import Loans
from core.services.people import People
from core.services.proposals import Proposals
from core.services.published import Published
from core.services.reading import Reading
from core.services.rights import Rights
from core.services.scores import Scores
from core.services.subscriptions import Subscriptions
from core.services.support import Support
from core.services.tables import Tables
from core.services.towns import Towns
from core.services.uploads import Uploads
from core.store.inbox import Inbox
from core.store.outbox import Outbox
from core.store.work import Store

log = logging.getLogger("monoqala.at_work")

ROOT = Path(__file__).parent.parent
DATA = Folder(ROOT / "data")
HOUR = 3600.0
SIDE_WORK = "side work"
FACE = "face"
"""The mark under which we remember what Telegram was last told about us."""

# We speak to the Bot API in plain dicts on purpose (ARCHITECTURE.md); the library would have us use its objects.
warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)


@dataclass(frozen=True, slots=True)
class Monoqala:
    """The bot at work, whoever brings it updates."""

    bot: Bot
    desk: Desk
    road: Road
    store: Store
    delivery: Delivery
    postman: Postman

    @property
    def house(self) -> House:
        """As it is furnished now."""
        return self.desk.house


@asynccontextmanager
async def monoqala(
    store: Store,
    owners: tuple[int, ...],
    bot: Bot,
    now: Clock,
    moved: asyncio.Event | None = None,
    kinds: Mapping[str, Kind] = routes.LETTERS,
    *,
    second_publisher: bool = True,
) -> AsyncIterator[Monoqala]:
    """Everything between the source of updates and Telegram, begun and ended in order."""
    await store.migrate()
    translators, people = i18n.load(ROOT / "locales"), People(store, now)
    published = Published(store, definitions.load(ROOT / "data"), DATA.renewed)
    await published.begin()
    async with introduced(bot), Studio() as studio:

        def house() -> House:
            """Anew with each catalogue, so that an update that has begun keeps the one it began with."""
            catalogue = published.catalogue
            pushing = publishing(store, catalogue, published, now, second_publisher=second_publisher)
            return furnished(store, catalogue, published, pushing, people, translators, now, bot)

        await people.seed_owners(owners)
        lanes = Lanes()
        delivery = Delivery(bot, studio.paint, lanes.pause)
        desk = Desk(house(), delivery, bot.id, ChatHash(bot.token))
        road = Road(desk.handle, Inbox(store), lanes)
        postman = Postman(desk.house, Outbox(store), kinds, delivery.send)
        published.subscribe(lambda _: desk.furnish(house()))
        published.subscribe(lambda _: postman.furnish(desk.house))
        store.news.subscribe(postman.changed, postman.wake)
        keeping = housekeeping(store, moved or asyncio.Event())
        side_work = (people.listen(), published.watch(), keeping, road.watch(), postman.run())
        async with in_background(*side_work):
            try:
                yield Monoqala(bot, desk, road, store, delivery, postman)
            finally:
                await asyncio.gather(road.finish(), postman.finish())


def publishing(
    store: Store, catalogue: Catalogue, published: Published, now: Clock, *, second_publisher: bool
) -> tuple[Imports, Contents, Subscriptions]:
    """The same for the bot and for the command line: whoever publishes, the same people are told."""
    subscriptions = Subscriptions(store, catalogue, published, now, DAYTIME.opening)
    imports = Imports(store, catalogue, published, now, subscriptions.plan, second_for_tiers=second_publisher)
    contents = Contents(store, published, DATA, now, subscriptions.plan_of_issue)
    return imports, contents, subscriptions


def furnished(
    store: Store,
    catalogue: Catalogue,
    published: Published,
    pushing: tuple[Imports, Contents, Subscriptions],
    people: People,
    translators: Mapping[Language, i18n.Translator],
    now: Clock,
    bot: Bot,
) -> House:
    """Whatever is told of innovation potential is told from the figures that are published at that moment."""
    guide = Guide(catalogue, now)
    return House(
        Towns(catalogue),
        Scores(catalogue, published.now, published.methodology),
        Facts(catalogue, published.now),
        Reading(catalogue, published.now),
        Support(catalogue, now),
        Contacts(catalogue),
        Loans(catalogue, now),
        Tables(catalogue, published.now),
        Shelf(),
        guide,
        Applications(store, now, guide.plan),
        people,
        Drafts(catalogue, published.now, now),
        *pushing,
        Proposals(store, catalogue),
        Confirmations(store, catalogue, published),
        History(store, catalogue, published),
        Rights(store, now),
        Audit(store),
        Names(bot),
        Uploads(store, catalogue, published, now),
        Downloads(bot),
        translators,
        now,
        bot.username,
    )


@asynccontextmanager
async def introduced(bot: Bot) -> AsyncIterator[None]:
    """Unlike the library's own context, it closes its connections also when it is ended while Telegram hesitates."""
    try:
        await bot.initialize()
        yield
    finally:
        await bot.shutdown()


@asynccontextmanager
async def in_background(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Side work that fails is told of and does not take the bot with it."""
    tasks = [asyncio.create_task(job, name=SIDE_WORK) for job in work]
    for task in tasks:
        task.add_done_callback(tell_failure)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def tell_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (trouble := task.exception()):
        log.error("side work failed", exc_info=trouble)


async def housekeeping(store: Store, moved: asyncio.Event) -> None:
    """Once an hour, and when somebody has moved the clock."""
    while True:
        try:
            await store.housekeeping()
        except Exception:
            log.exception("housekeeping failed")
        with suppress(TimeoutError):
            async with asyncio.timeout(HOUR):
                await moved.wait()
        moved.clear()


def lists_of(at_work: Monoqala, *, afresh: bool = False) -> CommandLists:
    """`afresh` where Telegram is of this process and knows nothing yet."""
    house = at_work.house
    lists = CommandLists(at_work.bot, at_work.store, house.people, house.audit, house.translators)
    if afresh:
        lists.begin_afresh()
    return lists


async def keep_face(at_work: Monoqala) -> None:
    async with at_work.store.reading() as work:
        known = await work.marks.get(FACE)
    shown = await face.show(at_work.bot, at_work.house.translators, known)
    if shown != known:
        async with at_work.store.writing() as work:
            await work.marks.set(FACE, shown)
        log.info("face shown")
