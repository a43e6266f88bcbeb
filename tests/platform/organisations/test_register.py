"""A register from Excel: preview, matching, applying, undoing."""

from __future__ import annotations

import uuid
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from django.http import Http404

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.files import selectors as files
from vinhdanh.platform.files import vault
from vinhdanh.platform.files.selectors import read_file
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import services as unions
from vinhdanh.platform.organisations.models import Person, Post, RegisterImport, Union
from vinhdanh.platform.organisations.register import writing
from vinhdanh.platform.organisations.selectors import register as selectors
from vinhdanh.platform.organisations.services import register as services

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

HEAD = (
    "Mã đơn vị",
    "Tên đơn vị",
    "Mã đơn vị cấp trên",
    "Đơn vị cấp trên",
    "Cấp",
    "Tổng số đoàn viên",
    "Nữ",
    "Người chịu trách nhiệm",
    "Chức vụ",
)


def book(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> bytes:
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = workbook.add_worksheet("Đơn vị")
    for r, row in enumerate((head, *rows)):
        sheet.write_row(r, 0, row)
    workbook.close()
    return out.getvalue()


def upload(reader: Reader, union: Union, data: bytes, name: str = "danh-ba.xlsx") -> RegisterImport:
    return services.upload(reader, union, data, name, once=uuid.uuid4())


def kinds(register: RegisterImport) -> dict[int, str]:
    return dict(register.rows.values_list("number", "kind"))


def picture() -> list[tuple[object, ...]]:
    """All that a register may change."""
    names = ("code", "name", "parent__code", "level__code", "members", "women", "valid_to", "search_key", "sort_key")
    posts = Post.objects.order_by("pk").values_list("pk", "person__name", "responsible")
    return [*Union.objects.order_by("pk").values_list("pk", *names), *posts]


def test_each_row_is_told_before_anything_changes(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    before = picture()
    register = upload(
        reader,
        world.unions["district-a1"],
        book(
            ("base-a11", "CĐCS Trường Tiểu học Hoa Sen", "", "", "", 40, 22),
            ("base-a12", "CĐCS Nông trường Cao su Phú Thịnh", "", "", "", 55, 22),
            ("", "CĐCS Trường Mầm non Ánh Dương", "", "", "", 18, 17),
            ("X1", "CĐCS Trạm bơm", "", "", "", "nhiều"),
            ("X2", "CĐCS Kho", "KHÔNG-CÓ"),
            ("", "CĐCS TRƯỜNG TIỂU HỌC HOA SEN"),
            ("district-b1", "Của người khác"),
            ("X2", "Trùng mã"),
            ("", ""),
            ("a b", "Mã sai"),
            ("X5", "Nữ nhiều hơn", "", "", "", 5, 9),
        ),
    )
    assert register.state == "preview"
    assert kinds(register) == {
        2: "same", 3: "changed", 4: "new", 5: "error", 6: "error", 7: "error", 8: "error", 9: "error", 11: "error", 12: "error",
    }  # fmt: skip
    assert picture() == before
    found = {row.number: row.findings[0] for row in register.rows.filter(kind="error")}
    assert found[5][:2] == ["F5", "Tổng số đoàn viên: giá trị “nhiều” không phù hợp, cần một số nguyên không âm."]
    assert all(remedy for _, _, remedy in found.values())
    assert register.rows.get(number=3).changes == [["Tổng số đoàn viên", "40", "55"]]
    assert register.counts == {"error": 7, "moved": 0, "changed": 1, "new": 1, "same": 1}


def test_a_register_is_written_once_and_taken_back_whole(world: World) -> None:
    reader = world.reader("officer", "province-a")
    before = picture()
    register = upload(
        reader,
        world.unions["province-a"],
        book(
            ("moi", "Liên đoàn mới", "province-a", "", "Liên đoàn Lao động huyện"),
            ("", "CĐCS Công ty Mới Một", "", "Liên đoàn mới", "Công đoàn cơ sở", 7, 3, "Điểu Bênh", "Chủ tịch"),
            ("base-a11", "CĐCS Trường Tiểu học Sen Hồng", "moi", "", "", 41, "", "Lê Thị Hoa"),
            ("base-a21", "CĐCS Trạm y tế Đồng Xuân", "district-a1", "", "", 40),
        ),
    )
    assert kinds(register) == {2: "new", 3: "new", 4: "moved", 5: "moved"}
    services.apply(reader, register)
    services.apply(reader, register)
    made = Union.objects.get(code="moi")
    assert {u.name for u in Union.objects.below(made, itself=False)} == {"CĐCS Công ty Mới Một", "CĐCS Trường Tiểu học Sen Hồng"}
    assert Union.objects.get(name="CĐCS Công ty Mới Một").code == "province-a-01"
    assert Post.objects.get(person__name="Điểu Bênh").responsible
    renamed = world.unions["base-a11"]
    assert renamed.former_names.get().name == "CĐCS Trường Tiểu học Hoa Sen"
    assert Entry.objects.filter(verb="organisations.register_applied").count() == 1
    assert Union.objects.get(code="base-a21").parent_id == world.unions["district-a1"].pk
    register = services.undo(reader, RegisterImport.objects.get(pk=register.pk))
    services.undo(reader, register)
    assert register.state == "undone"
    assert picture() == before
    assert not Person.objects.filter(name="Điểu Bênh").exists()
    assert renamed.former_names.count() == 0


def test_undo_refuses_when_something_else_changed(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    top = world.unions["district-a1"]
    rows = (("base-a11", "CĐCS Trường Tiểu học Hoa Sen", "", "", "", 77), ("N1", "CĐCS Mới"))
    register = services.apply(reader, upload(reader, top, book(*rows)))
    changed = Union.objects.get(code="base-a11")
    unions.edit_contacts(reader, changed, phone="0900", email="", revision=changed.revision)
    with pytest.raises(UserError, match="Hoa Sen"):
        services.undo(reader, register)
    register = services.apply(reader, upload(reader, top, book(("N2", "CĐCS Mới Hai"))))
    unions.add_person(reader, Union.objects.get(code="N2"), unions.PersonData(name="Ba"))
    with pytest.raises(UserError, match="Mới Hai"):
        services.undo(reader, register)
    assert Union.objects.filter(code="N2").exists()


def test_what_changed_after_the_preview_is_not_overwritten(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    register = upload(
        reader, world.unions["district-a1"], book(("base-a11", "CĐCS Trường Tiểu học Hoa Sen", "", "", "", 77), ("N1", "Mới"))
    )
    unions.edit_contacts(reader, world.unions["base-a11"], phone="0900", email="", revision=1)
    with pytest.raises(UserError, match="Xem trước lại"):
        services.apply(reader, register)
    assert not Union.objects.filter(code="N1").exists()
    services.preview(RegisterImport.objects.get(pk=register.pk))
    services.apply(reader, register)
    assert Union.objects.get(code="base-a11").members == 77


def test_a_register_that_makes_a_union_its_own_ancestor_is_refused_with_the_row(world: World) -> None:
    reader = world.reader("officer", "province-a")
    register = upload(
        reader,
        world.unions["province-a"],
        book(
            ("district-a1", "Liên đoàn Lao động huyện Phú An", "base-a21"),
            ("district-a2", "Liên đoàn Lao động huyện Đồng Xuân", "base-a11"),
            ("base-a12", "CĐCS Nông trường Cao su Phú Thịnh", "base-a12"),
            ("N1", "CĐCS vòng 1", "N2"),
            ("N2", "CĐCS vòng 2", "N1"),
            ("N3", "CĐCS dưới vòng", "N2"),
            ("province-a", "Liên đoàn Lao động tỉnh Sơn Hà", "base-a11"),
        ),
    )
    assert kinds(register) == {2: "error", 3: "error", 4: "error", 5: "error", 6: "error", 7: "error", 8: "same"}
    finding = register.rows.get(number=2).findings[0]
    assert finding[0] == "C2"
    assert "chính đơn vị đó" in finding[1]
    assert "dòng 6" in register.rows.get(number=7).findings[0][1]


def test_a_name_that_is_like_one_is_asked_about(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    register = upload(reader, world.unions["district-a1"], book(("", "CĐCS Trường TH Hoa Sen", "", "", "", 44)))
    row = register.rows.get()
    assert (row.kind, row.similar_id) == ("new", world.unions["base-a11"].pk)
    register = services.choose(reader, row, "same")
    row = register.rows.get()
    assert (row.kind, row.union_id) == ("changed", world.unions["base-a11"].pk)
    register = services.choose(reader, row, "new")
    assert register.rows.get().kind == "new"
    with pytest.raises(Forbidden):
        services.choose(reader, register.rows.get(), "khác")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_exported_list_comes_back_in_unchanged(world: World, ending: str) -> None:
    world.user("grassroots", "base-a11")
    reader = world.reader("officer", "province-a")
    listed = selectors.listed(reader, world.unions["province-a"])
    data = writing.filled(listed, reader.day)
    if ending == "csv":
        from vinhdanh.engines.campaign.grid import read_workbook  # noqa: PLC0415

        cells = read_workbook(data, "x.xlsx")[0].cells[2:]
        data = "\n".join("\t".join("" if c is None else str(c) for c in row) for row in cells).encode()
    register = upload(reader, world.unions["province-a"], data, f"danh-ba.{ending}")
    assert set(kinds(register).values()) == {"same"}
    assert len(kinds(register)) == 6


def test_the_blank_form_has_an_example_that_is_not_read(world: World) -> None:
    register = upload(world.reader("officer", "district-a1"), world.unions["district-a1"], writing.blank())
    assert (register.state, register.words) == ("failed", "Tệp không có dòng nào.")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "anh.xlsx"),
        (b"PK\x03\x04 hong", "hong.xlsx"),
        (b"A,B\n1,2\n", "la.csv"),
        (b"\0\0\0", "x.ods"),
    ],
)
def test_a_wrong_file_is_refused_in_words(world: World, data: bytes, name: str) -> None:
    register = upload(world.reader("officer", "district-a1"), world.unions["district-a1"], data, name)
    assert register.state == "failed"
    assert register.words
    register = RegisterImport.objects.get(pk=register.pk)
    assert read_file(register.file) == data
    assert vault.path_of(register.digest).read_bytes()[:4] == vault.MAGIC


def test_the_file_opens_to_nobody_who_merely_sees_the_union(world: World) -> None:
    union = world.unions["district-a1"]
    data = book(("", "CĐCS Mới", "", "", "", "", "", "Trần Thị Mới"))
    file = upload(world.reader("officer", "district-a1"), union, data).file
    for role, code in (
        ("officer", "district-a1"),
        ("auditor", "district-a1"),
        ("admin", "province-a"),
        ("council", "district-a1"),
    ):
        reader = world.reader(role, code)
        with pytest.raises(Http404):
            files.open_file(reader, file.pk)
        assert list(files.files(reader)) == []
    plain = store(world.reader("officer", "district-a1"), union, file.name, data)
    assert plain.pk != file.pk
    assert plain.digest == file.digest
    assert list(files.files(world.reader("auditor", "district-a1"))) == [plain]


def test_a_preview_of_another_version_is_to_be_made_anew(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    register = upload(reader, world.unions["district-a1"], book(("N1", "CĐCS Mới", "", "", "Công đoàn cơ sở")))
    for lacking in ({}, {"new": {}, "code": "N1", "level": None, "moves": False}):
        register.rows.update(values=lacking)
        before = picture()
        with pytest.raises(UserError, match="Xem trước lại"):
            services.apply(reader, register)
        assert picture() == before
    services.preview(register)
    assert services.apply(reader, register).state == "applied"
    assert Union.objects.get(code="N1").name == "CĐCS Mới"


def test_who_may_bring_a_register(world: World) -> None:
    for role, code in (
        ("auditor", "district-a1"),
        ("grassroots", "base-a11"),
        ("officer", "district-a2"),
        ("leader", "province-a"),
    ):
        with pytest.raises(Forbidden):
            upload(world.reader(role, code), world.unions["district-a1"], book(("N", "Mới")))
    with pytest.raises(UserError, match="trống"):
        upload(world.reader("officer", "district-a1"), world.unions["district-a1"], b"")
    register = upload(world.reader("officer", "district-a1"), world.unions["district-a1"], book(("N", "Mới")))
    other = world.reader("officer", "district-a2")
    assert selectors.one(other, register.pk) is None
    for act in (services.apply, services.undo, services.drop):
        with pytest.raises(Forbidden):
            act(other, register)


def test_a_double_upload_is_one_and_a_dropped_one_is_not_written(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    once = uuid.uuid4()
    data = book(("N", "CĐCS Mới"))
    first = services.upload(reader, world.unions["district-a1"], data, "a.xlsx", once=once)
    second = services.upload(reader, world.unions["district-a1"], data, "a.xlsx", once=once)
    assert first.pk == second.pk
    services.drop(reader, first)
    assert services.apply(reader, first).state == "dropped"
    assert not Union.objects.filter(code="N").exists()


def test_a_large_register_is_a_job(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from vinhdanh.platform.jobs import services as jobs  # noqa: PLC0415
    from vinhdanh.platform.jobs import worker  # noqa: PLC0415
    from vinhdanh.platform.organisations.services.register import applying, incoming  # noqa: PLC0415

    monkeypatch.setattr(incoming, "INLINE_BYTES", 10)
    monkeypatch.setattr(applying, "INLINE_ROWS", 1)
    reader = world.reader("officer", "district-a1")
    register = upload(reader, world.unions["district-a1"], book(("N1", "CĐCS Mới Một"), ("N2", "CĐCS Mới Hai")))
    assert register.state == "waiting"

    def work() -> None:
        while (job := jobs.claim("a" * 32, 30)) is not None:
            worker.do(job)

    work()
    register.refresh_from_db()
    assert register.state == "preview"
    assert services.apply(reader, register).state == "applying"
    work()
    register.refresh_from_db()
    assert register.state == "applied"
    assert Union.objects.filter(code__in=("N1", "N2")).count() == 2
