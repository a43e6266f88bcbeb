"""A campaign's folder into the database and out again: the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vinhdanh.engines import campaign as engine
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.organisations.models import Union
from vinhdanh.platform.organisations.services import sync_levels
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Campaign, Unit
from vinhdanh.steps.campaigns.services import folder

if TYPE_CHECKING:
    from world import World

EXAMPLE = Path(__file__).parents[3] / "examples" / "phu-rieng-2020"
SMALL = Path(__file__).parents[3] / "examples" / "2026-xa"


def bytes_of(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


@pytest.mark.django_db
@pytest.mark.parametrize("example", [EXAMPLE, SMALL])
def test_dump_load_dump_gives_the_same_bytes(tmp_path: Path, example: Path) -> None:
    sync_levels()
    first = folder.load(example)
    folder.dump(first, tmp_path / "one")
    read, findings = engine.load(tmp_path / "one")
    was, said = engine.load(example)
    assert read == was
    assert {f.code for f in findings} == {f.code for f in said}
    Campaign.objects.all().delete()
    second = folder.load(tmp_path / "one")
    folder.dump(second, tmp_path / "two")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert Union.objects.filter(parent=second.union).count() == len(was.unions)


@pytest.mark.django_db
def test_a_campaign_is_not_loaded_twice_nor_under_an_unknown_host(tmp_path: Path) -> None:
    sync_levels()
    folder.load(SMALL)
    with pytest.raises(UserError, match="đã có"):
        folder.load(SMALL)
    with pytest.raises(UserError, match="NO-ONE"):
        folder.load(SMALL, host_code="NO-ONE")
    campaign = Campaign.objects.get()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("x")
    with pytest.raises(UserError):
        folder.dump(campaign, tmp_path / "full")
    record, _ = folder.whole_record(campaign)
    assert record.nominations.keys() == engine.load(SMALL)[0].nominations.keys()


def test_the_places_of_units_go_out_as_excel_and_come_back(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    campaign = services.from_template(reader, world.unions["district-a1"], "Hội nghị", 2026)
    data = folder.units_workbook(campaign)
    assert folder.units_in_workbook(campaign, "a.xlsx", data) == {}
    unit = campaign.units.get(code="base-a11")
    services.allot(reader, campaign, {unit.pk: (1, 7)})
    changed = folder.units_workbook(campaign)
    services.allot(reader, campaign, {unit.pk: (None, None)})
    assert folder.units_in_workbook(campaign, "a.xlsx", changed) == {unit.pk: (1, 7)}
    Unit.objects.filter(pk=unit.pk).update(code="other")
    with pytest.raises(UserError, match="base-a11"):
        folder.units_in_workbook(campaign, "a.xlsx", changed)
    with pytest.raises(UserError):
        folder.units_in_workbook(campaign, "a.xlsx", b"no workbook")
    with pytest.raises(Forbidden):
        folder.load(SMALL, host_code="district-a1", reader=world.reader("officer", "district-a2"))


def test_places_are_shared_out_to_the_last_seat(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    campaign = services.from_template(reader, world.unions["district-a1"], "Hội nghị", 2026)
    units = list(campaign.units.order_by("position"))
    units[0].members, units[1].members = 30, 10
    assert services.share_out(units, 9, "members") == {units[0].pk: 6, units[1].pk: 3}
    assert services.share_out(units, 9, "equal") == {units[0].pk: 5, units[1].pk: 4}
    assert services.share_out(units, 1, "equal") == {units[0].pk: 1, units[1].pk: 0}
    assert services.share_out([], 3, "equal") == {}
    with pytest.raises(UserError):
        services.allot(reader, campaign, {units[0].pk: (5, 2)})
    with pytest.raises(Forbidden):
        services.allot(reader, campaign, {units[0].pk: (1, 2), 10**9: (1, 1)})
    assert services.choose_units(reader, campaign, [world.unions["base-a11"]]) == 1
    with pytest.raises(Forbidden):
        services.choose_units(reader, campaign, [world.unions["base-a21"]])
