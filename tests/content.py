"""What the tests of content share: files to send, and the service over one store."""

import io
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from core.catalogue import Catalogue
from core.content import Files
from core.files.content import Folder
from core.files.definitions import BadData, load_over
from core.flaws import Flaw, FlawKind
from core.services.applications import Applications
from core.services.contents import Contents
from core.services.guide import Guide
from core.services.published import Published
from core.store.transaction import Cause
from core.store.work import Store
from core.workdays import SATURDAY
from tests.catalogues import DATA, EDITIONS, catalogue
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
AUTUMN = datetime.fromisoformat("2026-10-20T05:00:00+00:00")
"""When the day that is moved lies ahead."""
MARK = b"# old"
"""At the end of a file that a newer release cannot read."""
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


def plain_year(number: int, more: str = "") -> bytes:
    """With one holiday that does not move."""
    day, off = date(number, 1, 1), "holidays:\n  - {{ day: {}, holiday: christmas }}\n"
    every = (day + timedelta(days=each) for each in range((date(number + 1, 1, 1) - day).days))
    count = sum(each.weekday() < SATURDAY for each in every if each != day)
    head = f"year: {number}\nworking_days: {count}\nsource: calendar_holidays\n"
    return (head + off.format(day) + more).encode()


def tiers() -> bytes:
    """The medium level begins from 38."""
    method = data("methodology/innovation.yaml")
    return method.replace(b"from: 36, to: 66", b"from: 38, to: 66").replace(b"from: 0, to: 35", b"from: 0, to: 37")


def moon(first_day: str = "2031-01-01") -> dict[str, bytes]:
    """A whole new programme."""
    files = {path.relative_to(EDITIONS).as_posix(): path.read_bytes() for path in EDITIONS.rglob("*.yaml")}
    top = files["programmes/fiction.yaml"]
    return {**files, "programmes/fiction.yaml": top.replace(b"2031-01-01", first_day.encode())}


def amended() -> dict[str, bytes]:
    """The programme of data/ with other terms, as an edition of its own."""
    folder = DATA / "programmes"
    files = {
        path.relative_to(DATA).as_posix().replace("2012-2020", "2012-2020-2"): path.read_bytes()
        for path in folder.rglob("*.yaml")
    }
    top, codes, procedure = (f"programmes/2012-2020-2{each}" for each in (".yaml", "/codes.yaml", "/procedure.yaml"))
    files[top] = files[top].replace(b"id: 2012-2020\n", b"id: 2012-2020-2\nreplaces: 2012-2020\n")
    files[codes] = files[codes].replace(b"number: 1\n", b"number: 2\n")
    files[procedure] = files[procedure].replace(b"count: 10", b"count: 12", 1)
    return files


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


class Read(Folder):
    """To read data/ takes half a second: each state of it is read once."""

    def over(self, files: Files) -> Catalogue:
        return laid(*sorted(files.items()))


class Newer(Read):
    """A release that cannot read what some of the files say."""

    def over(self, files: Files) -> Catalogue:
        if flaws := [
            Flaw(path, FlawKind.BAD_VALUE, {"value": "old"}, 1) for path, body in files.items() if MARK in body
        ]:
            raise BadData(flaws)
        return super().over(files)

    def renewed(self, before: Catalogue, files: Files, changed: Collection[str]) -> Catalogue:
        return self.over(files)


@cache
def laid(*files: tuple[str, bytes]) -> Catalogue:
    return load_over(DATA, dict(files)) if files else catalogue()


async def applied(
    store: Store, clock: HandClock, person: int, *, consent: bool, before: Catalogue | None = None
) -> Applications:
    """Somebody hands in an application; `before` is what is in force then."""
    applications = Applications(store, clock, Guide(before or laid(), clock).plan)
    handed_in = date(2026, 10, 19)
    await applications.start(person, Cause(person, 1), edition="2012-2020", language="kk", handed_in=handed_in)
    await applications.consent(person, 1, Cause(person, 2), given=consent)
    return applications


@dataclass
class Ministry:
    """The office that publishes figures, and the one that publishes content."""

    office: Office
    published: Published
    contents: Contents


async def ministry(store: Store, clock: HandClock) -> Ministry:
    office = await staffed(store, clock)
    return Ministry(office, *offices(store, clock))


def offices(store: Store, clock: HandClock, folder: Folder | None = None) -> tuple[Published, Contents]:
    folder = folder or Read(DATA)
    published = Published(store, folder.over({}), folder.renewed)
    return published, Contents(store, published, folder, clock)
