"""What the readers of YAML and of shapes complain of in an English of their own → flaws."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml
from pydantic_core import ErrorDetails

from core.files.patterns import KINDS
from core.flaws import MOST_NAMED, FlawKind, Wrong

Place = tuple[str | int, ...]
Complaint = tuple[Place, FlawKind, Mapping[str, object]]
Mark = tuple[int, FlawKind, Mapping[str, object]]
"""A line, and what is wrong in it."""
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C library is missing on some machines: slower there, not different."""
KEY = "[key]"
"""Pydantic's word for a key that is wrong itself."""
QUOTED = re.compile(r"'([^']*)'|\b(True|False|None)\b")
LONGEST = 60

SHAPES: Mapping[str, FlawKind] = {
    "missing": FlawKind.MISSING,
    "extra_forbidden": FlawKind.UNKNOWN_KEY,
    "invalid_key": FlawKind.UNKNOWN_KEY,
    "string_type": FlawKind.NOT_TEXT,
    "string_too_short": FlawKind.EMPTY_TEXT,
    "string_too_long": FlawKind.TOO_LONG,
    "too_short": FlawKind.EMPTY,
    "too_long": FlawKind.TOO_MANY,
    "greater_than": FlawKind.NOT_MORE,
    "greater_than_equal": FlawKind.TOO_LITTLE,
    "less_than_equal": FlawKind.TOO_MUCH,
    "less_than": FlawKind.NOT_LESS,
    "finite_number": FlawKind.NOT_A_NUMBER,
    "model_type": FlawKind.NOT_KEYS,
}
FAMILIES: Mapping[str, FlawKind] = {
    "int": FlawKind.NOT_WHOLE,
    "decimal": FlawKind.NOT_A_NUMBER,
    "float": FlawKind.NOT_A_NUMBER,
    "date": FlawKind.NOT_A_DAY,
    "bool": FlawKind.NOT_YES_OR_NO,
    "dict": FlawKind.NOT_KEYS,
    "model": FlawKind.NOT_KEYS,
    "tuple": FlawKind.NOT_A_LIST,
    "frozen": FlawKind.NOT_A_LIST,
}
"""By the first word of pydantic's type of error: int_parsing, int_type, int_from_float …"""
LIMITS: Mapping[str, str] = {
    "max_length": "most", "le": "most", "lt": "most", "min_length": "least", "ge": "least", "gt": "least",
}  # fmt: skip
SAID: Sequence[tuple[str, FlawKind]] = (
    ("found unexpected end of stream", FlawKind.QUOTES),
    ("unknown escape", FlawKind.QUOTES),
    ("cannot start any token", FlawKind.SIGN),
    ("mapping values are not allowed", FlawKind.COLON),
    ("expected ':'", FlawKind.COLON_MISSING),
    ("expected ','", FlawKind.BRACKETS),
    ("node content", FlawKind.BRACKETS),
    ("expected key", FlawKind.INDENT),
    ("expected '-'", FlawKind.INDENT),
    ("expected <block end>", FlawKind.INDENT),
    ("another document", FlawKind.TWO_DOCUMENTS),
    ("undefined alias", FlawKind.ALIAS),
)
"""What the two parsers of YAML have in common; whatever else they say is a broken file."""


def of_shape(errors: Sequence[ErrorDetails], content: object) -> Iterator[Complaint]:
    """Where several shapes would do, pydantic complains of each: what leads deepest was meant."""
    found: defaultdict[Place, list[ErrorDetails]] = defaultdict(list)
    for error in errors:
        found[within(content, error)].append(error)
    passed = {place[:length] for place in found for length in range(len(place))}
    for place, together in found.items():
        if place in passed:
            continue
        way = place[:-1] if place[-1:] == (KEY,) else place
        kind, facts = of_one_place(together)
        yield way, kind, {"key": as_written(way[-1]) if way else "", "value": as_written(together[0]["input"]), **facts}


def of_one_place(errors: Sequence[ErrorDetails]) -> tuple[FlawKind, Mapping[str, object]]:
    error = errors[0]
    name, about = error["type"], error.get("ctx", {})
    wrong = about.get("error")
    if isinstance(wrong, Wrong):
        return wrong.kind, wrong.facts
    if name == "literal_error":
        expected = " ".join(each["ctx"]["expected"] for each in errors if each["type"] == name)
        known = [quoted or word.lower() for quoted, word in QUOTED.findall(expected)]
        return of_known(as_written(error["input"]), known)
    if name == "string_pattern_mismatch":
        return KINDS.get(about["pattern"], FlawKind.BAD_VALUE), {}
    if name == "model_type" and about["class_name"] == "Localised":
        return FlawKind.NOT_LANGUAGES, {}
    if name == "string_type" and not isinstance(error["input"], str | int | float | dt.date):
        return FlawKind.EMPTY_TEXT, {}
    kind = SHAPES.get(name) or FAMILIES.get(name.partition("_")[0], FlawKind.BAD_VALUE)
    return kind, {LIMITS[each]: limit for each, limit in about.items() if each in LIMITS}


def of_known(value: str, known: Sequence[str]) -> tuple[FlawKind, Mapping[str, object]]:
    if not 0 < len(known) <= MOST_NAMED:
        return FlawKind.UNKNOWN, {"value": value}
    return FlawKind.UNKNOWN_OF, {"value": value, "known": ", ".join(known)}


def within(content: object, error: ErrorDetails) -> Place:
    """The way there as it stands in the file: pydantic also names the shapes it has tried."""
    place: list[str | int] = []
    *_, last = error["loc"] or ("",)
    for step in error["loc"]:
        missing = error["type"] == "missing" and step == last
        if isinstance(content, dict) and (step in content or missing):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int):
            content = content[step]
        elif step != KEY:
            continue
        place.append(step)
    return tuple(place)


def as_written(value: Any) -> str:
    """Near to how it stands in the file."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "{…}"
        case list() | tuple():
            return "[…]"
        case str() | int() | float() | Decimal() | dt.date():
            text = " ".join(str(value).split())
            return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "…"


def of_yaml(error: yaml.YAMLError, text: str) -> Mark:
    """A quotation mark or a bracket that is not closed is told where it was opened."""
    if isinstance(error, yaml.reader.ReaderError):
        return text[: text.find(chr(error.character))].count("\n") + 1, FlawKind.STRANGE_LETTER, {}
    problem = getattr(error, "problem", None) or ""
    kind = next((kind for said, kind in SAID if said in problem), FlawKind.BROKEN)
    opened = getattr(error, "context_mark", None) if kind in {FlawKind.QUOTES, FlawKind.BRACKETS} else None
    mark = opened or getattr(error, "problem_mark", None)
    return (mark.line + 1 if mark else 1), kind, {}


def of_value(text: str) -> Mark:
    """What is written like a day or a time, and cannot be one; or like a number, and is too long for one."""
    loader = Loader(text)
    waiting = [loader.get_single_node()]
    while True:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [each for pair in reversed(node.value) for each in reversed(pair)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
        elif isinstance(node, yaml.ScalarNode) and not constructed(loader, node):
            day = node.tag.endswith(":timestamp")
            kind = FlawKind.NOT_A_DAY if day else FlawKind.NOT_A_NUMBER
            return node.start_mark.line + 1, kind, {"value": as_written(node.value)}


def constructed(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> bool:
    try:
        loader.construct_object(node)
    except ValueError:
        return False
    return True
