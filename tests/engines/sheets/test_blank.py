"""Blank forms: what stands in them, that they are the same each time, that a filled one comes back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vinhdanh.engines.campaign.types import Body, Commendation, Milestone, Reception, Sense, Settings, Union
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.sheets import blank_form, blank_form_bytes, form_name, lookups, read_form
from vinhdanh.engines.sheets.blank import choices, deadline_words
from vinhdanh.engines.sheets.layout import FIRST_HEADING, collective_columns, person_columns
from vinhdanh.engines.vietnamese import PartialDate

SETTINGS = Settings(
    id="phu-rieng-2020",
    name="Hội nghị tuyên dương điển hình tiên tiến lần thứ I, năm 2020",
    rule_set="2017-2023",
    host=Body("Liên đoàn Lao động huyện Phú Riềng", "LĐLĐ huyện"),
    year=2020,
    place="Phú Riềng",
    period=(2016, 2020),
    reception=Reception(deadline=Milestone(PartialDate(2020, 3, 3))),
    commendations=(Commendation("GK_H"), Commendation("GK_CTT")),
)
UNION = Union("GD-07", "CĐCS Trường Tiểu học Long Hà A")


def form() -> Any:
    return openpyxl.load_workbook(BytesIO(blank_form_bytes(SETTINGS, UNION)))


def fill(sheet: Any, row: int, columns: Any, values: dict[str, object]) -> None:
    for i, column in enumerate(columns, 1):
        if column.field in values:
            sheet.cell(row, i).value = values[column.field]


def saved(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_equal_forms_have_equal_bytes(tmp_path: Path) -> None:
    blank_form(SETTINGS, UNION, tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == blank_form_bytes(SETTINGS, UNION)
    assert form_name(UNION) == "GD-07.xlsx"
    assert form_name(Union("A/1 b", "x")) == "A-1-b.xlsx"


def test_what_stands_in_a_form() -> None:
    book = form()
    assert book.sheetnames == ["Cá nhân", "Tập thể", "Không có đề nghị", "Hướng dẫn", "_vinhdanh"]
    sheet = book["Cá nhân"]
    text = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    for words in ("LIÊN ĐOÀN LAO ĐỘNG HUYỆN PHÚ RIỀNG", UNION.name.upper(), SETTINGS.name, "trước ngày 03/3/2020"):
        assert words in text
    assert "Mã mẫu: VD1 · phu-rieng-2020 · GD-07" in text
    assert "2016–2020" in text
    assert "TM. BAN CHẤP HÀNH" in text
    assert sheet.protection.sheet
    first = FIRST_HEADING + 4
    assert sheet.cell(FIRST_HEADING + 1, 2).protection.locked
    assert not sheet.cell(first, 2).protection.locked
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.print_title_rows) == ("landscape", "9", "$9:$10")
    drop_downs = {str(d.sqref).split(":")[0] for d in sheet.data_validations.dataValidation if d.type == "list"}
    assert len(drop_downs) == 7
    assert book["_vinhdanh"].sheet_state == "veryHidden"


def test_every_choice_of_a_drop_down_is_read() -> None:
    lists = choices(SETTINGS)
    assert lists["commend"][0] == catalogue().honour("GK_H", "2017-2023").name
    assert all(lookups.ethnic_group(t) == (t, False) for t in lists["ethnicity"])
    assert all(lookups.labour_group(t) is not None for t in lists["labour_group"])
    assert [lookups.honour(t, "2017-2023") for t in lists["commend"][:-1]] == [("GK_H", False), ("GK_CTT", False)]
    assert all(lookups.movement(t) for t in lists["movement"])
    for rule_set in ("2017-2023", "2024-2025", "2025-7"):
        asked = choices(Settings(id="x", name="x", rule_set=rule_set, host=Body("x")))["commend"][:-1]
        codes = [h.code for h in catalogue().honours(rule_set) if h.kind == "form"]
        assert [found[0] for t in asked if (found := lookups.honour(t, rule_set))] == codes


def test_an_empty_form_proposes_nobody() -> None:
    reading = read_form(blank_form_bytes(SETTINGS, UNION), "x.xlsx", settings=SETTINGS, unions=(UNION,))
    assert (reading.persons, reading.collectives, reading.nil_reason) == ((), (), None)
    assert [f.code for f in reading.findings] == ["sheets.no-nominee"]
    assert (reading.union_code, reading.campaign_id) == ("GD-07", "phu-rieng-2020")


def test_a_filled_form_comes_back() -> None:
    book = form()
    row = FIRST_HEADING + 4
    fill(
        book["Cá nhân"],
        row,
        person_columns(""),
        {
            "stt": 1,
            "name": "Thị Lan",
            "birth_female": 1985,
            "ethnicity": "Xtiêng",
            "party": date(2010, 2, 3),
            "labour_group": "Công nhân trực tiếp sản xuất",
            "manager": "Không",
            "movement": "Lao động giỏi, Lao động sáng tạo",
            "commend": choices(SETTINGS)["commend"][0],
            "attend": "x",
        },
    )
    fill(book["Cá nhân"], row + 1, person_columns(""), {"name": "Lê Văn Ba", "birth_male": "05/3/1980", "upward": "x"})
    values = {"collective": "Tổ công đoàn 2", "members": 25, "women_members": 12, "minority_members": 3, "rep_name": "Lê Thị Tư"}
    fill(book["Tập thể"], row, collective_columns(""), {**values, "rep_sex": "Nữ", "rep_birth": 1990, "rep_ethnicity": "Kinh"})
    reading = read_form(saved(book), "x.xlsx", settings=SETTINGS, unions=(UNION,))
    assert not reading.findings
    lan, ba = reading.persons
    assert (lan.name, lan.sex, lan.birth, lan.ethnicity) == ("Thị Lan", "nữ", PartialDate(1985), "Xtiêng")
    assert (lan.labour_group, lan.manager, lan.commend, lan.movement) == ("cn_truc_tiep", False, "GK_H", "ldg_ldst")
    assert (lan.party, lan.attend, lan.upward) == ("03/02/2010", True, False)
    assert (ba.sex, ba.birth, ba.attend, ba.upward) == ("nam", PartialDate(1980, 3, 5), False, True)
    (group,) = reading.collectives
    assert (group.members, group.women_members, group.minority_members) == (25, 12, 3)
    assert group.representative is not None
    assert (group.representative.sex, group.representative.birth) == ("nữ", PartialDate(1990))


def test_nil_return_on_the_form() -> None:
    book = form()
    sheet = book["Không có đề nghị"]
    sheet["B9"], sheet["B10"] = "x", "Đơn vị mới thành lập"
    reading = read_form(saved(book), "x.xlsx")
    assert reading.nil_reason == "Đơn vị mới thành lập"
    assert not reading.findings
    fill(book["Cá nhân"], FIRST_HEADING + 4, person_columns(""), {"name": "Lê Ba", "birth_male": 1980})
    reading = read_form(saved(book), "x.xlsx")
    assert reading.nil_reason is None
    assert [f.code for f in reading.findings] == ["sheets.nil-with-nominees"]


@pytest.mark.parametrize(
    ("day", "sense", "words"),
    [
        (PartialDate(2020, 3, 3), Sense.BEFORE, "trước ngày 03/3/2020"),
        (PartialDate(2020, 3, 3), Sense.BY, "chậm nhất ngày 03/3/2020"),
        (PartialDate(2020, 3), Sense.IN, "trong tháng 3/2020"),
        (PartialDate(2020), Sense.BEFORE, "trước năm 2020"),
    ],
)
def test_deadlines(day: PartialDate, sense: Sense, words: str) -> None:
    assert deadline_words(Milestone(day, sense)) == words
    assert deadline_words(None) == ""


def test_a_form_of_a_bare_campaign() -> None:
    data = blank_form_bytes(Settings(id="a", name="b", rule_set="2025-7", host=Body("Công đoàn")), Union("1", "CĐCS A"))
    assert read_form(data, "x.xlsx").form_id == "VD1 · a · 1"
