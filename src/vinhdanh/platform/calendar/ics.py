"""The calendar as an iCalendar file (RFC 5545), for Outlook, Google Calendar and phones. The same deadlines give the same bytes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vinhdanh.platform.registry import Deadline

LONGEST_LINE = 75
"""Bytes of a line; a longer one goes on in the next, after a space."""


def calendar(deadlines: Iterable[Deadline], *, name: str, base: str, made: datetime) -> bytes:
    """The file.

    Args:
        deadlines: What stands in it, whole days.
        name: What the calendar is called.
        base: Address of this server, before the links.
        made: When it was made.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vinh Danh//vi",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    stamp = f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for deadline in deadlines:
        lines += _event(deadline, base, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(deadline: Deadline, base: str, stamp: str) -> Iterator[str]:
    key = f"{deadline.day.isoformat()}|{deadline.label}|{deadline.union}|{deadline.link}"
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(key.encode()).hexdigest()[:32]}@vinhdanh"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(deadline.label)}"
    if deadline.union:
        yield f"LOCATION:{_text(deadline.union)}"
    if deadline.link:
        yield f"URL:{base}{deadline.link}"
    yield f"STATUS:{'CONFIRMED' if deadline.done else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Text with the signs escaped that the format keeps for itself; line ends cannot break out of their line."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join("".join(c for c in line if c.isprintable()) for line in escaped.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes, never cut inside a letter."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += letter
    yield part
