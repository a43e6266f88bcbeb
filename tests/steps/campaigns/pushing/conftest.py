"""Who hands down, and what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from handed_down import PLAN, VALUES, issue

from vinhdanh.engines.campaign.types import Category, Target
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Campaign
from vinhdanh.steps.campaigns.pushing import Marks, TaskMark
from vinhdanh.steps.campaigns.services.guidance import add_guidance

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader


@pytest.fixture
def above(world: World) -> Reader:
    return world.reader("officer", "province-a")


@pytest.fixture
def parent(world: World, above: Reader) -> Campaign:
    """An issued campaign of the province that pushes down values, a target, a category, a day, a document and a task."""
    campaign = services.from_plan(above, world.unions["province-a"], "plan.txt", PLAN.read_bytes())
    target = Target("women", "Nữ", "woman", ("yes",), Decimal(40), priority=2)
    settings = replace(
        selectors.content(campaign), targets=(target,), categories=(Category("sang-tao", "Lao động sáng tạo", 1, 5),)
    )
    campaign = services.change(above, campaign, campaign.revision, settings)
    form = add_guidance(above, world.unions["province-a"], {"title": "Mẫu báo cáo thành tích", "number": "12/HD"})
    services.allot(above, campaign, {campaign.units.get(code="district-a1").pk: (None, 12)})
    marks = Marks(
        VALUES, ("women",), ("sang-tao",), milestones=("conference",), guidance=(form.pk,), tasks=(TaskMark("t1", "Cử người dự tập huấn", "10/2/2020"),)
    )  # fmt: skip
    campaign = services.mark(above, campaign, campaign.revision, marks)
    return issue(world, campaign, "05/KH-LĐLĐ")
