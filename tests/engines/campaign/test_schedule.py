"""Days counted back from the conference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vinhdanh.engines.campaign import load, settings_of, settings_text
from vinhdanh.engines.campaign.schedule import LeadTimes, schedule, schedule_findings
from vinhdanh.engines.campaign.types import Body, Conference, Milestone, Reception, Settings
from vinhdanh.engines.vietnamese import PartialDate, is_working_day, working_days_between
from vinhdanh.errors import UserError

EXAMPLE = Path(__file__).parents[3] / "examples" / "phu-rieng-2020"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return settings_of((EXAMPLE / "campaign.toml").read_text(encoding="utf-8"))[0]


def test_the_days_of_the_example_leave_ten_working_days_for_the_decision(settings: Settings) -> None:
    days = {step.key: step for step in schedule(settings)}
    assert [step.key for step in schedule(settings)] == [
        "issued", "nominations", "closes", "appraisal", "council", "posting", "request", "decision", "conference", "dossier",
    ]  # fmt: skip
    assert days["nominations"].day == date(2020, 3, 2)
    assert days["conference"].day == date(2020, 5, 15)
    assert working_days_between(days["request"].day, days["decision"].day) == 10
    assert days["posting"].until is not None
    assert working_days_between(days["posting"].day, days["posting"].until) == 9
    assert all(is_working_day(step.day) for step in days.values() if step.counted)
    assert schedule_findings(settings, schedule(settings), date(2020, 1, 6)) == ()


def test_a_conference_too_near_is_warned_about(settings: Settings) -> None:
    near = replace(settings, conference=replace(settings.conference, day=date(2020, 3, 20)))
    codes = [f.code for f in schedule_findings(near, schedule(near), date(2020, 2, 20))]
    assert codes == ["campaign.schedule-no-time", "campaign.schedule-short"]
    late = [f.code for f in schedule_findings(near, schedule(near), date(2020, 3, 2))]
    assert late == ["campaign.schedule-no-time", "campaign.schedule-request-late", "campaign.schedule-short"]
    tight = replace(settings, conference=replace(settings.conference, day=date(2020, 4, 24)))
    assert "campaign.schedule-little-time" in [f.code for f in schedule_findings(tight, schedule(tight), date(2020, 1, 6))]


def test_days_off_are_named() -> None:
    s = Settings("a", "A", "2017-2023", Body("A"), conference=Conference(day=date(2020, 4, 30)))
    found = schedule_findings(s, schedule(s), date(2020, 1, 1))
    assert [f.code for f in found] == ["campaign.schedule-day-off"]
    assert "Ngày Chiến thắng" in found[0].message
    sunday = replace(s, conference=Conference(day=date(2020, 5, 17)))
    assert "Chủ nhật" in schedule_findings(sunday, schedule(sunday), date(2020, 1, 1))[0].message


def test_without_a_day_the_last_possible_one_counts() -> None:
    s = Settings("a", "A", "2017-2023", Body("A"), conference=Conference(not_after=Milestone(PartialDate(2020, 5, 19))))
    assert [step.day for step in schedule(s) if step.key == "conference"] == [date(2020, 5, 18)]
    assert schedule(Settings("a", "A", "2017-2023", Body("A"))) == ()
    only = Settings("a", "A", "2017-2023", Body("A"), reception=Reception(closes=date(2020, 3, 3)))
    assert [step.key for step in schedule(only, LeadTimes())] == ["closes"]


def test_settings_come_back_from_their_text_and_bad_text_is_refused() -> None:
    campaign, _ = load(EXAMPLE)
    assert settings_of(settings_text(campaign.settings)) == (campaign.settings, ())
    for text, words in (("a = ", "TOML"), ("format = 99", "99")):
        with pytest.raises(UserError, match=words):
            settings_of(text)
    assert settings_of("")[0].name == ""
