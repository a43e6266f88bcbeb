"""Users and roles of a union; invitations that work once."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from world import PASSWORD, World, make_person, make_user

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.models import Invitation, User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.accounts.services import invitations
from vinhdanh.platform.accounts.services import posts as posts_service
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Person, Post, Role

NEW = "gió lành trên sông 9"


def as_(world: World, role: str, code: str) -> Client:
    client = Client()
    client.force_login(world.user(role, code))
    return client


def form(**changes: str) -> dict[str, str]:
    return {
        "once": str(uuid4()),
        "person": "",
        "name": "Phạm Thị Na",
        "phone": "0900 000 000",
        "email": "",
        "role": "grassroots",
        "title": "Chủ tịch công đoàn",
        "responsible": "on",
        "valid_from": "",
        "valid_to": "",
        **changes,
    }


def invited(world: World, once: str = "") -> Invitation:
    client = as_(world, "officer", "district-a1")
    url = reverse("accounts:invite", args=[world.unions["base-a11"].pk])
    answer = client.post(url, form(**({"once": once} if once else {})))
    assert answer.status_code == 302, answer.content.decode()
    return Invitation.objects.latest("id")


def link(invitation: Invitation) -> str:
    return f"/tai-khoan/moi/{invitations.secret_of(invitation)}/"


def test_from_invitation_to_work_on_a_phone(world: World) -> None:
    officer = as_(world, "officer", "district-a1")
    invitation = invited(world)
    page = officer.get(reverse("accounts:invitation", args=[invitation.pk])).content.decode()
    address = re.search(r"http://testserver(/tai-khoan/moi/[\w-]+/)", page).group(1)
    assert address == link(invitation)
    assert "Kính gửi đồng chí Phạm Thị Na" in page
    phone = Client()
    opened = phone.get(address)
    assert "Chào đồng chí Phạm Thị Na" in opened.content.decode()
    assert 'value="na.pham"' in opened.content.decode()
    assert opened["Referrer-Policy"] == "same-origin"
    assert "no-store" in opened["Cache-Control"]
    wrong = phone.post(address, {"username": "na.pham", "password": NEW, "again": "khác"})
    assert "chưa giống nhau" in wrong.content.decode()
    done = phone.post(address, {"username": "na.pham", "password": NEW, "again": NEW})
    assert (done.status_code, done.url) == (302, "/")
    assert phone.get("/").status_code == 200
    user = User.objects.get(username="na.pham")
    assert Reader(user).roles == {Role.GRASSROOTS}
    assert Client().get(address).status_code == 404
    assert "Đã dùng lúc" in officer.get(reverse("accounts:invitation", args=[invitation.pk])).content.decode()
    assert Entry.objects.filter(verb__in=["accounts.invited", "accounts.accepted"]).count() == 2


def test_only_a_digest_is_kept(world: World) -> None:
    invitation = invited(world)
    secret = invitations.secret_of(invitation)
    assert len(secret) >= 40
    assert secret not in str(list(Invitation.objects.values()))
    assert secret not in str(list(Entry.objects.values()))
    assert invitation.digest == invitations.digest(secret)


def test_key_of_the_server_changed(world: World, settings: object) -> None:
    invitation = invited(world)
    settings.SECRET_KEY = "another"
    client = Client()
    assert invitations.secret_of(invitation) == ""
    client.force_login(world.user("officer", "district-a1"))
    assert "cấp liên kết khác" in client.get(reverse("accounts:invitation", args=[invitation.pk])).content.decode()


def test_double_click_invites_once(world: World) -> None:
    once = str(uuid4())
    assert invited(world, once) == invited(world, once)
    assert Person.objects.filter(name="Phạm Thị Na").count() == 1
    assert Post.objects.filter(person__name="Phạm Thị Na").count() == 1


def test_expired_withdrawn_renewed(world: World) -> None:
    officer = as_(world, "officer", "district-a1")
    invitation = invited(world)
    old = link(invitation)
    with time_machine.travel(timezone.now() + invitations.LIFE + timedelta(minutes=1), tick=False):
        gone = Client().get(old)
        assert gone.status_code == 404
        assert "không còn dùng được" in gone.content.decode()
    officer.post(reverse("accounts:withdraw", args=[invitation.pk]))
    officer.post(reverse("accounts:withdraw", args=[invitation.pk]))
    assert Client().get(old).status_code == 404
    assert Entry.objects.filter(verb="accounts.invitation_withdrawn").count() == 1
    once = str(uuid4())
    answers = [officer.post(reverse("accounts:reissue", args=[invitation.pk]), {"once": once}) for _ in range(2)]
    fresh = Invitation.objects.latest("id")
    assert {answer.url for answer in answers} == {reverse("accounts:invitation", args=[fresh.pk])}
    assert Client().get(link(fresh)).status_code == 200
    assert Client().get(old).status_code == 404


def test_person_with_an_account_needs_no_link(world: World) -> None:
    other = world.user("grassroots", "base-a11").person
    officer = as_(world, "officer", "district-a1")
    url = reverse("accounts:invite", args=[world.unions["base-a11"].pk])
    answer = officer.post(url, form(person=str(other.pk), name="", role="leader", title="Phó chủ tịch"))
    assert answer.url == reverse("accounts:people", args=[world.unions["base-a11"].pk])
    assert not Invitation.objects.exists()
    assert Reader(other.account).roles == {Role.GRASSROOTS, Role.LEADER}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "ghi họ và tên"),
        ({"role": "admin"}, "admin"),
        ({"role": "không có"}, "không có"),
        ({"valid_from": "01/3/2030", "valid_to": "01/3/2029"}, "phải sau"),
        ({"title": "x" * 201}, "200"),
        ({"email": "không phải thư"}, "thư"),
        ({"person": "99999999999999999999999"}, "Người"),
        ({"once": "x"}, "Mời"),
    ],
)
def test_wrong_invitations_are_answered(world: World, changes: dict[str, str], words: str) -> None:
    officer = as_(world, "officer", "district-a1")
    answer = officer.post(reverse("accounts:invite", args=[world.unions["base-a11"].pk]), form(**changes))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Invitation.objects.exists()


def test_officer_makes_no_administrator_and_nothing_for_oneself(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    data = {"name": "A", "title": "B", "role": Role.ADMIN}
    with pytest.raises(Forbidden):
        invitations.invite(reader, world.unions["base-a11"], invitations.InvitationData(**data), once=uuid4())
    me = invitations.InvitationData(**{**data, "role": Role.LEADER, "person": reader.user.person})
    with pytest.raises(Forbidden):
        invitations.invite(reader, world.unions["base-a11"], me, once=uuid4())


def test_new_password_by_a_link(world: World) -> None:
    chair = world.user("grassroots", "base-a11")
    officer = as_(world, "officer", "district-a1")
    page = officer.get(reverse("accounts:people", args=[world.unions["base-a11"].pk])).content.decode()
    assert "Cấp liên kết đặt mật khẩu" in page
    answer = officer.post(reverse("accounts:reset", args=[chair.person.pk]), {"once": str(uuid4())})
    invitation = Invitation.objects.get()
    assert answer.url == reverse("accounts:invitation", args=[invitation.pk])
    assert "đặt mật khẩu mới" in officer.get(answer.url).content.decode()
    session = Client()
    session.force_login(chair)
    phone = Client()
    done = phone.post(link(invitation), {"password": NEW, "again": NEW})
    assert done.url == reverse("account_login")
    chair.refresh_from_db()
    assert chair.check_password(NEW)
    assert session.get("/").status_code == 302


def test_officer_cannot_take_over_a_leader(world: World) -> None:
    leader = world.user("leader", "district-a1")
    with pytest.raises(Forbidden):
        invitations.reset(world.reader("officer", "district-a1"), leader.person, once=uuid4())
    with pytest.raises(Forbidden):
        invitations.reset(world.reader("officer", "district-a1"), world.user("officer", "district-a1").person, once=uuid4())
    without = make_person(world.unions["base-a11"], "Lê Thị Tư", Role.GRASSROOTS)
    with pytest.raises(Forbidden):
        invitations.reset(world.reader("officer", "district-a1"), without, once=uuid4())


def test_ending_a_post_asks_for_its_reason(world: World) -> None:
    chair = world.user("grassroots", "base-a11")
    post = chair.person.posts.get()
    officer = as_(world, "officer", "district-a1")
    url = reverse("accounts:end_post", args=[post.pk])
    today = timezone.localdate().strftime("%d/%m/%Y")
    assert officer.get(url).status_code == 200
    assert officer.post(url, {"day": today, "reason": " "}).status_code == 200
    answer = officer.post(url, {"day": today, "reason": "Chuyển công tác"})
    assert answer.url == reverse("accounts:people", args=[world.unions["base-a11"].pk])
    assert Reader(chair).roles == frozenset()
    assert Entry.objects.get(verb="accounts.post_ended").data == {"reason": "Chuyển công tác"}
    officer.get(answer.url)
    assert chair.person.name not in officer.get(answer.url).content.decode()


def test_the_last_administrator_stays(world: World) -> None:
    admin = world.reader("admin", "nation")
    post = admin.user.person.posts.get()
    with pytest.raises(UserError, match="cuối cùng"):
        posts_service.end(admin, post, day=timezone.localdate(), reason="thử")
    with pytest.raises(UserError, match="lý do"):
        posts_service.end(admin, post, day=timezone.localdate(), reason=" ")
    world.user("admin", "province-a")
    posts_service.end(admin, post, day=timezone.localdate(), reason="thử")


def people_queries(world: World) -> int:
    client = as_(world, "officer", "district-a1")
    url = reverse("accounts:people", args=[world.unions["base-a12"].pk])
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)
    assert page.status_code == 200
    return len(queries)


def test_queries_of_the_page_do_not_grow(world: World) -> None:
    counts = []
    for number in (1, 3):
        while Post.objects.filter(union=world.unions["base-a12"]).count() < number:
            person = make_person(world.unions["base-a12"], f"Trần Thị {uuid4().hex[:4]}", Role.GRASSROOTS)
            make_user(f"u{person.pk}", person)
        counts.append(people_queries(world))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_open_one_account(world: World) -> None:
    secret = invitations.secret_of(invited(world))
    barrier = threading.Barrier(4)
    results: list[bool] = []

    def run(number: int) -> None:
        barrier.wait()
        try:
            invitations.accept(secret, username=f"na{number}", password=NEW)
            results.append(True)
        except UserError:
            results.append(False)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]
    assert User.objects.filter(person__name="Phạm Thị Na").count() == 1


def test_a_name_taken_meanwhile_leaves_the_link_open(world: World) -> None:
    secret = invitations.secret_of(invited(world))
    make_user("na.pham", None)
    with pytest.raises(UserError, match="tên khác"):
        invitations.accept(secret, username="na.pham", password=NEW)
    assert invitations.accept(secret, username="na.pham2", password=NEW).username == "na.pham2"
    assert Client().login(username="na.pham2", password=PASSWORD) is False
