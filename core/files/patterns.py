"""What is written in one way only, and what is wrong with it otherwise."""

from collections.abc import Mapping
from typing import Final

from core.flaws import FlawKind

SLUG: Final = r"^[a-z0-9][a-z0-9_-]*$"
PHONE: Final = r"^\+?[0-9][0-9 ()-]{1,23}$"
SITE: Final = r"^https://[^\s\"<>]+$"
GROUP: Final = r"^[1-9]$"
INDICATOR: Final = r"^[1-9]\.[1-9]$"
WISH: Final = r"^[^\W\d_]+\*?( [^\W\d_]+\*?)*$"
"""Words parted by single spaces; a star stands for any ending."""
KINDS: Mapping[str, FlawKind] = {
    SLUG: FlawKind.NOT_AN_ID,
    PHONE: FlawKind.NOT_A_PHONE,
    SITE: FlawKind.NOT_A_SITE,
    GROUP: FlawKind.NOT_A_GROUP,
    INDICATOR: FlawKind.NOT_AN_INDICATOR,
    WISH: FlawKind.NOT_A_WISH,
}
