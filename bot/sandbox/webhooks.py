"""Webhooks: updates posted to the bot's own address, again and again until it takes them."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import orjson

from bot.sandbox.errors import Cut, Json, Refused
from bot.sandbox.world import World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
HERE = frozenset({"127.0.0.1", "localhost", "::1"})
PORTS = frozenset({None, 80, 88, 443, 8443})
CallApi = Callable[[str, Json], Awaitable[tuple[int, Json]]]


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str | None = None
    max_connections: int = 40
    certificate: bool = False
    ip_address: str | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None


class Webhooks:
    def __init__(self, world: World) -> None:
        self.world = world
        self.current: Webhook | None = None
        self.chosen: list[str] | None = None
        self.listeners: list[Callable[[], None]] = []

    def set(self, params: Json) -> bool:
        if not params["url"]:
            return self.delete(params)
        check_url(params["url"])
        secret = params.get("secret_token")
        if secret is not None and not SECRET.fullmatch(secret):
            raise Refused("secret token contains unallowed characters")
        if "allowed_updates" in params:
            self.chosen = params["allowed_updates"] or None
            self.world.updates.allow(params["allowed_updates"])
        self.drop(params)
        limit, address = params.get("max_connections", 40), params.get("ip_address")
        self.current = Webhook(params["url"], secret, limit, "certificate" in params, address)
        self.wake()
        return True

    def delete(self, params: Json) -> bool:
        self.drop(params)
        self.current = None
        self.wake()
        return True

    def drop(self, params: Json) -> None:
        if params.get("drop_pending_updates"):
            self.world.updates.clear()

    def info(self) -> Json:
        hook = self.current or Webhook("")
        pending = len(self.world.updates.waiting)
        info: Json = {"url": hook.url, "has_custom_certificate": hook.certificate, "pending_update_count": pending}
        if self.current:
            info["max_connections"] = hook.max_connections
        optional = {
            "ip_address": hook.ip_address,
            "last_error_date": hook.last_error_date,
            "last_error_message": hook.last_error_message,
            "allowed_updates": self.chosen,
        }
        return info | {name: value for name, value in optional.items() if value is not None}

    def forbid_polling(self) -> None:
        if self.current is not None:
            text = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refused(text, 409)

    def wake(self) -> None:
        for listener in self.listeners:
            listener()


def check_url(url: str) -> None:
    """As Telegram does, but for this machine itself: there plain HTTP and any port will do."""
    parts = urlsplit(url)
    if parts.hostname in HERE and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https" or not parts.hostname:
        raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in PORTS:
        raise Refused("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


class NotTaken(Exception):
    """The bot did not take an update; the text is the one that getWebhookInfo shows."""


class Delivery:
    """Posts what waits: one chat in order, several chats at once. `pause` is the first wait after a failure,
    doubled with each that follows; `patience` is how long an answer may take. All are seconds.
    """

    def __init__(
        self,
        world: World,
        webhooks: Webhooks,
        call: CallApi,
        pause: float = 1.0,
        longest_pause: float = 60.0,
        patience: float = 60.0,
    ) -> None:
        self.world = world
        self.webhooks = webhooks
        self.call = call
        self.pause = pause
        self.longest_pause = longest_pause
        self.patience = aiohttp.ClientTimeout(total=patience)
        self.awake = asyncio.Event()
        self.busy: set[object] = set()

    async def run(self) -> None:
        self.world.updates.listeners.append(self.awake.set)
        self.webhooks.listeners.append(self.awake.set)
        limit = aiohttp.TCPConnector(limit=0)
        try:
            async with (
                aiohttp.ClientSession(connector=limit, timeout=self.patience) as session,
                asyncio.TaskGroup() as tasks,
            ):
                while True:
                    self.awake.clear()
                    if self.webhooks.current is not None:
                        self.begin(tasks, session, self.webhooks.current)
                    await self.awake.wait()
        finally:
            self.world.updates.listeners.remove(self.awake.set)
            self.webhooks.listeners.remove(self.awake.set)

    def begin(self, tasks: asyncio.TaskGroup, session: aiohttp.ClientSession, hook: Webhook) -> None:
        for place, update in self.world.updates.waiting.items():
            if len(self.busy) >= hook.max_connections:
                return
            lane = lane_of(update)
            if lane not in self.busy:
                self.busy.add(lane)
                tasks.create_task(self.deliver(session, hook, place, update, lane))

    async def deliver(
        self, session: aiohttp.ClientSession, hook: Webhook, place: int, update: Json, lane: object
    ) -> None:
        pause = self.pause
        try:
            while self.webhooks.current is hook and place in self.world.updates.waiting:
                try:
                    reply = await self.post(session, hook, update)
                except NotTaken as problem:
                    hook.last_error_date, hook.last_error_message = self.world.now(), str(problem)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, self.longest_pause)
                    continue
                if place in self.world.updates.waiting:
                    self.world.updates.done(place)
                await self.obey(reply)
                return
        finally:
            self.busy.discard(lane)
            self.awake.set()

    async def post(self, session: aiohttp.ClientSession, hook: Webhook, update: Json) -> Json:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            async with session.post(hook.url, data=orjson.dumps(update), headers=headers) as response:
                body = await response.read()
                if not 200 <= response.status < 300:
                    raise NotTaken(f"Wrong response from the webhook: {response.status} {response.reason}")
                return read_reply(body, response.content_type)
        except TimeoutError as error:
            raise NotTaken("Read timeout expired") from error
        except aiohttp.ClientConnectorError as error:
            raise NotTaken("Connection refused") from error
        except aiohttp.ClientError as error:
            raise NotTaken("Connection closed") from error

    async def obey(self, reply: Json) -> None:
        """The bot may call one method in its answer. It never learns what came of it."""
        method = reply.pop("method", None)
        if isinstance(method, str):
            try:
                await self.call(method, reply)
            except Cut:
                return


def read_reply(body: bytes, content_type: str) -> Json:
    if content_type == "application/json":
        try:
            reply = orjson.loads(body)
        except orjson.JSONDecodeError:
            return {}
        return reply if isinstance(reply, dict) else {}
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode(errors="replace")))
    return {}


def lane_of(update: Json) -> object:
    """The chat of an update, else the person, else the update itself."""
    for name, body in update.items():
        if name != "update_id" and isinstance(body, dict):
            chat = body.get("chat") or (body.get("message") or {}).get("chat") or body.get("from")
            return chat["id"] if isinstance(chat, dict) and "id" in chat else update["update_id"]
    return update["update_id"]
