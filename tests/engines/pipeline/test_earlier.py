"""Today's people beside those of earlier campaigns."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vinhdanh.engines.pipeline.earlier import compare
from vinhdanh.errors import UserError

EXAMPLES = Path(__file__).parents[3] / "examples"
LIST = "nominations/D-02.csv"
HEAD = "STT,Họ và tên,Giới tính,Ngày sinh,Dân tộc,Chức vụ\n"


def _folder(path: Path, *rows: str) -> Path:
    """The small example with one list of one union in place of all its lists."""
    shutil.copytree(EXAMPLES / "2026-xa", path, ignore=shutil.ignore_patterns("nominations", "votes.xlsx"))
    (path / "nominations").mkdir()
    (path / LIST).write_text(HEAD + "".join(f"{i},{row}\n" for i, row in enumerate(rows, 1)), encoding="utf-8")
    return path


def test_a_person_of_an_earlier_year_is_proposed_with_both_places(tmp_path: Path) -> None:
    today = _folder(
        tmp_path / "today", "Trịnh Hữu Nghĩa,Nam,07/03/1985,Kinh,Công nhân", "Điểu Bênh,Nam,01/02/1990,Xtiêng,Công nhân"
    )
    years = tmp_path / "years"
    _folder(years / "b", "Trinh Huu Nghia,Nam,1985,Kinh,Công nhân")
    _folder(years / "a", "Trịnh Thị Mơ,Nữ,07/03/1985,Kinh,Công nhân")
    (years / "ghi chú").mkdir()
    (years / "hỏng").mkdir()
    (years / "hỏng" / "campaign.toml").write_text("không phải TOML", encoding="utf-8")
    (years / "đọc.txt").write_text("một tệp", encoding="utf-8")
    found = compare(today, years)
    assert (found.people, [(y.folder, y.people) for y in found.years]) == (2, [("a", 1), ("b", 1)])
    assert [folder for folder, _ in found.skipped] == ["ghi chú", "hỏng"]
    assert found.inside == ()
    (proposal,) = found.earlier
    assert (proposal.match.first.name, proposal.match.second.name) == ("Trịnh Hữu Nghĩa", "Trinh Huu Nghia")
    assert (proposal.first, proposal.second) == (f"{LIST}, dòng 2", f"{LIST}, dòng 2")
    assert proposal.year is not None
    assert proposal.year.folder == "b"
    assert proposal.match.reasons[0] == "họ tên chỉ khác dấu"


def test_the_example_holds_the_double_that_was_planted_in_it(district: Path) -> None:
    surest = compare(district).inside[0]
    assert surest.match.score > 0.9
    assert surest.year is None
    assert surest.match.first.name == surest.match.second.name
    assert surest.match.first.union != surest.match.second.union
    assert surest.first != surest.second


def test_todays_own_folder_among_the_years_is_passed_over(village: Path) -> None:
    folders = [year.folder for year in compare(village, EXAMPLES).years]
    assert "phu-rieng-2020" in folders
    assert "2026-xa" not in folders


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_without_years_is_refused(tmp_path: Path, village: Path, made: bool) -> None:
    if made:
        (tmp_path / "years").mkdir()
    with pytest.raises(UserError) as refused:
        compare(village, tmp_path / "years")
    assert "years" in refused.value.vi
    assert "years" in refused.value.en
