"""Supposed values as they travel in a button: a letter for the indicator, then the value.

A small letter stands before a number as typed (g4.6), a capital one before a score whose band is meant (G5).
So all 18 indicators set to their best still fit into one button.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from string import ascii_lowercase

from core.scales import Value, Within

CHANGE = re.compile(r"([a-z])(-?[0-9]+(?:\.[0-9]+)?)|([A-Z])([0-9])")


def packed(changes: Mapping[str, Value], indicators: Iterable[str]) -> str:
    """In the order of the indicators, so that the same changes are the same button."""
    letters = dict(zip(indicators, ascii_lowercase, strict=False))
    parts = ["", ""]  # scores first: a number is ended by the next small letter, or by the end
    for indicator_id, letter in letters.items():
        value = changes.get(indicator_id)
        if isinstance(value, Within):
            parts[0] += f"{letter.upper()}{value.score}"
        elif isinstance(value, Decimal):
            parts[1] += f"{letter}{value:f}"
    return "".join(parts)


def unpacked(data: str, indicators: Iterable[str]) -> dict[str, Value] | None:
    """None when the data is not ours."""
    letters = dict(zip(ascii_lowercase, indicators, strict=False))
    changes: dict[str, Value] = {}
    at = 0
    for match in CHANGE.finditer(data):
        indicator_id = letters.get((match[1] or match[3]).lower())
        if match.start() != at or indicator_id is None:
            return None
        changes[indicator_id] = Decimal(match[2]) if match[1] else Within(int(match[4]))
        at = match.end()
    return changes if at == len(data) else None
