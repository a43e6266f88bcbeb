"""Sensitive values: encrypted, read by role with a log, counted, exported, erased."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from world import World, make_person

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal import selectors as journal
from vinhdanh.platform.journal import services as journal_services
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Person
from vinhdanh.platform.personal import boxes, ledger, selectors, services
from vinhdanh.platform.personal.models import Access, Ethnicity, PersonKey, SensitiveValue
from vinhdanh.platform.registry.merging import merge_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoa(world: World) -> Person:
    """A person of base-a11 with all kinds of values, written by the officer above."""
    person = make_person(world.unions["base-a11"], "Trần Thị Hoa")
    officer = world.reader("officer", "district-a1")
    services.set_sensitive(officer, person, "religion", "Phật giáo")
    services.set_sensitive(officer, person, "id_number", "079 190 000 001")
    services.set_ethnicity(officer, person, "H'Mông")
    return person


def test_values_are_encrypted_and_read_with_a_log(world: World, hoa: Person) -> None:
    raw = b"".join(bytes(box) for box in SensitiveValue.objects.values_list("box", flat=True))
    assert "Phật".encode() not in raw
    officer = world.reader("officer", "district-a1")
    assert selectors.sensitive_of(officer, [hoa], "religion", "lập danh sách") == {hoa.pk: "Phật giáo"}
    assert selectors.sensitive_of(officer, [hoa], "id_number", "lập danh sách") == {hoa.pk: "079190000001"}
    assert selectors.sensitive_of(officer, [hoa], "party", "lập danh sách") == {}
    assert selectors.sensitive_of(officer, [hoa], "ethnicity", "lập danh sách") == {hoa.pk: "Hmông"}
    assert next(iter(Access.objects.order_by("id").values_list("kind", "people", "purpose"))) == ("religion", 1, "lập danh sách")
    assert Access.objects.count() == 4
    assert selectors.sensitive_of(officer, [], "religion", "x y") == {}
    assert selectors.kinds_held(hoa) == ["id_number", "religion", "ethnicity"]


@pytest.mark.parametrize(
    ("role", "code", "reads", "counts"),
    [
        ("officer", "province-a", True, True),
        ("leader", "district-a1", True, True),
        ("grassroots", "base-a11", True, True),
        ("grassroots", "base-a12", False, True),
        ("officer", "district-a2", False, True),
        ("council", "district-a1", False, True),
        ("auditor", "province-a", False, True),
        ("admin", "nation", False, False),
    ],
)
def test_who_reads_and_writes(world: World, hoa: Person, role: str, *, code: str, reads: bool, counts: bool) -> None:
    reader = world.reader(role, code)
    if reads:
        services.set_sensitive(reader, hoa, "party", "01/5/2010")
        assert selectors.sensitive_of(reader, [hoa], "party", "thử") == {hoa.pk: "01/5/2010"}
    else:
        for refused in (
            lambda: services.set_sensitive(reader, hoa, "party", "x"),
            lambda: services.set_ethnicity(reader, hoa, "Kinh"),
            lambda: selectors.sensitive_of(reader, [hoa], "party", "thử"),
        ):
            with pytest.raises(Forbidden):
                refused()
        assert Access.objects.count() == 0
    if counts:
        seen = selectors.ethnic_counts(reader, Person.objects.filter(pk=hoa.pk))
        within = reader.sees(hoa.union)
        assert seen == (selectors.EthnicCounts(1, 0, 1, (("Hmông", 1),)) if within else selectors.EthnicCounts(0, 0, 0, ()))
    else:
        with pytest.raises(Forbidden):
            selectors.ethnic_counts(reader, Person.objects.all())


def test_what_makes_no_sense_is_refused(world: World, hoa: Person) -> None:
    officer = world.reader("officer", "district-a1")
    for wrong in (
        lambda: services.set_sensitive(officer, hoa, "id_number", "12345"),
        lambda: services.set_sensitive(officer, hoa, "religion", "x" * 201),
        lambda: services.set_ethnicity(officer, hoa, "Người sao Hoả"),
    ):
        with pytest.raises(UserError):
            wrong()
    with pytest.raises(ValueError, match="religion"):
        selectors.sensitive_of(officer, [hoa], "religion", "  ")
    with pytest.raises(ValueError, match="phone"):
        selectors.sensitive_of(officer, [hoa], "phone", "thử")
    services.set_sensitive(officer, hoa, "religion", " \0 ")
    services.set_ethnicity(officer, hoa, "")
    assert selectors.kinds_held(hoa) == ["id_number"]


def test_reading_many_takes_few_queries(world: World, hoa: Person) -> None:
    officer = world.reader("officer", "district-a1")
    people = [hoa]
    counts = []
    assert officer.posts
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            found = selectors.sensitive_of(officer, people, "religion", "thử")
        counts.append(len(seen))
        assert len(found) == len(people)
        for name in ("A", "B"):
            person = make_person(world.unions["base-a12"], name)
            services.set_sensitive(officer, person, "religion", "Không")
            people.append(person)
    assert counts[0] == counts[1]


def unpacked(packed: bytes) -> dict:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return json.loads(archive.read("du-lieu-ca-nhan.json"))


def test_export(world: World, hoa: Person) -> None:
    officer = world.reader("officer", "district-a1")
    told = unpacked(services.export(officer, hoa))
    (record,) = told["records"]
    assert record["sensitive"] == {"religion": "Phật giáo", "id_number": "079190000001", "ethnicity": "Hmông"}
    assert [line["data"]["value"] for line in record["history"][:2]] == ["Phật giáo", "079190000001"]
    assert record["apps"]["organisations"]["name"] == "Trần Thị Hoa"
    assert Access.objects.get().kind == "export"
    with pytest.raises(Forbidden):
        services.export(world.reader("officer", "district-a2"), hoa)
    mine = world.reader("grassroots", "base-a12")
    assert mine.user.person is not None
    assert unpacked(services.export(mine, mine.user.person))["person"] == mine.user.person_id


def test_erasure_destroys_the_key_and_the_chain_still_verifies(world: World, hoa: Person) -> None:
    officer = world.reader("officer", "district-a1")
    journal_services.seal()
    before = list(Entry.objects.filter(verb="personal.set").values_list("data", flat=True))
    with pytest.raises(UserError):
        services.erase(officer, hoa, " ")
    with pytest.raises(Forbidden):
        services.erase(world.reader("grassroots", "base-a11"), hoa, "Đơn số 3")
    assert services.erase(officer, hoa, "Đơn số 3") > 0
    hoa = Person.objects.get(pk=hoa.pk)
    assert hoa.erased_at is not None
    assert "Hoa" not in hoa.name + hoa.sort_key + hoa.search_key
    assert not SensitiveValue.objects.exists()
    assert not Ethnicity.objects.exists()
    held = PersonKey.objects.get(person=hoa)
    assert held.wrapped is None
    assert boxes.from_journal(held, "religion", before[0]["value"]) is None
    assert list(Entry.objects.filter(verb="personal.set").values_list("data", flat=True)) == before
    journal_services.seal()
    assert journal.verify() == ([], 2, 0)
    with pytest.raises(UserError):
        services.set_sensitive(officer, hoa, "party", "x")
    assert services.erase(officer, hoa, "Lần nữa") == 0
    with pytest.raises(ValueError, match="destroyed"):
        boxes.close(held, "party", "x")


def test_whom_an_older_backup_brought_back_is_erased_again(
    world: World, hoa: Person, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.DATA = tmp_path
    kept = make_person(world.unions["base-a11"], "Lê Thị Ở Lại")
    marks = {hoa.mark: date(2024, 5, 6), uuid4(): date(2024, 5, 7)}
    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase_again(marks) == 1
        assert services.erase_again(marks) == 0
    told = Entry.objects.get(verb="personal.erased_again")
    assert (told.data["day"], told.data["records"] > 1) == ("2024-05-06", True)
    assert Person.objects.get(pk=hoa.pk).erased_at is not None
    assert Person.objects.get(pk=kept.pk).erased_at is None
    assert not SensitiveValue.objects.exists()
    assert str(hoa.mark) in (tmp_path / ledger.NAME).read_text()


def test_erasure_takes_the_account_along(world: World) -> None:
    user = world.user("grassroots", "base-a11")
    assert user.person is not None
    services.erase(world.reader("admin", "province-a"), user.person, "Đơn số 4")
    user.refresh_from_db()
    assert not user.is_active
    assert "base" not in user.username


def test_merging_keeps_every_value(world: World, hoa: Person) -> None:
    officer = world.reader("officer", "district-a1")
    kept = make_person(world.unions["base-a11"], "Trần Thị Hoa")
    services.set_sensitive(officer, kept, "religion", "Không")
    with transaction.atomic():
        merge_people(kept, hoa)
        Person.objects.filter(pk=hoa.pk).update(merged_into=kept)
    read = {kind: selectors.sensitive_of(officer, [kept], kind, "thử") for kind in ("religion", "id_number", "ethnicity")}
    assert read == {"religion": {kept.pk: "Không"}, "id_number": {kept.pk: "079190000001"}, "ethnicity": {kept.pk: "Hmông"}}
    assert len(unpacked(services.export(officer, kept))["records"]) == 2
    services.erase(officer, kept, "Đơn số 5")
    assert set(PersonKey.objects.values_list("wrapped", flat=True)) == {None}


def test_the_page(world: World, hoa: Person) -> None:
    page = f"/du-lieu-ca-nhan/{hoa.pk}/"
    officer = Client()
    officer.force_login(world.user("officer", "district-a1"))
    shown = officer.get(page).content.decode()
    assert "Tôn giáo" in shown
    assert "Phật giáo" not in shown
    assert "Phật giáo" in officer.post(f"{page}xem/", {"kind": "religion", "purpose": "in danh sách"}).content.decode()
    assert Access.objects.get().purpose == "in danh sách"
    assert "Phật giáo" not in officer.post(f"{page}xem/", {"kind": "religion", "purpose": ""}).content.decode()
    assert officer.post(f"{page}ghi/", {"kind": "party", "value": "2010"}).status_code == 302
    assert officer.post(f"{page}ghi/", {"kind": "ethnicity", "value": "Kinh"}).status_code == 302
    assert "12 chữ số" in officer.post(f"{page}ghi/", {"kind": "id_number", "value": "1"}).content.decode()
    packed = officer.post(f"{page}trich/")
    assert packed["Content-Disposition"] == f'attachment; filename="du-lieu-{hoa.pk}.zip"'
    assert officer.post(f"{page}xoa/", {"reason": "Đơn số 6"}).status_code == 200
    assert officer.post(f"{page}xoa/", {"reason": "Đơn số 6", "sure": "on"}).status_code == 302
    assert "đã được xoá" in officer.get(page).content.decode()


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        ("admin", "province-a", 200),
        ("officer", "district-a2", 404),
        ("auditor", "province-a", 404),
        ("grassroots", "base-a11", 404),
    ],
)
def test_the_page_is_for_those_who_keep_the_record(world: World, hoa: Person, role: str, code: str, status: int) -> None:
    one = Client()
    one.force_login(world.user(role, code))
    for act in ("", "xem/", "ghi/", "trich/", "xoa/"):
        page = f"/du-lieu-ca-nhan/{hoa.pk}/{act}"
        if status == 404 or not act:
            assert (one.post(page) if act else one.get(page)).status_code == status
