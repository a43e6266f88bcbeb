"""Whatever is typed, posted or uploaded: a clear answer, what was typed stays, nothing half-done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from plan_papers import picture_pdf
from world import PASSWORD, make_union

from vinhdanh.platform.organisations import services as organisations
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, Guidance, Task, Unit
from vinhdanh.steps.campaigns.services.tasks import add_task

if TYPE_CHECKING:
    from world import World

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
SPOILED = (
    "\0",
    "a\0b",
    "x" * 300,
    "x" * 5000,
    "99999999999999999999",
    "-1",
    "31/02/2026",
    "1/1/0001",
    "1/1/9999",
    "<script>alert(1)</script>",
    "🙂",
    "' OR 1=1 --",
    "=1+1",
    " ",
)


@pytest.fixture
def campaign(world: World) -> Campaign:
    return services.from_plan(world.reader("officer", "district-a1"), world.unions["district-a1"], "plan.txt", PLAN.read_bytes())


@pytest.fixture
def client(campaign: Campaign) -> Client:
    assert campaign.pk
    signed = Client(raise_request_exception=True)
    assert signed.login(username="officer.district-a1", password=PASSWORD)
    return signed


FORMS = {
    "moi/": ({"way": "blank", "blank-union": "{union}", "blank-name": "Hội nghị", "blank-year": "2026", "once": ""}, "/dot/moi/"),
    "last": ({"way": "last", "last-last": "{campaign}", "last-year": "2027", "once": ""}, "/dot/moi/"),
    "library": ({"title": "Hướng dẫn", "number": "", "body": "", "step": "", "valid_from": "", "valid_to": "", "once": ""}, "/dot/van-ban-huong-dan/"),
    "settle": ({"state": "corrected", "text": "240", "seen": ""}, "/dot/{campaign}/ke-hoach/0/"),
    "part": ({"revision": "1", "cap_delegates": "200", "share_tolerance": "5", "reserves": "0", "unit_floor": "0", "targets-rows": "1",
              "targets-0-label": "Trẻ", "targets-0-attribute": "young", "targets-0-share": "15", "targets-0-direction": "about",
              "targets-0-priority": "1", "targets-0-tolerance": "0", "targets-0-values": "", "targets-0-id": ""}, "/dot/{campaign}/noi-dung/so-luong/"),
    "times": ({"revision": "1", "reception.deadline": "trước 3/3/2027", "reception.closes": "", "reception.extensions": "", "conference.day": "",
               "conference.start": "07:30", "conference.duration_days": "0,5"}, "/dot/{campaign}/noi-dung/thoi-gian/"),
    "rule set": ({"rule_set": "2017-2023", "revision": "1"}, "/dot/{campaign}/bo-quy-dinh/"),
    "fact": ({"key": "x", "right": "1"}, "/dot/{campaign}/bo-quy-dinh/xac-nhan/"),
    "allot": ({"unit": "{unit}", "least-{unit}": "1", "most-{unit}": "3", "was-{unit}": ",", "back": "?tim=a"}, "/dot/{campaign}/don-vi/phan-bo/"),
    "plan": ({"plan": "[]"}, "/dot/{campaign}/don-vi/phan-bo/"),
    "share": ({"seats": "10", "by": "equal"}, "/dot/{campaign}/don-vi/chia/"),
    "choose": ({"union": "1", "leave": "2"}, "/dot/{campaign}/don-vi/chon/"),
    "acknowledge": ({"name": "Lê Văn Ba", "way": "zalo"}, "/dot/{campaign}/don-vi/{unit}/xac-nhan/"),
    "remind": ({"unit": "{unit}", "way": "zalo", "page": "1"}, "/dot/{campaign}/don-doc/nhac/"),
    "milestone": ({"done": "1"}, "/dot/{campaign}/moc/nominations/"),
    "task": ({"title": "Việc", "owner": "", "due": "1/2/2026", "detail": "", "once": ""}, "/dot/{campaign}/viec/"),
    "task change": ({"title": "Việc", "owner": "", "due": "", "detail": "", "revision": "1"}, "/dot/{campaign}/viec/{task}/"),
    "task done": ({"done": "1", "words": "Xong"}, "/dot/{campaign}/viec/{task}/xong/"),
    "issue": ({"act": "issue", "revision": "{revision}", "number": "05", "day": "6/1/2020", "signer": "A"}, "/dot/{campaign}/ban-hanh/"),
    "withdraw": ({"act": "withdraw", "reason": "x", "revision": "{revision}"}, "/dot/{campaign}/ban-hanh/"),
    "join": ({"parent": "1"}, "/dot/{campaign}/cap-tren/"),
}  # fmt: skip


OUT = {"issue": "approved", "withdraw": "approved", "acknowledge": "issued", "remind": "issued"}
"""Forms of a campaign that is no draft any more."""


@pytest.mark.parametrize("name", list(FORMS))
def test_no_field_breaks_anything(world: World, client: Client, campaign: Campaign, name: str) -> None:
    officer = world.reader("officer", "district-a1")
    task = add_task(officer, campaign, {"title": "Việc"}, uuid4())
    ids = {"campaign": campaign.pk, "unit": campaign.units.first().pk, "task": task.pk, "union": campaign.union_id}
    if name in OUT:
        leader = world.reader("leader", "district-a1")
        campaign = services.approve(leader, campaign, campaign.revision)
        if OUT[name] == "issued":
            services.issue(officer, campaign, campaign.revision, number="05", day=date(2020, 1, 6), signer="A")
            campaign.refresh_from_db()
    fields, address = FORMS[name]
    ids["revision"] = campaign.revision
    good = {key.format(**ids): value.format(**ids) if "{" in value else value for key, value in fields.items()}
    taken: dict[str, str] = {}
    for field in good:
        for spoiled in SPOILED:
            with (
                transaction.atomic()
            ):  # each meets the same campaign: what one of them changes would have the next refused as outdated
                if posted(client, address.format(**ids), good | {field: spoiled}):
                    taken[field] = spoiled
                    campaign.refresh_from_db()
                    assert selectors.content(campaign).id == campaign.slug, (field, spoiled[:20])
                transaction.set_rollback(True)
    posted(client, address.format(**ids), good | taken)
    campaign.refresh_from_db()
    assert selectors.content(campaign).id == campaign.slug
    for page in ("", "noi-dung/so-luong/", "don-vi/", "viec/", "moc/", "ban-hanh/", "ke-hoach/"):
        assert client.get(f"/dot/{campaign.pk}/{page}").status_code == 200, page


def posted(client: Client, address: str, fields: dict[str, str]) -> bool:
    """Sends a form; whether it was taken. Then the page that it leads to stands as well."""
    answer = client.post(address, fields)
    assert answer.status_code < 500, fields
    assert b"<script>alert(1)" not in answer.content
    if answer.status_code != 302:
        return False
    shown = client.get(answer["Location"])
    assert shown.status_code == 200, fields
    assert b"<script>alert(1)" not in shown.content
    return True


@pytest.mark.parametrize("query", ["tim", "nam", "tinh-trang", "xep", "trang", "khoi", "buoc"])
def test_no_address_breaks_anything(client: Client, campaign: Campaign, query: str) -> None:
    for spoiled in SPOILED:
        for page in ("/dot/", "/dot/excel/", "/dot/van-ban-huong-dan/", f"/dot/{campaign.pk}/", f"/dot/{campaign.pk}/don-vi/"):
            assert client.get(page, {query: spoiled}).status_code in {200, 404}, (page, spoiled[:20])
    huge = "9" * 30
    for page in (f"/dot/{huge}/", f"/dot/{campaign.pk}/don-vi/{huge}/", f"/dot/{campaign.pk}/viec/{huge}/", f"/dot/{campaign.pk}/ban-hanh/{huge}/",
                 f"/dot/{campaign.pk}/ke-hoach/{huge}/", f"/dot/{campaign.pk}/van-ban/plan.exe", f"/dot/{campaign.pk}/van-ban/x.pdf"):  # fmt: skip
        assert client.get(page).status_code in {404, 405}, page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", b""), ("plan.docx", b"MZ\x90\x00" + b"\0" * 400), ("plan.pdf", picture_pdf()), ("plan.exe", b"MZ"), ("plan.pdf", b"%PDF-1.7"),
        ("plan.txt", b"x" * (33 * 2**20)), ("plan.txt", b"\xff\xfe\x00"), ("../../etc/passwd", b"root"), ("k" * 300 + ".txt", b"x"), ("a\0.txt", b"KE HOACH"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_makes_no_campaign(client: Client, campaign: Campaign, name: str, data: bytes) -> None:
    answer = client.post(
        "/dot/moi/", {"way": "plan", "union": campaign.union_id, "plan": SimpleUploadedFile(name, data), "once": str(uuid4())}
    )
    assert answer.status_code in {400, 413}
    assert Campaign.objects.count() == 1
    assert answer.status_code == 413 or "notice" in answer.content.decode() or "field-error" in answer.content.decode()
    for address in (f"/dot/{campaign.pk}/don-vi/excel/nhan/", f"/dot/{campaign.pk}/can-cu/0/tep/"):
        assert client.post(address, {"file": SimpleUploadedFile(name, data)}).status_code < 500


def test_a_double_click_makes_one(client: Client, campaign: Campaign) -> None:
    once = str(uuid4())
    for _ in range(2):
        blank = {
            "way": "blank",
            "blank-union": campaign.union_id,
            "blank-name": "Hội nghị mới",
            "blank-year": "2027",
            "once": once,
        }
        assert client.post("/dot/moi/", blank).status_code == 302
        assert client.post(f"/dot/{campaign.pk}/viec/", {"title": "Việc", "once": once}).status_code == 302
        assert client.post("/dot/van-ban-huong-dan/", {"title": "Hướng dẫn", "once": once}).status_code == 302
    plan, last = str(uuid4()), str(uuid4())
    for _ in range(2):
        upload = {"way": "plan", "union": campaign.union_id, "plan": SimpleUploadedFile("p.txt", PLAN.read_bytes()), "once": plan}
        assert client.post("/dot/moi/", upload).status_code == 302
        assert (
            client.post("/dot/moi/", {"way": "last", "last-last": campaign.pk, "last-year": "2028", "once": last}).status_code
            == 302
        )
    assert Campaign.objects.filter(name="Hội nghị mới").count() == 1
    assert Campaign.objects.count() == 4
    assert (Task.objects.count(), Guidance.objects.count()) == (1, 1)


def test_a_name_of_three_hundred_letters_is_shown(world: World, client: Client, campaign: Campaign) -> None:
    long = "CĐCS Trường Tiểu học " + "Nguyễn" * 46
    union = make_union("long", long[:300], world.unions["district-a1"], "base")
    services.choose_units(world.reader("officer", "district-a1"), campaign, [union], also=True)
    for page in ("", "don-vi/"):
        assert long[21:200] in client.get(f"/dot/{campaign.pk}/{page}").content.decode()


def test_a_form_that_was_typed_when_the_session_ended_is_kept(client: Client, campaign: Campaign) -> None:
    client.logout()
    address = f"/dot/{campaign.pk}/noi-dung/so-luong/"
    typed = {
        "revision": str(campaign.revision),
        "cap_delegates": "199",
        "share_tolerance": "5",
        "reserves": "0",
        "unit_floor": "0",
    }
    answer = client.post(address, typed)
    assert answer.status_code == 302
    kept = answer["Location"].partition("next=")[2].replace("%2F", "/") or "/tai-khoan/gui-lai/"
    assert client.post("/tai-khoan/dang-nhap/", {"login": "officer.district-a1", "password": PASSWORD}).status_code == 302
    page = client.get(kept).content.decode()
    assert "199" in page
    assert address in page


def merged(world: World, gone: str, kept: str) -> None:
    admin = world.reader("admin", "province-a")
    organisations.merge(
        admin, world.unions[kept], [world.unions[gone]], day=timezone.localdate(), decision="Quyết định số 12/QĐ-LĐLĐ"
    )


def test_a_merger_in_the_middle_moves_units_of_drafts_and_freezes_those_of_issued_ones(world: World, campaign: Campaign) -> None:
    officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
    made = make_union("base-a13", "CĐCS Nhà máy Gạch", world.unions["district-a1"], "base")
    draft = services.from_template(officer, world.unions["district-a1"], "Hội nghị", 2027)
    services.choose_units(officer, draft, [world.unions["base-a11"], world.unions["base-a12"]])
    alone = services.from_template(officer, world.unions["district-a1"], "Hội nghị", 2028)
    services.choose_units(officer, alone, [world.unions["base-a11"]])
    services.choose_units(officer, campaign, [world.unions["base-a11"], world.unions["base-a12"]])
    approved = services.approve(leader, campaign, campaign.revision)
    services.issue(officer, approved, approved.revision, number="05", day=date(2020, 1, 6), signer="A")
    merged(world, "base-a11", "base-a12")
    assert set(campaign.units.values_list("code", flat=True)) == {"base-a11", "base-a12"}
    assert campaign.units.get(code="base-a11").name == "CĐCS Trường Tiểu học Hoa Sen"
    assert list(draft.units.values_list("code", flat=True)) == ["base-a12"]
    unit = Unit.objects.get(campaign=alone)
    assert (unit.union_id, unit.code, unit.name) == (world.unions["base-a12"].pk, "base-a12", world.unions["base-a12"].name)
    assert made.pk
    assert FoundValue.objects.exists()
