"""A file somebody sends → files with their place in data/. What is inside is read by the readers of data/."""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal

import yaml

from core.catalogue import Catalogue
from core.content import Files, kind_of
from core.files.definitions import load_over, renew
from core.files.misread import Loader

LARGEST = 1_000_000
"""Bytes of one file; the largest in data/ has 64,000."""
LARGEST_SENT = 4_000_000
MOST_FILES = 40
DEEPEST = 24
MOST_VALUES = 100_000
"""The largest file in data/ has 6,000."""
COPY = re.compile(r"\s*\(\d{1,3}\)(?=\.yaml$)")
"""What a telephone adds to the name of a file it has already."""
ENDING = re.compile(r"\.ya?ml$", re.IGNORECASE)
OF_A_YEAR = re.compile(r"[0-9]{4}\.yaml")
LITTER = re.compile(r"__MACOSX/.*|(?:.*/)?\.DS_Store")
"""What a Mac puts into an archive by itself."""

SPOKEN = (
    ({"year", "working_days"}, "calendar/{year}.yaml"),
    ({"id", "first_day", "microcredit"}, "programmes/{id}.yaml"),
    ({"offices", "contacts"}, "directory.yaml"),
    ({"documents", "citations"}, "sources.yaml"),
    ({"groups", "indicators", "tiers"}, "methodology/innovation.yaml"),
)
Trouble = Literal[
    "too_large", "too_many", "no_archive", "locked", "unplaced", "not_text", "too_many_values", "too_deep", "twice",
    "tagged",
]  # fmt: skip


class Unfit(Exception):
    """The file is not looked into: `trouble` says why, `facts` where."""

    def __init__(self, trouble: Trouble, facts: Mapping[str, str]) -> None:
        super().__init__(f"{trouble}: {facts}")
        self.trouble = trouble
        self.facts = facts


def received(name: str, body: bytes, known: Collection[str], place: str = "") -> Files:
    """A YAML file, or a ZIP of several with their folders. `known` are the places of the files there are; `place` is
    where its sender says it belongs.
    """
    if len(body) > LARGEST_SENT:
        raise Unfit("too_large", {"file": name})
    if body.startswith(b"PK\x03\x04"):
        found = unpacked(name, body, known)
    else:
        checked(name, body)
        found = {place_of(place.strip() or name, body, known): body}
    for path, content in found.items():
        checked(path, content)
    return found


def unpacked(name: str, body: bytes, known: Collection[str]) -> Files:
    """Read no further than the limits, whatever the archive says of its sizes. A file without a folder is placed like
    one that comes alone.
    """
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = [each for each in archive.infolist() if not (each.is_dir() or LITTER.fullmatch(each.filename))]
            if len(members) > MOST_FILES:
                raise Unfit("too_many", {"file": name})
            for member in members:
                path = member.filename.removeprefix("data/")
                if member.flag_bits & 1:
                    raise Unfit("locked", {"file": path})
                if kind_of(path) is None and "/" in path:
                    raise Unfit("unplaced", {"file": path})
                with archive.open(member) as file:
                    content = file.read(LARGEST + 1)
                if kind_of(path) is None:
                    checked(path, content)
                    path = place_of(path, content, known)
                if path in found:
                    raise Unfit("twice", {"file": path})
                found[path] = content
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise Unfit("no_archive", {"file": name}) from error
    if not found:
        raise Unfit("no_archive", {"file": name})
    return found


def checked(name: str, body: bytes) -> None:
    """Before anything is made of it: an alias may stand for a thousand others, and a thousand brackets for nothing."""
    if len(body) > LARGEST:
        raise Unfit("too_large", {"file": name})
    try:
        body.decode()
        weigh(name, body)
    except UnicodeDecodeError as error:
        raise Unfit("not_text", {"file": name}) from error
    except yaml.YAMLError:
        return  # the reader says on which line


def weigh(name: str, body: bytes) -> None:
    """How many values it comes to when each alias is written out."""
    total, anchored = 0, dict[str, int]()
    nested: list[tuple[str | None, int]] = []
    for event in yaml.parse(body, Loader=Loader):
        before = total
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, before = nested.pop()
        else:
            anchor = getattr(event, "anchor", None)
            total += anchored.get(anchor or "", 1) if isinstance(event, yaml.AliasEvent) else 1
        endless = isinstance(event, yaml.AliasEvent) and any(anchor == opened for opened, _ in nested)
        if isinstance(event, yaml.CollectionStartEvent):
            nested.append((anchor, before))
        elif anchor and not isinstance(event, yaml.AliasEvent):
            anchored[anchor] = total - before
        trouble: Trouble | None = "too_many_values" if total > MOST_VALUES else None
        if len(nested) > DEEPEST or endless:
            trouble = "too_deep"
        elif getattr(event, "tag", None):  # it would make of a value what it is not
            trouble = "tagged"
        if trouble:
            raise Unfit(trouble, {"file": name, "line": str(event.start_mark.line + 1) if event.start_mark else "1"})


def place_of(name: str, body: bytes, known: Collection[str]) -> str:
    """By its name, where there is such a file; else by what stands in it."""
    plain = COPY.sub("", ENDING.sub(".yaml", name)).removeprefix("data/")
    if kind_of(plain):
        return plain
    if OF_A_YEAR.fullmatch(plain):
        return f"calendar/{plain}"
    alike = [path for path in known if path.rpartition("/")[2] == plain]
    if len(alike) == 1:
        return alike[0]
    path = spoken(body)
    if path is None or kind_of(path) is None:
        raise Unfit("unplaced", {"file": name})
    return path


def spoken(body: bytes) -> str | None:
    """What only one kind of file has."""
    try:
        content = yaml.load(body, Loader=Loader)  # noqa: S506  # one of the safe ones
    except (yaml.YAMLError, ValueError):
        return None
    if not isinstance(content, dict):
        return None
    name = {"year": content.get("year"), "id": content.get("id")}
    return next((path.format(**name) for keys, path in SPOKEN if content.keys() >= keys), None)


class Folder:
    """data/, and what lies over it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def places(self, lying: Files) -> tuple[str, ...]:
        """The files that content can take the place of; `lying` are those that lie over it."""
        found = {path.relative_to(self._directory).as_posix() for path in self._directory.rglob("*.yaml")}
        return tuple(sorted(path for path in {*found, *lying} if kind_of(path)))

    def body(self, lying: Files, path: str) -> bytes | None:
        """As it is in force; None: there is no such file."""
        if path in lying or path not in self.places({}):
            return lying.get(path)
        return (self._directory / path).read_bytes()

    def over(self, files: Files) -> Catalogue:
        """Raises definitions.BadData."""
        return load_over(self._directory, files)

    def renewed(self, before: Catalogue, files: Files, changed: Collection[str]) -> Catalogue:
        """Over the same data/ as `before`; `changed` are the files that have come or gone since. Raises BadData."""
        light = all(kind_of(path) in {"contacts", "calendar"} for path in changed)
        return renew(before, self._directory, files) if light else self.over(files)
