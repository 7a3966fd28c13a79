"""Whole-day events with alarms as a calendar file (RFC 5545), of texts that are ready.

An event keeps its `uid`: a file sent again replaces what stands in the person's calendar instead of doubling it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//monoqala//monoqala//EN"
OCTETS = 75
"""A longer line is folded; the space that begins a continuation counts."""
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Event:
    uid: str  # the same for the same thing, whatever its day; unlike any other in the world
    day: date
    title: str
    text: str
    alarms: tuple[
        timedelta, ...
    ] = ()  # from the midnight the day begins with: minus 15 hours is nine the morning before
    revision: int = 0  # higher than in the file sent before, if anything changed


def calendar(name: str, events: Iterable[Event], now: datetime) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += written(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(piece + b"\r\n" for line in lines for piece in folded(line))


def written(event: Event, stamp: str) -> Iterator[str]:
    """`TRANSPARENT`: a last day does not make anybody busy."""
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{event.revision}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"DESCRIPTION:{escaped(event.text)}"
    yield "TRANSP:TRANSPARENT"
    for alarm in event.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(event.title)}"
        yield f"TRIGGER:{duration(alarm)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNSEEN.sub("", lines).translate(ESCAPED)


def duration(length: timedelta) -> str:
    minutes = abs(length) // timedelta(minutes=1)
    return f"{'-' if length < timedelta(0) else ''}PT{minutes // 60}H{minutes % 60}M"


def folded(line: str) -> Iterator[bytes]:
    """In pieces that do not cut a letter in two."""
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > OCTETS:
            yield piece
            piece = b" "
        piece += octets
    yield piece
