"""What stands behind the command line: the services of the bot over its database, and lines for whoever runs it."""

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import IntEnum

from markupsafe import Markup

from bot import app, i18n
from bot.at_work import DATA, ROOT, publishing
from bot.i18n import Translator
from bot.settings import Settings
from bot.views import flaws
from core.access import CONSOLE, Places
from core.catalogue import Catalogue
from core.clock import Clock
from core.files import definitions
from core.localised import Language, Localised
from core.services.contents import Contents
from core.services.imports import Imports
from core.services.published import Published, Unreadable
from core.services.rights import Rights
from core.store.work import Store
from core.towns import Found, Town

ME = CONSOLE.id


class Code(IntEnum):
    """How a program of the command line ends; 2 is a word it does not know."""

    DONE = 0
    TROUBLE = 1  # settings, data, database
    REFUSED = 3  # what was asked for: a faulty file, an unknown batch
    WAITS = 4  # for a second publisher


class Refusal(Exception):
    """One line for each thing that is wrong. Nothing was done."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Room:
    store: Store
    catalogue: Catalogue
    published: Published
    imports: Imports
    rights: Rights
    contents: Contents
    translators: Mapping[Language, Translator]
    clock: Clock

    @property
    def t(self) -> Translator:
        """Whoever runs it is spoken to in English."""
        return self.translators["en"]

    def name(self, localised: Localised) -> str:
        return self.t.name(localised)

    def town(self, town_id: str) -> str:
        return self.name(self.catalogue.town(town_id).name)

    def town_meant(self, text: str) -> str:
        """No spelling is guessed here: rights hang on it."""
        match self.catalogue.towns.get(text) or self.catalogue.towns.find(text):
            case Town(id=town_id) | Found(Town(id=town_id), "name" | "former"):
                return town_id
        raise Refusal(f"{text}: none of the {len(self.catalogue.towns)} towns, or not clear which")

    def oblast_meant(self, text: str) -> str:
        wanted = text.casefold()
        for each in self.catalogue.oblasts.values():
            if wanted in {each.id, *(each.name.into(language).casefold() for language in i18n.NATIVE_NAMES)}:
                return each.id
        raise Refusal(f"{text}: no oblast; they are {', '.join(self.catalogue.oblasts)}")

    def places(self, places: Places) -> str:
        if places.everywhere:
            return "everywhere"
        oblasts = (self.name(self.catalogue.oblast(each).name) for each in sorted(places.oblasts))
        return ", ".join((*oblasts, *map(self.town, sorted(places.towns))))


@asynccontextmanager
async def room(settings: Settings, *, mending: bool = False) -> AsyncIterator[Room]:
    """`mending`: also where what was published cannot be read."""
    translators = i18n.load(ROOT / "locales")
    async with app.opened(settings) as store:
        if not await store.current():
            await store.migrate()
        published = Published(store, definitions.load(ROOT / "data"), DATA.renewed)
        try:
            await published.begin()
        except Unreadable as unreadable:
            if not mending:
                raise
            published.mend(unreadable)
            for line in (
                *flaws.lines(translators["en"], unreadable.flaws),
                mended_by(unreadable),
                "what follows is told without it",
            ):
                complain(f"monoqala: {line}")
        catalogue, now = published.catalogue, app.clock
        second = settings.second_publisher == "yes"
        imports, contents, _ = publishing(store, catalogue, published, now, second_publisher=second)
        yield Room(store, catalogue, published, imports, Rights(store, now), contents, translators, now)


def mended_by(unreadable: Unreadable) -> str:
    out = unreadable.out
    words = f"--undo {out.undo}" if out.undo is not None else f"--back {' '.join(out.back)}"
    return (
        "content that was published cannot be read by this version of the program: "
        f"start the one before, or take it back: python -m bot content {words} --apply"
    )


def plain(text: Markup) -> str:
    """Without what makes it bold."""
    return text.striptags()


def tell(line: str) -> None:
    print(line, flush=True)


def complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
