"""The first start: guarded by the token of the console, once, also when two come at once."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from world import World

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.models import FirstStart, User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.accounts.services import first_start, first_start_token
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Level, Person, Role, Union
from vinhdanh.platform.organisations.services import sync_levels


@pytest.fixture
def data(tmp_path: Path, settings: object) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def form(token: str, /, **changes: str) -> dict[str, str]:
    return {
        "token": token,
        "union": "Liên đoàn Lao động Sông Cầu",
        "level": str(Level.objects.order_by("rank").first().pk),
        "code": "SC",
        "place": "Sông Cầu",
        "name": "Trần Thị Lụa",
        "title": "Chuyên viên",
        "username": "Lua.Tran",
        "password": "trà sen mùa hạ",
        "again": "trà sen mùa hạ",
        **changes,
    }


@pytest.mark.django_db
def test_from_empty_to_home(client: Client, data: Path) -> None:
    sync_levels()
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/bat-dau/"
    token = first_start_token(data)
    assert stat.S_IMODE((data / first_start.TOKEN_FILE).stat().st_mode) == 0o600
    assert first_start_token(data) == token
    page = client.get(f"/bat-dau/?ma={token}").content.decode()
    assert token in page
    answer = client.post("/bat-dau/", form(token))
    assert (answer.status_code, answer.url) == (302, "/")
    assert "Đã tạo đơn vị" in client.get("/").content.decode()
    user = User.objects.get()
    assert (user.username, user.person.name, str(user.person.union)) == (
        "lua.tran",
        "Trần Thị Lụa",
        "Liên đoàn Lao động Sông Cầu",
    )
    assert Reader(user).roles == {Role.OFFICER, Role.ADMIN}
    assert Entry.objects.filter(verb="accounts.started").count() == 1
    assert first_start_token(data) == ""
    assert not (data / first_start.TOKEN_FILE).exists()
    for again in (client.get("/bat-dau/"), Client().get("/bat-dau/"), Client().post("/bat-dau/", form(token))):
        assert again.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"token": "sai"}, "Mã bắt đầu chưa đúng"),
        ({"password": "ngắn", "again": "ngắn"}, "ngắn"),
        ({"again": "khác hẳn nhau"}, "chưa giống nhau"),
        ({"username": "Lụa Trần"}, "không dấu"),
        ({"code": "mã có dấu"}, "không dấu"),
        ({"union": "x" * 301}, "300"),
        ({"name": "a\x00b"}, "0"),
        ({"level": "999999999999999999999"}, "Cấp"),
        ({"union": ""}, "Tên đơn vị"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client: Client, data: Path, changes: dict[str, str], words: str) -> None:
    sync_levels()
    answer = client.post("/bat-dau/", form(first_start_token(data), **changes))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not User.objects.exists()
    assert not Union.objects.exists()
    assert "trà sen" not in answer.content.decode()


@pytest.mark.django_db
def test_token_is_not_guessed(client: Client, data: Path) -> None:
    sync_levels()
    for _ in range(10):
        client.post("/bat-dau/", form("sai"))
    assert "sai nhiều lần" in client.post("/bat-dau/", form(first_start_token(data))).content.decode()


def test_nothing_where_accounts_are(world: World, client: Client, data: Path) -> None:
    (data / first_start.TOKEN_FILE).write_text("cũ")
    world.user("officer", "nation")
    assert client.get("/bat-dau/").status_code == 404
    assert not first_start.token_fits(data, "")
    assert not first_start.token_fits(data, "cũ")
    assert "Đăng nhập" in client.get("/tai-khoan/dang-nhap/").content.decode()


def start(data: Path, number: int) -> User:
    return first_start.begin(
        data,
        first_start.FirstStartData(
            union=f"Đơn vị {number}",
            level=Level.objects.first(),
            code=f"D{number}",
            place="Sông Cầu",
            name="Trần Thị Lụa",
            title="Chuyên viên",
            username=f"lua{number}",
            password="trà sen mùa hạ",
        ),
    )


@pytest.mark.django_db
def test_second_one_finds_the_first(data: Path) -> None:
    sync_levels()
    start(data, 1)
    with pytest.raises(UserError):
        start(data, 2)
    FirstStart.objects.all().delete()
    with pytest.raises(UserError):
        start(data, 3)
    assert User.objects.count() == Union.objects.count() == Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one(data: Path) -> None:
    sync_levels()
    barrier = threading.Barrier(4)
    made: list[str] = []

    def run(number: int) -> None:
        barrier.wait()
        try:
            made.append(start(data, number).username)
        except UserError:
            made.append("")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert connection.vendor
    assert sorted(map(bool, made)) == [False, False, False, True]
    assert User.objects.count() == Union.objects.count() == Person.objects.count() == FirstStart.objects.count() == 1
