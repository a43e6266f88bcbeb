"""The pages of what goes down and what came from above."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from handed_down import child_of, client_of, issue
from world import make_union

from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Campaign
from vinhdanh.steps.campaigns.selectors.pushed import State, following

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader


def test_the_way_through_the_pages(world: World, parent: Campaign) -> None:
    client = client_of(world, "officer", "district-a1")
    unit = parent.units.get(code="district-a1")
    address, once = f"/dot/{parent.pk}/don-vi/{unit.pk}/giao/", str(uuid4())
    assert client.post(address, {"name": "", "year": "2020"}).status_code == 400
    for _ in range(2):
        answer = client.post(address, {"name": "Hội nghị huyện", "year": "2020", "once": once})
        assert answer.status_code == 302
    child = Campaign.objects.get(parent=parent)
    page = f"/dot/{child.pk}/tu-cap-tren/"
    assert answer["Location"] == page
    assert "Đã trả lời hết" in client.get(page).content.decode()
    host = client_of(world, "officer", "province-a")
    push = f"/dot/{parent.pk}/giao-xuong/"
    assert host.get(push).status_code == 200
    parent.refresh_from_db()
    typed = {
        "revision": str(parent.revision), "on": ["cap_delegates", "conference.not_after"], "value-cap_delegates": "90",
        "value-conference.not_after": "trước 19/5/2020", "target": ["women"], "task-0-title": "Việc một", "task-0-due": "1/3/2020", "task-0-id": "x y",
    }  # fmt: skip
    assert host.post(push, typed | {"value-cap_delegates": "nhiều"}).status_code == 400
    assert host.post(push, typed | {"value-cap_delegates": " "}).status_code == 400
    assert host.post(push, typed | {"task-0-due": "32/1/2020"}).status_code == 400
    assert host.post(push, typed | {"task-0-title": "x" * 301}).status_code == 400
    assert host.post(push, typed | {"task-0-title": ""}).status_code == 400
    assert host.post(push, typed).status_code == 302
    assert host.post(push, typed | {"value-cap_delegates": "80"}).status_code == 409
    body = host.post(push, typed | {"value-cap_delegates": "80"}).content.decode()
    assert "<ins>90</ins>" in body
    assert 'value="80"' in body
    assert "Đã đổi so với bản ban hành" in host.get(push).content.decode()
    issue(world, parent, "09")
    body = client.get(page).content.decode()
    assert "<del>200</del>" in body
    number = {"version": "2"}
    assert client.post(page, {**number, "say-cap_delegates": "refuse", "seen-cap_delegates": "0"}).status_code == 400
    wrong = client.post(page, {**number, "say-cap_delegates": "refuse", "why-cap_delegates": "Đã mời", "seen-cap_delegates": "0"})
    assert wrong.status_code == 409
    assert "Đã mời" in wrong.content.decode()
    assert client.post(page, {"version": "1", "all": "1"}).status_code == 409
    standing = following(child)
    assert standing is not None
    seen = {f"seen-{line.item.key}": str(line.answer.pk if line.answer else 0) for line in standing.lines}
    assert client.post(page, {**number, **seen, "all": "1"}).status_code == 302
    assert following(child).state == State.FOLLOWS  # type: ignore[union-attr]
    child.refresh_from_db()
    assert selectors.content(child).cap_delegates == 90
    with translation.override("en"):
        assert host.get(f"/dot/{parent.pk}/cap-duoi/").status_code == 200


def test_the_pages_ask_as_little_for_many_units_as_for_one(
    world: World, parent: Campaign, officer: Reader, above: Reader
) -> None:
    child = child_of(parent, officer)
    host, mine = client_of(world, "officer", "province-a"), client_of(world, "officer", "district-a1")
    pages = ((host, f"/dot/{parent.pk}/cap-duoi/"), (host, f"/dot/{parent.pk}/giao-xuong/"), (mine, f"/dot/{child.pk}/tu-cap-tren/"),
             (mine, f"/dot/{child.pk}/"), (mine, f"/dot/{child.pk}/noi-dung/so-luong/"),
             (mine, f"/dot/{parent.pk}/don-vi/{parent.units.get(code='district-a1').pk}/giao/"))  # fmt: skip

    def counted() -> list[int]:
        counts = []
        for client, page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    few = counted()
    unions = [make_union(f"more-{n}", f"Liên đoàn Lao động khu {n}", world.unions["province-a"], "district") for n in range(3)]
    services.choose_units(above, parent, unions, also=True)
    issue(world, parent, "11")
    for union in unions:
        make_union(f"below-{union.code}", f"CĐCS của {union.name}", union, "base")
        reader = world.reader("officer", "province-a")
        reader.acting_for = union
        unit = parent.units.select_related("union", "campaign").get(union=union)
        services.from_parent(reader, unit, "Hội nghị", 2020)
    assert counted() == few
    assert max(few) <= 12
