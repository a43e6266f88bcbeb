"""The committed examples are what their generator makes, and load as they should."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from vinhdanh.engines.campaign import contents_of, load
from vinhdanh.engines.campaign.types import Nominee, Severity
from vinhdanh.engines.pipeline.inbox import incoming
from vinhdanh.engines.sheets import read_form

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools"))

import examples  # noqa: E402 - the generator is a program in tools/
import folder_doc  # noqa: E402 - so is this one

NAMES = sorted(examples.PLANS)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def on_disk(name: str) -> dict[str, bytes]:
    folder = ROOT / "examples" / name
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def unpacked(data: bytes) -> bytes | dict[str, bytes]:
    """The parts of a workbook: two builds of zlib may pack the same parts in other bytes."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


@pytest.mark.parametrize("name", [*NAMES, "word-97"])
def test_the_generator_makes_what_is_committed(name: str) -> None:
    made = examples.made(name)
    kept = on_disk(name)
    assert sorted(made) == sorted(kept)
    stale = [path for path in made if unpacked(made[path]) != unpacked(kept[path])]
    assert stale == [], "run: python tools/examples.py"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_loaded_and_written_again_without_loss(name: str) -> None:
    campaign, findings = load(ROOT / "examples" / name)
    kept = on_disk(name)
    del kept["truth.json"]
    made = contents_of(campaign)
    assert sorted(made) == sorted(kept)
    assert [path for path in made if unpacked(made[path]) != unpacked(kept[path])] == []
    assert [f for f in findings if f.severity is Severity.BLOCKING] == []


def test_the_district_is_of_the_size_that_it_should_be() -> None:
    campaign, findings = load(ROOT / "examples" / "phu-rieng-2020")
    assert len(campaign.unions) == 60
    assert sum(u.received is None for u in campaign.unions) == 4
    assert sum(bool(u.nil_reason) for u in campaign.unions) == 2
    assert len(campaign.guests) == 80
    assert Counter(g.confirmed for g in campaign.guests) == {True: 73, False: 4, None: 3}
    assert [f.code for f in findings] == ["campaign.upward-not-allotted", "campaign.ballot-no-base"]


def test_the_page_about_the_folder_is_up_to_date() -> None:
    assert (ROOT / "docs" / "folder.md").read_text(encoding="utf-8") == folder_doc.page()


@pytest.mark.parametrize("name", NAMES)
def test_the_lists_are_read_as_the_truth_file_tells(name: str) -> None:
    folder = ROOT / "examples" / name
    campaign, _ = load(folder)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    heap = {one.reading.file: one for one in incoming(campaign)}
    assert sorted(f["file"] for f in (*truth["files"], *truth.get("heap", ()))) == sorted(campaign.nominations)
    for told in truth["files"]:
        one = heap[told["file"]]
        assert (one.verdict.settled, one.used) == (told["union"], True), told["file"]
        wrong = {e["name"] for e in told["errors"]}
        # A file in VNI has abbreviations that nobody can be sure of: they stay, with a finding at their cell.
        left = told["layout"] == "vni"
        read = [as_read(n, told["layout"]) for n in one.reading.persons if n.name not in wrong]
        want = [as_told(p, told["layout"]) for p in told["persons"] if p["name"] not in wrong]
        assert [p[:-2] if left else p for p in read] == [p[:-2] if left else p for p in want], told["file"]
        assert [(c.name, c.members, c.commend, c.attend) for c in one.reading.collectives] == [
            (c["name"], c["members"], c["commend"], c["attend"]) for c in told["collectives"]
        ]


def test_the_list_in_a_word_file_of_old_is_read_or_its_sender_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ROOT / "examples" / "word-97"
    (told,) = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["files"]
    data = (folder / told["file"]).read_bytes()
    if OFFICE:
        reading = read_form(data, told["file"])
        assert [as_read(n, "word") for n in reading.persons] == [as_told(p, "word") for p in told["persons"]]
        assert [c.name for c in reading.collectives] == [c["name"] for c in told["collectives"]]
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (finding,) = read_form(data, told["file"]).findings
    assert finding.code == "sheets.file-word"
    assert ".docx" in finding.remedy


def test_the_heap_holds_what_is_of_elsewhere_and_says_so() -> None:
    folder = ROOT / "examples" / "phu-rieng-2020"
    campaign, _ = load(folder)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    heap = {one.reading.file: one for one in incoming(campaign)}
    assert [h["what"] for h in truth["heap"]] == [
        "a form of another campaign",
        "a photo of the signed list",
        "the list of a union of another district",
        "an older version of the list",
    ]
    assert [heap[h["file"]].verdict.certainty for h in truth["heap"]] == ["foreign", "sure", "decided", "sure"]
    assert len({told["layout"] for told in truth["files"]}) >= 10


def as_read(n: Nominee, layout: str) -> tuple[Any, ...]:
    held = sorted((a.honour, a.year) for a in n.achievements)
    birth = n.birth.iso() if n.birth else None
    row = n.place.row if n.place and layout != "word" else 0
    return (row, n.name, n.sex, birth, n.labour_group, bool(n.manager), n.commend, n.attend, n.upward, n.ethnicity, held)


def as_told(p: dict[str, Any], layout: str) -> tuple[Any, ...]:
    held = sorted((a["honour"], a["year"]) for a in p["achievements"])
    keys = ("row", "name", "sex", "birth", "labour_group", "manager", "commend", "attend", "upward", "ethnicity")
    assert layout != "word" or p["row"] == 0
    return (*(p[key] for key in keys), held)
