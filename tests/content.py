"""What the tests of content share: files to send, and the service over one store."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core.catalogue import Catalogue
from core.content import Files
from core.files.content import Folder
from core.files.definitions import load_over
from core.services.contents import Contents
from core.services.published import Published
from core.store.work import Store
from tests.catalogues import DATA, EDITIONS
from tests.databases import HandClock
from tests.publishing import Office, staffed

CONTACT = """
  - id: {id}
    kind: centre
    town: {town}
    name: {{ kk: Теміртау орталығы, ru: Центр Темиртау, en: Temirtau centre }}
    phone: "{phone}"
    told_by: {{ kk: орталық, ru: центр, en: the centre }}
    as_of: 2026-11-01
    source: emergency_112
"""
MOVED = ("  - { day: 2026-10-26, instead_of: 2026-10-25 }\n", "  - { day: 2026-10-27, instead_of: 2026-10-25 }\n")


def data(path: str) -> bytes:
    return (DATA / path).read_bytes()


def spoilt(path: str, old: str, new: str) -> bytes:
    text = data(path).decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    return text.replace(old, new).encode()


def contacts(town: str = "temirtau", phone: str = "8 7213 12-34-56", name: str = "centre") -> bytes:
    """The directory with one contact more."""
    return data("directory.yaml") + CONTACT.format(id=f"{town}-{name}", town=town, phone=phone).encode()


def calendar() -> bytes:
    """A day of 2026 moved to another."""
    return spoilt("calendar/2026.yaml", *MOVED)


def settled() -> bytes:
    """Kurban Ait of 2026 as it was confirmed."""
    text = data("calendar/2026.yaml").decode()
    start = text.index("  - day: 2026-05-27")
    end = text.index("  - { day: 2026-07-06")
    return (text[:start] + "  - { day: 2026-05-27, holiday: kurban_ait }\n" + text[end:]).encode()


def tiers() -> bytes:
    """The medium level begins from 38."""
    method = data("methodology/innovation.yaml")
    return method.replace(b"from: 36, to: 66", b"from: 38, to: 66").replace(b"from: 0, to: 35", b"from: 0, to: 37")


def moon(first_day: str = "2031-01-01") -> dict[str, bytes]:
    """A whole new programme."""
    files = {path.relative_to(EDITIONS).as_posix(): path.read_bytes() for path in EDITIONS.rglob("*.yaml")}
    top = files["programmes/fiction.yaml"]
    return {**files, "programmes/fiction.yaml": top.replace(b"2031-01-01", first_day.encode())}


def zipped(files: Mapping[str, bytes], *, locked: bool = False) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files.items():
            archive.writestr(path, body)
    if not locked:
        return packed.getvalue()
    content = bytearray(packed.getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


KNOWN: dict[tuple[tuple[str, bytes], ...], Catalogue] = {}


class Read(Folder):
    """To read data/ takes half a second: each state of it is read once."""

    def over(self, files: Files) -> Catalogue:
        key = tuple(sorted(files.items()))
        if key not in KNOWN:
            KNOWN[key] = super().over(files)
        return KNOWN[key]


@cache
def laid(*files: tuple[str, bytes]) -> Catalogue:
    return load_over(DATA, dict(files))


@dataclass
class Ministry:
    """The office that publishes figures, and the one that publishes content."""

    office: Office
    published: Published
    contents: Contents


async def ministry(store: Store, clock: HandClock) -> Ministry:
    office = await staffed(store, clock)
    return Ministry(office, *offices(store, clock))


def offices(store: Store, clock: HandClock) -> tuple[Published, Contents]:
    folder = Read(DATA)
    published = Published(store, folder.over({}), folder.renewed)
    return published, Contents(store, published, folder, clock)
