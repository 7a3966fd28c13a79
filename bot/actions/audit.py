"""The buttons of the record: which acts, whose, of which days, and the file of them. The filters travel in each."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from bot.wire import Action, Unreadable

DAY = re.compile(r"[1-9a-f][0-9a-f]{4}")
ACT = re.compile(r"[a-z_]{0,24}")
Part = Literal["act", "time", "person"]
GROUPS: Mapping[str, tuple[str, ...]] = {
    "roles": ("grant", "revoke", "accept invitation"),
    "content": ("propose content", "confirm content", "withdraw content", "publish content", "undo content"),
}
"""Acts that are asked for together, by a word for what they have in common."""


class OfRecord(Action, frozen=True):
    """`by` is whose acts, and what was done to them; `act` has _ for a space, or is a group; the days are the first and
    the last; `town` is a number of the Programme's list.
    """

    version = 2

    by: int = 0
    act: str = ""
    since: str = ""
    until: str = ""
    town: int = 0

    @property
    def named(self) -> str | None:
        if not ACT.fullmatch(self.act):
            raise Unreadable(f"no act {self.act!r}")
        return self.act.replace("_", " ") or None

    @property
    def acts(self) -> tuple[str, ...]:
        return () if self.named is None else GROUPS.get(self.act, (self.named,))

    @property
    def days(self) -> tuple[date | None, date | None]:
        return day(self.since), day(self.until)


class ShowRecord(OfRecord, frozen=True):
    """Those written before the entry `below`; 0 begins with the last one."""

    code = "hq"
    below: int = 0


class PickFilter(OfRecord, frozen=True):
    code = "hr"
    part: Part = "act"


class SendRecord(OfRecord, frozen=True):
    code = "hs"
    file: Literal["xlsx", "csv"] = "xlsx"


class RecordInWords(Action, frozen=True):
    """Typed; too long for a button, and never in one."""

    code = "ht"
    text: str


KINDS: Sequence[type[Action]] = (ShowRecord, PickFilter, SendRecord, RecordInWords)


def day(text: str) -> date | None:
    if not text:
        return None
    if not DAY.fullmatch(text):
        raise Unreadable(f"no day {text!r}")
    return date.fromordinal(int(text, 16))


def in_button(of: date) -> str:
    """Shorter than a date is written."""
    return f"{of.toordinal():x}"


def filters(of: OfRecord) -> tuple[int, str, str, str, int]:
    return of.by, of.act, of.since, of.until, of.town
