"""The committed examples are what their generator makes, and load as they should."""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from vinhdanh.engines.campaign import contents_of, load
from vinhdanh.engines.campaign.types import Severity

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools"))

import examples  # noqa: E402 - the generator is a program in tools/
import folder_doc  # noqa: E402 - so is this one

NAMES = sorted(examples.PLANS)


def on_disk(name: str) -> dict[str, bytes]:
    folder = ROOT / "examples" / name
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def unpacked(data: bytes) -> bytes | dict[str, bytes]:
    """The parts of a workbook: two builds of zlib may pack the same parts in other bytes."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


@pytest.mark.parametrize("name", NAMES)
def test_the_generator_makes_what_is_committed(name: str) -> None:
    made = examples.made(name)
    kept = on_disk(name)
    assert sorted(made) == sorted(kept)
    assert [path for path in made if unpacked(made[path]) != unpacked(kept[path])] == []


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
