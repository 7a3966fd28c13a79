"""The calendar file, read back by the rules of RFC 5545."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.exports.ics import Event, calendar

NOW = datetime(2026, 11, 20, 9, tzinfo=timezone(timedelta(hours=5)))
NINE_BEFORE = timedelta(hours=-15)
WRITTEN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//monoqala//monoqala//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Микрокредит
BEGIN:VEVENT
UID:7-notice@monoqala
DTSTAMP:20261120T040000Z
SEQUENCE:2
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:Письменный ответ\\, последний день
DESCRIPTION:Центр занятости\\; 3 рабочих дня\\nПорядок исторический
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Письменный ответ\\, последний день
TRIGGER:-PT15H0M
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Письменный ответ\\, последний день
TRIGGER:PT9H30M
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def unfolded(file: bytes) -> list[str]:
    return file.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def test_a_file_is_written_as_the_standard_has_it() -> None:
    event = Event(
        uid="7-notice@monoqala",
        day=date(2026, 12, 31),
        title="Письменный ответ, последний день",
        text="Центр занятости; 3 рабочих дня\r\nПорядок исторический",
        alarms=(NINE_BEFORE, timedelta(hours=9, minutes=30)),
        revision=2,
    )
    assert unfolded(calendar("Микрокредит", [event], NOW)) == WRITTEN.splitlines()


def test_a_calendar_without_events_is_a_calendar() -> None:
    lines = unfolded(calendar("Микрокредит", [], datetime(2026, 11, 20, tzinfo=UTC)))
    assert (lines[0], lines[-1], len(lines)) == ("BEGIN:VCALENDAR", "END:VCALENDAR", 7)


@given(st.text(), st.text(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_text_stays_one_event_in_short_lines_and_is_read_back(title: str, text: str, day: date) -> None:
    file = calendar("x", [Event("1@monoqala", day, title, text)], NOW)
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert file.count(b"\r") == file.count(b"\n") == file.count(b"\r\n")
    lines = unfolded(file)
    assert len(lines) == 17
    found = next(line for line in lines if line.startswith("DESCRIPTION:")).removeprefix("DESCRIPTION:")
    meant = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert re.sub(r"\\(.)", lambda mark: "\n" if mark[1] == "n" else mark[1], found) == meant
