"""How the numbers of a workbook are shown: a day and a share are stored as bare numbers."""

import re
from typing import Literal

Shown = Literal["number", "day", "share"]

DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats of days and hours that need not be written out in a file."""
SHARES = {9, 10}
SAID = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""Parts of a format that are shown as they stand, or choose a colour."""


def shown(number_format: int, codes: dict[int, str]) -> Shown:
    code = SAID.sub("", codes.get(number_format, "")).lower()
    if number_format in SHARES or "%" in code:
        return "share"
    if number_format in DAYS or ("general" not in code and re.search("[dmyhs]", code)):
        return "day"
    return "number"
