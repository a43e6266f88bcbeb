"""Whose list a file is: clues, doubts, people, a human's word."""

from __future__ import annotations

import pytest

from vinhdanh.engines.campaign.inbox import NOT_USED
from vinhdanh.engines.campaign.types import Body, Settings, Union
from vinhdanh.engines.sheets import FormReading, read_form
from vinhdanh.engines.sheets.identity import Clue
from vinhdanh.engines.sheets.inbox import sort_out
from vinhdanh.engines.sheets.senders import Certainty, Verdict, judge

SETTINGS = Settings(id="dot-2020", name="Hội nghị", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=2020)
UNIONS = (
    Union("TH-01", "CĐCS Trường Tiểu học Kim Đồng", responsible="Trần Thị Bình"),
    Union("TH-02", "CĐCS Trường Tiểu học Lê Lợi"),
    Union("X-05", "CĐCS xã Long Hà"),
    Union("DN-01", "CĐCS Công ty TNHH May mặc Ánh Dương"),
)
TABLE = "STT;Họ và tên;Năm sinh\n1;Lê An;1980\n2;Lê Bảo;1981\n3;Lê Cúc;1982\n4;Lê Duy;1983\n"
MARK = "Mã mẫu: VD1 · {} · {};;\n"


def read(filename: str, head: str = "", table: str = TABLE, tail: str = "") -> FormReading:
    return read_form((head + table + tail).encode(), filename, settings=SETTINGS, unions=UNIONS)


def verdict(filename: str, head: str = "", table: str = TABLE, tail: str = "") -> Verdict:
    return sort_out([read(filename, head, table, tail)], SETTINGS.id)[0].verdict


@pytest.mark.parametrize(
    ("filename", "head", "union"),
    [
        ("TH01.csv", "", ""),
        ("ds TH-01 moi.csv", "", "TH-01"),
        ("TH_01/ds.csv", "", "TH-01"),
        ("TH Kim Đồng.csv", "", "TH-01"),
        ("tieu_hoc_kim_dong.csv", "", "TH-01"),
        ("cty may mac anh duong.csv", "", "DN-01"),
        ("ds.csv", "CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC KIM ĐỒNG;;\n", "TH-01"),
        ("ds.csv", "CĐCS TH LÊ LỢI;;\n", "TH-02"),
        ("ds.csv", MARK.format("dot-2020", "X-05"), "X-05"),
    ],
)
def test_one_clear_clue_is_enough(filename: str, head: str, union: str) -> None:
    found = verdict(filename, head)
    assert found.settled == union
    assert found.why


@pytest.mark.parametrize(
    ("filename", "head", "likely", "others"),
    [
        ("TH-01.csv", "CĐCS TRƯỜNG TIỂU HỌC LÊ LỢI;;\n", "TH-01", ("TH-02",)),
        ("TH-01.csv", MARK.format("dot-2020", "X-05"), "X-05", ("TH-01",)),
        ("ds.csv", "CĐCS TRƯỜNG TIỂU HỌC KIM ĐỒN;;\n", "TH-01", ()),
        ("ds.csv", "CĐCS Trường Mầm non Hoa Sen, xã Long Hà;;\n", "X-05", ()),
    ],
)
def test_clues_that_contradict_or_fall_short_wait_for_a_human(
    filename: str, head: str, likely: str, others: tuple[str, ...]
) -> None:
    found = verdict(filename, head)
    assert (found.certainty, found.union, found.others) == (Certainty.DOUBTFUL, likely, others)
    assert found.share < 0.9


def test_the_block_of_signatures_alone_is_a_guess() -> None:
    found = verdict("ds moi sua lan 3.csv", tail=";;\n;;TM. BAN CHẤP HÀNH\n;;Trần Thị Bình\n")
    assert (found.certainty, found.union) == (Certainty.DOUBTFUL, "TH-01")
    assert "người ký là Trần Thị Bình" in found.why


def test_nothing_at_all() -> None:
    reading = read("ds.csv")
    assert reading.sender.verdict.certainty is Certainty.UNKNOWN
    assert [f.code for f in reading.findings] == ["sheets.union-unknown"]


def test_a_union_that_is_not_in_the_register_is_said_to_be_foreign() -> None:
    reading = read("ds.csv", "CĐCS Trường THPT Bù Đốp;;\n")
    assert reading.sender.verdict.certainty is Certainty.FOREIGN
    assert [f.code for f in reading.findings] == ["sheets.union-foreign"]
    assert "«CĐCS Trường THPT Bù Đốp», không có trong danh bạ" in reading.findings[0].message


def test_a_form_of_another_campaign_is_foreign_whatever_its_union() -> None:
    found = verdict("TH-01.csv", MARK.format("dot-2015", "TH-01"))
    assert (found.certainty, found.settled) == (Certainty.FOREIGN, "")
    assert "dot-2015" in found.why


def test_a_form_of_a_union_that_nobody_knows() -> None:
    found = verdict("ds.csv", MARK.format("dot-2020", "ZZ-99"))
    assert (found.certainty, found.settled) == (Certainty.FOREIGN, "")


def test_people_known_from_votes_tell_the_union() -> None:
    votes = [("TH-02", name) for name in ("Lê An", "Lê Bảo", "Lê Cúc")]
    (one,) = sort_out([read("ds.csv")], SETTINGS.id, votes)
    assert one.verdict.settled == "TH-02"
    assert "3 người trong danh sách đã biết là của TH-02" in one.verdict.why
    (few,) = sort_out([read("ds.csv")], SETTINGS.id, votes[:1])
    assert (few.verdict.certainty, few.verdict.union) == (Certainty.DOUBTFUL, "TH-02")
    (shared,) = sort_out([read("ds.csv")], SETTINGS.id, [*votes, *(("X-05", name) for _, name in votes)])
    assert shared.verdict.certainty is Certainty.UNKNOWN


def test_people_known_from_a_sure_file_tell_the_union_and_shake_a_name() -> None:
    sure = read("TH-01.csv", MARK.format("dot-2020", "TH-01"))
    heap = sort_out([sure, read("ds.csv"), read("X-05 ds.csv")], SETTINGS.id)
    assert [one.verdict.certainty for one in heap] == [Certainty.SURE, Certainty.SURE, Certainty.DOUBTFUL]
    assert heap[1].verdict.settled == "TH-01"
    # A file's own people do not vouch for it.
    assert "đã biết" not in sort_out([read("TH-01.csv", "CĐCS TH KIM ĐỒNG;;\n")], SETTINGS.id)[0].verdict.why


def test_a_human_s_word_stands_above_all() -> None:
    readings = [read("a.csv"), read("b.csv", MARK.format("dot-2015", "TH-01")), read("TH-01.csv")]
    said = {"a.csv": "X-05", "b.csv": "TH-01", "TH-01.csv": NOT_USED}
    heap = sort_out(readings, SETTINGS.id, decisions=said)
    assert [(one.verdict.settled, one.used) for one in heap] == [("X-05", True), ("TH-01", True), ("TH-01", False)]
    assert {one.verdict.certainty for one in heap} == {Certainty.DECIDED}


def test_clues_add_up_as_witnesses_do() -> None:
    half = [Clue("A", "heading", 0.5, "một"), Clue("A", "signature", 0.6, "hai")]
    assert judge(half).certainty is Certainty.DOUBTFUL
    assert judge([*half, Clue("A", "people", 0.75, "ba")]).certainty is Certainty.SURE
    assert judge([Clue("A", "form", 0.99, "mẫu"), Clue("B", "people", 0.4, "x")]).settled == "A"
    assert judge([Clue("A", "form", 0.99, "mẫu")], strange=["tiêu đề lạ"]).settled == "A"
    assert judge([Clue("A", "file-code", 0.95, "tên")], strange=["tiêu đề lạ"]).certainty is Certainty.DOUBTFUL


def test_a_file_that_cannot_be_read_is_given_by_its_name_for_the_message() -> None:
    reading = read_form(b"", "TH-01.xlsx", settings=SETTINGS, unions=UNIONS)
    assert not reading.readable
    assert reading.union_code == ""
    assert [(f.code, f.union) for f in reading.findings] == [("sheets.file-empty", "TH-01")]
