"""What guards the door: nothing works twice, guessing does not pay, and nobody is kept out by who guesses."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from world import PASSWORD, World

from vinhdanh.platform.accounts.models import Invitation, User
from vinhdanh.platform.accounts.services import authenticators, failures, invitations
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Role

SIGN_IN = "/tai-khoan/dang-nhap/"
NEW = "gió lành trên sông 9"
NAME = "officer.district-a1"


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    """The library counts confirmations in the memory of the process."""
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, password: str = PASSWORD, name: str = NAME, **more: str) -> HttpResponse:
    return client.post(SIGN_IN, {"login": name, "password": password}, **more)


def officer(world: World) -> User:
    return world.user("officer", "district-a1")


# failures


def test_who_guesses_does_not_keep_the_holder_out(world: World) -> None:
    officer(world)
    mine, guesser = Client(), Client()
    assert sign_in(mine).status_code == 302
    mine.post(reverse("account_logout"))
    for _ in range(failures.LIMIT + 2):
        sign_in(guesser, "sai")
    assert "tạm dừng đăng nhập" in sign_in(guesser).content.decode()
    assert sign_in(mine).status_code == 302  # this browser is known
    mine.post(reverse("account_logout"))
    for _ in range(failures.LIMIT):
        sign_in(mine, "sai")
    assert "tạm dừng đăng nhập" in sign_in(mine).content.decode()  # but guessing there does not pay either
    with time_machine.travel(timezone.now() + failures.WINDOW + timedelta(seconds=1), tick=False):
        assert sign_in(Client()).status_code == 302


def test_a_cookie_of_another_hand_is_no_known_browser(world: World) -> None:
    officer(world)
    world.user("leader", "district-a1")
    other = Client()
    assert sign_in(other, name="leader.district-a1").status_code == 302
    other.post(reverse("account_logout"))
    for _ in range(failures.LIMIT):
        sign_in(Client(), "sai")
    assert "tạm dừng" in sign_in(other).content.decode()  # known for the leader alone
    for made_up in ("x", "WzEsWzFdXQ:x:y", ""):
        client = Client()
        client.cookies[failures.COOKIE] = made_up
        assert "tạm dừng" in sign_in(client).content.decode()


def test_one_password_tried_on_many_accounts_is_stopped_per_address(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "ADDRESS_LIMIT", 5)
    officer(world)
    known = Client()
    assert sign_in(known).status_code == 302
    known.post(reverse("account_logout"))
    for number in range(5):
        sign_in(Client(), "sai", name=f"ai.do{number}")
    assert "tạm dừng" in sign_in(Client()).content.decode()
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.7").status_code == 302
    assert sign_in(known).status_code == 302


def test_behind_a_proxy_that_names_nobody_no_address_is_counted(
    world: World, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "ADDRESS_LIMIT", 2)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    officer(world)
    for number in range(4):
        sign_in(Client(), "sai", name=f"ai.do{number}")
    assert sign_in(Client()).status_code == 302


# the second step


def second_step(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str, at: float) -> str:
    return format_hotp_value(hotp_value(secret, int(at) // 30))


def second(code: str) -> HttpResponse:
    client = Client()
    assert sign_in(client).url == reverse("mfa_authenticate")
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_a_code_works_once_in_all_processes(world: World) -> None:
    secret, start = second_step(officer(world)), 1_900_000_000 // 30 * 30 + 5
    with time_machine.travel(start, tick=False) as clock:
        assert second(code_of(secret, time.time())).status_code == 302
        cache.clear()  # as another process, which does not see what this one remembers
        again = second(code_of(secret, time.time()))
        assert "đã dùng rồi" in again.content.decode()
        clock.move_to(start + 30)  # the old code is still within the tolerance
        cache.clear()
        assert "đã dùng rồi" in second(code_of(secret, start)).content.decode()
        assert second(code_of(secret, time.time())).status_code == 302


def test_the_code_that_turned_it_on_is_used_up(world: World, django_capture_on_commit_callbacks: Any) -> None:
    user = officer(world)
    client = Client()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="authenticator_secret" readonly value="(\w+)"', page).group(1)
    with time_machine.travel(timezone.now(), tick=False):
        code = code_of(secret, time.time())
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
        assert Authenticator.objects.filter(user=user, type="totp").exists()
        assert "đã dùng rồi" in second(code).content.decode()


def test_confirming_by_a_code_uses_it_up_too(world: World) -> None:
    secret = second_step(officer(world))
    with time_machine.travel(timezone.now(), tick=False):
        client = Client()
        client.force_login(officer(world))
        assert client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, time.time())}).status_code == 302
        cache.clear()
        assert "đã dùng rồi" in second(code_of(secret, time.time())).content.decode()


# passkeys


class Wrapped:
    """An authenticator that registered with the counter 3."""

    class authenticator_data:  # noqa: N801 - as the library names it
        counter = 3


def test_a_counter_must_grow(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Authenticator, "wrap", lambda _self: Wrapped)
    key = Authenticator.objects.create(user=officer(world), type="webauthn", data={"name": "Khóa 1"})
    assert authenticators.take_counter(key, 4)
    assert not authenticators.take_counter(key, 4)
    assert not authenticators.take_counter(key, 0)
    assert authenticators.take_counter(key, 9)
    assert key.data[authenticators.COUNTER] == 9
    told = Entry.objects.filter(verb="accounts.passkey_refused")
    assert [entry.data for entry in told.order_by("id")] == [{"last": 4, "shown": 4}, {"last": 4, "shown": 0}]
    monkeypatch.setattr(Wrapped.authenticator_data, "counter", 0)
    still = Authenticator.objects.create(user=officer(world), type="webauthn", data={"name": "Khóa 2"})
    assert authenticators.take_counter(still, 0)
    assert authenticators.take_counter(still, 0)


ODD = [None, 1, "x", [], {}, {"id": 1}, {"response": None}, {"id": "x", "rawId": "x", "type": "public-key", "response": {"userHandle": None}}]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [*(json.dumps(odd) for odd in ODD), "", "{", "\0", "[" * 3000])
def test_anything_may_come_in_place_of_a_passkey(answer: str) -> None:
    client = Client(headers={"host": "localhost"})
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    sent = client.post(reverse("mfa_login_webauthn"), {"credential": answer})
    assert (sent.status_code, sent.url) == (302, SIGN_IN)


@pytest.mark.parametrize("answer", [*(json.dumps(odd) for odd in ODD), "", "[" * 3000])
def test_anything_may_come_in_place_of_a_new_passkey(world: World, answer: str) -> None:
    client = Client(headers={"host": "localhost"})
    officer(world)
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_add_webauthn"))
    sent = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": answer})
    assert sent.status_code == 200
    assert "Chưa thêm được khóa này" in sent.content.decode()
    assert not Authenticator.objects.exists()


# sessions and links


def test_signing_in_changes_the_session(world: World) -> None:
    officer(world)
    client = Client()
    client.post("/lich/", {"words": "giữ lại"})  # a session of a visitor
    before = client.cookies["sessionid"].value
    assert sign_in(client).status_code == 302
    after = client.cookies["sessionid"].value
    assert before != after
    assert not Session.objects.filter(session_key=before).exists()
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get("/").status_code == 302


def test_signing_out_everywhere_leaves_no_session(world: World) -> None:
    user = officer(world)
    clients = [Client() for _ in range(3)]
    for client in clients:
        sign_in(client)
    clients[0].post(reverse("accounts:end_sessions"))
    assert [client.get("/").status_code for client in clients] == [302, 302, 302]
    assert not UserSession.objects.filter(user=user).exists()


def test_a_preview_does_not_use_an_invitation_up(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    data = invitations.InvitationData(name="Phạm Thị Na", title="Chủ tịch", role=Role.GRASSROOTS)
    invitation = invitations.invite(reader, world.unions["base-a11"], data, once=uuid4())
    assert invitation is not None
    link = reverse("accounts:accept", args=[invitations.secret_of(invitation)])
    for agent in ("ZaloPC-Preview/1.0", "facebookexternalhit/1.1", "Mozilla/5.0 (Linux; Android 14) Zalo android"):
        preview = Client(headers={"user-agent": agent})
        assert preview.head(link).status_code == 200
        assert preview.get(link).status_code == 200
        assert preview.options(link).status_code in {200, 405}
        assert preview.post(link, {}).status_code == 200
    assert Invitation.objects.get().used_at is None
    assert not User.objects.filter(username="na.pham").exists()
    phone = Client()
    assert phone.post(link, {"username": "na.pham", "password": NEW, "again": NEW}).status_code == 302
    assert Client().head(link).status_code == Client().get(link).status_code == 404


# an account without a password, and every page of the library


def without_password(world: World) -> Client:
    user = world.user("auditor", "district-a1")
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)
    return client


def test_an_account_without_a_password_sets_one(world: World) -> None:
    client = without_password(world)
    for name in ("account_change_password", "account_reauthenticate"):
        assert client.get(reverse(name)).url == reverse("account_set_password")
    page = client.get(reverse("account_set_password")).content.decode()
    assert "chưa có mật khẩu" in page
    assert "Mật khẩu mới" in page
    short = client.post(reverse("account_set_password"), {"password1": "ngắn", "password2": "ngắn"})
    assert "quá ngắn" in short.content.decode()
    done = client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW}, follow=True)
    assert "Đã đặt mật khẩu." in done.content.decode()
    assert client.get("/").status_code == 200
    assert sign_in(Client(), NEW, name="auditor.district-a1").status_code == 302
    sign_in(client, NEW, name="auditor.district-a1")
    client.post(reverse("account_reauthenticate"), {"password": NEW})
    assert client.get(reverse("account_set_password")).url == reverse("account_change_password")


def test_who_has_another_way_confirms_by_it_before_setting_a_password(world: World) -> None:
    client = without_password(world)
    second_step(world.user("auditor", "district-a1"))
    asked = client.get(reverse("account_set_password"))
    assert asked.status_code == 302
    assert asked.url.startswith((reverse("account_reauthenticate"), reverse("mfa_reauthenticate")))
    assert "Xác nhận lại" in client.get(asked.url, follow=True).content.decode()


def test_every_page_of_the_library_is_one_of_ours(world: World) -> None:
    from vinhdanh.platform.accounts.sign_in_urls import urlpatterns  # noqa: PLC0415 - addresses are read when the settings are

    arguments = {
        "account_reset_password_from_key": ["1", "khong-dung"],
        "mfa_remove_webauthn": [1],
        "mfa_edit_webauthn": [1],
    }
    codeless, bare, full = Client(), without_password(world), Client()
    sign_in(full, name=officer(world).username)
    full.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for client in (codeless, bare, full):
        for pattern in urlpatterns:
            answer = client.get(reverse(pattern.name, args=arguments.get(pattern.name)), follow=True)
            assert answer.status_code in {200, 404}, pattern.name
            assert 'class="mast' in answer.content.decode(), pattern.name
            assert "allauth" not in answer.content.decode().replace("data-allauth", "").replace("allauth.webauthn", ""), (
                pattern.name
            )
