"""One box finds campaigns, unions, people, tasks, papers, guidance, chapters: with and without accents, never what the reader may not see."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from world import World, make_person, make_union

from vinhdanh.platform.registry import offers
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Campaign
from vinhdanh.steps.campaigns.services.guidance import add_guidance
from vinhdanh.steps.campaigns.services.tasks import add_task

PLAN = Path(__file__).resolve().parents[2] / "examples" / "phu-rieng-2020" / "plan.txt"
MOST = 12
SPOILED = (
    "x" * 300,
    "\0",
    "a\0b",
    "'",
    '"><script>alert(1)</script>',
    "%",
    "_",
    "%_%",
    "'; DROP TABLE x; --",
    "🏆",
    "\ud7ff",
    " " * 300,
    "-",
    "2" * 200,
)


def signed_in(world: World, role: str, code: str) -> Client:
    client = Client()
    client.force_login(world.user(role, code))
    return client


def groups(client: Client, words: str, **more: str) -> dict[str, list[str]]:
    """Heading of each group -> the names that it shows."""
    answer = client.get("/tim-kiem/", {"tim": words, **more})
    assert answer.status_code == 200
    page = html.fromstring(answer.content.decode())
    found = {}
    for section in page.xpath("//main//section[.//ul[contains(@class, 'found')]]"):
        found[section.findtext(".//h2").strip()] = [link.text_content() for link in section.xpath(".//ul//a")]
    return found


def issued(world: World) -> Campaign:
    officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
    made = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    approved = services.approve(leader, made, made.revision)
    services.issue(officer, approved, approved.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")
    return Campaign.objects.get(pk=made.pk)


@pytest.fixture
def campaign(world: World) -> Campaign:
    made = issued(world)
    officer = world.reader("officer", "district-a1")
    add_task(officer, made, {"title": "Gọi điện cho trường Hòa Bình", "owner": world.user("leader", "district-a1").person})
    add_guidance(officer, world.unions["district-a1"], {"title": "Hướng dẫn viết báo cáo thành tích", "number": "1808/HD-TLĐ"})
    make_person(world.unions["base-a11"], "Lê Thị Ngọc Ánh")
    return made


def test_every_kind_is_found_in_its_group(world: World, campaign: Campaign) -> None:
    client = signed_in(world, "officer", "district-a1")
    assert groups(client, "hoa sen")["Đơn vị"] == ["CĐCS Trường Tiểu học Hoa Sen"]
    assert groups(client, "ngoc anh")["Người"] == ["Lê Thị Ngọc Ánh"]
    assert groups(client, "gọi điện")["Việc cần làm"] == ["Gọi điện cho trường Hòa Bình"]
    assert groups(client, "tuyên dương")["Các đợt"] == [campaign.name]
    for number in ("05/KH-LĐLĐ", "05/kh-lđlđ", "05 kh ldld"):
        assert groups(client, number)["Văn bản đã ban hành"] == ["Kế hoạch số 05/KH-LĐLĐ ngày 06/01/2020"]
    assert groups(client, "1808")["Văn bản hướng dẫn"] == ["Hướng dẫn viết báo cáo thành tích"]
    assert "4. Đơn vị, phân bổ" in groups(client, "phân bổ")["Hướng dẫn sử dụng"]


@pytest.mark.parametrize(
    ("words", "found"), [("hoà", True), ("hòa bình", True), ("hoa binh", True), ("hóa bình", False), ("binh hoa", True)]
)
def test_accents_count_where_they_are_typed(world: World, campaign: Campaign, words: str, found: bool) -> None:
    assert campaign.pk
    client = signed_in(world, "officer", "district-a1")
    assert ("Gọi điện cho trường Hòa Bình" in groups(client, words).get("Việc cần làm", [])) is found


def test_every_link_opens(world: World, campaign: Campaign) -> None:
    assert campaign.pk
    for role, code in (("officer", "district-a1"), ("grassroots", "base-a11"), ("leader", "province-a")):
        client = signed_in(world, role, code)
        for words in ("hoa", "le", "goi dien", "tuyen duong", "05/KH", "huong dan", "don vi"):
            page = html.fromstring(client.get("/tim-kiem/", {"tim": words}).content.decode())
            for address in page.xpath("//ul[contains(@class, 'found')]//a/@href"):
                assert client.get(address).status_code == 200, (role, address)


def test_a_reader_finds_nothing_of_others(world: World, campaign: Campaign) -> None:
    """Each kind, asked by those who may not see it."""
    assert campaign.pk
    draft = services.from_plan(world.reader("officer", "district-a2"), world.unions["district-a2"], "plan.txt", PLAN.read_bytes())
    draft.refresh_from_db()
    make_person(world.unions["base-a21"], "Người Kín Tiếng")
    add_task(world.reader("officer", "district-a2"), draft, {"title": "Việc kín tiếng"})
    stranger = signed_in(world, "officer", "district-b1")
    for words in ("hoa sen", "ngoc anh", "goi dien", "05/KH-LĐLĐ", "1808", "tuyen duong", "kin tieng"):
        assert set(groups(stranger, words)) <= {"Hướng dẫn sử dụng"}, words
    base = signed_in(world, "grassroots", "base-a11")
    assert "Việc cần làm" not in groups(base, "goi dien"), "a unit called upon sees no task of the host"
    assert "Đơn vị" not in groups(base, "Phú Thịnh"), "nor another unit"
    assert groups(base, "05/KH-LĐLĐ")["Văn bản đã ban hành"], "but the plan that was issued to it"
    above = signed_in(world, "leader", "province-a")
    assert groups(above, "kin tieng")["Người"] == ["Người Kín Tiếng"]
    assert "Việc cần làm" not in groups(above, "kin tieng"), "a draft of a union below stays its own"
    assert groups(above, "goi dien")["Việc cần làm"]


def test_the_owner_finds_the_own_task(world: World, campaign: Campaign) -> None:
    officer = world.reader("officer", "district-a1")
    add_task(officer, campaign, {"title": "Chuẩn bị hội trường", "owner": world.user("grassroots", "base-a11").person})
    assert groups(signed_in(world, "grassroots", "base-a11"), "hoi truong")["Việc cần làm"] == ["Chuẩn bị hội trường"]
    assert "Việc cần làm" not in groups(signed_in(world, "grassroots", "base-a12"), "hoi truong")


def test_personal_data_is_not_searched(world: World) -> None:
    person = make_person(world.unions["base-a11"], "Lê Thị Ngọc Ánh")
    person.phone, person.email, person.birth_year = "0912345678", "anh@example.org", 1984
    person.save()
    client = signed_in(world, "officer", "district-a1")
    for words in ("0912345678", "example", "1984"):
        assert "Người" not in groups(client, words)
    page = client.get("/tim-kiem/", {"tim": "ngoc anh"}).content.decode()
    assert "0912345678" not in page
    assert "example" not in page
    person.erased_at = "2020-01-01T00:00:00Z"
    person.save()
    assert "Người" not in groups(client, "ngoc anh")


def test_ten_of_a_group_and_the_rest_in_pages(world: World) -> None:
    for number in range(57):
        make_union(f"n-{number}", f"CĐCS Nhà máy số {number}", world.unions["district-a1"], "base")
    client = signed_in(world, "officer", "district-a1")
    assert len(groups(client, "nha may")["Đơn vị"]) == 10
    page = html.fromstring(client.get("/tim-kiem/", {"tim": "nha may"}).content.decode())
    address = page.xpath("//a[contains(., 'Xem tất cả')]/@href")[0]
    assert len(groups(client, "nha may", nhom="don-vi")["57 kết quả"]) == 50
    assert "nhom=don-vi" in address
    assert len(groups(client, "nha may", nhom="don-vi", trang="2")["57 kết quả"]) == 7
    assert len(groups(client, "nha may", nhom="don-vi", trang="x")["57 kết quả"]) == 50
    assert len(groups(client, "nha may", nhom="không-có")["Đơn vị"]) == 10


@pytest.mark.parametrize("words", SPOILED)
def test_whatever_is_typed_is_only_words(world: World, campaign: Campaign, words: str) -> None:
    assert campaign.pk
    client = signed_in(world, "officer", "district-a1")
    for only in ("", "don-vi", "dot", "nguoi", "viec", "van-ban", "huong-dan", "tro-giup", "\0"):
        answer = client.get("/tim-kiem/", {"tim": words, "nhom": only})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
    if words in {"%", "_", "%_%", "'", "\0", "-"}:
        assert groups(client, words) == {}, "a wildcard stands for itself, and signs alone find nothing"


def test_few_queries_however_much_is_found(world: World) -> None:
    client = signed_in(world, "officer", "district-a1")
    counts = []
    for number in (1, 3):
        for n in range(number):
            campaign = issued(world)
            add_task(world.reader("officer", "district-a1"), campaign, {"title": f"Việc kế hoạch {n}"})
            add_guidance(world.reader("officer", "district-a1"), world.unions["district-a1"], {"title": f"Kế hoạch mẫu {n}"})
            make_person(world.unions["base-a11"], f"Kế Thị Hoạch {n}")
            make_union(f"k-{number}-{n}", f"CĐCS Ban Kế hoạch {n}", world.unions["district-a1"], "base")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/tim-kiem/", {"tim": "ke hoach"}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MOST


def test_the_box_stands_in_every_head(world: World) -> None:
    client = signed_in(world, "grassroots", "base-a11")
    for address in ("/", "/don-vi/", "/dot/", "/viec/"):
        form = html.fromstring(client.get(address).content.decode()).xpath("//header//form[@role='search']")[0]
        assert (form.get("action"), form.get("method")) == ("/tim-kiem/", "get")
        assert form.xpath(".//label[@for='tim-nhanh']")
        assert form.xpath(".//button[@type='submit']")
    assert not html.fromstring(Client().get("/tro-giup/").content.decode()).xpath("//header//form")


def test_keys_of_finders_are_their_own() -> None:
    keys = [finder.key for offer in offers() for finder in offer.finders]
    assert len(set(keys)) == len(keys) >= 7
    assert all(re.fullmatch(r"[a-z-]+", key) for key in keys)
