"""The chat in the browser: a page that looks like Telegram and talks with the Bot API in memory.

It is for the person at this computer only. Other sites that the same browser has open must not reach it, hence
the checks of Host and Origin; nothing on the page comes from elsewhere, hence the Content-Security-Policy.
"""

import asyncio
import weakref
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from aiohttp import WSCloseCode, web

from bot.sandbox.deeds import DEEDS
from bot.sandbox.errors import Json, Refused
from bot.sandbox.files import StoredFile
from bot.sandbox.human import Human, Impossible
from bot.sandbox.people import PLACES
from bot.sandbox.profile import text_for
from bot.sandbox.world import HERE, Chat, Person, World

Gallery = Callable[[], Awaitable[list[Json]]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE = Path(__file__).parent / "page"
LARGEST = 20 * 1024 * 1024
ROOM = 64 * 1024  # for what stands around a file of the largest size
LATEST = 500  # messages of a chat that the page shows
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SOCKETS = web.AppKey("sockets", weakref.WeakSet[web.WebSocketResponse])


def chat_app(world: World, human: Human, gallery: Gallery, port: int) -> web.Application:
    """`gallery` gives the screens as `{"name": …, "screens": {"kk": message, "ru": …, "en": …}}`; a picture or
    a document of such a message may carry its content as a data address in `url`.
    """
    app = web.Application(middlewares=[doorkeeper(port), plainly], client_max_size=LARGEST + ROOM)
    app[SOCKETS] = weakref.WeakSet()
    app.on_response_prepare.append(guard)
    app.on_shutdown.append(hang_up)
    chat = BrowserChat(world, human, gallery)
    app.add_routes(
        [
            web.get("/", page("index.html")),
            web.get("/gallery", page("gallery.html")),
            web.get("/page/{name}", page_file),
            web.get("/files/{file_id}", chat.file),
            web.get("/live", chat.live),
            web.get("/api/world", chat.everything),
            web.get("/api/view", chat.view),
            web.get("/api/gallery", chat.screens),
            web.post("/api/document", chat.document),
            web.post("/api/photo", chat.photo),
            web.post("/api/{deed}", chat.deed),
        ]
    )
    return app


# The door


def doorkeeper(port: int) -> Any:
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get("Host", "") not in hosts or not at_home(request):
            raise web.HTTPForbidden(text="The sandbox speaks only with its own page on this computer.\n")
        return await handler(request)

    return check


def at_home(request: web.Request) -> bool:
    """A page of another site may not act here; one that shows no origin has to be proved ours by the browser."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == f"http://{request.host}"
    acts = request.method != "GET" or request.headers.get("Upgrade") is not None
    return not acts or request.headers.get("Sec-Fetch-Site") == "same-origin"


async def guard(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


@web.middleware
async def plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What cannot be done is told to the page in words that it shows."""
    try:
        return await handler(request)
    except (Impossible, Refused, LookupError, ValueError, msgspec.MsgspecError) as error:
        return web.json_response({"error": str(error)}, status=400)
    except web.HTTPRequestEntityTooLarge:
        return web.json_response({"error": "a file may have up to 20 MB"}, status=413)


async def hang_up(app: web.Application) -> None:
    open_sockets = app[SOCKETS]
    for socket in tuple(open_sockets):
        await socket.close(code=WSCloseCode.GOING_AWAY)


# The files of the page


def page(name: str) -> Handler:
    async def show(_request: web.Request) -> web.StreamResponse:
        return static(PAGE / name)

    return show


async def page_file(request: web.Request) -> web.StreamResponse:
    known = {path.name: path for path in PAGE.iterdir()}
    path = known.get(request.match_info["name"])
    if path is None:
        raise web.HTTPNotFound
    return static(path)


def static(path: Path) -> web.Response:
    return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8")


class BrowserChat:
    def __init__(self, world: World, human: Human, gallery: Gallery) -> None:
        self.world = world
        self.human = human
        self.gallery = gallery

    # What there is to see

    async def everything(self, _request: web.Request) -> web.Response:
        chats = [chat for chat in self.world.chats.values() if chat.moved_to is None and chat.type != "channel"]
        return web.json_response(
            {
                "bot": {
                    "id": self.world.bot.id,
                    "username": self.world.bot.username,
                    "name": self.world.bot.first_name,
                },
                "people": [shown(person) for person in self.world.people],
                "places": [
                    {"name": place.name.model_dump(), "latitude": place.latitude, "longitude": place.longitude}
                    for place in PLACES
                ],
                "chats": [described(chat) | {"messages": self.human.history(chat.id)[-LATEST:]} for chat in chats],
                "now": self.world.clock().isoformat(),
            }
        )

    async def view(self, request: web.Request) -> web.Response:
        """The bot as this person sees it in this chat."""
        person = self.world.person(int(request.query["person"]))
        code = (person.language_code or "").partition("-")[0]
        texts = {name: text_for(self.world, name, code) for name in ("name", "description")}
        return web.json_response(texts | {"commands": self.human.commands(person.id, int(request.query["chat"]))})

    async def screens(self, _request: web.Request) -> web.Response:
        return web.json_response(await self.gallery())

    async def file(self, request: web.Request) -> web.Response:
        stored = self.world.files.find(request.match_info["file_id"])
        kind = picture_type(stored)
        if kind is not None and "download" not in request.query:
            return web.Response(body=stored.content, content_type=kind)
        # Never a type that a browser would run, whatever the sender has called it.
        disposition = f"attachment; filename*=UTF-8''{quote(stored.name, safe='')}"
        return web.Response(
            body=stored.content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": disposition},
        )

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        watch = self.world.watch()  # before the page hears that it is connected, so that it misses nothing
        try:
            await socket.prepare(request)
            request.app[SOCKETS].add(socket)
            telling = asyncio.create_task(self.tell(socket, watch.queue))
            try:
                await socket.receive()  # the page asks by POST; here it only listens, and leaves at some time
            finally:
                telling.cancel()
        finally:
            watch.close()
        return socket

    async def tell(self, socket: web.WebSocketResponse, events: asyncio.Queue[Json]) -> None:
        with suppress(ConnectionResetError):  # the page has left
            while True:
                event = await events.get()
                if event["kind"] in {"membership", "pinned"}:
                    event = event | {"chat": described(self.world.chats[event["chat_id"]])}
                await socket.send_json(event)

    # What people do

    async def deed(self, request: web.Request) -> web.Response:
        kind = DEEDS.get(request.match_info["deed"])
        if kind is None:
            raise web.HTTPNotFound
        return web.json_response(msgspec.json.decode(await request.read(), type=kind).do(self.human))

    async def document(self, request: web.Request) -> web.Response:
        content = await request.read()
        name = request.query["name"]
        message = self.human.upload(*self.sender(request), name, content, request.content_type)
        return web.json_response({"message": message})

    async def photo(self, request: web.Request) -> web.Response:
        message = self.human.photo(*self.sender(request), await request.read())
        return web.json_response({"message": message})

    def sender(self, request: web.Request) -> tuple[int, int]:
        return int(request.query["person"]), int(request.query["chat"])


def shown(person: Person) -> Json:
    note = person.role_note.model_dump() if person.role_note else dict.fromkeys(("kk", "ru", "en"), "")
    return {"id": person.id, "first_name": person.first_name, "language": person.language_code, "note": note}


def described(chat: Chat) -> Json:
    private = chat.type == "private"
    members = [chat.id] if private else [who for who, status in chat.members.items() if status in HERE]
    here = chat.bot_status in HERE
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "members": members,
        "bot": here,
        "blocked": private and not here,
        "pinned": chat.pinned[-1] if chat.pinned else None,
    }


def picture_type(stored: StoredFile) -> str | None:
    if stored.kind != "photo":
        return None
    return next((kind for mark, kind in PICTURES.items() if stored.content.startswith(mark)), None)
