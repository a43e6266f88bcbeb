"""People, posts, groups: services and pages."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from world import make_person, make_union

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import services
from vinhdanh.platform.organisations.models import GroupMembership, Person, Post, Union, UnionGroup
from vinhdanh.platform.organisations.selectors import groups as group_selectors
from vinhdanh.platform.organisations.selectors import people as selectors
from vinhdanh.platform.organisations.services import PersonData, PostData

if TYPE_CHECKING:
    from world import World

DAY = date(2026, 3, 1)


def client_of(world: World, role: str, code: str) -> Client:
    client = Client()
    client.force_login(world.user(role, code))
    return client


def post_of(role: str = "grassroots") -> PostData:
    return PostData(title="Chủ tịch CĐCS", role=role)


# ---------------------------------------------------------------------------------------------- people and posts


def test_a_person_is_added_once_and_edited_by_two(world: World) -> None:
    reader, union = world.reader("officer", "district-a1"), world.unions["base-a11"]
    once = uuid.uuid4()
    first = services.add_person(reader, union, PersonData(name="Y Thu Êban", given="Thu"), once=once)
    assert services.add_person(reader, union, PersonData(name="Y Thu Êban"), once=once) == first
    assert first.search_key == "i thu eban"
    edited = services.edit_person(reader, first, PersonData(name="Y Thu Êban", given="Thu", birth_year=1985), revision=1)
    assert (edited.birth_year, edited.revision) == (1985, 2)
    with pytest.raises(Outdated) as refused:
        services.edit_person(reader, first, PersonData(name="Khác"), revision=1)
    assert refused.value.theirs["birth_year"] == "1985"
    assert Entry.objects.get(verb="organisations.person_edited").data == {"fields": ["birth_year"]}


def test_roles_that_may_be_given(world: World) -> None:
    officer, admin = world.reader("officer", "district-a1"), world.reader("admin", "district-a1")
    base, own = world.unions["base-a11"], world.unions["district-a1"]
    person, colleague = make_person(base, "Lê Thị Một"), make_person(own, "Lê Thị Hai")
    services.give_post(officer, person, base, post_of())
    services.give_post(officer, person, base, post_of("officer"))
    services.give_post(officer, colleague, own, post_of("grassroots"))
    for who, where, role in ((person, base, "admin"), (colleague, own, "leader"), (colleague, own, "officer")):
        with pytest.raises(Forbidden):
            services.give_post(officer, who, where, post_of(role))
    services.give_post(admin, colleague, own, post_of("leader"))
    me = officer.user.person
    assert me is not None
    with pytest.raises(Forbidden):
        services.give_post(officer, me, base, post_of("leader"))
    for role in ("auditor", "leader", "council"):
        with pytest.raises(Forbidden):
            services.give_post(world.reader(role, "district-a1"), person, base, post_of())
    with pytest.raises(UserError, match="trước ngày bắt đầu"):
        services.give_post(
            officer, person, base, PostData(title="x", role="grassroots", valid_from=DAY, valid_to=date(2020, 1, 1))
        )


def test_one_person_answers_for_a_union(world: World) -> None:
    reader, union = world.reader("officer", "district-a1"), world.unions["base-a11"]
    first = services.give_post(reader, make_person(union, "Một"), union, post_of())
    second = services.give_post(reader, make_person(union, "Hai"), union, post_of())
    services.set_responsible(reader, first)
    services.set_responsible(reader, second)
    assert list(Post.objects.filter(union=union, responsible=True)) == [second]
    found = selectors.responsible(reader.day, Union.objects.below(world.unions["district-a1"]))
    assert found == {union.pk: second}
    services.end_post(reader, second, day=reader.day)
    assert selectors.responsible(reader.day, Union.objects.below(world.unions["district-a1"])) == {}
    with pytest.raises(Forbidden):
        services.set_responsible(world.reader("grassroots", "base-a11"), first)
    edited = services.edit_post(reader, first, PostData(title="Phó Chủ tịch", role="grassroots", valid_from=DAY))
    assert edited.title == "Phó Chủ tịch"
    with pytest.raises(UserError, match="trước ngày bắt đầu"):
        services.end_post(reader, edited, day=date(2020, 1, 1))


def test_a_person_passes_to_another_union(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    a, b = world.unions["base-a11"], world.unions["base-a12"]
    person = make_person(a, "Trần Văn Ba", "grassroots", responsible=True)
    moved = services.move_person(reader, person, b, day=DAY)
    post = Post.objects.get(person=person)
    assert (moved.union, post.valid_to, post.responsible) == (b, DAY, False)
    services.move_person(reader, moved, b, day=DAY)
    with pytest.raises(Forbidden):
        services.move_person(reader, moved, world.unions["base-a21"], day=DAY)


def test_a_human_merges_two_records(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    a, b = world.unions["base-a11"], world.unions["base-a12"]
    kept, gone = make_person(a, "Nguyễn Thị Hoa"), make_person(b, "Nguyễn Thị Hoà", "grassroots")
    Person.objects.filter(pk=gone.pk).update(birth_year=1980, birth_month=3, phone="0900")
    assert [(one.pk, other.pk) for one, other, _, _ in selectors.doubles(reader, world.unions["district-a1"])] == []
    Person.objects.filter(pk=kept.pk).update(birth_year=1980, birth_month=3)
    with pytest.raises(UserError, match="căn cứ"):
        services.merge_persons(reader, kept, gone, reason="")
    merged = services.merge_persons(reader, kept, gone, reason="cùng số quyết định")
    services.merge_persons(reader, kept, gone, reason="lần hai")
    gone.refresh_from_db()
    assert (merged.phone, gone.merged_into_id) == ("0900", kept.pk)
    assert Post.objects.get(union=b).person_id == kept.pk
    assert list(selectors.people(reader).filter(name__startswith="Nguyễn Thị Ho")) == [merged]
    with pytest.raises(UserError, match="đã được gộp"):
        services.merge_persons(reader, make_person(a, "Ba"), gone, reason="x")
    with pytest.raises(Forbidden):
        services.merge_persons(reader, kept, kept, reason="x")


def test_a_merger_of_records_gives_nobody_a_reach(world: World) -> None:
    officer = world.reader("officer", "district-a1")
    base = world.unions["base-a11"]
    high = make_person(base, "Người cấp trên")
    Post.objects.create(person=high, union=world.unions["province-a"], title="x", role="officer")
    me = officer.user.person
    assert me is not None
    for kept, gone in ((make_person(base, "Thường"), high), (me, make_person(base, "Thường")), (make_person(base, "Thường"), me)):
        with pytest.raises(Forbidden):
            services.merge_persons(officer, kept, gone, reason="thử")


# ---------------------------------------------------------------------------------------------- groups


def test_groups_are_formed_ordered_filled_and_ended(world: World) -> None:
    reader, owner = world.reader("officer", "district-a1"), world.unions["district-a1"]
    a, b = world.unions["base-a11"], world.unions["base-a12"]
    once = uuid.uuid4()
    first = services.form_group(reader, owner, "Khối trường học", once=once)
    assert services.form_group(reader, owner, "Khối trường học", once=once) == first
    with pytest.raises(UserError, match="Đã có"):
        services.form_group(reader, owner, "Khối trường học")
    second = services.form_group(reader, owner, "Khối doanh nghiệp")
    services.order_groups(reader, owner, [second.pk, first.pk])
    assert list(group_selectors.groups(reader, owner)) == [second, first]
    preview = services.preview_assignment(reader, owner, first, [a.pk, b.pk, world.unions["base-a21"].pk], DAY)
    assert [(change.union.code, change.before, change.same) for change in preview] == [
        ("base-a12", None, False),
        ("base-a11", None, False),
    ]
    assert GroupMembership.objects.count() == 0
    assert services.assign(reader, owner, first, [a.pk, b.pk], day=DAY) == 2
    assert services.assign(reader, owner, first, [a.pk, b.pk], day=DAY) == 0
    assert services.assign(reader, owner, second, [a.pk], day=date(2026, 6, 1)) == 1
    assert {m.group_id: m.valid_to for m in GroupMembership.objects.filter(union=a)} == {
        first.pk: date(2026, 6, 1),
        second.pk: None,
    }
    assert set(group_selectors.by_union(date(2026, 7, 1), owner)) == {a.pk, b.pk}
    assert services.assign(reader, owner, None, [a.pk], day=date(2026, 6, 1)) == 1
    assert group_selectors.by_union(date(2026, 7, 1), owner).keys() == {b.pk}
    services.edit_group(reader, first, name="Khối cũ", valid_from=None, valid_to=date(2026, 8, 1), revision=1)
    assert GroupMembership.objects.get(union=b).valid_to == date(2026, 8, 1)
    with pytest.raises(Outdated):
        services.edit_group(reader, first, name="x", valid_from=None, valid_to=None, revision=1)
    with pytest.raises(UserError, match="kết thúc"):
        services.assign(reader, owner, UnionGroup.objects.get(pk=first.pk), [a.pk], day=date(2026, 9, 1))


def test_who_may_form_groups(world: World) -> None:
    owner = world.unions["district-a1"]
    for role, code in (("auditor", "district-a1"), ("grassroots", "base-a11"), ("officer", "district-a2")):
        with pytest.raises(Forbidden):
            services.form_group(world.reader(role, code), owner, "Khối")
    group = services.form_group(world.reader("officer", "district-a1"), owner, "Khối")
    with pytest.raises(Forbidden):
        services.assign(world.reader("officer", "province-a"), world.unions["district-a2"], group, [], day=DAY)


# ---------------------------------------------------------------------------------------------- pages


def test_a_person_and_a_post_by_hand(world: World) -> None:
    client, union = client_of(world, "officer", "district-a1"), world.unions["base-a11"]
    data = {"name": "Điểu Bênh", "birth": "05/3/1984", "sex": "nam", "once": uuid.uuid4()}
    answer = client.post(reverse("organisations:person_add", args=[union.pk]), data, follow=True)
    person = Person.objects.get(name="Điểu Bênh")
    assert (person.birth_year, person.birth_month, person.birth_day) == (1984, 3, 5)
    assert "Điểu Bênh" in answer.content.decode()
    post = {"title": "Chủ tịch CĐCS", "role": "grassroots", "responsible": "on", "valid_from": "01/3/2026", "once": uuid.uuid4()}
    client.post(reverse("organisations:post_give", args=[person.pk]), post)
    client.post(reverse("organisations:post_give", args=[person.pk]), post)
    assert Post.objects.get(person=person).responsible
    page = client.get(reverse("organisations:union", args=[union.pk])).content.decode()
    assert "Chịu trách nhiệm" in page
    assert client.post(reverse("organisations:post_give", args=[person.pk]), post | {"role": "admin"}).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 301),
        ("name", "a\0b"),
        ("birth", "31/02/1980"),
        ("birth", "1700"),
        ("birth", "-5"),
        ("sex", "khác"),
        ("given", "Zed"),
        ("phone", "abc"),
        ("email", "x"),
    ],
)
def test_what_is_wrong_about_a_person_is_told(world: World, field: str, value: str) -> None:
    client = client_of(world, "officer", "district-a1")
    data = {"name": "Điểu Bênh", "once": uuid.uuid4()} | {field: value}
    assert client.post(reverse("organisations:person_add", args=[world.unions["base-a11"].pk]), data).status_code == 422
    assert not Person.objects.filter(name__startswith="Điểu").exists()


def test_a_grassroots_person_changes_their_own_contacts(world: World) -> None:
    client = client_of(world, "grassroots", "base-a11")
    me = world.user("grassroots", "base-a11").person
    other = make_person(world.unions["base-a11"], "Người khác")
    assert me is not None
    assert (
        client.post(reverse("organisations:person_edit", args=[me.pk]), {"phone": "0911", "email": "", "revision": 1}).status_code
        == 302
    )
    me.refresh_from_db()
    assert me.phone == "0911"
    assert client.get(reverse("organisations:person_edit", args=[other.pk])).status_code == 404
    assert client.get(reverse("organisations:person", args=[world.user("officer", "province-b").person_id])).status_code == 404


def test_every_form_of_structure_works_by_hand(world: World) -> None:
    client = client_of(world, "officer", "province-a")
    a11, a12, a1, a2 = (world.unions[code] for code in ("base-a11", "base-a12", "district-a1", "district-a2"))

    def send(form: str, union: Union, **data: object) -> int:
        where = reverse(f"organisations:{form}", args=[union.pk])
        assert client.get(where).status_code == 200
        return client.post(where, data).status_code

    assert send("rename", a11, name="CĐCS Mới", day="01/7/2025", decision="QĐ 1", revision=1) == 302
    assert send("move", a11, parent=a2.code) == 302
    assert send("move", a2, parent=a11.code) == 422
    assert send("move", a11, parent="không có đơn vị này") == 422
    assert send("merge", a12, gone=f"{a11.code}\n", day="01/7/2025", decision="QĐ 2", add_figures="on") == 302
    assert send("merge", a12, gone=f"{a1.code}", day="01/7/2025", decision="QĐ 2") == 422
    assert send("close", world.unions["base-a21"], day="01/7/2025", reason="giải thể") == 302
    assert send("reopen", world.unions["base-a21"], reason="nhầm") == 302
    parts = {"p-TOTAL_FORMS": 6, "p-INITIAL_FORMS": 0, "p-0-name": "Phần một", "p-0-code": "P1"}
    assert send("split", a2, day="01/7/2025", decision="QĐ 3", goes_on="on", **parts) == 302
    assert send("split", a2, day="01/7/2025", decision="QĐ 3", goes_on="on", **parts) == 422
    assert send("split", a2, day="", decision="QĐ 3", **(parts | {"p-0-code": ""})) == 422
    page = client.get(reverse("organisations:union", args=[a11.pk])).content.decode()
    assert "không còn hoạt động" in page
    assert client.get(reverse("organisations:levels")).status_code == 200


def test_assigning_is_previewed(world: World) -> None:
    client, owner = client_of(world, "officer", "district-a1"), world.unions["district-a1"]
    where = reverse("organisations:assign", args=[owner.pk])
    client.post(reverse("organisations:group_add", args=[owner.pk]), {"name": "Khối 1", "once": uuid.uuid4()})
    client.post(reverse("organisations:group_add", args=[owner.pk]), {"name": "Khối 2", "once": uuid.uuid4()})
    group, other = UnionGroup.objects.order_by("pk")
    data = {"group": group.pk, "day": "01/3/2026", "union": [world.unions["base-a11"].pk]}
    page = client.post(where, data).content.decode()
    assert "1 đơn vị thay đổi" in page
    assert GroupMembership.objects.count() == 0
    assert client.post(where, data | {"confirm": "1"}).status_code == 302
    assert GroupMembership.objects.get().group == group
    assert client.post(where, data | {"union": []}).status_code == 422
    assert client.post(where, data | {"union": ["x", "9" * 30]}).status_code == 422
    client.post(reverse("organisations:groups_order", args=[owner.pk]), {"down": group.pk})
    assert list(group_selectors.groups(Reader(world.user("officer", "district-a1")), owner)) == [other, group]
    assert "base-a11" in client.get(reverse("organisations:group", args=[group.pk])).content.decode()
    assert client.get(reverse("organisations:group_edit", args=[group.pk])).status_code == 200


@pytest.mark.parametrize("name", ["people", "groups", "assign", "group", "person", "doubles", "register_upload"])
def test_queries_do_not_grow_with_rows(world: World, name: str) -> None:
    client, owner = client_of(world, "officer", "district-a1"), world.unions["district-a1"]
    reader = world.reader("officer", "district-a1")
    group = services.form_group(reader, owner, "Khối 0")
    person = make_person(owner, "Lê Văn Không", "grassroots")
    key = {"group": group.pk, "person": person.pk}.get(name, owner.pk)
    where = reverse(f"organisations:{name}", args=[key])
    client.get(where)
    counts = []
    for rows in (1, 3):
        for row in range(rows):
            union = make_union(f"q{rows}{row}", "CĐCS Thêm", owner, "base")
            services.form_group(reader, owner, f"Khối {rows}{row}")
            services.assign(reader, owner, group, [union.pk], day=date(2020, 1, 1))
            make_person(owner, f"Lê Văn {rows}{row}", "grassroots")
            Post.objects.create(person=person, union=union, title="x", role="grassroots")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_every_form_about_people_works_by_hand(world: World) -> None:
    client = client_of(world, "officer", "district-a1")
    a, b = world.unions["base-a11"], world.unions["base-a12"]
    person, double = make_person(a, "Lê Thị Hồng", "grassroots"), make_person(a, "Lê Thị Hồng")
    post = Post.objects.get(person=person)

    def send(form: str, *keys: int, **data: object) -> int:
        where = reverse(f"organisations:{form}", args=keys)
        assert client.get(where).status_code == 200
        return client.post(where, data).status_code

    assert send("person_edit", person.pk, name="Lê Thị Hồng", birth="1985", revision=1) == 302
    assert send("person_edit", person.pk, name="Lê Thị Hồng", birth="1986", revision=1) == 422
    assert send("post_edit", post.pk, title="Chủ tịch", role="grassroots", responsible="on", valid_from="01/01/2020") == 302
    assert send("post_edit", post.pk, title="Chủ tịch", role="grassroots", valid_from="01/01/2020", valid_to="01/01/2019") == 422
    assert client.post(reverse("organisations:responsible", args=[post.pk])).status_code == 302
    assert send("person_merge", person.pk, double.pk, reason="") == 422
    assert send("person_merge", person.pk, double.pk, reason="một người") == 302
    assert client.get(reverse("organisations:person", args=[double.pk])).status_code == 302
    assert send("post_end", post.pk, day="01/01/2019") == 422
    assert send("post_end", post.pk, day="01/3/2026") == 302
    assert send("person_move", person.pk, union=b.code, day="01/3/2026") == 302
    assert send("person_move", person.pk, union="CĐCS", day="01/3/2026") == 422
    assert Person.objects.get(pk=person.pk).union == b
    assert (
        client.get(reverse("organisations:people", args=[world.unions["district-a1"].pk]), {"q": "hong", "duoi": "1"}).status_code
        == 200
    )
    for role, code in (("auditor", "district-a1"), ("officer", "district-a2")):
        other = client_of(world, role, code)
        for form in ("person_edit", "person_move", "post_give"):
            assert other.get(reverse(f"organisations:{form}", args=[person.pk])).status_code == 404
        assert other.get(reverse("organisations:post_end", args=[post.pk])).status_code == 404


def test_a_level_and_a_group_are_edited_by_hand(world: World) -> None:
    level = world.unions["base-a11"].level
    client = client_of(world, "admin", "nation")
    where = reverse("organisations:level", args=[level.pk])
    data = {"name": "Cấp cơ sở", "short": "CS", "valid_from": "01/7/2025", "valid_to": "", "revision": 1}
    assert client.get(where).status_code == 200
    assert client.post(where, data).status_code == 302
    assert client.post(where, data).status_code == 422
    assert client.post(where, data | {"valid_to": "01/01/2020", "revision": 2}).status_code == 422
    assert client_of(world, "admin", "province-a").get(where).status_code == 404
    owner = world.unions["district-a1"]
    group = services.form_group(world.reader("officer", "district-a1"), owner, "Khối 1")
    officer = client_of(world, "officer", "district-a1")
    where = reverse("organisations:group_edit", args=[group.pk])
    assert officer.post(where, {"name": "Khối một", "revision": 1}).status_code == 302
    assert officer.post(where, {"name": "Khối hai", "revision": 1}).status_code == 422
    again = {"name": "Khối một", "once": uuid.uuid4()}
    assert officer.post(reverse("organisations:group_add", args=[owner.pk]), again).status_code == 422


def test_what_is_erased_tells_nobody(world: World) -> None:
    from vinhdanh.platform.organisations import offer  # noqa: PLC0415 - models may be imported only when Django is ready

    person = make_person(world.unions["base-a11"], "Trần Thị Kín", "grassroots")
    told = offer.personal_data(person)
    assert (told["name"], told["posts"][0]["from"]) == ("Trần Thị Kín", None)
    assert offer.erase(person) == 1
    person.refresh_from_db()
    assert (person.name, person.search_key, person.phone) == ("(đã xóa)", "", "")
