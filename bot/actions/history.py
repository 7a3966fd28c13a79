"""The buttons of what was: what was published and by whom, how it is taken back, and a town as it was."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.wire import Action, Unreadable

COUNTED = re.compile(r"[1-9][0-9]{0,9}")
YEAR = re.compile(r"[12][0-9]{3}")


class ShowHistory(Action, frozen=True):
    """Of whatever is named; without anything, of everything. `person` is an id of Telegram's."""

    code = "hy"
    town: str = ""
    indicator: str = ""
    batch: str = ""
    person: str = ""
    page: int = 1


class ListBatches(Action, frozen=True):
    code = "yb"
    page: int = 1


class HistoryInWords(Action, frozen=True):
    """As after the command; too long for a button, and never in one."""

    code = "yw"
    text: str


class UndoBatch(Action, frozen=True):
    code = "yu"
    batch: str
    reason: str = ""

    @property
    def number(self) -> int:
        return counted(self.batch)


class AskUndo(Action, frozen=True):
    """Which batch is to be taken back; what was typed after the command was none."""

    code = "ya"


class SendHistory(Action, frozen=True):
    """Of one town, or of all when none is named."""

    code = "hx"
    file: Literal["xlsx", "csv"]
    town: str = ""


class AskPast(Action, frozen=True):
    code = "yq"
    town: str


class ShowPast(Action, frozen=True):
    """Of a year and those before it; as published when a day ended: 20260301. `why`: with its reasons."""

    code = "ys"
    town: str
    year: str = ""
    day: str = ""
    why: Literal["", "why"] = ""

    @classmethod
    def of(cls, town: str, year: int | None, day: date | None, why: Literal["", "why"] = "") -> "ShowPast":
        return cls(town, str(year or ""), f"{day:%Y%m%d}" if day else "", why)

    @property
    def of_year(self) -> int | None:
        if self.year and not YEAR.fullmatch(self.year):
            raise Unreadable(f"no year {self.year!r}")
        return int(self.year) if self.year else None

    @property
    def on_day(self) -> date | None:
        if not self.day:
            return None
        if not re.fullmatch("[0-9]{8}", self.day):
            raise Unreadable(f"no day {self.day!r}")
        try:
            return date.fromisoformat(self.day)
        except ValueError as error:
            raise Unreadable(f"no day {self.day!r}") from error


KINDS: Sequence[type[Action]] = (
    ShowHistory, ListBatches, HistoryInWords, UndoBatch, AskUndo, SendHistory, AskPast, ShowPast,
)  # fmt: skip


def counted(text: str) -> int:
    """Of batches and people; what is not that was never our button."""
    if not COUNTED.fullmatch(text):
        raise Unreadable(f"no number {text!r}")
    return int(text)
