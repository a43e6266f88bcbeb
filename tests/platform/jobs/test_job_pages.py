"""Pages of one's own jobs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from world import World

from vinhdanh.platform.jobs.models import Job

pytestmark = pytest.mark.django_db


def make(world: World, **values: object) -> Job:
    return Job.objects.create(
        **{
            "task": "x",
            "title": "Nhập danh sách",
            "user": world.user("officer", "district-a1"),
            "run_after": timezone.now(),
            **values,
        }
    )


def client(world: World, role: str = "officer", code: str = "district-a1") -> Client:
    one = Client()
    one.force_login(world.user(role, code))
    return one


def test_progress_and_result(world: World) -> None:
    one, job = client(world), make(world, state="running", progress=40, words="Đọc tệp")
    page = one.get(f"/dang-xu-ly/{job.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "Đọc tệp" in page
    part = one.get(f"/dang-xu-ly/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "40" in part
    assert "<html" not in part
    Job.objects.update(state="done", result={"link": "/don-vi/"})
    page = one.get(f"/dang-xu-ly/{job.pk}/").content.decode()
    assert 'href="/don-vi/"' in page
    assert "every 2s" not in page


@pytest.mark.parametrize("link", ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil", ""])
def test_a_result_elsewhere_is_no_link(world: World, link: str) -> None:
    job = make(world, state="done", result={"link": link})
    assert "Xem kết quả" not in client(world).get(f"/dang-xu-ly/{job.pk}/").content.decode()


def test_others_jobs_are_not_found(world: World) -> None:
    job = make(world, state="failed")
    other = client(world, "officer", "province-a")
    assert other.get(f"/dang-xu-ly/{job.pk}/").status_code == 404
    assert other.post(f"/dang-xu-ly/{job.pk}/lam-lai/").status_code == 404
    assert "Nhập danh sách" not in other.get("/dang-xu-ly/").content.decode()
    assert Client().get("/dang-xu-ly/").status_code == 302
    assert client(world).get("/dang-xu-ly/99999999999999999999999/").status_code == 404


def test_a_failed_one_goes_back_into_the_queue_once(world: World) -> None:
    one, job = client(world), make(world, state="failed", attempts=5)
    assert "Làm lại" in one.get(f"/dang-xu-ly/{job.pk}/").content.decode()
    for _ in range(2):
        assert one.post(f"/dang-xu-ly/{job.pk}/lam-lai/").status_code == 302
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("ready", 0)


def test_the_list_has_pages_and_constant_queries(world: World) -> None:
    one, counts = client(world), []
    for number in (1, 2):
        for _ in range(number):
            make(world)
        with CaptureQueriesContext(connection) as seen:
            assert one.get("/dang-xu-ly/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12
    for _ in range(50):
        make(world)
    assert "Trang 1 / 2" in one.get("/dang-xu-ly/").content.decode()
    assert "Trang 2 / 2" in one.get("/dang-xu-ly/?trang=2").content.decode()
    assert one.get("/dang-xu-ly/?trang=x").status_code == 200
