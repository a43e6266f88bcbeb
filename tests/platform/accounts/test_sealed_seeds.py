"""The seeds of second steps stand in boxes: a copy of the database makes no code."""

from __future__ import annotations

import importlib
import json
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from world import PASSWORD, World

from vinhdanh.platform.accounts import sealing
from vinhdanh.platform.personal import keys

MIGRATION = importlib.import_module("vinhdanh.platform.accounts.migrations.0002_sealed_seeds")


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    cache.clear()


def second(code: str) -> HttpResponse:
    client = Client()
    client.post(reverse("account_login"), {"login": "officer.district-a1", "password": PASSWORD})
    return client.post(reverse("mfa_authenticate"), {"code": code})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def stored() -> str:
    """What the database itself holds of second steps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return json.dumps(cursor.fetchall(), default=str)


@pytest.mark.django_db
def test_the_database_holds_no_seed_and_sign_in_works(world: World) -> None:
    user, secret = world.user("officer", "district-a1"), generate_totp_secret()
    TOTP.activate(user, secret)
    on_paper = RecoveryCodes.activate(user).get_unused_codes()
    assert secret not in stored()
    assert stored().count(sealing.MARK) == 2
    assert second("000000").status_code == 200
    assert second(code_of(secret)).status_code == 302
    cache.clear()
    assert second(on_paper[0]).status_code == 302
    cache.clear()
    assert second(on_paper[0]).status_code == 200  # used up


@pytest.mark.django_db
def test_seeds_of_yesterday_are_sealed_and_still_open(world: World) -> None:
    user, secret = world.user("officer", "district-a1"), generate_totp_secret()
    plain: list[dict[str, Any]] = [
        {"secret": secret, "last_step": 7},
        {"seed": "ab" * 40, "used_mask": 1},
        {"name": "Khóa 1", "credential": {"secret": "of the key, public"}},
    ]
    rows = [
        Authenticator.objects.create(user=user, type=kind, data=data)
        for kind, data in zip(("totp", "recovery_codes", "webauthn"), plain, strict=True)
    ]
    MIGRATION.seal(apps, None)
    assert secret not in stored()
    assert "abab" not in stored()
    once = stored()
    MIGRATION.seal(apps, None)
    assert stored() == once  # a second run changes nothing
    cache.clear()
    assert second(code_of(secret)).status_code == 302
    assert len(RecoveryCodes(Authenticator.objects.get(pk=rows[1].pk)).get_unused_codes()) == 9
    MIGRATION.unseal(apps, None)
    back = [Authenticator.objects.get(pk=row.pk).data for row in rows]
    assert back[0]["secret"] == secret
    assert back[1:] == plain[1:]


def test_boxes_open_only_as_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    box = sealing.seal("GEZDGNBV")
    assert (sealing.unseal(box), sealing.seal(box)) == ("GEZDGNBV", box)
    codes = {"migrated_codes": ["12345678", "87654321"], "used_mask": 0}
    assert sealing.unseal_data(sealing.seal_data(codes)) == codes
    for wrong in ("GEZDGNBV", "", sealing.MARK + "?", sealing.MARK, box[:-8]):
        with pytest.raises(ValueError, match=r"."):
            sealing.unseal(wrong)
    monkeypatch.setattr(keys, "derived", lambda purpose: keys.derive(bytes(32), purpose))
    with pytest.raises(ValueError, match="does not open"):
        sealing.unseal(box)


def shown(answer: HttpResponse) -> str:
    return re.search(r'id="authenticator_secret" readonly value="(\w+)"', answer.content.decode()).group(1)


def setting_up(world: World) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": world.user("officer", "district-a1").username, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def in_sessions() -> str:
    """What the stored rows of sessions hold, opened as whoever has the signing secret opens them."""
    return json.dumps([row.get_decoded() for row in Session.objects.all()])


@pytest.mark.django_db
def test_a_seed_that_is_being_set_up_is_sealed_in_the_session(world: World) -> None:
    client, page = setting_up(world), reverse("mfa_activate_totp")
    secret = shown(client.get(page))
    assert sealing.MARK in in_sessions()
    assert secret not in in_sessions()
    wrong = client.post(page, {"code": "000000"})
    assert (wrong.status_code, shown(wrong)) == (200, secret)
    assert "Mã chưa đúng" in wrong.content.decode()
    assert secret not in in_sessions()
    assert client.post(page, {"code": code_of(secret)}).status_code == 302
    assert sealing.MARK not in in_sessions()
    assert sealing.unseal(Authenticator.objects.get(type="totp").data["secret"]) == secret


@pytest.mark.django_db
@pytest.mark.parametrize("held", ["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", sealing.MARK + "AAAA", None])
def test_a_seed_of_before_damaged_or_gone_leads_to_another(world: World, held: str | None) -> None:
    client, page = setting_up(world), reverse("mfa_activate_totp")
    client.get(page)
    session = client.session
    del session[SECRET_SESSION_KEY]
    if held is not None:
        session[SECRET_SESSION_KEY] = held
    session.save()
    answer = client.post(page, {"code": code_of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")})
    assert answer.status_code == 200
    assert "Mã QR trước không còn dùng được" in answer.content.decode()
    assert not Authenticator.objects.exists()
    another = shown(answer)
    assert another != held
    assert another not in in_sessions()
    assert client.post(page, {"code": code_of(another)}).status_code == 302
    assert Authenticator.objects.filter(type="totp").count() == 1
