"""Editing a part: what is shown comes back; what somebody else saved is never overwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from world import PASSWORD

from vinhdanh.engines.campaign import settings_of
from vinhdanh.engines.campaign.types import Settings, Target
from vinhdanh.platform.accounts.errors import Outdated
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.differences import differences
from vinhdanh.steps.campaigns.forms.part import PartForm
from vinhdanh.steps.campaigns.models import Campaign
from vinhdanh.steps.campaigns.parts import PARTS, get, hint, label_of, part_of, put

if TYPE_CHECKING:
    from world import World

EXAMPLE = Path(__file__).parents[3] / "examples" / "phu-rieng-2020"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return settings_of((EXAMPLE / "campaign.toml").read_text(encoding="utf-8"))[0]


def posted(form: PartForm) -> dict[str, str]:
    data = {box.name: box.text for box in form.boxes}
    for table in form.tables:
        data[f"{table.rows.path}-rows"] = str(len(table.boxes))
        data |= {box.name: box.text for line in table.boxes for box in line}
    return data


@pytest.mark.parametrize("key", list(PARTS))
def test_a_part_that_is_sent_back_untouched_changes_nothing(settings: Settings, key: str) -> None:
    form = PartForm(PARTS[key], settings, posted(PartForm(PARTS[key], settings)))
    assert form.errors == []
    assert form.valid
    assert form.changed() == settings


def test_every_spot_has_a_type_and_every_key_that_the_engine_names_a_page(settings: Settings) -> None:
    for part in PARTS.values():
        for spot in part.spots:
            assert hint(spot.path) is not None
            assert part_of(spot.path) == part.key
    assert part_of("targets") == "so-luong"
    assert part_of("nothing") is None
    assert label_of("conference.day") == "Ngày tổ chức Hội nghị"
    assert get(replace(settings, parent=None), "parent.name") is None
    assert put(replace(settings, parent=None), {"parent.name": ""}).parent is None


def test_a_row_is_added_changed_and_emptied(settings: Settings) -> None:
    part = PARTS["so-luong"]
    data = posted(PartForm(part, settings))
    rows = len(settings.targets)
    data |= {
        f"targets-{rows}-label": "Trẻ", f"targets-{rows}-attribute": "young", f"targets-{rows}-share": "15",
        f"targets-{rows}-direction": "about", f"targets-{rows}-priority": "5",
    }  # fmt: skip
    changed = PartForm(part, settings, data).changed()
    assert changed.targets[-1].id == "tre"
    assert changed.targets[-1].values == ("yes",)
    empty = {key: ("" if key.startswith("targets-0-") else text) for key, text in data.items()}
    assert len(PartForm(part, settings, empty).changed().targets) == rows


def test_what_is_wrong_is_said_beside_its_box(settings: Settings) -> None:
    part = PARTS["so-luong"]
    data = posted(PartForm(part, settings)) | {"cap_delegates": "nhiều", "targets-0-share": "x", "targets-1-label": ""}
    form = PartForm(part, settings, data)
    assert not form.valid
    assert {box.name for box in form.errors} == {"cap_delegates", "targets-0-share", "targets-1-label"}
    assert PartForm(part, settings).valid is False


def test_differences_are_sentences(settings: Settings) -> None:
    changed = replace(
        settings,
        cap_delegates=240,
        targets=(*settings.targets[1:], Target("a", "A", "young", ("yes",), settings.targets[0].share)),
    )
    told = differences(settings, changed)
    assert told[0] == "Số đại biểu tối đa: “250” → “240”"
    assert [line.split(": ")[1].split(" ")[0] for line in told[1:]] == ["bỏ", "thêm"]
    assert differences(settings, settings) == []


@pytest.fixture
def campaign(world: World) -> Campaign:
    return services.from_template(
        world.reader("officer", "district-a1"), world.unions["district-a1"], "Hội nghị biểu dương năm 2026", 2026
    )


def test_the_second_of_two_editors_sees_the_difference_and_overwrites_nothing(world: World, campaign: Campaign) -> None:
    reader = world.reader("officer", "district-a1")
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    address = f"/dot/{campaign.pk}/noi-dung/so-luong/"
    services.change(reader, campaign, campaign.revision, replace(selectors.content(campaign), cap_delegates=200))
    answer = client.post(
        address,
        {"revision": str(campaign.revision), "cap_delegates": "180", "share_tolerance": "5", "reserves": "0", "unit_floor": "0"},
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "200" in page
    assert "180" in page
    campaign.refresh_from_db()
    assert selectors.content(campaign).cap_delegates == 200
    with pytest.raises(Outdated):
        services.change(reader, campaign, campaign.revision - 1, replace(selectors.content(campaign), cap_delegates=170))
    good = {
        "revision": str(campaign.revision),
        "cap_delegates": "180",
        "share_tolerance": "5",
        "reserves": "0",
        "unit_floor": "0",
    }
    assert client.post(address, good | {"done": "1"}).status_code == 302
    campaign.refresh_from_db()
    assert selectors.content(campaign).cap_delegates == 180
    assert client.post(address, good | {"cap_delegates": "x" * 5000}).status_code == 400
    assert client.post(address, good | {"revision": "x", "cap_delegates": "170"}).status_code == 409
    assert client.get(f"/dot/{campaign.pk}/noi-dung/khac/").status_code == 404
