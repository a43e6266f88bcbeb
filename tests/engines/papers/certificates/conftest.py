"""Outcomes for certificates and invitations. All people and numbers are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import outcome_factory
import pytest

from vinhdanh.engines.campaign.types import PaperNumber

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome

LONG_NAME = "Nguyễn Hoàng Phúc Thiên Ân Bảo Khánh Tôn Nữ Huyền Trân Công Tằng"
LONG_UNIT = (
    "CĐCS Công ty Trách nhiệm hữu hạn Một thành viên Cao su Phú Trung, Nông trường Cao su số 10, Đội sản xuất số 3, "
    "Tổ khai thác mủ chất lượng cao, Phân xưởng Cơ khí - Điện - Sửa chữa và Bảo dưỡng máy móc thiết bị, "
    "Bộ phận Kiểm tra chất lượng sản phẩm và Phục vụ đời sống công nhân lao động trực tiếp tại các khu nhà ở tập thể"
)
HOSTILE = 'A<b>&"#pagebreak() $x$ \\ *x* _y_ \ufffe]]>'


@pytest.fixture(scope="session")
def settled() -> Outcome:
    """Everything known: decision, invitation, time and place."""
    papers = (PaperNumber("decision", "21", date(2020, 5, 5)), PaperNumber("invitation", "4", date(2020, 5, 5)))
    return outcome_factory.make_outcome(campaign_settings=outcome_factory.settings(papers=papers))


@pytest.fixture(scope="session")
def awkward(settled: Outcome) -> Outcome:
    """The first who is honoured has a very long name and unit, the second a hostile one."""
    first, second = (award.nominee for award in settled.commend[1].awards[:2])
    changed = {first: {"name": LONG_NAME}, second: {"name": HOSTILE, "post": HOSTILE}}
    people = tuple(replace(n, **changed.get(n.id, {})) for n in settled.nominees)
    home = settled.nominee(first).union
    unions = tuple(replace(u, name=LONG_UNIT) if u.code == home else u for u in settled.campaign.unions)
    placed = tuple(replace(p, order=i) for i, p in enumerate(settled.attend.placed, 1))
    return replace(
        settled,
        nominees=people,
        campaign=replace(settled.campaign, unions=unions),
        attend=replace(settled.attend, placed=placed),
    )
