"""What is wrong in campaign.toml and decisions.toml is named with its key; the rest of the file is used."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from vinhdanh.engines.campaign import load, new, settings_text
from vinhdanh.engines.campaign.toml_in import samples
from vinhdanh.engines.campaign.types import Body, Campaign, Finding, Milestone, Preprinted, Sense, Settings, Severity
from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.errors import UserError

GOOD = """
id = "a"
name = "b"
rule_set = "2017-2023"
cap_delegates = 250
[host]
name = "c"
"""


def read(tmp_path: Path, text: str, decisions: str = "") -> tuple[Campaign, list[Finding]]:
    folder = tmp_path / "c"
    new(folder, id="a")
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    (folder / "decisions.toml").write_text(decisions, encoding="utf-8")
    campaign, findings = load(folder)
    return campaign, [f for f in findings if f.file in {"campaign.toml", "decisions.toml"} and f.severity is not Severity.NOTE]


def test_a_good_file_has_no_findings(tmp_path: Path) -> None:
    campaign, findings = read(tmp_path, GOOD)
    assert findings == []
    assert campaign.settings.cap_delegates == 250


@pytest.mark.parametrize(
    ("line", "path", "wanted"),
    [
        ('cap_delegates = "250"', "cap_delegates", "một số nguyên không âm"),
        ("cap_delegates = -1", "cap_delegates", "một số nguyên không âm"),
        ("cap_delegates = true", "cap_delegates", "một số nguyên không âm"),
        ("cap_delegates = 1e300", "cap_delegates", "một số nguyên không âm"),
        ("share_exemplars = nan", "share_exemplars", "một số không âm"),
        ("share_exemplars = [70]", "share_exemplars", "một số không âm"),
        ("today = 2020-05-15T07:00:00", "today", "một ngày dạng năm-tháng-ngày"),
        ('today = "15/5/2020"', "today", "một ngày dạng năm-tháng-ngày"),
        ("kind = 5", "kind", "một dòng chữ"),
        ("preprinted = { offset_x_mm = 1001 }", "preprinted.offset_x_mm", "một số từ -1000 đến 1000"),
        ("preprinted = { offset_y_mm = nan }", "preprinted.offset_y_mm", "một số từ -1000 đến 1000"),
        ("preprinted = { page_width = -1 }", "preprinted.page_width", "một số không âm"),
        ("preprinted = { name = { x = 1, y = 2 } }", "preprinted.name", "đủ các khóa bắt buộc"),
        ('movements = "một"', "movements", "một dãy"),
        ("period = [2016]", "period", "đúng 2 giá trị"),
        ("dossier_deadline = 2020-05-26", "dossier_deadline", "một bảng gồm các khóa"),
        ('dossier_deadline = { sense = "before" }', "dossier_deadline", "đủ các khóa bắt buộc"),
        ('dossier_deadline = { day = "tháng 5" }', "dossier_deadline.day", "một tháng hoặc một năm"),
        ('dossier_deadline = { day = "2020-05-26", sense = "befor" }', "dossier_deadline.sense", 'có phải là "before"?'),
        ("targets = 5", "targets", "[[targets]]"),
        ("targets = [5]", "targets", "[[targets]]"),
        ("conference = 5", "conference", "một bảng gồm các khóa"),
        ('conference = { start = "25:00" }', "conference.start", "một giờ"),
        ('conference = { start = "07:30+07:00" }', "conference.start", "một giờ"),
        ("conference = { start = 7 }", "conference.start", "một giờ"),
        ("reception = { inclusive = 1 }", "reception.inclusive", "true hoặc false"),
        ("reception = { extensions = 5 }", "reception.extensions", "một bảng"),
    ],
)
def test_a_bad_value_is_named_and_keeps_its_default(tmp_path: Path, line: str, path: str, wanted: str) -> None:
    campaign, findings = read(tmp_path, line + GOOD.replace("cap_delegates = 250", "exemplars = 9"))
    bad = [f for f in findings if f.code == "campaign.bad-value"]
    assert f"Khóa {path} trong campaign.toml" in bad[0].message
    assert wanted in bad[0].message
    assert bad[0].severity is Severity.BLOCKING
    assert campaign.settings.exemplars == 9


def test_values_may_be_written_in_several_ways(tmp_path: Path) -> None:
    text = (
        'today = "2020-05-15"\nordinal = 1.0\ndossier_deadline = { day = 2020-05-26, sense = "by" }\n'
        'conference = { tentative = 2020, start = "07:30", duration_days = 1 }\n'
    )
    campaign, findings = read(tmp_path, text + GOOD)
    s = campaign.settings
    assert findings == []
    assert (s.today, s.ordinal) == (date(2020, 5, 15), 1)
    assert s.dossier_deadline == Milestone(PartialDate(2020, 5, 26), Sense.BY)
    assert (s.conference.tentative, s.conference.start, s.conference.duration_days) == (
        PartialDate(2020),
        time(7, 30),
        Decimal(1),
    )


@pytest.mark.parametrize(
    ("key", "near"),
    [("cap_delegate", "cap_delegates"), ("ruleset", "rule_set"), ("deadlines", "deadline"), ("xyzzy", "")],
)
def test_an_unknown_key_is_named_with_the_nearest_right_one(tmp_path: Path, key: str, near: str) -> None:
    _, findings = read(tmp_path, f"{key} = 1{GOOD}")
    assert [f.code for f in findings] == ["campaign.unknown-key"]
    assert f"“{key}”" in findings[0].message
    assert (f"“{near}”" if near else "docs/folder.md") in findings[0].remedy


def test_a_line_of_a_table_that_lacks_a_key_is_left_out_and_named(tmp_path: Path) -> None:
    text = GOOD + '[[targets]]\nid = "w"\nlabel = "Nữ"\nattribute = "woman"\nvalues = ["yes"]\n[[upward]]\nseats = 3\n'
    campaign, findings = read(tmp_path, text)
    assert campaign.settings.targets == ()
    assert [u.congress for u in campaign.settings.upward] == [""]
    assert [f.message.split(" (")[0] for f in findings] == [
        "campaign.toml thiếu khóa bắt buộc targets[1].share",
        "campaign.toml thiếu khóa bắt buộc upward[1].congress",
    ]


def test_decisions_are_read_and_wrong_ones_named(tmp_path: Path) -> None:
    text = """
[[decisions]]
nominee = "GD-01/An"
choice = "attend"
action = "include"
reason = "Có lý do."
[[decisions]]
nominee = "GD-01/An"
choice = "attende"
action = "include"
reason = "x"
[[decision]]
"""
    campaign, findings = read(tmp_path, GOOD, text)
    assert [o.reason for o in campaign.overrides] == ["Có lý do."]
    assert [f.code for f in findings] == ["campaign.unknown-key", "campaign.bad-value", "campaign.decision-union-unknown"]
    assert findings[0].file == "decisions.toml"


def test_decisions_that_are_no_tables_are_a_finding(tmp_path: Path) -> None:
    campaign, findings = read(tmp_path, GOOD, "decisions = 5")
    assert campaign.overrides == ()
    assert [(f.code, f.file) for f in findings] == [("campaign.bad-value", "decisions.toml")]


def test_a_file_without_permission_is_said_in_both_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new(tmp_path / "c", id="a")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UserError) as e:
        load(tmp_path / "c")
    assert e.value.vi.startswith("Không đọc được tệp")
    assert e.value.en.startswith("Cannot read")


def test_the_commented_samples_work_once_their_signs_are_gone(tmp_path: Path) -> None:
    bare = Settings("a", "b", "2025-7", Body("c"), cap_delegates=250)
    lines = settings_text(bare).split("\n")
    first = lines.index("# [[targets]]")
    freed = [re.sub(r"^# (?=\[|\w+ = )", "", line) for line in lines[first:]]
    text = "\n".join(
        [*(line for line in lines[:first] if not line.startswith("[[")), *(x for x in freed if not x.startswith("#"))]
    )
    campaign, findings = read(tmp_path, text)
    assert {f.code for f in findings} <= {"campaign.honour-unknown"}
    for key, records in samples().items():
        assert getattr(campaign.settings, key) == records
    assert campaign.settings.preprinted == Preprinted()
    assert [f for f in read_again(tmp_path, dataclasses.replace(bare, **samples())) if f.severity is not Severity.NOTE] == []


def read_again(tmp_path: Path, settings: Settings) -> list[Finding]:
    return read(tmp_path / "again", settings_text(settings))[1]
