"""A plan that this program printed is read as it was meant: nothing of its programme is lost in the cells of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import outcomes
import pytest

from vinhdanh.engines.campaign.types import AgendaItem
from vinhdanh.engines.papers import render_docx, render_pdf
from vinhdanh.engines.papers.kinds import plan
from vinhdanh.engines.plan import reading, text_of

ITEMS = (
    ("Chào cờ", "Ban Tổ chức"),
    ("Tuyên bố lý do, giới thiệu đại biểu và khai mạc", "Ban Thường vụ Liên đoàn Lao động"),
    (
        "Báo cáo tổng kết phong trào thi đua và công tác khen thưởng 05 năm (2016 - 2020), phương hướng, nhiệm vụ công tác thi đua 05 năm (2021 - 2025)",
        "Đồng chí Chủ tịch Liên đoàn Lao động",
    ),
    ("Phát biểu hưởng ứng phong trào thi đua", "Đại diện các công đoàn cơ sở"),
    ("Tổng kết và bế mạc", ""),
)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_programme_and_the_numbers_come_back(ending: str) -> None:
    outcome = outcomes.outcome()
    agenda = tuple(AgendaItem(text, time(7 + i), performer=who) for i, (text, who) in enumerate(ITEMS))
    campaign = replace(outcome.campaign, settings=replace(outcome.campaign.settings, agenda=agenda))
    (paper,) = plan.build(replace(outcome, campaign=campaign))
    read = reading(text_of((render_pdf if ending == "pdf" else render_docx)(paper), f"01-ke-hoach.{ending}"))
    assert [v.value for v in read.all("agenda")] == [text for text, _ in ITEMS]
    cap = read.one("cap.delegates")
    assert cap is not None
    assert cap.value == campaign.settings.cap_delegates
