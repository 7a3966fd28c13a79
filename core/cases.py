"""A person's application for a microcredit as it is kept: what they told, what they ticked off, what happened.

What the Programme makes of it, its dates and reminders, is worked out anew each time; a `Planner` says which
moments are worth a message.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from core.localised import Language


@dataclass(frozen=True, slots=True)
class Event:
    """What a person recorded of a step, and the day it happened."""

    step: str
    outcome: str
    day: date


@dataclass(frozen=True, slots=True)
class Case:
    """`number` counts the applications of the person. Nothing has been handed in as long as papers are gathered.

    `last_step_at` is the later of the person's last act and the last moment anything was planned for: waiting for
    a month of training to end is no reason to lose everything. `moved_at`: other days off that were published then have
    moved its dates, and nothing was told of its course since.
    """

    person_id: int
    number: int
    edition: str
    language: Language
    since: datetime
    last_step_at: datetime
    town: str | None = None
    handed_in: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    consented_at: datetime | None = None
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A moment worth a message. One of a kind about a step and a day goes out once, however often it is planned."""

    at: datetime
    kind: str
    step: str
    payload: Mapping[str, Any] = field(default_factory=dict)


class Planner(Protocol):
    """Pure. What is still to come after `now`, and only that; asked for an application that was handed in."""

    def __call__(self, case: Case, now: datetime) -> Iterable[Due]: ...
