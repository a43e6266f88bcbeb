"""The list of campaigns: search, filters, order, export; scope."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from world import PASSWORD

from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Campaign, Status
from vinhdanh.steps.campaigns.selectors.lists import Wanted, listed, years
from vinhdanh.steps.campaigns.services.content import write

if TYPE_CHECKING:
    from world import World


@pytest.fixture
def reader(world: World) -> Reader:
    officer = world.reader("officer", "district-a1")
    for name, year in (("Hội nghị Biểu dương Điện lực", 2024), ("Đại hội thi đua", 2026), ("=Ấp ủ sáng kiến", 2025)):
        services.from_template(officer, world.unions["district-a1"], name, year)
    campaign = Campaign.objects.get(year=2026)
    write(
        campaign,
        replace(selectors.content(campaign), conference=replace(selectors.content(campaign).conference, day=date(2026, 5, 15))),
    )
    campaign.status, campaign.number, campaign.issued_on = Status.ISSUED, "12/KH-LĐLĐ", date(2026, 1, 5)
    campaign.save()
    campaign.units.update(frozen_at=timezone.now())
    return officer


def found(reader: Reader, **wanted: object) -> list[int | None]:
    return [campaign.year for campaign in listed(reader, Wanted(**wanted))]  # type: ignore[arg-type]  # fields of a test


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dai hoi", [2026]), ("đại hội", [2026]), ("ĐẠI HỘI", [2026]), ("dái hối", []), ("dien luc", [2024]), ("điên lực", []),
        ("phu an", [2026, 2025, 2024]), ("Phú An", [2026, 2025, 2024]), ("12/kh", [2026]), ("???", []), ("khong co", []), ("", [2026, 2025, 2024]),
    ],
)  # fmt: skip
def test_words_are_found_with_and_without_accents(reader: Reader, words: str, expected: list[int]) -> None:
    assert found(reader, words=words) == expected


def test_the_list_is_narrowed_and_sorted(reader: Reader) -> None:
    assert found(reader, year=2025) == [2025]
    assert found(reader, status="issued") == [2026]
    assert found(reader, order="ten") == [2025, 2026, 2024]
    assert found(reader, order="-ten") == [2024, 2026, 2025]
    assert found(reader, order="hoi-nghi")[0] == 2026
    assert found(reader, order="-hoi-nghi")[0] == 2026
    assert found(reader, order="nam") == [2024, 2025, 2026]
    assert found(reader, order="gi-do") == [2026, 2025, 2024]
    assert years(reader) == [2026, 2025, 2024]


def test_drafts_are_for_their_own_union(world: World, reader: Reader) -> None:
    assert found(world.reader("officer", "province-a")) == [2026]
    assert found(world.reader("grassroots", "base-a11")) == [2026]
    assert found(world.reader("officer", "district-a2")) == []
    assert len(found(reader)) == 3


def test_the_export_is_the_list_as_shown_and_no_formula(reader: Reader) -> None:
    client = Client()
    assert client.login(username=reader.user.username, password=PASSWORD)
    page = client.get("/dot/?tim=hội&xep=ten").content.decode()
    assert "2 đợt" in page
    assert "/dot/excel/?tim=" in page
    rows = list(openpyxl.load_workbook(io.BytesIO(client.get("/dot/excel/?xep=-nam").content)).active.iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == ["2026", "2025", "2024"]
    assert rows[1][3:6] == ("Đã ban hành", "12/KH-LĐLĐ", "05/01/2026")
    assert rows[2][0] == "=Ấp ủ sáng kiến"
    assert "Không có đợt nào phù hợp" in client.get("/dot/?tim=xyz").content.decode()
