"""Figures as they are kept and signed for: one text, written once. The ledger is always read whole, and a row in a
table for each figure would cost more to write than all there is to check.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

import orjson

from core.bulk import parts
from core.ledger import Entry, Figure, Withdrawal, key_of
from core.scales import Value, Within

Written = tuple[bytes, ...]
"""Each a list in JSON of some thousand entries; all of them in the order of their keys."""


class Twice(ValueError):
    """One and the same figure is given two times: which of them is meant nobody can say."""


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of their keys. Raises Twice."""
    rows = sorted(entries, key=key_of)
    if twice := [*dict.fromkeys(one for one, next_ in pairwise(map(key_of, rows)) if one == next_)]:
        raise Twice(*twice)
    return tuple(rows)


def written(entries: Sequence[Entry]) -> Written:
    """Of entries in order."""
    return tuple(canonical(plain(some)) for some in parts(entries))


def digest_of(version: int, of: Written, undoes: int | None) -> str:
    """The same for the same figures over the same version. What is hashed is [version,undoes,[[…],[…],…]] without a
    space, a part at a time.
    """
    digest = sha256(b"[%b,%b,[" % (canonical(version), canonical(undoes)))
    for at, text in enumerate(of):
        digest.update(b"," * (at > 0) + text[1:-1])
    digest.update(b"]]")
    return digest.hexdigest()


def canonical(content: object) -> bytes:
    """JSON without a space, letters as they are."""
    return orjson.dumps(content)


def plain(entries: Sequence[Entry]) -> list[tuple[str, ...]]:
    """All of them, as words; column by column, since there may be many."""
    if Withdrawal in {*map(type, entries)}:
        return [row for each in entries for row in (plain([each]) if isinstance(each, Figure) else [taken_back(each)])]
    towns, indicators, years, values, raws, units, sources = zip(*entries, strict=True)
    forms, kept = zip(*map(form_of, values), strict=True)
    said = [unit or "" for unit in units]
    return list(zip(towns, indicators, map(str, years), forms, kept, raws, said, sources, strict=True))


def taken_back(entry: Withdrawal) -> tuple[str, ...]:
    return entry.town, entry.indicator, str(entry.year)


@lru_cache(maxsize=50_000)
def form_of(value: Value) -> tuple[str, str]:
    """A number is the same number however many noughts end it."""
    match value:
        case Decimal():
            return "number", f"{value.normalize():f}"
        case Within():
            return "band", str(value.score)
        case _:
            return "choice", value


def read(text: bytes | str) -> list[Entry]:
    """One part."""
    return [*map(entry_of, orjson.loads(text))]


def entry_of(row: list[Any]) -> Entry:
    town, indicator, year, *more = row
    if not more:
        return Withdrawal(town, indicator, int(year))
    form, kept, raw, unit, source = more
    return Figure(town, indicator, int(year), value_of(form, kept), raw, unit or None, source)


@lru_cache(maxsize=50_000)
def value_of(form: str, kept: str) -> Value:
    match form:
        case "number":
            return Decimal(kept)
        case "band":
            return Within(int(kept))
        case _:
            return kept
