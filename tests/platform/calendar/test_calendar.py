"""Deadlines by month, and as a file for phones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from world import World

from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.calendar import ics, selectors
from vinhdanh.platform.registry import Deadline, Offer, _offers, register


@pytest.fixture
def offered() -> Iterator[None]:
    before = dict(_offers)
    _offers.clear()

    def deadlines(reader: Reader, start: date, end: date) -> list[Deadline]:
        del start, end
        if reader.roles == {"auditor"}:
            return []
        return [
            Deadline(date(2026, 3, 3), "Cơ sở gửi danh sách", "LĐLĐ Phú An", "/dot/1/"),
            Deadline(date(2026, 3, 3), "Ấn định chỉ tiêu", "LĐLĐ Phú An", "", done=True),
            Deadline(date(2026, 4, 1), "Ngoài tháng", "", ""),
        ]

    register(Offer("test", deadlines=deadlines))
    yield
    _offers.clear()
    _offers.update(before)


def page(world: World, query: str, role: str = "officer") -> str:
    client = Client()
    client.force_login(world.user(role, "district-a1"))
    answer = client.get(reverse("calendar:calendar") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_month_shows_what_is_due_in_scope(world: World, offered: None) -> None:
    del offered
    text = page(world, "?thang=2026-03")
    assert "Lịch tháng 3 năm 2026" in text
    assert text.index("Ấn định chỉ tiêu") > 0
    assert "Cơ sở gửi danh sách" in text
    assert "Ngoài tháng" not in text
    assert "Cơ sở gửi" not in page(world, "?thang=2026-03", "auditor")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?thang=2026-13",
        "?thang=0001-01",
        "?thang=x",
        "?thang=2026-03-01",
        "?thang=%00",
        "?thang=1900-01",
        "?thang=2199-12",
        "?thang=٢٠٢٦-٠٣",
    ],
)
def test_any_address_gives_a_month(world: World, query: str) -> None:
    assert "Lịch tháng" in page(world, query)


def test_the_order_is_vietnamese(world: World, offered: None) -> None:
    del offered
    found = selectors.deadlines(world.reader("officer", "district-a1"), date(2026, 3, 1), date(2026, 4, 1))
    assert [deadline.label for deadline in found] == ["Ấn định chỉ tiêu", "Cơ sở gửi danh sách"]


def test_weeks_begin_on_monday() -> None:
    month = selectors.month(date(2026, 3, 1))
    assert month.weeks[0] == (None,) * 6 + (date(2026, 3, 1),)
    assert all(len(week) == 7 for week in month.weeks)
    assert (month.before, month.after) == (date(2026, 2, 1), date(2026, 4, 1))
    assert selectors.month(date(1900, 1, 1)).before is None
    assert selectors.month(date(2199, 12, 1)).after is None


def test_the_file_keeps_the_format() -> None:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    hostile = Deadline(date(2026, 12, 31), "Họp; xét, chọn\r\nEND:VCALENDAR\n" + "ộ" * 90, "Đơn vị \\ 1", "/dot/1/")
    data = ics.calendar([hostile], name="Lịch", base="http://localhost", made=made)
    assert data == ics.calendar([hostile], name="Lịch", base="http://localhost", made=made)
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines.count(b"END:VCALENDAR") == 1
    assert all(len(line) <= 75 for line in lines)
    text = data.decode().replace("\r\n ", "")
    assert "SUMMARY:Họp\\; xét\\, chọn\\nEND:VCALENDAR\\n" + "ộ" * 90 + "\r\n" in text
    assert "DTEND;VALUE=DATE:20270101" in text


def test_the_file_is_downloaded(world: World, offered: None) -> None:
    del offered
    client = Client()
    client.force_login(world.user("officer", "district-a1"))
    answer = client.get(reverse("calendar:file"))
    assert answer["Content-Type"].startswith("text/calendar")
    assert Client().get(reverse("calendar:file")).status_code == 302
