"""A register by hand: upload, look, choose, write, take back; wrong files; somebody else's register."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vinhdanh.platform.organisations.models import RegisterImport, Union
from vinhdanh.platform.organisations.services import edit_contacts

if TYPE_CHECKING:
    from django.http import HttpResponse
    from world import World

HEAD = "Mã đơn vị\tTên đơn vị\tCấp\tSố đoàn viên"


def client_of(world: World, role: str = "officer", code: str = "district-a1") -> Client:
    client = Client()
    client.force_login(world.user(role, code))
    return client


def send(client: Client, world: World, *lines: str, name: str = "danh-ba.csv", once: uuid.UUID | None = None) -> HttpResponse:
    file = SimpleUploadedFile(name, "\n".join((HEAD, *lines)).encode())
    where = reverse("organisations:register_upload", args=[world.unions["district-a1"].pk])
    return client.post(where, {"file": file, "once": once or uuid.uuid4()})


def post(client: Client, name: str, pk: int, **data: str) -> str:
    answer = client.post(reverse(f"organisations:{name}", args=[pk]), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_register_by_hand(world: World) -> None:
    client = client_of(world)
    once = uuid.uuid4()
    first = send(
        client, world, "base-a11\tCĐCS Trường Tiểu học Hoa Sen\t\t77", "\tCĐCS Trường TH Hoa Sen", "\tĐội bóng", once=once
    )
    second = send(client, world, "khác", once=once)
    assert first["Location"] == second["Location"]
    register = RegisterImport.objects.get()
    page = client.get(first["Location"]).content.decode()
    assert "<del>40</del> <ins>77</ins>" in page
    assert "Ghi 3 dòng" in page
    assert "Thay đổi 1" in page
    assert "Đội bóng" not in client.get(first["Location"], {"loai": "changed"}).content.decode()
    page = post(client, "register_apply", register.pk)
    assert "Đã ghi danh bạ." in page
    assert "Hoàn lại toàn bộ" in page
    assert Union.objects.get(code="base-a11").members == 77
    assert "Đã hoàn lại" in post(client, "register_undo", register.pk)
    assert Union.objects.get(code="base-a11").members == 40
    page = client.get(reverse("organisations:register_upload", args=[world.unions["district-a1"].pk])).content.decode()
    assert "danh-ba.csv" in page


def test_a_choice_and_a_preview_made_anew(world: World) -> None:
    client = client_of(world)
    send(client, world, "\tCĐCS Trường TH Hoa Sen\t\t41")
    register = RegisterImport.objects.get()
    assert "Gần giống" in client.get(reverse("organisations:register", args=[register.pk])).content.decode()
    page = post(client, "register_choose", register.rows.get().pk, choice="same")
    assert "Là đơn vị mới" in page
    union = world.unions["base-a11"]
    edit_contacts(world.reader("officer", "district-a1"), union, phone="0900", email="", revision=1)
    assert "vừa được thay đổi" in post(client, "register_apply", register.pk)
    assert "Đã xem trước lại" in post(client, "register_again", register.pk)
    post(client, "register_apply", register.pk)
    union.refresh_from_db()
    assert (union.members, union.phone) == (41, "0900")


def test_what_is_no_register(world: World) -> None:
    client = client_of(world)
    answer = send(client, world, name="x.csv")
    assert "Tệp không có dòng nào" in client.get(answer["Location"]).content.decode()
    where = reverse("organisations:register_upload", args=[world.unions["district-a1"].pk])
    assert client.post(where, {"once": uuid.uuid4()}).status_code == 422
    empty = SimpleUploadedFile("a.xlsx", b"")
    assert client.post(where, {"file": empty, "once": uuid.uuid4()}).status_code == 422
    hostile = SimpleUploadedFile("../../etc/<script>.xlsx", b"\x89PNG\r\n\x1a\n0000")
    page = client.post(where, {"file": hostile, "once": uuid.uuid4()}, follow=True).content.decode()
    assert "<script>." not in page
    assert "Tệp được giữ nguyên" in page
    assert "Đã bỏ tệp này" in post(client, "register_drop", RegisterImport.objects.latest("pk").pk)


def test_somebody_elses_register_is_not_there(world: World) -> None:
    send(client_of(world), world, "N1\tCĐCS Mới")
    register = RegisterImport.objects.get()
    row = register.rows.get()
    for role, code in (("officer", "district-a2"), ("auditor", "district-a1"), ("grassroots", "base-a11")):
        client = client_of(world, role, code)
        assert client.get(reverse("organisations:register", args=[register.pk])).status_code == 404
        for name in ("register_apply", "register_undo", "register_drop", "register_again"):
            assert client.post(reverse(f"organisations:{name}", args=[register.pk])).status_code == 404
        assert client.post(reverse("organisations:register_choose", args=[row.pk])).status_code == 404
    assert client_of(world).get(reverse("organisations:register_apply", args=[register.pk])).status_code == 405


def test_the_form_and_the_list_go_out(world: World) -> None:
    client = client_of(world, "auditor")
    for where in (reverse("organisations:register_form"), reverse("organisations:export", args=[world.unions["district-a1"].pk])):
        answer = client.get(where)
        assert answer.content[:2] == b"PK"
        assert "attachment" in answer["Content-Disposition"]


def test_queries_of_a_preview_do_not_grow(world: World) -> None:
    client = client_of(world)
    counts = []
    for rows in (1, 3):
        answer = send(client, world, *[f"N{n}\tCĐCS Mới {n}\tCông đoàn cơ sở" for n in range(rows)])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(answer["Location"]).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
