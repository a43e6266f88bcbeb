"""Second step, passkeys, passwords, sessions, acting, and what was typed when a session was lost."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django import forms
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from world import PASSWORD, World

from vinhdanh.platform.accounts.middleware import ACTING
from vinhdanh.platform.accounts.services import failures, kept
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Role

NEW = "gió lành trên sông 9"


def signed_in(world: World, role: str = "officer", code: str = "district-a1", **headers: str) -> Client:
    client = Client(**headers)
    user = world.user(role, code)
    answer = client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirm(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def turn_on(client: Client) -> list[str]:
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="authenticator_secret" readonly value="(\w+)"', page).group(1)
    assert "data:image/svg+xml" in page
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    codes_page = client.get(answer.url).content.decode()
    return re.findall(r"<code>(\d+)</code>", codes_page)


def test_second_step_and_recovery_codes(world: World) -> None:
    client = signed_in(world)
    assert "Nên bật xác thực hai bước" in client.get(reverse("accounts:account")).content.decode()
    codes = turn_on(client)
    assert len(codes) == 10
    assert "Đang bật" in client.get(reverse("mfa_index")).content.decode()
    assert codes[0] in client.get(reverse("mfa_download_recovery_codes")).content.decode()
    other = Client()
    answer = other.post(reverse("account_login"), {"login": "officer.district-a1", "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    assert other.get("/").status_code == 302
    page = other.get(answer.url).content.decode()
    assert "6 chữ số" in page
    wrong = other.post(answer.url, {"code": "000000"})
    assert "Mã chưa đúng" in wrong.content.decode()
    assert other.post(answer.url, {"code": codes[0]}).status_code == 302
    assert other.get("/").status_code == 200
    again = Client()
    again.post(reverse("account_login"), {"login": "officer.district-a1", "password": PASSWORD})
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200


def test_codes_are_not_guessed(world: World) -> None:
    turn_on(signed_in(world))
    client = Client()
    client.post(reverse("account_login"), {"login": "officer.district-a1", "password": PASSWORD})
    for _ in range(failures.LIMIT):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "tạm dừng" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()


def test_turning_it_off_and_making_codes_anew(world: World) -> None:
    client = signed_in(world)
    codes = turn_on(client)
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    ("host", "secure", "works"),
    [
        ("localhost:8000", False, True),
        ("127.0.0.1:8000", False, False),
        ("testserver", False, False),
        ("testserver", True, True),
        ("[::1]:8000", False, False),
    ],
)
def test_passkeys_only_where_the_browser_offers_them(world: World, host: str, secure: bool, works: bool) -> None:
    world.user("officer", "district-a1")
    client = Client(headers={"host": host})
    page = client.get(reverse("account_login"), secure=secure).content.decode()
    assert ("passkey_login" in page) is works
    client.force_login(world.user("officer", "district-a1"))
    index = client.get(reverse("mfa_index"), secure=secure).content.decode()
    assert ("bắt đầu bằng https" in index) is not works
    add = client.get(reverse("mfa_add_webauthn"), secure=secure)
    assert ("chưa dùng được ở đây" in add.content.decode()) is not works


def test_adding_a_passkey_shows_its_form(world: World) -> None:
    client = signed_in(world, headers={"host": "localhost"})
    confirm(client)
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert "mfa/js/webauthn.js" in page
    assert "js_data" in page
    assert "onclick" not in page
    assert client.get(reverse("mfa_list_webauthn")).status_code == 200
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.status_code in {200, 302}
    bad = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": "{}"})
    assert bad.status_code == 200


def test_changing_the_password_ends_other_sessions(world: World) -> None:
    client, other = signed_in(world), signed_in(world)
    assert "Mật khẩu đang dùng" in client.get(reverse("account_change_password")).content.decode()
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302


def test_password_link_by_mail(world: World) -> None:
    user = world.user("officer", "district-a1")
    user.email = "can.bo@example.org"
    user.save()
    client = Client()
    for address in ("khong.co@example.org", "can.bo@example.org"):
        assert client.post(reverse("account_reset_password"), {"email": address}).url == reverse("account_reset_password_done")
    assert client.get(reverse("account_reset_password_done")).status_code == 200
    assert len(mail.outbox) == 1
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    assert "Mật khẩu mới" in page.content.decode()
    done = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert "vừa đặt" in client.get(done.url).content.decode()
    assert Client().login(username=user.username, password=NEW)
    assert "không còn dùng được" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db
def test_without_mail_the_page_says_whom_to_ask(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "cán bộ phụ trách" in Client().get(reverse("account_reset_password")).content.decode()


def test_confirming_who_it_is_asks_little(world: World) -> None:
    """The page asks the library for each kind of second step, again and again; the database is asked once."""
    client = Client()
    client.force_login(world.user("officer", "district-a1"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("account_reauthenticate")).status_code == 200
    assert sum("mfa_authenticator" in query["sql"] for query in asked) == 1
    assert len(asked) <= 12


def test_reauthentication_before_something_weighty(world: World) -> None:
    client = Client()
    client.force_login(world.user("officer", "district-a1"))
    led = client.get(reverse("mfa_activate_totp"))
    assert led.status_code == 302
    assert led.url.startswith(reverse("account_reauthenticate"))
    assert "hỏi lại mật khẩu" in client.get(led.url).content.decode()
    assert client.post(led.url, {"password": PASSWORD}).status_code == 302
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_sessions_are_listed_and_ended(world: World) -> None:
    here = signed_in(world, HTTP_USER_AGENT="Máy ở cơ quan")
    there = signed_in(world, HTTP_USER_AGENT="Điện thoại <b>")
    page = here.get(reverse("accounts:sessions")).content.decode()
    assert "Máy ở cơ quan" in page
    assert "Điện thoại &lt;b&gt;" in page
    rows = re.findall(r"/tai-khoan/phien/(\d+)/ket-thuc/", page)
    assert len(rows) == 2
    here.post(reverse("accounts:end_session", args=[int(rows[0])]))
    assert there.get("/").status_code == 302
    stranger = signed_in(world, "leader", "district-a1")
    assert stranger.post(reverse("accounts:end_session", args=[int(rows[1])])).status_code == 404
    third = signed_in(world)
    assert here.post(reverse("accounts:end_sessions")).url == "account_login" or third.get("/").status_code == 302
    assert here.get("/").status_code == 302
    assert third.get("/").status_code == 302


def test_ending_this_session_signs_out(world: World) -> None:
    client = signed_in(world)
    row = re.search(r"/tai-khoan/phien/(\d+)/ket-thuc/", client.get(reverse("accounts:sessions")).content.decode()).group(1)
    assert client.post(reverse("accounts:end_session", args=[int(row)])).status_code == 302
    assert client.get("/").status_code == 302


def test_acting_for_a_union_is_shown_and_told(world: World) -> None:
    client = signed_in(world)
    union = world.unions["base-a11"]
    assert union.name in client.get(reverse("accounts:acting"), {"q": "hoa sen"}).content.decode()
    assert union.name not in client.get(reverse("accounts:acting"), {"q": "hoà sền"}).content.decode()
    client.post(reverse("accounts:act", args=[union.pk]))
    client.post(reverse("accounts:act", args=[union.pk]))
    started = Entry.objects.get(verb="accounts.acting_started")
    assert (started.union, started.on_behalf_of) == (union, union)
    assert "đang làm thay" in client.get("/").content.decode()
    stopped = client.post(reverse("accounts:stop_acting"), {"next": "/tai-khoan/"})
    assert stopped.url == "/tai-khoan/"
    assert "đang làm thay" not in client.get("/").content.decode()
    assert Entry.objects.filter(verb="accounts.acting_stopped", on_behalf_of=union).count() == 1
    client.post(reverse("accounts:stop_acting"), {"next": "https://khac.example/"})


def test_nobody_acts_beyond_their_scope(world: World) -> None:
    client = signed_in(world)
    for code in ("base-a21", "province-a", "district-a1"):
        assert client.post(reverse("accounts:act", args=[world.unions[code].pk])).status_code == 404
    session = client.session
    session[ACTING] = world.unions["base-a21"].pk
    session.save()
    assert "đang làm thay" not in client.get("/").content.decode()
    leader = signed_in(world, "leader", "district-a1")
    assert leader.post(reverse("accounts:act", args=[world.unions["base-a11"].pk])).status_code == 404


def test_what_was_typed_is_kept_when_the_session_is_lost(world: World) -> None:
    world.user("officer", "district-a1")
    union = world.unions["base-a11"]
    client = Client(enforce_csrf_checks=False)
    url = reverse("accounts:invite", args=[union.pk])
    typed = {
        "name": "Phạm Thị <b>Na</b>",
        "title": "Chủ tịch",
        "role": "grassroots",
        "once": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "password": "bí mật",
    }
    led = client.post(url, typed)
    assert led.url == f"{reverse('account_login')}?next={reverse('accounts:kept')}"
    assert "Phạm" not in str(dict(client.session.items()))
    assert "đã được giữ lại" in client.get(led.url).content.decode()
    back = client.post(led.url, {"login": "officer.district-a1", "password": PASSWORD, "next": reverse("accounts:kept")})
    assert back.url == reverse("accounts:kept")
    page = client.get(back.url).content.decode()
    assert "Phạm Thị &lt;b&gt;Na&lt;/b&gt;" in page
    assert f'action="{url}"' in page
    assert "bí mật" not in page
    assert "gõ lại khi được hỏi" in page
    again = client.post(url, {**typed, kept.MARK: "1"})
    assert again.status_code == 302
    assert client.get(reverse("accounts:kept")).url == "/"


def all_forms(of: type) -> list[type]:
    return [form for child in of.__subclasses__() for form in (child, *all_forms(child))]


def test_what_was_chosen_is_shown_by_its_name_or_not_at_all(world: World) -> None:
    from django.urls import get_resolver  # noqa: PLC0415 - every form is there once the addresses are

    assert get_resolver().url_patterns
    chosen = {
        name
        for form in all_forms(forms.BaseForm)
        if form.__module__.startswith("vinhdanh.")
        for name, field in {**getattr(form, "base_fields", {})}.items()
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    }
    assert chosen - kept.PLUMBING <= kept.CHOSEN
    reader = world.reader("officer", "district-a1")
    own, far = world.unions["base-a11"], world.unions["province-b"]
    person = reader.user.person
    typed = {
        "blank-union": str(own.pk),
        "owner": str(person.pk),
        "role": "grassroots",
        "was-7": "1,2",
        "tick": "on",
        "cap": "199",
        "last": "12",
    }
    form = kept.Kept("/", [[name, value] for name, value in typed.items()], [], False, "")
    assert form.shown_to(reader) == [own.name, person.name, Role.GRASSROOTS.label, "199"]
    assert form.shown_to(None) == [Role.GRASSROOTS.label, "199"]
    for value in (str(far.pk), "9" * 30, "x", "٣"):
        assert kept.Kept("/", [["union", value], ["level", value + "0"]], [], False, "").shown_to(reader) == []
    level = own.level
    assert kept.Kept("/", [["level", str(level.pk)]], [], False, "").shown_to(reader) == [level.name]


def test_kept_form_is_let_go(world: World) -> None:
    client = Client()
    client.post(reverse("accounts:invite", args=[world.unions["base-a11"].pk]), {"name": "Na"})
    client.force_login(world.user("officer", "district-a1"))
    assert "Na" in client.get(reverse("accounts:kept")).content.decode()
    client.post(reverse("accounts:drop_kept"))
    assert client.get(reverse("accounts:kept")).status_code == 302


def test_empty_or_huge_forms_and_damaged_boxes_are_not_kept(world: World) -> None:
    client = Client()
    url = reverse("accounts:invite", args=[world.unions["base-a11"].pk])
    assert client.post(url, {"once": "x"}).url.endswith("next=/")
    assert client.post(url, {"name": "x" * (kept.LARGEST + 1)}).url.endswith("next=/")
    client.force_login(world.user("officer", "district-a1"))
    session = client.session
    session[kept.KEY] = "hỏng"
    session.save()
    assert client.get(reverse("accounts:kept")).url == "/"


def test_old_token_keeps_what_was_typed_on_our_own_pages(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.user("officer", "district-a1"))
    url = reverse("accounts:invite", args=[world.unions["base-a11"].pk])
    own = client.post(url, {"name": "Phạm Thị Na"}, headers={"origin": "http://testserver"})
    assert own.status_code == 403
    assert "Gửi lại nội dung này" in own.content.decode()
    assert "Phạm Thị Na" in own.content.decode()
    strange = client.post(url, {"name": "Phạm Thị Na"}, headers={"origin": "https://khac.example"})
    assert strange.status_code == 403
    assert "Phạm Thị Na" not in strange.content.decode()
