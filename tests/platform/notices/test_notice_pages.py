"""Pages of notices: mine, evidence, the text to copy, the workbook."""

from __future__ import annotations

import io

import python_calamine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from world import World, make_union

from vinhdanh.platform.notices import selectors
from vinhdanh.platform.notices.models import Delivery, Notice
from vinhdanh.platform.notices.services import mail as mailing
from vinhdanh.platform.notices.services import tell
from vinhdanh.platform.organisations.models import Union

SUBJECT = "=Có kế hoạch mới <b>"


def as_(world: World, role: str, code: str) -> Client:
    client = Client()
    client.force_login(world.user(role, code))
    return client


def told(world: World, *codes: str, subject: str = SUBJECT) -> list[Notice]:
    reader = world.reader("officer", "district-a1")
    unions = list(Union.objects.filter(code__in=codes or ("base-a11", "base-a12")).order_by("code"))
    with transaction.atomic():
        return tell(reader, unions, subject, "Kính gửi <các> đồng chí.", about=world.unions["district-a1"], link="/don-vi/1/")


def evidence(world: World, name: str = "evidence", **query: str) -> str:
    return reverse(f"notices:{name}", args=["organisations.union", str(world.unions["district-a1"].pk)], query=query or None)


def test_mine_unread_first_counted_in_the_head(world: World) -> None:
    world.user("grassroots", "base-a11")
    first = told(world, subject="Tin thứ nhất")[0]
    told(world, subject="Tin thứ hai")
    chair = as_(world, "grassroots", "base-a11")
    page = chair.get(reverse("notices:notices")).content.decode()
    assert page.index("Tin thứ hai") < page.index("Tin thứ nhất")
    assert "thông báo chưa đọc" in page
    opened = chair.get(reverse("notices:notice", args=[first.pk]))
    assert "Kính gửi &lt;các&gt; đồng chí." in opened.content.decode()
    told(world, subject="Tin thứ ba")
    page = chair.get(reverse("notices:notices")).content.decode()
    assert page.index("Tin thứ ba") < page.index("Tin thứ hai") < page.index("Tin thứ nhất")
    assert page.count("Chưa đọc") == 2
    assert selectors.unread(world.reader("grassroots", "base-a11")) == 2


def test_others_notices_are_not_there(world: World) -> None:
    world.user("grassroots", "base-a11")
    notice = told(world)[0]
    for role, code in (
        ("grassroots", "base-a12"),
        ("officer", "district-a2"),
        ("officer", "district-b1"),
        ("council", "district-a1"),
    ):
        client = as_(world, role, code)
        assert client.get(reverse("notices:notice", args=[notice.pk])).status_code == 404
        assert client.get(reverse("notices:telling", args=[notice.pk])).status_code == 404
        assert client.get(evidence(world)).status_code == 404
        assert client.get(evidence(world, "export")).status_code == 404
        assert client.post(reverse("notices:note", args=[notice.pk]), {"way": "phone"}).status_code == 404
    assert as_(world, "auditor", "province-a").get(evidence(world)).status_code == 200
    assert (
        as_(world, "auditor", "province-a").post(reverse("notices:note", args=[notice.pk]), {"way": "phone"}).status_code == 404
    )


def test_each_union_stands_in_one_state(world: World) -> None:
    for code in ("read", "told", "sent", "waiting", "failed", "none"):
        world.unions[code] = make_union(code, f"CĐCS {code}", world.unions["district-a1"], "base")
    for code in ("read", "told", "sent"):
        world.user("grassroots", code)
    Union.objects.filter(code__in=["waiting", "failed"]).update(email="cd@example.org")
    Union.objects.filter(code="failed").update(email="sai địa chỉ")
    notices = {notice.union.code: notice for notice in told(world, "read", "told", "sent", "failed", "none")}
    mailing.send_batch(str(notices["failed"].batch), last=True)
    notices |= {notice.union.code: notice for notice in told(world, "waiting")}
    as_(world, "grassroots", "read").get(reverse("notices:notice", args=[notices["read"].pk]))
    officer = as_(world, "officer", "district-a1")
    url = reverse("notices:note", args=[notices["told"].pk])
    assert officer.post(url, {"way": "zalo", "words": "nhóm Zalo"}).url == reverse("notices:telling", args=[notices["told"].pk])
    assert officer.post(url, {"way": "mail"}).status_code == 302
    reader = world.reader("officer", "district-a1")
    args = ("organisations.union", str(world.unions["district-a1"].pk))
    assert selectors.counts(reader, *args) == dict.fromkeys(selectors.STATES, 1)
    for state in selectors.STATES:
        line = selectors.lines(reader, selectors.about(reader, *args, state))
        assert [(row.notice.union.code, row.state) for row in line] == [(state, state)]
        assert f"CĐCS {state}" in officer.get(evidence(world, muc=state)).content.decode()
    assert officer.get(evidence(world, muc="<script>")).status_code == 200
    assert Delivery.objects.filter(way="zalo").count() == 1
    page = officer.get(reverse("notices:telling", args=[notices["told"].pk])).content.decode()
    assert "Zalo, nhóm Zalo, lúc" in page
    assert "=Có kế hoạch mới &lt;b&gt;." in page


def test_workbook_holds_what_is_shown_and_no_formula(world: World) -> None:
    world.user("grassroots", "base-a11")
    told(world)
    answer = as_(world, "officer", "district-a1").get(evidence(world, "export"))
    rows = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["Mã", "Đơn vị", "Nội dung"]
    assert {row[0] for row in rows[1:]} == {"base-a11", "base-a12"}
    assert rows[1][2] == SUBJECT
    assert answer["Content-Disposition"] == 'attachment; filename="da-bao.xlsx"'
    assert as_(world, "officer", "district-a1").get(evidence(world, "export", muc="failed")).status_code == 404


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_queries_do_not_grow(world: World) -> None:
    chair, officer = as_(world, "grassroots", "base-a11"), as_(world, "officer", "district-a1")
    counts = []
    for _ in range(2):
        told(world)
        counts.append((queries(chair, reverse("notices:notices")), queries(officer, evidence(world))))
        told(world)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12
