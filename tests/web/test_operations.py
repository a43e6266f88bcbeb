"""Health, counts of requests, logs without personal data."""

from __future__ import annotations

import json
import logging
import os
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from world import World

from vinhdanh.platform.database.backup.backing import MARKER
from vinhdanh.platform.jobs.models import Worker
from vinhdanh.web import health, operations
from vinhdanh.web.logs import JsonFormatter

pytestmark = pytest.mark.django_db
Disk = namedtuple("Disk", "total used free")  # noqa: PYI024 - as shutil's


@pytest.fixture(autouse=True)
def own_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "_folder", lambda: tmp_path / "metrics")
    monkeypatch.setattr(operations, "_counts", operations.Counts())
    monkeypatch.setattr(operations, "_written", 0.0)


def asked() -> tuple[int, dict[str, str]]:
    answer = Client().get("/healthz")
    return answer.status_code, json.loads(answer.content)


def test_health(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked()[1]["worker"] == "none"
    worker = Worker.objects.create(token="t", started_at=timezone.now(), seen_at=timezone.now())
    code, told = asked()
    assert (code, told["status"], told["database"], told["worker"], told["disk"]) == (200, "ok", "ok", "ok", "ok")
    Worker.objects.filter(pk=worker.pk).update(seen_at=timezone.now() - timedelta(minutes=5))
    assert asked()[1]["worker"] == "late"
    assert asked()[1]["status"] == "degraded"
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: Disk(10, 9, 1))
    code, told = asked()
    assert (code, told["disk"], told["status"]) == (503, "full", "down")


def test_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(health.jobs, "last_sign", away)
    code, told = asked()
    assert (code, told["database"]) == (503, "unreachable")


def test_requests_are_counted_by_route_and_logged_without_a_path(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "vinhdanh.request"):
        answer = Client().get("/nhat-ky/?nguoi=Nguyen-Van-A")
        Client().get("/khong-co-trang-nay-nguyen-van-a/")
    assert len(answer["X-Request-Id"]) == 16
    told = [json.loads(JsonFormatter().format(record)) for record in caplog.records if record.name == "vinhdanh.request"]
    assert [(line["route"], line["status"], line["method"]) for line in told] == [
        ("journal:journal", 302, "GET"),
        ("none", 404, "GET"),
    ]
    assert "uyen" not in json.dumps(told)
    counts = operations.counts()
    assert (counts.requests, counts.errors, sum(counts.classes)) == (2, 0, 2)
    assert set(counts.routes) == {"journal:journal", "none"}


def test_counts_of_living_processes_are_added(tmp_path: Path) -> None:
    operations.count("a", 200, 7)
    operations.count("a", 500, 5000)
    place = tmp_path / "metrics"
    assert (place / f"{os.getpid()}.json").exists()
    (place / f"{os.getppid()}.json").write_text(json.dumps(operations.Counts(3, 1, [3] + [0] * 9, {"a": [3, 6.0]}).__dict__))
    (place / "99999999.json").write_text("{}")
    (place / "1.json").write_text("broken")
    counts = operations.counts()
    assert (counts.requests, counts.errors, counts.classes[0], counts.classes[1], counts.classes[-1]) == (5, 2, 3, 1, 1)
    assert counts.routes == {"a": [5, 5013.0]}
    assert not (place / "99999999.json").exists()


def test_the_operators_page(world: World, tmp_path: Path) -> None:
    admin = Client()
    admin.force_login(world.user("admin", "province-a"))
    with CaptureQueriesContext(connection) as seen:
        page = admin.get("/so-lieu-van-hanh/")
    assert page.status_code == 200
    assert len(seen) <= 12
    assert "chưa sao lưu lần nào" in page.content.decode()
    (tmp_path / MARKER).write_text(json.dumps({"at": "2026-01-02T03:04:05+00:00"}))
    assert str(health.last_backup(tmp_path)) == "2026-01-02 03:04:05+00:00"
    (tmp_path / MARKER).write_text("[]")
    assert health.last_backup(tmp_path) is None
    other = Client()
    other.force_login(world.user("officer", "province-a"))
    assert other.get("/so-lieu-van-hanh/").status_code == 404
    assert Client().get("/so-lieu-van-hanh/").status_code == 302
