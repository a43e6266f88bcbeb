"""The whole run: right results, the same bytes twice, nothing of a person lost, nothing sensitive in the report."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from vinhdanh.engines.campaign.outcome import Standing, UnitState
from vinhdanh.engines.pipeline import RunResult, place, run
from vinhdanh.engines.vietnamese import amount_in_words, money
from vinhdanh.errors import UserError


def pdf_text(path: Path) -> str:
    """All words of a PDF, single-spaced."""
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_the_district_comes_out_as_its_plan_asks(district_run: tuple[RunResult, Path]) -> None:
    outcome = district_run[0].outcome
    states = [u.state for u in outcome.units]
    assert (states.count(UnitState.LATE), states.count(UnitState.MISSING), states.count(UnitState.NIL)) == (3, 4, 2)
    chosen = outcome.attend.by(Standing.CHOSEN)
    assert len(chosen) + len(outcome.guests_in) == outcome.campaign.settings.cap_delegates == 250
    assert outcome.attend.status == "optimal"
    assert len(outcome.attend.by(Standing.RESERVE)) == outcome.campaign.settings.reserves
    assert [len(r.choice.by(Standing.CHOSEN)) for r in outcome.upward] == [8, 0]
    assert outcome.upward[1].choice.status == "not_allotted"


def test_everyone_outside_has_a_sentence(district_run: tuple[RunResult, Path]) -> None:
    outcome = district_run[0].outcome
    for choice in (outcome.attend, *(r.choice for r in outcome.commend), *(r.choice for r in outcome.upward)):
        for placed in choice.placed:
            if placed.standing in {Standing.OUT, Standing.EXCLUDED}:
                assert placed.reason
                assert placed.reason.sentence.strip()
                figures = (placed.reason.points_low, placed.reason.points_high)
                assert all(f is not None for f in figures) == (placed.reason.kind.value == "points")


def test_points_are_the_sum_of_their_lines(district_run: tuple[RunResult, Path]) -> None:
    for placed in district_run[0].outcome.attend.placed:
        assert placed.points == sum((line.points for line in placed.lines), Decimal(0))


def test_no_unit_has_more_than_its_allocation(district_run: tuple[RunResult, Path]) -> None:
    outcome = district_run[0].outcome
    settings = outcome.campaign.settings
    for union in outcome.campaign.unions:
        most = settings.unit_cap if union.at_most is None else union.at_most
        mine = [p for p in outcome.attend.by(Standing.CHOSEN) if outcome.nominee(p.nominee).union == union.code]
        assert most is None or len(mine) <= most


def test_two_runs_give_the_same_bytes_and_tell_each_step_in_order(
    village: Path, village_run: tuple[RunResult, Path], tmp_path: Path
) -> None:
    out = village_run[1]
    told: list[tuple[int, int]] = []
    run(village, tmp_path / "again", progress=lambda step, steps, _words: told.append((step, steps)))
    assert told == [(n, 7) for n in range(1, 8)]
    first = {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    second = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert first.keys() == second.keys()
    assert [str(name) for name in first if first[name] != second[name]] == []


def test_the_manifest_gives_the_sum_of_each_file(village_run: tuple[RunResult, Path]) -> None:
    out = village_run[1]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name != "manifest.json"}
    assert manifest["files"].keys() == files.keys()
    for name, data in files.items():
        assert manifest["files"][name] == {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


@pytest.mark.parametrize(
    "name",
    ["findings.xlsx", "selection.json", "report.html", "dossier.zip", "tables/bieu-tong-hop.xlsx", "papers/01-ke-hoach.docx",
     "papers/01-ke-hoach.pdf", "papers/05-to-trinh-khen-thuong.docx", "papers/09-giay-khen.pdf", "papers/10-giay-moi.docx"],
)  # fmt: skip
def test_a_run_leaves_what_it_promises(village_run: tuple[RunResult, Path], name: str) -> None:
    assert (village_run[1] / name).stat().st_size > 500


def test_selection_json_says_what_the_outcome_says(district_run: tuple[RunResult, Path]) -> None:
    result, out = district_run
    record = json.loads((out / "selection.json").read_text(encoding="utf-8"))
    attend = record["choices"][0]
    assert attend["key"] == "attend"
    chosen = [p["id"] for p in attend["placed"] if p["standing"] == "chosen"]
    assert chosen == [p.nominee for p in result.outcome.attend.by(Standing.CHOSEN)]
    assert record["delegates"] == len(chosen) + len(record["guests"]) <= record["cap"]
    assert sum(a["prize"] for a in record["awards"]) == sum(a.prize or 0 for r in result.outcome.commend for a in r.awards)


def test_every_delegate_stands_in_the_printed_list(district_run: tuple[RunResult, Path]) -> None:
    result, out = district_run
    text = pdf_text(out / "papers" / "04-danh-sach-dai-bieu.pdf")
    for placed in result.outcome.attend.by(Standing.CHOSEN):
        assert result.outcome.nominee(placed.nominee).name in text


def test_the_request_names_everyone_and_the_sum_in_figures_and_words(district_run: tuple[RunResult, Path]) -> None:
    result, out = district_run
    round_ = result.outcome.commend[0]
    text = pdf_text(out / "papers" / "05-to-trinh-khen-thuong.pdf")
    total = sum(a.prize or 0 for a in round_.awards)
    assert f"{money(total)} đồng" in text
    assert amount_in_words(total) in text
    for award in round_.awards:
        assert result.outcome.nominee(award.nominee).name in text


def test_the_report_is_whole_in_itself(district_run: tuple[RunResult, Path]) -> None:
    page = (district_run[1] / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "@import" not in page


def test_the_report_tells_nothing_sensitive(district_run: tuple[RunResult, Path]) -> None:
    outcome = district_run[0].outcome
    page = (district_run[1] / "report.html").read_text(encoding="utf-8")
    people = page[page.index('id="ds-1"') :]
    assert "thiểu số" not in people
    for nominee in outcome.nominees:
        if nominee.birth and nominee.birth.day:
            assert nominee.birth.iso() not in page
        if nominee.ethnicity and nominee.ethnicity not in {"Kinh", "Hoa", ""}:
            # names of groups that are no words of names
            assert not re.search(rf"dân tộc:? {nominee.ethnicity}\b", page)


def test_the_dossier_holds_the_report_and_the_profiles(village_run: tuple[RunResult, Path]) -> None:
    with zipfile.ZipFile(village_run[1] / "dossier.zip") as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["files"].keys() == set(names) - {"manifest.json"}
    assert {n.split(".")[0] for n in names} >= {"07-danh-sach-trich-ngang", "08-bao-cao-tong-ket", "manifest"}


def test_an_edited_paper_is_kept_and_goes_up_as_edited(
    village: Path, village_run: tuple[RunResult, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(village_run[1], out)
    edited = out / "papers" / "08-bao-cao-tong-ket.docx"
    edited.write_bytes(edited.read_bytes() + b"by hand")
    kept_bytes = edited.read_bytes()
    result = run(village, out)
    assert result.kept == (place.Kept("papers/08-bao-cao-tong-ket.docx", "papers/08-bao-cao-tong-ket (mới).docx"),)
    assert edited.read_bytes() == kept_bytes
    assert (out / "papers" / "08-bao-cao-tong-ket (mới).docx").read_bytes() == (
        village_run[1] / "papers" / "08-bao-cao-tong-ket.docx"
    ).read_bytes()
    with zipfile.ZipFile(io.BytesIO((out / "dossier.zip").read_bytes())) as archive:
        assert archive.read("08-bao-cao-tong-ket.docx") == kept_bytes
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["kept"] == [{"edited": "papers/08-bao-cao-tong-ket.docx", "new": "papers/08-bao-cao-tong-ket (mới).docx"}]
    assert "Giữ nguyên 1 tệp" in (out / "report.html").read_text(encoding="utf-8")


def test_results_of_another_campaign_are_not_written_over(
    village_run: tuple[RunResult, Path], district: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(village_run[1], out)
    with pytest.raises(UserError) as caught:
        run(district, out)
    assert "khác với đợt" in caught.value.vi
    assert (out / "manifest.json").read_bytes() == (village_run[1] / "manifest.json").read_bytes()


@pytest.mark.parametrize("where", [".", ".."])
def test_results_may_not_lie_over_the_campaign(village: Path, tmp_path: Path, where: str) -> None:
    folder = tmp_path / "in" / "campaign"
    shutil.copytree(village, folder)
    with pytest.raises(UserError):
        run(folder, folder / where)
    assert (folder / "campaign.toml").exists()


@pytest.fixture
def without_lists(village: Path, tmp_path: Path) -> Path:
    """The small example's folder before anybody has sent a list."""
    folder = tmp_path / "campaign"
    shutil.copytree(village, folder)
    for path in (folder / "nominations").iterdir():
        path.unlink()
    return folder


def test_a_campaign_without_lists_still_gives_its_papers(without_lists: Path, tmp_path: Path) -> None:
    result = run(without_lists, tmp_path / "out")
    assert result.outcome.nominees == ()
    assert {u.state for u in result.outcome.units} <= {UnitState.MISSING, UnitState.NIL}
    assert (tmp_path / "out" / "papers" / "03-danh-sach-don-vi-chua-gui.pdf").exists()


def test_an_interruption_leaves_nothing(without_lists: Path, tmp_path: Path) -> None:
    def stop(step: int, _steps: int, _words: str) -> None:
        if step == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(without_lists, tmp_path / "out", progress=stop)
    assert list(tmp_path.iterdir()) == [without_lists]
