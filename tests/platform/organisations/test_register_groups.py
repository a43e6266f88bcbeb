"""Groups in a register; circles of every kind; many rows; what is cleared away."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.files import vault
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.organisations import services as unions
from vinhdanh.platform.organisations.models import GroupMembership, Person, RegisterImport, RegisterRow, Union, UnionGroup
from vinhdanh.platform.organisations.register import writing
from vinhdanh.platform.organisations.selectors import register as selectors
from vinhdanh.platform.organisations.services import register as services
from vinhdanh.platform.organisations.services.register import clearing

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

HEAD = (
    "Mã đơn vị",
    "Tên đơn vị",
    "Mã đơn vị cấp trên",
    "Cấp",
    "Khối, cụm thi đua",
    "Thuộc khối từ ngày",
    "Người chịu trách nhiệm",
)
SEN, CAO_SU = "CĐCS Trường Tiểu học Hoa Sen", "CĐCS Nông trường Cao su Phú Thịnh"


def book(*rows: tuple[Any, ...]) -> bytes:
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("Đơn vị")
    for r, row in enumerate((HEAD, *rows)):
        sheet.write_row(r, 0, row)
    workbook.close()
    return out.getvalue()


def bring(reader: Reader, union: Union, *rows: tuple[Any, ...]) -> RegisterImport:
    return services.upload(reader, union, book(*rows), "danh-ba.xlsx", once=uuid.uuid4())


def picture() -> list[tuple[object, ...]]:
    """Groups and who is in them."""
    names = ("union__code", "group__name", "valid_from", "valid_to")
    return [
        *GroupMembership.objects.order_by("union__code", "pk").values_list(*names),
        *UnionGroup.objects.values_list("pk", "name"),
    ]


def test_a_register_puts_unions_into_groups_from_a_day_and_takes_them_out_again(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    schools = unions.form_group(reader, top, "Khối trường học")
    farms = unions.form_group(reader, top, "Khối nông trường")
    unions.assign(reader, top, farms, [world.unions["base-a11"].pk], day=date(2019, 1, 1))
    before = picture()
    register = bring(
        reader,
        top,
        ("base-a11", SEN, "", "", "KHỐI TRƯỜNG HỌC", "01/02/2020"),
        ("base-a12", CAO_SU, "", "", "Khối nông trường"),
        ("N1", "CĐCS Trường Mới", "", "Công đoàn cơ sở", "Khối trường học"),
    )
    rows = {row.number: row for row in register.rows.all()}
    assert {number: row.kind for number, row in rows.items()} == {2: "changed", 3: "changed", 4: "new"}
    assert rows[2].changes == [
        ["Khối, cụm thi đua", "Khối nông trường", "Khối trường học"],
        ["Thuộc khối từ ngày", "", "01/02/2020"],
    ]
    assert picture() == before
    services.apply(reader, register)
    services.apply(reader, register)
    today = timezone.localdate()
    assert set(picture()[:4]) == {
        ("base-a11", farms.name, date(2019, 1, 1), date(2020, 2, 1)),
        ("base-a11", schools.name, date(2020, 2, 1), None),
        ("base-a12", farms.name, today, None),
        ("N1", schools.name, today, None),
    }
    services.undo(reader, RegisterImport.objects.get(pk=register.pk))
    assert picture() == before
    assert not Union.objects.filter(code="N1").exists()


def test_memberships_over_before_the_day_stay_and_those_not_begun_give_way(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    schools, farms = (unions.form_group(reader, top, name) for name in ("Khối trường học", "Khối nông trường"))
    union = world.unions["base-a11"]
    for days in ((date(2018, 1, 1), date(2019, 1, 1)), (date(2021, 1, 1), None)):
        GroupMembership.objects.create(group=farms, union=union, valid_from=days[0], valid_to=days[1])
    before = [row[:4] for row in picture() if row[0] == "base-a11"]
    register = bring(reader, top, ("base-a11", SEN, "", "", "Khối trường học", "01/02/2020"))
    services.apply(reader, register)
    assert [row[1:4] for row in picture() if row[0] == "base-a11"] == [
        (farms.name, date(2018, 1, 1), date(2019, 1, 1)),
        (schools.name, date(2020, 2, 1), None),
    ]
    services.undo(reader, RegisterImport.objects.get(pk=register.pk))
    assert [row[:4] for row in picture() if row[0] == "base-a11"] == before


def test_who_is_erased_leaves_the_registers_too(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    applied = services.apply(
        reader,
        bring(
            reader, top, ("base-a11", SEN, "", "", "", "", "Điểu Thị Ban"), ("base-a12", CAO_SU, "", "", "", "", "Điểu Thị Mai")
        ),
    )
    preview = bring(reader, top, ("base-a12", CAO_SU, "", "", "", "", "Điểu Thị Đào"))
    far = world.reader("officer", "province-b")
    other = bring(far, world.unions["province-b"], ("district-b1", world.unions["district-b1"].name))
    person = Person.objects.get(name="Điểu Thị Ban")
    assert clearing.forget([person]) == 1
    told = {row.union.code: row.values for row in RegisterRow.objects.filter(register=applied).select_related("union")}
    assert told["base-a11"] == {}
    assert "Điểu Thị Mai" in str(told["base-a12"])
    states = {row.pk: (row.state, row.file_id is None) for row in RegisterImport.objects.all()}
    assert states == {applied.pk: ("applied", True), preview.pk: ("dropped", True), other.pk: ("preview", False)}
    assert RegisterImport.objects.get(pk=preview.pk).words == clearing.ERASED
    clearing.clear(RegisterImport.objects.get(pk=preview.pk), "Lần nữa")
    assert RegisterImport.objects.get(pk=preview.pk).words == clearing.ERASED


def test_an_unknown_group_is_offered_and_never_made_silently(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    rows = (
        ("base-a11", SEN, "", "", "Cụm số 1"),
        ("base-a12", CAO_SU, "", "", "cụm số 1"),
        ("N1", "CĐCS Mới", "", "Công đoàn cơ sở", "Cụm lạ"),
    )
    register = bring(reader, top, *rows)
    assert set(register.rows.values_list("kind", flat=True)) == {"error"}
    assert register.new_groups == [["Cụm số 1", 2, False], ["Cụm lạ", 1, False]]
    services.apply(reader, register)
    assert not UnionGroup.objects.exists()
    register = bring(reader, top, *rows)
    for name, who in (("Cụm khác", reader), ("Cụm số 1", world.reader("officer", "district-a2"))):
        with pytest.raises(Forbidden):
            services.agree_group(who, register, name)
    client = Client()
    client.force_login(world.user("officer", "district-a1"))
    page = f"/don-vi/danh-ba/{register.pk}/"
    assert "Lập khối, cụm này" in client.get(page).content.decode()
    assert client.post(f"{page}khoi/", {"name": "Cụm số 1"}).status_code == 302
    assert "Sẽ lập khi ghi" in client.get(page).content.decode()
    register.refresh_from_db()
    assert dict(register.rows.values_list("number", "kind")) == {2: "changed", 3: "changed", 4: "error"}
    assert not UnionGroup.objects.exists()
    services.apply(reader, register)
    group = UnionGroup.objects.get()
    assert (group.name, group.owner_id, group.memberships.count()) == ("Cụm số 1", top.pk, 2)
    services.undo(reader, RegisterImport.objects.get(pk=register.pk))
    assert not UnionGroup.objects.exists()


def test_a_group_that_cannot_be_is_named_with_its_cell(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    unions.form_group(reader, top, "Khối cũ", valid_from=date(2010, 1, 1), valid_to=date(2200, 1, 1))
    unions.form_group(reader, world.unions["district-a1"], "Khối đôi")
    unions.form_group(reader, world.unions["district-a1"], "khối đôi")
    register = bring(
        reader,
        top,
        ("base-a11", SEN, "", "", "Khối cũ", "01/01/2009"),
        ("base-a12", CAO_SU, "", "", "Khối đôi"),
        ("district-a1", "Liên đoàn Lao động huyện Phú An", "", "", "Khối cũ"),
        ("N1", "CĐCS Dài", "", "Công đoàn cơ sở", "K" * 201),
        ("N2", "CĐCS Ngày", "", "Công đoàn cơ sở", "Khối cũ", "01/01/1800"),
    )
    assert set(register.rows.values_list("kind", flat=True)) == {"error"}
    assert {row.number: row.findings[0][0] for row in register.rows.all()} == {2: "F2", 3: "E3", 4: "E4", 5: "E5", 6: "F6"}


def test_what_left_its_group_since_is_not_taken_back(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    group = unions.form_group(reader, top, "Khối trường học")
    register = services.apply(reader, bring(reader, top, ("base-a11", SEN, "", "", "Khối trường học", "01/02/2020")))
    unions.assign(reader, top, None, [world.unions["base-a11"].pk], day=date(2021, 1, 1))
    with pytest.raises(UserError, match="Hoa Sen"):
        services.undo(reader, register)
    assert group.memberships.count() == 1


def test_groups_go_out_and_come_back_in_unchanged(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    group = unions.form_group(reader, top, "Khối trường học")
    unions.assign(reader, top, group, [world.unions["base-a11"].pk], day=date(2019, 1, 1))
    data = writing.filled(selectors.listed(reader, top), reader.day)
    register = services.upload(reader, top, data, "danh-ba.xlsx", once=uuid.uuid4())
    assert set(register.rows.values_list("kind", flat=True)) == {"same"}


@pytest.mark.parametrize(
    "rows",
    [
        (("district-a1", "Liên đoàn Lao động huyện Phú An", "district-a1"),),
        (
            ("district-a1", "Liên đoàn Lao động huyện Phú An", "base-a21"),
            ("base-a21", "CĐCS Trạm Y tế Đồng Xuân", "base-a12"),
            ("base-a12", CAO_SU, "district-a1"),
        ),
        (
            ("district-a2", "Liên đoàn Lao động vùng đổi tên", "base-a11"),
            ("base-a11", "CĐCS Trường đổi tên", "district-a2"),
        ),
        (
            ("N1", "CĐCS Một", "N2", "Công đoàn cơ sở"),
            ("N2", "CĐCS Hai", "N3", "Công đoàn cơ sở"),
            ("N3", "CĐCS Ba", "N1", "Công đoàn cơ sở"),
        ),
        (("district-a1", "Liên đoàn Lao động huyện Phú An", "N1"), ("N1", "CĐCS Một", "base-a11", "Công đoàn cơ sở")),
    ],
    ids=["itself", "through three rows", "a move and a rename", "three new ones", "through a new one"],
)
def test_no_union_becomes_its_own_ancestor(world: World, rows: tuple[tuple[str, ...], ...]) -> None:
    reader, top = world.reader("officer", "province-a"), world.unions["province-a"]
    before = list(Union.objects.order_by("pk").values_list("path", "name"))
    register = bring(reader, top, *rows)
    wrong = register.rows.filter(kind="error")
    assert wrong.exists()
    for row in wrong:
        assert row.name in row.findings[0][1] or "chính mình" in row.findings[0][1] or "dòng" in row.findings[0][1]
        assert row.findings[0][0].startswith("C")
    services.apply(reader, register)
    for union in Union.objects.all():
        above = list(Union.objects.above(union).values_list("pk", flat=True))
        assert union.pk not in above
        assert union.parent_id is None or above[-1] == union.parent_id
    if len(rows) == wrong.count():
        assert list(Union.objects.order_by("pk").values_list("path", "name")) == before


def test_many_rows_take_few_questions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from vinhdanh.platform.organisations.services.register import applying, incoming  # noqa: PLC0415

    monkeypatch.setattr(applying, "INLINE_ROWS", 10_000)
    monkeypatch.setattr(incoming, "INLINE_BYTES", 2**26)
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    asked = []
    for number in (300, 900):
        rows = [
            (f"M{n:05d}", f"CĐCS Trường số {n}", "", "Công đoàn cơ sở", "Khối lớn", "", f"Điểu Thị {n}") for n in range(number)
        ]
        data = book(*rows)
        steps = []
        with CaptureQueriesContext(connection) as seen:
            register = services.upload(reader, top, data, "danh-ba.xlsx", once=uuid.uuid4())
            register = services.agree_group(reader, register, "Khối lớn")
        steps.append(len(seen))
        with CaptureQueriesContext(connection) as seen:
            services.apply(reader, register)
        steps.append(len(seen))
        assert GroupMembership.objects.count() == number
        with CaptureQueriesContext(connection) as seen:
            services.undo(reader, RegisterImport.objects.get(pk=register.pk))
        steps.append(len(seen))
        assert GroupMembership.objects.count() == 0
        asked.append(steps)
    assert all(more < 4 * less and more < 900 / 3 for less, more in zip(*asked, strict=True)), asked


def test_what_a_register_tells_of_people_goes_after_its_days(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    applied = services.apply(reader, bring(reader, top, ("base-a11", SEN, "", "", "", "", "Điểu Thị Ban")))
    preview = bring(reader, top, ("base-a12", CAO_SU, "", "", "", "", "Điểu Thị Mai"))
    fresh = bring(reader, top, ("base-a12", CAO_SU, "", "", "", "", "Điểu Thị Đào"))
    assert clearing.clear_old() == 0
    old = timezone.now() - timedelta(days=31)
    RegisterImport.objects.filter(pk=applied.pk).update(applied_at=old, created_at=old)
    RegisterImport.objects.filter(pk=preview.pk).update(created_at=old)
    digest = preview.digest
    assert (clearing.clear_old(), clearing.clear_old()) == (2, 0)
    assert list(RegisterImport.objects.order_by("pk").values_list("state", "file")) == [
        ("applied", None),
        ("dropped", None),
        ("preview", fresh.file_id),
    ]
    row = RegisterRow.objects.get(register=applied)
    assert (row.name, row.values, row.changes, row.findings, row.before) == (SEN, {}, [], [], {})
    assert not StoredFile.objects.filter(digest=digest).exists()
    with pytest.raises(UserError, match="đã được xóa"):
        services.undo(reader, RegisterImport.objects.get(pk=applied.pk))
    assert services.preview(RegisterImport.objects.get(pk=preview.pk)).state == "dropped"
    assert Person.objects.filter(name="Điểu Thị Ban").exists()
    client = Client()
    client.force_login(world.user("officer", "district-a1"))
    for register in (applied, preview):
        assert "đã được xóa ngày" in client.get(f"/don-vi/danh-ba/{register.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_a_cleared_register_leave_the_disk_unless_wanted(world: World) -> None:
    reader, top = world.reader("officer", "district-a1"), world.unions["district-a1"]
    first = bring(reader, top, ("base-a11", SEN, "", "", "", "", "Điểu Thị Ban"))
    path = vault.path_of(first.digest)
    assert path.exists()
    RegisterImport.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert clearing.clear_old() == 1
    assert not path.exists()
    again = bring(reader, top, ("base-a11", SEN, "", "", "", "", "Điểu Thị Ban"))
    assert vault.path_of(again.digest).exists()
    assert vault.remove(again.digest, lambda: True) is False
    assert vault.path_of(again.digest).exists()
    assert vault.remove("0" * 64, lambda: False) is False
