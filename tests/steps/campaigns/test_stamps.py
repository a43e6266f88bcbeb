"""What is kept of a campaign is shown only while nothing has changed of which it was made, by whatever way it was changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone
from world import PASSWORD, TREE

from vinhdanh.platform.files.services import store
from vinhdanh.platform.organisations.models import Role
from vinhdanh.steps.campaigns import selectors, services, stamps
from vinhdanh.steps.campaigns.models import (
    Acknowledgement,
    Answer,
    Campaign,
    FolderFile,
    Milestone,
    PlanPaper,
    Reckoning,
    Task,
    Unit,
)
from vinhdanh.steps.campaigns.selectors.standing import state_of
from vinhdanh.steps.campaigns.services.tasks import add_task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries
    from world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def campaign(world: World) -> Campaign:
    """A draft with its units."""
    officer, host = world.reader("officer", "district-a1"), world.unions["district-a1"]
    made = services.from_template(officer, host, "Hội nghị", 2026)
    services.choose_units(officer, made, [world.unions["base-a11"]])
    made.refresh_from_db()
    return made


def filled(world: World, campaign: Campaign) -> Iterator[models.Model]:
    """A row of each table, one after the other, so that they can be removed from the last to the first."""
    unit = campaign.units.all()[0]
    file = store(world.reader("officer", "district-a1"), campaign.union, "a.txt", b"a")
    yield unit
    yield Milestone.objects.create(campaign=campaign, key="x", label="x", day=date(2026, 5, 1))
    yield Acknowledgement.objects.create(unit=unit, name="Lê Văn Ba", way="zalo", at=timezone.now())
    yield Reckoning.objects.create(campaign=campaign, basis="", data={"targets": []}, at=timezone.now())
    paper = PlanPaper.objects.create(campaign=campaign, file=file)
    yield paper
    yield paper.values.create(position=1, key="name", value="x", quote="x", start=0, end=1, confidence=0.5)
    yield FolderFile.objects.create(campaign=campaign, name="votes.xlsx", file=file)
    version = campaign.versions.create(number=1, content="", issued_on=date(2026, 5, 1))
    yield version
    yield Answer.objects.create(campaign=campaign, version=version, key="x", item={}, taken=True)
    yield campaign


def test_every_table_of_the_step_is_watched_or_known_not_to_be() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("campaigns").get_models(include_auto_created=True)}
    assert tables <= set(stamps.WATCHED) | stamps.NOT_WATCHED
    assert set(stamps.WATCHED) <= tables
    assert stamps.there()


def test_each_change_changes_the_stamp(world: World, campaign: Campaign) -> None:
    seen: set[str | None] = {None}

    def changed(what: object) -> None:
        now = stamps.stamp(campaign.pk)
        assert now not in seen, what
        seen.add(now)

    rows = []
    for row in filled(world, campaign):
        if not isinstance(row, Campaign):
            changed(("added", row))
        rows.append(row)
        model = type(row)
        field = next(f for f in model._meta.concrete_fields if not f.primary_key and not f.is_relation)
        row.save()
        changed(("saved", row))
        model._base_manager.filter(pk=row.pk).update(**{field.attname: getattr(row, field.attname)})
        changed(("updated", row))
        model._base_manager.bulk_update([row], [field.attname])
        changed(("updated with others", row))
    assert {row._meta.db_table for row in rows} == set(stamps.WATCHED)
    for row in reversed(rows[:-1]):
        row.delete()
        changed(("removed", row))


def test_what_no_page_is_made_of_changes_nothing(world: World, campaign: Campaign) -> None:
    before = stamps.stamp(campaign.pk)
    add_task(world.reader("officer", "district-a1"), campaign, {"title": "Gọi điện"})
    Task.objects.update(title="Gọi điện lại")
    other = services.from_template(world.reader("officer", "district-a1"), campaign.union, "Hội nghị khác", 2027)
    Campaign.objects.filter(pk=other.pk).update(name="Tên")
    assert stamps.stamp(campaign.pk) == before
    assert stamps.stamp(0) is None


def test_the_campaign_above_counts_too(world: World, campaign: Campaign) -> None:
    above = services.from_template(world.reader("officer", "province-a"), world.unions["province-a"], "Trên", 2026)
    Campaign.objects.filter(pk=campaign.pk).update(parent=above)
    campaign.refresh_from_db()
    before = state_of(campaign)
    Milestone.objects.create(campaign=above, key="x", label="x", day=date(2026, 5, 1))
    assert None not in {before, state_of(campaign)}
    assert state_of(campaign) != before


def test_within_a_transaction_nothing_is_kept(campaign: Campaign) -> None:
    with transaction.atomic():
        assert stamps.stamp(campaign.pk) is None
    assert stamps.stamp(campaign.pk)


def test_without_its_triggers_nothing_is_kept(campaign: Campaign) -> None:
    stamps.remove()
    try:
        assert stamps.stamp(campaign.pk) is None
    finally:
        stamps.install()
    assert stamps.stamp(campaign.pk)


def test_the_page_shows_each_change_at_once(
    world: World, campaign: Campaign, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cache.clear()
    client = Client()
    assert client.login(username=world.user("officer", "district-a1").username, password=PASSWORD)
    address = f"/dot/{campaign.pk}/"
    first = client.get(address).content.decode()
    with django_assert_max_num_queries(8):
        assert "CĐCS Tên vừa đổi" not in client.get(address).content.decode()
    Unit.objects.update(name="CĐCS Tên vừa đổi")
    assert "CĐCS Tên vừa đổi" not in first
    assert "Tên vừa đổi" in client.get(address).content.decode()
    Milestone.objects.create(campaign=campaign, key="x", label="Mốc vừa thêm", day=timezone.localdate() + timedelta(days=3))
    assert "Mốc vừa thêm" in client.get(address).content.decode()
    assert "Mốc vừa thêm" in client.get(address, headers={"Accept-Language": "en"}).content.decode()
    Milestone.objects.filter(key="x").delete()
    assert "Mốc vừa thêm" not in client.get(address).content.decode()


def test_one_campaign_is_found_where_the_list_has_it(world: World, campaign: Campaign) -> None:
    for status in ("draft", "approved", "issued", "closed"):
        Campaign.objects.filter(pk=campaign.pk).update(status=status)
        seen = 0
        for role in Role.values:
            for code in TREE:
                reader = world.reader(role, code)
                listed = selectors.campaigns(reader).filter(pk=campaign.pk).exists()
                assert (selectors.campaign_of(reader, campaign.pk) is not None) == listed, (role, code, status)
                seen += listed
        assert seen
    assert selectors.campaign_of(world.reader("officer", "district-a1"), 0) is None
    assert connection.in_atomic_block is False
