"""Content that changes without a release: files that take the place of one in data/, or stand beside them.

What was published is never changed: of each file the last that was published counts, and an undo publishes again what
stood before.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, Literal, get_args

Files = Mapping[str, bytes]
"""By their place in data/, such as calendar/2028.yaml."""
Kind = Literal["contacts", "calendar", "methodology", "programme", "sources"]
KINDS: tuple[Kind, ...] = get_args(Kind)
State = Literal["waiting", "published", "withdrawn"]
PLACES: Final[Mapping[Kind, re.Pattern[str]]] = {
    "contacts": re.compile(r"directory\.yaml"),
    "calendar": re.compile(r"calendar/(?:[0-9]{4}|names)\.yaml"),
    "methodology": re.compile(r"methodology/innovation\.yaml"),
    "programme": re.compile(r"programmes/(?:[a-z0-9-]{1,16}/)?[a-z0-9_-]{1,24}\.yaml"),
    "sources": re.compile(r"sources\.yaml"),
}
"""No longer than a button carries. What may be published; everything else in data/ comes with a release."""


NEWS: Final = "content"
"""The kind of the letters to those whom it concerns."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file. Without a body, what data/ itself says of it counts again."""

    path: str
    body: bytes | None

    @property
    def kind(self) -> Kind:
        kind = kind_of(self.path)
        assert kind is not None
        return kind


@dataclass(frozen=True, slots=True)
class Issue:
    """Files published together. `by` and `seconded_by` are the two who confirmed them, under their pseudonyms."""

    number: int
    at: datetime
    by: int
    seconded_by: int
    parts: tuple[Part, ...]
    reason: str
    undoes: int | None = None

    @property
    def changes_methodology(self) -> bool:
        return any(kind_of(part.path) == "methodology" for part in self.parts)


@dataclass(frozen=True, slots=True)
class ContentProposal:
    """Over the issue `base` and a version of the whole catalogue. No `parts` are left when it is settled;
    `confirmed_by` is the first of the two. People stand under their pseudonyms.
    """

    number: int
    at: datetime
    proposed_by: int
    base: int
    data_version: str
    digest: str
    parts: tuple[Part, ...]
    reason: str
    undoes: int | None = None
    state: State = "waiting"
    confirmed_by: int | None = None
    issue: int | None = None

    @property
    def takes_back(self) -> bool:
        """Nothing in it is new."""
        return self.undoes is not None or all(part.body is None for part in self.parts)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What an undo publishes, and the files that later issues have replaced: these stay."""

    parts: tuple[Part, ...]
    overtaken: tuple[str, ...]


def kind_of(path: str) -> Kind | None:
    return next((kind for kind in KINDS if PLACES[kind].fullmatch(path)), None)


def in_force(issues: Iterable[Issue]) -> Files:
    """In the order of their numbers."""
    standing: dict[str, bytes | None] = {}
    for issue in issues:
        standing |= {part.path: part.body for part in issue.parts}
    return {path: body for path, body in standing.items() if body is not None}


def over(files: Files, parts: Iterable[Part]) -> Files:
    standing = {**files, **{part.path: part.body for part in parts}}
    return {path: body for path, body in standing.items() if body is not None}


def undone(issues: Sequence[Issue], number: int) -> Undoing:
    """For a number that is there."""
    before = in_force(each for each in issues if each.number < number)
    parts = next(each.parts for each in issues if each.number == number)
    later = {part.path for each in issues if each.number > number for part in each.parts}
    overtaken = tuple(part.path for part in parts if part.path in later)
    return Undoing(tuple(Part(each.path, before.get(each.path)) for each in parts if each.path not in later), overtaken)


@dataclass(frozen=True, slots=True)
class WayOut:
    """Of content that cannot be read: to undo an issue; else to let data/ itself count again for the files in `back`.
    `files` are what lies over data/ then.
    """

    undo: int | None
    back: tuple[str, ...]
    files: Files


def way_out(issues: Sequence[Issue], readable: Callable[[Files], bool]) -> WayOut:
    """As little as will do."""
    standing = in_force(issues)
    for issue in reversed(issues):
        files = over(standing, undone(issues, issue.number).parts)
        if files != standing and readable(files):
            return WayOut(issue.number, (), files)
    kept: Files = {}
    for issue in issues:
        theirs = {part.path: part.body for part in issue.parts if part.body is not None}
        tried = {**kept, **{path: body for path, body in theirs.items() if standing.get(path) == body}}
        if readable(tried):
            kept = tried
    return WayOut(None, tuple(sorted(standing.keys() - kept.keys())), kept)


def digest_of(number: int, parts: Iterable[Part], undoes: int | None, *bound: str) -> str:
    """The same for the same files, in whatever order. `bound` is what else must be as it was."""
    told = sorted([part.path, sha256(part.body).hexdigest() if part.body is not None else ""] for part in parts)
    return sha256(json.dumps([number, undoes, told, *bound]).encode()).hexdigest()
