"""Telling many unions with few queries; mail by a job, failures kept and said."""

from __future__ import annotations

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from world import World, make_person, make_union

from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.jobs.models import Job
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.notices.models import Delivery, Notice
from vinhdanh.platform.notices.services import mail as mailing
from vinhdanh.platform.notices.services import note_told, read, tell
from vinhdanh.platform.organisations.models import Role, Union

BASES = ("base-a11", "base-a12")


def told(world: World, codes: tuple[str, ...] = BASES, **more: Any) -> list[Notice]:
    with transaction.atomic():
        return tell(
            world.reader("officer", "district-a1"),
            [world.unions[code] for code in codes],
            "Có kế hoạch mới",
            "Kính gửi các đồng chí.",
            about=world.unions["district-a1"],
            link="/don-vi/1/",
            **more,
        )


@pytest.mark.django_db(transaction=True)
def test_needs_the_transaction_of_the_change(world: World) -> None:
    with pytest.raises(RuntimeError):
        tell(None, [world.unions["base-a11"]], "a", "b")


def test_reaches_accounts_and_addresses(world: World) -> None:
    chair = world.user("grassroots", "base-a11").person
    chair.email = "chu.tich@example.org"
    chair.save()
    Union.objects.filter(code="base-a12").update(email="cd@example.org")
    world.unions["base-a12"].refresh_from_db()
    first, second = told(world)
    assert first.sender == world.unions["district-a1"]
    assert (first.about, first.about_id) == ("organisations.union", str(world.unions["district-a1"].pk))
    rows = {(d.notice.union.code, d.way, d.person_id, d.address, d.at is None) for d in Delivery.objects.all()}
    assert rows == {
        ("base-a11", "application", chair.pk, "", False),
        ("base-a11", "mail", chair.pk, "chu.tich@example.org", True),
        ("base-a12", "mail", None, "cd@example.org", True),
    }
    job = Job.objects.get(task="notices.mail")
    assert job.arguments == {"batch": str(second.batch)}
    assert Entry.objects.get(verb="notices.told").data["unions"] == 2
    assert mailing.send_batch(str(first.batch), last=False) == (2, 0)
    assert mailing.send_batch(str(first.batch), last=False) == (2, 0)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["cd@example.org", "chu.tich@example.org"]
    assert "Xem tiếp: https://testserver/don-vi/1/" in mail.outbox[0].body
    assert "Phú An" in mail.outbox[0].body
    assert Delivery.objects.filter(way="mail", at=None).count() == 0


def test_people_besides_and_the_system(world: World) -> None:
    person = world.user("council", "province-a").person
    other = make_person(world.unions["base-a21"], "Lê Văn Sáu")
    other.email = "sau@example.org"
    other.save()
    with transaction.atomic():
        assert tell(None, [], "a", "b") == []
        notices = tell(None, [], "a", "b", people=[person, other], sender=world.unions["nation"])
    assert {notice.union.code for notice in notices} == {"province-a", "base-a21"}
    assert set(Delivery.objects.values_list("person_id", "way")) == {(person.pk, "application"), (other.pk, "mail")}


def test_a_dead_server_is_tried_again_then_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    Union.objects.update(email="cd@example.org")
    for union in world.unions.values():
        union.refresh_from_db()
    notice = told(world)[0]

    def dead(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(mailing.EmailMessage, "send", dead)
    with pytest.raises(mailing.MailServerError):
        mailing.send_batch(str(notice.batch), last=False)
    assert Delivery.objects.filter(way="mail", failed="").count() == 2
    assert mailing.send_batch(str(notice.batch), last=True) == (0, 2)
    assert set(Delivery.objects.filter(way="mail").values_list("failed", flat=True)) == {mailing.NO_SERVER}


def test_a_refused_or_wrong_address_does_not_stop_the_rest(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for code, address in (("base-a11", "khong phai thu"), ("base-a12", "la@example.org"), ("base-a21", "tot@example.org")):
        Union.objects.filter(code=code).update(email=address)
        world.unions[code].refresh_from_db()
    notice = told(world, (*BASES, "base-a21"))[0]
    send = mailing.EmailMessage.send

    def picky(self: Any) -> int:
        if self.to == ["la@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return send(self)

    monkeypatch.setattr(mailing.EmailMessage, "send", picky)
    assert mailing.send_batch(str(notice.batch), last=False) == (1, 2)
    failed = dict(Delivery.objects.exclude(failed="").values_list("notice__union__code", "failed"))
    assert failed == {"base-a11": mailing.BAD_ADDRESS, "base-a12": mailing.REFUSED}


def test_reading_is_noted_once_for_the_reader_alone(world: World) -> None:
    world.user("grassroots", "base-a11")
    notice = told(world)[0]
    read(world.reader("officer", "district-a1"), notice)
    assert Delivery.objects.get(way="application").read_at is None
    read(world.reader("grassroots", "base-a11"), notice)
    first = Delivery.objects.get(way="application").read_at
    read(world.reader("grassroots", "base-a11"), notice)
    assert first is not None
    assert Delivery.objects.get(way="application").read_at == first


def test_noting_a_telephone_call(world: World) -> None:
    notice = told(world)[0]
    officer = world.reader("officer", "district-a1")
    note_told(officer, notice, "phone", words="chị Hoa")
    note_told(officer, notice, "phone", words="chị Hoa")
    note_told(officer, notice, "zalo")
    rows = Delivery.objects.filter(notice=notice).exclude(noted_by=None)
    assert {(row.way, row.noted_by, row.at is not None) for row in rows} == {
        ("phone", officer.user, True),
        ("zalo", officer.user, True),
    }
    for reader, way in (
        (officer, "mail"),
        (world.reader("grassroots", "base-a11"), "phone"),
        (world.reader("leader", "district-a1"), "sms"),
    ):
        with pytest.raises(Forbidden):
            note_told(reader, notice, way)


def count(world: World, codes: tuple[str, ...]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        told(world, codes)
    return len(queries)


def test_few_queries_for_many(world: World) -> None:
    for number in range(60):
        union = make_union(f"b{number}", f"CĐCS số {number}", world.unions["district-a1"], "base")
        world.unions[union.code] = union
        make_person(union, f"Trần Văn {number}", Role.GRASSROOTS, responsible=True)
    world.reader("officer", "district-a1")
    assert count(world, ("base-a11",)) == count(world, tuple(f"b{number}" for number in range(60)))
