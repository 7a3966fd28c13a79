"""Reads YAML and CSV and keeps, for every value, the line it stands on, so that whoever edits data/ is told
where to look.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C library is missing on some machines: slower there, not different."""

Content = TypeVar("Content")
Place = tuple[str | int, ...]
"""The way to a value: keys and positions, from the top of the file."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file as read."""

    name: str
    content: Any
    lines: dict[Place, int]
    faults: tuple[str, ...] = ()

    def at(self, place: Place, fault: str) -> str:
        """The fault with its file, its line and the way to the value."""
        known = (place[:length] for length in range(len(place), -1, -1))
        line = next((self.lines[way] for way in known if way in self.lines), 1)
        way = ".".join(str(step) for step in place)
        return f"{self.name}:{line}: {way}: {fault}" if way else f"{self.name}:{line}: {fault}"


@dataclass(slots=True)
class Problems:
    """What is wrong with data/, collected so that it can all be mended at once."""

    found: list[str] = field(default_factory=list)

    def add(self, page: Page, place: Place, fault: str) -> None:
        self.found.append(page.at(place, fault))

    def known(self, page: Page, place: Place, wanted: str, known: Mapping[str, Content] | None) -> Content | None:
        """What an id stands for. `known` is None when its own file could not be read, which is problem enough."""
        if known is None:
            return None
        if wanted not in known:
            near = get_close_matches(wanted, known, n=1)
            advice = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
            self.add(page, place, f"{wanted} is not known{advice}")
        return known.get(wanted)

    def once(self, page: Page, keys: Iterable[tuple[Place, str | int]]) -> None:
        """Each key is given only once in the page."""
        keys = list(keys)
        often = Counter(key for _, key in keys)
        for place, key in keys:
            if often[key] > 1:
                self.add(page, place, f"{key} stands {often[key]} times")

    def read(self, page: Page, shape: TypeAdapter[Content]) -> Content | None:
        """The content in its shape; None when it has another, and the problems say what is to be mended."""
        self.found += page.faults
        if page.faults:
            return None
        try:
            return shape.validate_python(page.content)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self.add(page, fault["loc"], explained(fault["msg"], fault["input"], fault["type"]))
        return None


def explained(message: str, given: object, kind: str) -> str:
    if kind in {"missing", "extra_forbidden"} or not isinstance(given, str | int | float):
        return message
    return f"{message}, not {given!r}"


def read_yaml(path: Path, name: str = "") -> Page:
    name = name or path.name
    try:
        loader = Loader(path.read_bytes())
        node = loader.get_single_node()
        content = loader.construct_document(node) if node else None
    except FileNotFoundError:
        return Page(name, None, {}, (f"{name}: the file is missing",))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return Page(name, None, {}, (f"{name}:{line}: {getattr(error, 'problem', None) or error}",))
    lines: dict[Place, int] = {}
    faults: list[str] = []
    if node:
        walk(node, (), lines, faults)
    return Page(name, content, lines, tuple(f"{name}:{fault}" for fault in faults))


def walk(node: yaml.Node, place: Place, lines: dict[Place, int], faults: list[str]) -> None:
    """Fills in the lines, and names keys that stand twice, for YAML itself would silently take the second. Every start
    of the bot walks through thousands of nodes: a value of a key is no walk of its own.
    """
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            walk(item, (*place, position), lines, faults)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                faults.append(f"{line}: {key.value} stands twice")
            seen.add(key.value)
            if not isinstance(value, yaml.ScalarNode):
                walk(value, (*place, key.value), lines, faults)
            lines[*place, key.value] = line


def read_table(path: Path) -> Page:
    """Rows as dictionaries by the names in the first line. An empty cell is a missing value."""
    name = path.name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = [(reader.line_num, row) for row in reader]
    except FileNotFoundError:
        return Page(name, None, {}, (f"{name}: the file is missing",))
    except (csv.Error, UnicodeDecodeError) as error:
        return Page(name, None, {}, (f"{name}: {error}",))
    lines: dict[Place, int] = {(position,): line for position, (line, _) in enumerate(rows)}
    faults = tuple(f"{name}:{line}: more cells than columns" for line, row in rows if None in row)
    content = [{column: cell for column, cell in row.items() if cell} for _, row in rows]
    return Page(name, content, lines, faults)
