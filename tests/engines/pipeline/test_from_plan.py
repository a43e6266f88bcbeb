"""A plan that was read becomes a campaign.toml that loads, with the quoted words and nothing guessed."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import plan_papers
import pytest

from vinhdanh.engines import campaign
from vinhdanh.engines.campaign.types import PaperNumber, Sense, Severity
from vinhdanh.engines.pipeline.from_plan import campaign_toml, settings_from
from vinhdanh.engines.plan import Reading, reading, text_of
from vinhdanh.engines.vietnamese import PartialDate

DATA = Path(__file__).parents[1] / "plan" / "data"


def _reading(name: str) -> Reading:
    if name == "thanh-lam-2025":
        return reading(text_of(plan_papers.thanh_lam_2025(), "a.docx"), "plan.docx")
    return reading((DATA / f"{name}.txt").read_bytes().decode(), "plan.txt")


@pytest.mark.parametrize("name", ["phu-rieng-2020", "truong-suoi-mo-2023", "tinh-2026", "thanh-lam-2025"])
def test_what_is_written_loads_as_the_same_settings(name: str, tmp_path: Path) -> None:
    read = _reading(name)
    (tmp_path / "campaign.toml").write_text(campaign_toml(read), encoding="utf-8")
    loaded, findings = campaign.load(tmp_path)
    assert loaded.settings == settings_from(read)
    assert not [f for f in findings if f.file == "campaign.toml" and f.severity is Severity.BLOCKING]


@pytest.mark.parametrize("name", ["phu-rieng-2020", "tinh-2026"])
def test_every_quote_stands_in_the_file(name: str) -> None:
    read = _reading(name)
    text = campaign_toml(read)
    for v in read.values:
        if v.key not in {"basis.subject", "upward.seats"}:
            assert " ".join(v.quote.split()) in text, v.key
    assert text == campaign_toml(_reading(name))


def test_the_seed() -> None:
    s = settings_from(_reading("phu-rieng-2020"))
    assert (s.ordinal, s.year, s.cap_delegates, s.rule_set) == (1, 2020, 250, "2017-2023")
    assert s.host.name == "Liên đoàn Lao động huyện Phú Riềng"
    assert s.host.standing == "Ban Thường vụ"
    assert [b.day for b in s.basis] == [date(2019, 9, 27), date(2019, 11, 5)]
    assert all(b.subject for b in s.basis)
    assert s.conference.duration_days == Decimal("0.5")
    assert s.conference.tentative == PartialDate(2020, 5)
    assert s.conference.day is None
    assert s.reception.deadline is not None
    assert s.reception.deadline.sense is Sense.BEFORE
    assert [(u.congress, u.seats) for u in s.upward] == [("Đại hội thi đua yêu nước tỉnh Bình Phước lần thứ V năm 2020", None)]
    assert s.parent is None


def test_a_plan_with_number_day_hours_and_signer() -> None:
    s = settings_from(_reading("thanh-lam-2025"))
    assert s.papers == (PaperNumber("plan", "09/KH-LĐLĐ", date(2025, 1, 15)),)
    assert s.host.symbol == "LĐLĐ"
    assert s.host.signer.name == "Hoàng Thị Mai Lan"
    assert [a.start for a in s.agenda] == [time(7), time(7, 30), time(7, 45), time(8, 30), time(10, 30)]
    assert s.conference.start == time(7, 30)
    assert s.conference.duration_days == Decimal("0.5")
    assert s.rule_set == "2024-2025"


def test_doubtful_values_are_told_but_not_set() -> None:
    read = reading("KẾ HOẠCH\nTổ chức Hội nghị\n\n1. Thời gian tổ chức: thứ Hai, ngày 17/5/2024.\n", "a\x01.txt")
    assert settings_from(read).conference.day is None
    text = campaign_toml(read)
    assert "CHƯA CHẮC CHẮN" in text
    assert "thứ Hai, ngày 17/5/2024" in text
    assert "\x01" not in text


def test_an_empty_reading_gives_an_open_campaign() -> None:
    s = settings_from(reading("Không có gì.", "a.txt"))
    assert s.id == "a-txt"
    assert s.name == ""
    assert s.rule_set == "2025-7"
    assert json.dumps(s.agenda) == "[]"


def test_targets_that_nominees_can_be_counted_for_are_set_the_others_told(tmp_path: Path) -> None:
    read = reading(
        "KẾ HOẠCH\nTổ chức Hội nghị năm 2024\n\n1. Cơ cấu đại biểu: nữ từ 35 % trở lên; đoàn viên nữ chiếm ít nhất 40 %; "
        "công nhân trực tiếp sản xuất khoảng 50,5%; đoàn viên dưới 35 tuổi tối thiểu 20%.\n",
        "a.txt",
    )
    s = settings_from(read)
    assert [(t.id, t.share, t.direction) for t in s.targets] == [
        ("woman", Decimal(35), "at_least"),
        ("direct_worker", Decimal("50.5"), "about"),
    ]
    text = campaign_toml(read)
    assert text.count("[[targets]]\n# Kế hoạch") == 2
    assert "#   Tỷ lệ phấn đấu (%)" in text
    assert "dưới 35 tuổi" in text
    (tmp_path / "campaign.toml").write_text(text, encoding="utf-8")
    loaded, _ = campaign.load(tmp_path)
    assert loaded.settings.targets == s.targets
