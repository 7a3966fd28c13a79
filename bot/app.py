"""The composition root: what the settings say is built here and joined with a source of updates. Polling, webhook
and sandbox share one lifecycle (`at_work`); only the source differs.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from errno import EADDRINUSE
from functools import cache
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest

from bot import face, i18n
from bot.at_work import DATA, ROOT, Monoqala, in_background, introduced, keep_face, lists_of, monoqala
from bot.gallery import Gallery
from bot.polling import Polling, TokenRefused, unless
from bot.request import AiohttpRequest
from bot.road import Road
from bot.sandbox.bot_api import BotApi
from bot.sandbox.chat import chat_app
from bot.sandbox.clock import MovableClock
from bot.sandbox.doors import SandboxRequest, http_door
from bot.sandbox.errors import Json
from bot.sandbox.human import Human
from bot.sandbox.people import OWNER_ID, PEOPLE, open_council
from bot.sandbox.portraits import portraits
from bot.sandbox.staff import employ
from bot.sandbox.world import BotUser, World
from bot.settings import BadSettings, Settings
from bot.updates import WANTED
from bot.webhook import Webhook, listen, serve_on
from core.clock import Clock
from core.files import definitions
from core.services.audit import Audit, Sound
from core.services.published import Published, Unreadable
from core.store.trouble import StoreTrouble
from core.store.work import Store


def clock() -> datetime:
    """The one real clock."""
    return datetime.now(UTC)  # noqa: TID251 - time enters the program here


def telegram(settings: Settings, request: Callable[[], BaseRequest] = AiohttpRequest) -> Bot:
    assert settings.bot_token is not None
    api = settings.bot_api_url
    return Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=request(),
        get_updates_request=request(),
    )


async def run(settings: Settings, stop: asyncio.Event, tell: Callable[[str], None]) -> None:
    """Until `stop`: the sandbox without a token, a webhook with an address, else polling."""
    if settings.sandbox:
        await in_sandbox(settings, stop, tell)
        return
    source = by_webhook if settings.webhook_url else by_polling
    with reachable(settings):
        async with AsyncExitStack() as house:
            at_work = await unless(stop, begun(settings, house))
            if at_work is None:  # it was ended while it began
                return
            tell(f"@{at_work.bot.username} is at work. Ctrl-C ends it.")
            async with in_background(keep_face(at_work), lists_of(at_work).run(), finish_at(stop, at_work.road)):
                await source(settings, at_work, stop)


async def begun(settings: Settings, house: AsyncExitStack) -> Monoqala:
    """Other workers may share the database behind a webhook, and some of its inbox is then in their hands."""
    store = await house.enter_async_context(opened(settings))
    at_work = await house.enter_async_context(
        monoqala(
            store, settings.owner_ids, telegram(settings), clock, second_publisher=settings.second_publisher == "yes"
        )
    )
    await at_work.road.resume(everything=settings.webhook_url is None or not store.shared)
    return at_work


async def finish_at(stop: asyncio.Event, road: Road) -> None:
    """Beside the end of the source, which may have requests that wait for the road."""
    await stop.wait()
    await road.finish()


def furnished() -> tuple[World, BotApi, MovableClock]:
    """Telegram and its people in memory."""
    now = MovableClock(clock)
    world = World(now, PEOPLE, start=clock())
    open_council(world)
    return world, BotApi(world), now


async def in_sandbox(settings: Settings, stop: asyncio.Event, tell: Callable[[str], None]) -> None:
    """The same bot, and a page to talk on."""
    (world, api, now), moved, port = furnished(), asyncio.Event(), settings.sandbox_port
    now.listeners.append(moved.set)
    bot = Bot(api.token, request=SandboxRequest(api), get_updates_request=SandboxRequest(api))
    owners = settings.owner_ids or (OWNER_ID,)
    async with (
        opened(settings, now) as store,
        monoqala(store, owners, bot, now, moved, second_publisher=settings.second_publisher == "yes") as at_work,
    ):
        await employ(store, at_work.house.rights)
        house, paint = at_work.house, at_work.delivery.album.paint
        rooms = house.towns, house.scores, house.facts, house.reading, house.support, house.contacts, house.guide
        screens = Gallery(house.translators, *rooms, house.loans)
        gallery = once(lambda: portraits(screens, now, paint))  # painting takes a moment
        now.listeners.append(at_work.postman.leap)
        async with page(chat_app(world, Human(world), gallery, port), port):
            await face.show(bot, house.translators, None)
            await at_work.road.resume()
            tell(f"Talk with the bot: http://127.0.0.1:{port}  (Ctrl-C ends it)")
            async with in_background(finish_at(stop, at_work.road), lists_of(at_work, afresh=True).run()):
                await Polling(bot, at_work.road).run(stop)


def once(make: Callable[[], Coroutine[None, None, list[Json]]]) -> Callable[[], Awaitable[list[Json]]]:
    """Made when it is first asked for; whoever asked may go away, it is made all the same."""
    begun = cache(lambda: asyncio.create_task(make()))
    return lambda: asyncio.shield(begun())


async def no_gallery() -> list[Json]:
    return []


async def stand(settings: Settings, stop: asyncio.Event, tell: Callable[[str], None]) -> None:
    """The sandbox without the bot: people on the page, and the Bot API over HTTP for any client of this machine."""
    (world, api, _), port = furnished(), settings.sandbox_port
    async with page(chat_app(world, Human(world), no_gallery, port), port), page(http_door(api), port + 1):
        tell(f"Be somebody: http://127.0.0.1:{port}  (Ctrl-C ends it)")
        tell(f"Any bot: BOT_TOKEN={api.token} BOT_API_URL=http://127.0.0.1:{port + 1}")
        await stop.wait()


@asynccontextmanager
async def page(application: web.Application, port: int) -> AsyncIterator[None]:
    """On this computer only, whatever the network."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        with port_free(port, "SANDBOX_PORT"):
            await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def opened(settings: Settings, now: Clock = clock) -> AsyncIterator[Store]:
    store = await Store.open(settings.database, now)
    try:
        yield store
    finally:
        await store.close()


@contextmanager
def reachable(settings: Settings) -> Iterator[None]:
    """Whatever Telegram refuses at the start is one line for the person who starts the bot."""
    try:
        yield
    except (InvalidToken, TokenRefused):
        raise BadSettings("BOT_TOKEN is refused by Telegram: copy it anew from @BotFather") from None
    except TelegramError as error:
        where = settings.bot_api_url
        raise BadSettings(f"{where} cannot be reached ({error.message}): check the network") from None


async def bot_name(settings: Settings) -> str:
    """As it stands in links; Telegram is asked, unless there is only the sandbox."""
    if settings.sandbox:
        return BotUser().username
    bot = telegram(settings)
    with reachable(settings):
        async with introduced(bot):
            return bot.username


async def check(settings: Settings) -> tuple[Sound | None, Unreadable | None]:
    """Raises what a start would raise, but for content that cannot be read, which hides nothing else; starts nothing
    and changes nothing. Nothing is found where there are no tables yet.
    """
    catalogue = definitions.load(ROOT / "data")
    i18n.load(ROOT / "locales")
    async with opened(settings) as store:
        await store.ping()
        if not await store.current():
            return None, None
        sound = await Audit(store).verify()
        try:
            await Published(store, catalogue, DATA.renewed).begin()
        except Unreadable as unreadable:
            return sound, unreadable
        return sound, None


async def by_polling(_: Settings, at_work: Monoqala, stop: asyncio.Event) -> None:
    await Polling(at_work.bot, at_work.road).run(stop)


async def by_webhook(settings: Settings, at_work: Monoqala, stop: asyncio.Event) -> None:
    """The port is taken before Telegram is told the address, so that no update is refused."""
    assert settings.webhook_url is not None

    async def ready() -> str | None:
        try:
            await at_work.store.ping()
        except StoreTrouble:
            return "database"
        return None

    webhook = Webhook(at_work.road, urlsplit(settings.webhook_url).path or "/", settings.hook_secret, ready)
    host, port = settings.listen
    with port_free(port, "WEBHOOK_LISTEN"):
        listener = listen(host, port)
    serving = asyncio.create_task(serve_on(webhook, listener, stop))
    address = {
        "url": settings.webhook_url,
        "secret_token": settings.hook_secret,
        "allowed_updates": list(WANTED),
    }
    try:
        await unless(stop, at_work.bot.do_api_request("setWebhook", api_kwargs=address))
    except TelegramError as error:
        stop.set()
        raise BadSettings(f"Telegram refuses WEBHOOK_URL ({error.message})") from None
    finally:
        await serving


@contextmanager
def port_free(port: int, name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == EADDRINUSE:
            raise BadSettings(f"port {port} is taken: end what uses it, or set {name} to another") from None
        raise BadSettings(f"{name} cannot be used ({error.strerror}): set it to another") from None
