"""Everything that waits for somebody, from all apps: in the order of urgency, narrowed, as Excel."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from world import World

from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.files.services import store
from vinhdanh.platform.jobs.models import Job
from vinhdanh.platform.notices.services import tell
from vinhdanh.platform.organisations.models import RegisterImport
from vinhdanh.platform.registry import Waiting, offers
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Task, Unit
from vinhdanh.steps.campaigns.services.tasks import add_task, finish_task
from vinhdanh.web import tasks

PLAN = Path(__file__).resolve().parents[2] / "examples" / "phu-rieng-2020" / "plan.txt"
MOST = 12
TODAY = date(2026, 3, 4)  # a Wednesday
OFFICER, LEADER, BASE = ("officer", "district-a1"), ("leader", "district-a1"), ("grassroots", "base-a11")


def drafted(world: World, code: str = "district-a1") -> Campaign:
    return services.from_plan(world.reader("officer", code), world.unions[code], "plan.txt", PLAN.read_bytes())


def issued(world: World) -> Campaign:
    draft = drafted(world)
    approved = services.approve(world.reader(*LEADER), draft, draft.revision)
    services.issue(
        world.reader(*OFFICER), approved, approved.revision, number="05/KH", day=date(2020, 1, 6), signer="Đặng Thị Ngọc"
    )
    return Campaign.objects.get(pk=draft.pk)


def titles(reader: Reader, kind: str = "") -> list[str]:
    return [line.item.title for line in tasks.lines(reader) if not kind or line.item.kind == kind]


def signed_in(world: World, role: str, code: str) -> Client:
    client = Client()
    client.force_login(world.user(role, code))
    return client


@pytest.mark.parametrize(
    ("due", "done", "key"),
    [
        (TODAY - timedelta(days=1), None, "qua-han"), (TODAY, None, "tuan-nay"), (date(2026, 3, 8), None, "tuan-nay"), (date(2026, 3, 9), None, "sau"),
        (None, None, "khong-han"), (TODAY - timedelta(days=9), TODAY, "xong"),
    ],
)  # fmt: skip
def test_a_week_ends_on_sunday(due: date | None, done: date | None, key: str) -> None:
    assert tasks.when(Waiting("task", "x", "", "", "", due, None, done), TODAY) == key


def test_a_campaign_of_the_past_is_looked_at_on_its_own_day() -> None:
    item = Waiting("task", "x", "", "", "", date(2020, 3, 6), date(2020, 3, 5))
    assert tasks.when(item, TODAY) == "tuan-nay"


def test_own_tasks_the_overdue_first_the_done_last(world: World) -> None:
    officer, campaign = world.reader(*OFFICER), drafted(world)
    today = timezone.localdate()
    for title, days in (("sau", 30), ("gấp", -3), ("gấp nhất", -9), ("không hạn", None)):
        due = None if days is None else today + timedelta(days=days)
        add_task(officer, campaign, {"title": title, "owner": officer.user.person, "due": due})
    done = add_task(officer, campaign, {"title": "đã xong", "owner": officer.user.person})
    finish_task(officer, done, done=True, words="Đã gọi")
    add_task(officer, campaign, {"title": "của người khác", "owner": world.user(*LEADER).person})
    assert titles(officer, "task") == ["gấp nhất", "gấp", "sau", "không hạn", "đã xong"]
    assert titles(world.reader(*LEADER), "task") == ["của người khác"]
    assert titles(world.reader("officer", "district-b1")) == []


def test_who_signs_is_told_and_never_who_built(world: World) -> None:
    campaign = drafted(world)
    assert "Duyệt kế hoạch" in titles(world.reader(*LEADER))
    assert "Duyệt kế hoạch" not in titles(world.reader(*OFFICER))
    for other in (("leader", "district-a2"), ("leader", "province-a"), ("auditor", "district-a1"), BASE):
        assert titles(world.reader(*other)) == [], other
    campaign.built_by.add(world.user(*LEADER))
    assert "Duyệt kế hoạch" not in titles(world.reader(*LEADER))
    campaign.built_by.remove(world.user(*LEADER))
    services.approve(world.reader(*LEADER), campaign, campaign.revision)
    for role in (LEADER, OFFICER):
        assert "Ban hành kế hoạch" in titles(world.reader(*role))


def test_values_to_confirm_are_counted(world: World) -> None:
    campaign = drafted(world)
    values = campaign.plan_paper.values
    assert titles(world.reader(*OFFICER), "confirm") == [f"Đối chiếu {values.count()} giá trị của kế hoạch"]
    values.exclude(pk=values.first().pk).update(state="confirmed")
    assert titles(world.reader(*OFFICER), "confirm") == ["Đối chiếu 1 giá trị của kế hoạch"]
    values.update(state="confirmed")
    assert titles(world.reader(*OFFICER), "confirm") == []


def test_a_unit_acknowledges_and_its_host_reminds(world: World) -> None:
    campaign = issued(world)
    base = world.reader(*BASE)
    assert titles(base, "receive") == ["Xác nhận đã nhận kế hoạch"]
    unit = Unit.objects.get(campaign=campaign, code="base-a11")
    Acknowledgement.objects.create(unit=unit, name="Lê Văn Ba", way="zalo", at=timezone.now())
    assert titles(base, "receive") == []
    campaign.deadline = timezone.localdate() - timedelta(days=1)
    campaign.save()
    silent = campaign.units.count()
    assert titles(world.reader(*OFFICER), "remind") == [f"Đôn đốc {silent} đơn vị chưa gửi danh sách"]
    unit.received = timezone.now()
    unit.save()
    assert titles(world.reader(*OFFICER), "remind") == [f"Đôn đốc {silent - 1} đơn vị chưa gửi danh sách"]
    assert titles(base, "remind") == []
    campaign.status = "closed"
    campaign.save()
    assert titles(world.reader(*OFFICER), "remind") == titles(world.reader("grassroots", "base-a12"), "receive") == []


def test_a_task_given_to_a_unit_waits_for_its_people(world: World) -> None:
    campaign = issued(world)
    unit = Unit.objects.get(campaign=campaign, code="base-a11")
    Task.objects.create(campaign=campaign, title="Họp ban chấp hành", called=unit, pushed="hop", due=date(2020, 3, 1))
    assert titles(world.reader(*BASE), "task") == ["Họp ban chấp hành"]
    assert titles(world.reader("grassroots", "base-a12"), "task") == titles(world.reader(*OFFICER), "task") == []


def test_who_acts_for_a_unit_sees_its_plan(world: World) -> None:
    issued(world)
    acting = Reader(world.user(*OFFICER), acting_for=world.unions["base-a12"])
    assert "CĐCS Nông trường Cao su Phú Thịnh" in next(
        line.item.detail for line in tasks.lines(acting) if line.item.kind == "receive"
    )


def platform_rows(world: World, number: int) -> None:
    """As many notices, failed jobs, registers."""
    officer, host = world.reader(*OFFICER), world.unions["district-a1"]
    for n in range(number):
        with transaction.atomic():
            tell(world.reader("officer", "province-a"), [host], f"Tin {n}", "Nội dung", sender=world.unions["province-a"])
        Job.objects.create(
            task="x",
            title=f"Gửi thư {n}",
            union=host,
            user=officer.user,
            run_after=timezone.now(),
            state="failed",
            finished_at=timezone.now(),
        )
        file = store(officer, host, f"danh-ba-{n}.xlsx", b"x%d" % n, guarded=True)
        RegisterImport.objects.create(
            union=host, state="preview", filename=f"danh-ba-{n}.xlsx", file=file, digest=f"{n}" * 64, by=officer.user
        )


def test_what_the_platform_waits_for(world: World) -> None:
    reader = world.reader(*OFFICER)
    platform_rows(world, 1)
    assert titles(reader) == ["Tin 0", "Xem trước danh bạ rồi ghi: danh-ba-0.xlsx", "Chưa làm được: Gửi thư 0"]
    RegisterImport.objects.update(state="failed")
    assert "Danh bạ chưa đọc được: danh-ba-0.xlsx" in titles(reader)
    RegisterImport.objects.update(state="applied")
    Job.objects.update(state="done")
    signed_in(world, *OFFICER).get(next(line.item.link for line in tasks.lines(reader)))
    assert titles(reader) == [], "an opened notice waits no longer"
    assert titles(world.reader("officer", "district-a2")) == []


def test_every_button_leads_to_a_page(world: World) -> None:
    drafted(world)
    campaign = issued(world)
    add_task(world.reader(*OFFICER), campaign, {"title": "Việc", "owner": world.user(*OFFICER).person})
    platform_rows(world, 1)
    for who in (OFFICER, LEADER, BASE):
        client = signed_in(world, *who)
        page = html.fromstring(client.get("/viec/").content.decode())
        links = page.xpath("//ol[contains(@class, 'todo')]//a/@href")
        assert links
        assert [client.get(link).status_code for link in links] == [200] * len(links)


def test_few_queries_however_much_waits(world: World) -> None:
    client, counts = signed_in(world, *OFFICER), []
    for number in (1, 3):
        for n in range(number):
            campaign = issued(world)
            drafted(world)
            add_task(world.reader(*OFFICER), campaign, {"title": f"Việc {n}", "owner": world.user(*OFFICER).person})
        platform_rows(world, number)
        for address in ("/viec/", "/viec/excel/", "/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= MOST, counts


def filled(world: World, number: int) -> Client:
    officer, campaign = world.reader(*OFFICER), drafted(world)
    for n in range(number):
        add_task(officer, campaign, {"title": f"Mời khách {n}", "owner": officer.user.person, "due": date(2020, 1, 1)})
    return signed_in(world, *OFFICER)


def shown(client: Client, **query: str) -> list[str]:
    answer = client.get("/viec/", query)
    assert answer.status_code == 200
    return [h.text for h in html.fromstring(answer.content.decode()).xpath("//ol[contains(@class, 'todo')]//h3")]


def test_narrowed_in_pages_and_exported_as_shown(world: World) -> None:
    client = filled(world, 53)
    assert len(shown(client)) == 50
    assert len(shown(client, trang="2")) == 4
    assert shown(client, tim="khách 52") == shown(client, tim="khach 52") == ["Mời khách 52"]
    assert shown(client, tim="khạch 52") == []
    assert len(shown(client, loai="confirm")) == 1
    assert len(shown(client, muc="khong-han", loai="task")) == 0
    assert len(shown(client, muc="\0", loai="x" * 300, tim="\0")) == 50
    book = openpyxl.load_workbook(io.BytesIO(client.get("/viec/excel/", {"muc": "qua-han"}).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 54
    assert rows[1][0] == "Mời khách 0"
    assert rows[1][2:5] == ("Việc được giao", "01/01/2020", "Quá hạn")


def test_nothing_waits_and_says_so(world: World) -> None:
    client = signed_in(world, "council", "district-a1")
    assert "Không có việc nào đang chờ đồng chí" in client.get("/viec/").content.decode()
    assert "Không có việc nào đang chờ đồng chí" in client.get("/").content.decode()
    assert len(list(openpyxl.load_workbook(io.BytesIO(client.get("/viec/excel/").content)).active.iter_rows())) == 1


def test_home_shows_the_first_and_their_number(world: World) -> None:
    client = filled(world, 7)
    page = client.get("/").content.decode()
    assert "8 việc đang chờ đồng chí" in page
    assert html.fromstring(page).xpath("count(//ol[contains(@class, 'todo')]/li)") == 5
    assert html.fromstring(page).xpath("count(//a[contains(@class, 'button-main')])") == 1
    for n in range(11):
        services.from_template(world.reader(*OFFICER), world.unions["district-a1"], f"Hội nghị {n}", 2026)
    page = client.get("/").content.decode()
    assert "Tất cả các đợt" in page
    assert html.fromstring(page).xpath("count(//table/tbody/tr)") == 10


def test_every_kind_has_its_words(world: World) -> None:
    drafted(world)
    issued(world)
    platform_rows(world, 1)
    used = {line.item.kind for who in (OFFICER, LEADER, BASE) for line in tasks.lines(world.reader(*who))}
    assert {"confirm", "decide", "receive", "notice", "work"} <= used <= set(tasks.KINDS)
    assert sum(offer.waiting is not None for offer in offers()) >= 4
