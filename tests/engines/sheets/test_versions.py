"""Several files of one union are one submission."""

from __future__ import annotations

import zipfile
from io import BytesIO

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.sheets import FormReading, read_form
from vinhdanh.engines.sheets.blank import FIXED_DAY
from vinhdanh.engines.sheets.versions import Submission, newness, saved_on, submission

HEAD = "STT;Họ và tên;Năm sinh;Chức vụ\n"
MARK = "Mã mẫu: VD{} · dot-2020 · TH-01;;;\n"


def read(filename: str, *people: str, mark: str = "") -> FormReading:
    rows = "".join(f"{i};{one}\n" for i, one in enumerate(people, 1))
    return read_form((mark + HEAD + rows).encode(), filename)


def names(found: Submission) -> list[str]:
    return [n.name for n in found.nominees]


def codes(found: Submission) -> list[str]:
    return [f.code.removeprefix("sheets.") for f in found.findings]


def test_two_halves_of_a_list_are_put_together() -> None:
    found = submission([read("a.csv", "Lê An;1980;Kế toán"), read("b.csv", "Lê Bảo;1981;Thủ quỹ")])
    assert (names(found), codes(found), found.used) == (["Lê An", "Lê Bảo"], [], ("a.csv", "b.csv"))


def test_the_newer_version_holds_and_says_what_changed() -> None:
    old = read("ds.csv", "Lê An;1980;Kế toán", "Lê Bảo;1981;Thủ quỹ", "Lê Cúc;1982;Văn thư")
    new = read("ds sua lan 2.csv", "Lê An;1980;Kế toán trưởng", "Lê Bảo;1981;Thủ quỹ")
    for files in ([old, new], [new, old]):
        found = submission(files)
        assert names(found) == ["Lê An", "Lê Bảo"]
        assert found.nominees[0].post == "Kế toán trưởng"
        assert sorted(codes(found)) == ["versions-differ", "versions-left-out"]
        changed, gone = sorted(found.findings, key=lambda f: f.code)
        assert (changed.file, changed.cell) == ("ds sua lan 2.csv", "A2")
        assert "chức vụ" in changed.message
        assert "«ds.csv» dòng 2" in changed.message
        assert (gone.file, gone.cell) == ("ds.csv", "A4")
        assert "Lê Cúc" in gone.message
        assert found.used == ("ds sua lan 2.csv",)


def test_a_newer_form_wins_over_the_name_of_the_file() -> None:
    old, new = read("ds moi lan 9.csv", "Lê An;1980;A", mark=MARK.format(1)), read("ds.csv", "Lê An;1980;B", mark=MARK.format(2))
    assert submission([old, new]).nominees[0].post == "B"


def test_where_nothing_tells_which_is_newer_nobody_is_left_out() -> None:
    found = submission([read("a.csv", "Lê An;1980;A", "Lê Bảo;1981;B"), read("b.csv", "Lê An;1980;C")])
    assert sorted(names(found)) == ["Lê An", "Lê Bảo"]
    assert sorted(codes(found)) == ["versions-differ", "versions-left-out"]
    assert all(f.severity == "warning" for f in found.findings)
    assert "vẫn được tính" in next(f.message for f in found.findings if "Bảo" in f.message)


def test_a_supplement_adds_and_doubles_nobody() -> None:
    first = read("ds.csv", "Lê An;1980;A", "Lê Bảo;1981;B")
    found = submission([first, read("ds bo sung.csv", "Lê An;1980;A", "Lê Duy;1985;D")])
    assert sorted(names(found)) == ["Lê An", "Lê Bảo", "Lê Duy"]
    assert codes(found) == []


def test_namesakes_are_two_people() -> None:
    found = submission([read("a.csv", "Lê An;1980;A"), read("b.csv", "Lê An;1955;B")])
    assert len(found.nominees) == 2


def test_a_file_without_people_is_used_but_changes_nothing() -> None:
    empty = read_form("Đơn vị không có đề nghị. Lý do: mới thành lập\n".encode(), "nil.csv")
    found = submission([empty, read("ds.csv", "Lê An;1980;A")])
    assert (names(found), found.used) == (["Lê An"], ("nil.csv", "ds.csv"))


def test_when_a_workbook_was_saved() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": FIXED_DAY})
        book.add_worksheet().write(0, 0, "a")
    assert saved_on(buffer.getvalue()) == "2020-01-01T00:00:00"
    assert saved_on(b"ho,ten\n") == saved_on(b"PK\x03\x04rest") == ""
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("docProps/core.xml", "x" * 70_000)
    assert saved_on(other.getvalue()) == ""


def test_what_the_name_says_of_newness() -> None:
    order = ["ds.csv", "ds moi.csv", "ds lan 2.csv", "ds (3).csv", "ds sua lan 3.csv", "ban 4.csv"]
    found = [newness(read(name, "Lê An;1980;A")) for name in order]
    assert found == sorted(found)
    assert len(set(found)) == len(order)


@given(st.lists(st.sets(st.sampled_from(["An", "Bảo", "Cúc", "Duy", "Em"]), min_size=1), min_size=1, max_size=4))
def test_nobody_is_doubled_and_nobody_is_lost_without_a_word(lists: list[set[str]]) -> None:
    readings = [read(f"ds lan {i}.csv", *(f"Lê {n};1980;A" for n in sorted(people))) for i, people in enumerate(lists, 1)]
    found = submission(readings)
    everyone = {f"Lê {n}" for people in lists for n in people}
    kept = names(found)
    assert len(kept) == len(set(kept))
    said = " ".join(f.message for f in found.findings)
    assert all(name in kept or name in said for name in everyone)
    assert {f"Lê {n}" for n in lists[-1]} <= set(kept)
