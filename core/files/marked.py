"""Reads YAML and CSV and keeps, for every value, the line it stands on, so that whoever edits data/ is told
where to look.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from core.files.misread import Loader, of_known, of_shape, of_value, of_yaml
from core.flaws import Flaw, FlawKind

KEPT = 128
"""Parsed files in memory: all of data/ and as many again."""

Content = TypeVar("Content")
Place = tuple[str | int, ...]
"""The way to a value: keys and positions, from the top of the file."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file as read."""

    name: str
    content: Any
    lines: dict[Place, int]
    flaws: tuple[Flaw, ...] = ()

    def at(self, place: Place, kind: FlawKind, facts: Mapping[str, object]) -> Flaw:
        """With the line of the value, or of what it stands in."""
        known = (place[:length] for length in range(len(place), -1, -1))
        line = next((self.lines[way] for way in known if way in self.lines), 1)
        return Flaw(self.name, kind, worded(facts), line, place)


@dataclass(slots=True)
class Problems:
    """What is wrong with data/, collected so that it can all be mended at once."""

    found: list[Flaw] = field(default_factory=list)

    def add(self, page: Page, place: Place, kind: FlawKind, **facts: object) -> None:
        self.found.append(page.at(place, kind, facts))

    def of(self, file: str, kind: FlawKind, **facts: object) -> None:
        """About a file as a whole, or a folder."""
        self.found.append(Flaw(file, kind, worded(facts)))

    def known(self, page: Page, place: Place, wanted: str, known: Mapping[str, Content] | None) -> Content | None:
        """What an id stands for. `known` is None when its own file could not be read, which is problem enough."""
        if known is None:
            return None
        if wanted not in known:
            near = get_close_matches(wanted, known, n=1)
            if near:
                self.add(page, place, FlawKind.UNKNOWN_NEAR, value=wanted, near=near[0])
            else:
                kind, facts = of_known(wanted, list(known))
                self.add(page, place, kind, **facts)
        return known.get(wanted)

    def once(self, page: Page, keys: Iterable[tuple[Place, str | int]]) -> None:
        """Each key is given only once in the page."""
        keys = list(keys)
        often = Counter(key for _, key in keys)
        for place, key in keys:
            if often[key] > 1:
                self.add(page, place, FlawKind.TWICE, value=key)

    def read(self, page: Page, shape: TypeAdapter[Content]) -> Content | None:
        """The content in its shape; None when it has another, and the problems say what is to be mended."""
        self.found += page.flaws
        if page.flaws:
            return None
        try:
            return shape.validate_python(page.content)
        except ValidationError as error:
            for place, kind, facts in of_shape(error.errors(include_url=False), page.content):
                self.add(page, place, kind, **facts)
        return None


def worded(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in facts.items()}


def read_yaml(path: Path, name: str = "") -> Page:
    name = name or path.name
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        return unread(name, FlawKind.FILE_MISSING)
    return parsed(name, body)


@lru_cache(maxsize=KEPT)
def parsed(name: str, body: bytes) -> Page:
    """It takes two thirds of the time of reading data/. Of content that is published a file or two are new, so the
    others are not parsed again; nobody changes a page.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unread(name, FlawKind.NOT_UTF8)
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        content = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        line, kind, facts = of_yaml(error, text)
        return unread(name, kind, line, **facts)
    except ValueError:
        line, kind, facts = of_value(text)
        return unread(name, kind, line, **facts)
    if node is None:
        return unread(name, FlawKind.FILE_EMPTY, 1)
    lines: dict[Place, int] = {}
    flaws: list[Flaw] = []
    walk(node, (), lines, flaws, name)
    return Page(name, content, lines, tuple(flaws))


def unread(name: str, kind: FlawKind, line: int | None = None, **facts: object) -> Page:
    return Page(name, None, {}, (Flaw(name, kind, worded(facts), line),))


def walk(node: yaml.Node, place: Place, lines: dict[Place, int], flaws: list[Flaw], name: str) -> None:
    """Fills in the lines, and names keys that stand twice, for YAML itself would silently take the second. Every start
    of the bot walks through thousands of nodes: a value of a key is no walk of its own.
    """
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            walk(item, (*place, position), lines, flaws, name)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                flaws.append(Flaw(name, FlawKind.KEY_TWICE, {"key": str(key.value)}, line, place))
            seen.add(key.value)
            if not isinstance(value, yaml.ScalarNode):
                walk(value, (*place, key.value), lines, flaws, name)
            lines[*place, key.value] = line


def read_table(path: Path) -> Page:
    """Rows as dictionaries by the names in the first line. An empty cell is a missing value."""
    name = path.name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        return Page(name, None, {}, (Flaw(name, FlawKind.FILE_MISSING),))
    except UnicodeDecodeError:
        return Page(name, None, {}, (Flaw(name, FlawKind.NOT_UTF8),))
    except csv.Error:
        return Page(name, None, {}, (Flaw(name, FlawKind.TABLE_BROKEN),))
    lines: dict[Place, int] = {(position,): line for position, (line, _) in enumerate(rows)}
    flaws = tuple(Flaw(name, FlawKind.MORE_CELLS, line=line) for line, row in rows if None in row)
    content = [{column: cell for column, cell in row.items() if cell} for _, row in rows]
    return Page(name, content, lines, flaws)
