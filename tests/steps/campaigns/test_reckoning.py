"""Trying a campaign out in the background."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import make_person, make_user

from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.jobs import services as jobs
from vinhdanh.platform.jobs.worker import do
from vinhdanh.platform.organisations.services import sync_levels
from vinhdanh.steps.campaigns.models import Reckoning
from vinhdanh.steps.campaigns.selectors.overview import Overview
from vinhdanh.steps.campaigns.services import ask, folder

SMALL = Path(__file__).parents[3] / "examples" / "2026-xa"


@pytest.mark.django_db
def test_the_lists_of_a_campaign_are_reckoned_once_and_shown() -> None:
    sync_levels()
    campaign = folder.load(SMALL)
    officer = Reader(make_user("officer", make_person(campaign.union, "Lê Thị An", "officer")))
    other = Reader(make_user("auditor", make_person(campaign.union, "Lê Văn Bé", "auditor")))
    with pytest.raises(Forbidden):
        ask(other, campaign)
    assert Overview(officer, campaign).funnel is None
    job = ask(officer, campaign)
    assert ask(officer, campaign).pk == job.pk
    held = jobs.claim("test", 60)
    assert held is not None
    do(held)
    held.refresh_from_db()
    assert held.state == "done"
    row = Reckoning.objects.get()
    assert row.data["nominated"] >= row.data["eligible"] >= row.data["chosen"] > 0
    view = Overview(officer, campaign)
    assert view.funnel is not None
    assert [stage.count for stage in view.funnel.stages] == [
        row.data[key] for key in ("nominated", "eligible", "chosen", "proposed")
    ]
    assert len(view.gauges) >= len(row.data["targets"])
