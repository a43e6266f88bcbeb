"""Jobs: leased, retried, once, taken up again after a killed worker."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from world import World

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.jobs import selectors, services, tasks, worker
from vinhdanh.platform.jobs.models import Job, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_test_tasks() -> Iterator[None]:
    """The tasks of this file alone: no periodic task of the program comes between."""
    before = dict(tasks._tasks)
    tasks._tasks.clear()
    tasks.task("test.echo")(lambda _job, **arguments: {"words": "xong", **arguments})
    tasks.task("test.boom", tries=2)(boom)
    tasks.task("test.wrong")(wrong)
    yield
    tasks._tasks.clear()
    tasks._tasks.update(before)


def boom(_job: Job) -> None:
    raise ZeroDivisionError


def wrong(_job: Job) -> None:
    raise UserError("Tệp này trống.", "This file is empty.")


def work() -> int:
    """Does all that waits, without the thread beside."""
    loop, done = worker.Loop(), 0
    while loop._turn():
        done += 1
    return done


def take(seconds: float = 30) -> Job:
    job = services.claim("a" * 32, seconds)
    assert job is not None
    return job


def test_a_job_is_done_and_tells_its_result(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    asked = services.enqueue(reader, "test.echo", "Thử", union=world.unions["district-a1"], number=3)
    assert selectors.waiting(reader) == 1
    assert work() == 1
    job = selectors.own(reader).get()
    assert (job.pk, job.state, job.progress, job.words) == (asked.pk, "done", 100, "xong")
    assert job.result == {"words": "xong", "number": 3}
    assert job.over
    assert selectors.waiting(reader) == 0
    assert selectors.own(world.reader("officer", "district-a2")).count() == 0


def test_two_with_the_same_once_are_one() -> None:
    first = services.enqueue(None, "test.echo", "a", once="k")
    assert services.enqueue(None, "test.echo", "b", once="k") == first
    with pytest.raises(ValueError, match="once"):
        services.enqueue(None, "test.echo", "b", once="k" * 201)
    with pytest.raises(LookupError):
        services.enqueue(None, "test.unknown", "b")


def test_an_error_is_tried_again_later_then_given_up() -> None:
    job = services.enqueue(None, "test.boom", "Hỏng")
    assert work() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("ready", 1)
    assert job.run_after > timezone.now() + timedelta(seconds=3)
    Job.objects.update(run_after=timezone.now())
    assert work() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.words) == ("failed", 2, "Có lỗi khi xử lý.")
    assert services.pause(1) == timedelta(seconds=5)
    assert services.pause(30) == timedelta(hours=1)


def test_what_a_user_must_mend_is_not_tried_again(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    job = services.enqueue(reader, "test.wrong", "Sai")
    work()
    job.refresh_from_db()
    assert (job.state, job.words) == ("failed", "Tệp này trống.")
    with pytest.raises(Forbidden):
        services.again(world.reader("officer", "district-a2"), job)
    assert services.again(reader, job).state == "ready"
    with pytest.raises(Forbidden):
        services.again(reader, job)


def test_an_unknown_task_fails() -> None:
    job = services.enqueue(None, "test.echo", "x")
    Job.objects.update(task="test.gone")
    work()
    job.refresh_from_db()
    assert job.state == "failed"


def test_a_dead_workers_job_is_taken_up_again() -> None:
    services.enqueue(None, "test.echo", "x")
    lost = take()
    assert services.claim("b" * 32, 30) is None
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    found = services.claim("b" * 32, 30)
    assert found is not None
    assert (found.pk, found.attempts) == (lost.pk, 2)
    assert not services.renew(lost, 30)
    assert services.renew(found, 30)
    with pytest.raises(services.LeaseLostError):
        services.progress(lost, 50)
    with pytest.raises(services.LeaseLostError), services.completing(lost):
        raise AssertionError("what the lost one does must not count")
    worker.do(lost)
    found.refresh_from_db()
    assert found.state == "running"
    services.progress(found, 150, "nửa chừng")
    found.refresh_from_db()
    assert (found.progress, found.words) == (100, "nửa chừng")


def test_a_job_that_kills_its_workers_is_given_up() -> None:
    services.enqueue(None, "test.boom", "x")
    take()
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1), attempts=2)
    assert services.claim("b" * 32, 30) is None
    assert Job.objects.get().state == "failed"


def test_completing_rolls_back_both() -> None:
    services.enqueue(None, "test.echo", "x")
    job = take()
    with contextlib.suppress(ZeroDivisionError), services.completing(job):
        Worker.objects.create(token="t", started_at=timezone.now(), seen_at=timezone.now())
        raise ZeroDivisionError
    assert Worker.objects.count() == 0
    assert Job.objects.get().state == "running"


def test_a_periodic_task_is_due_once_in_its_period() -> None:
    tasks.task("test.often", every=timedelta(minutes=1))(lambda _job: None)
    now = timezone.now().replace(second=1, microsecond=0)
    for _ in range(3):
        services.schedule(now)
    assert Job.objects.count() == 1
    worker.do(take())
    services.schedule(now + timedelta(minutes=1))
    assert [job.state for job in Job.objects.all()] == ["ready"]


def test_asking_inside_a_transaction_that_fails_asks_nothing() -> None:
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        services.enqueue(None, "test.echo", "x", once="k")
        raise ZeroDivisionError
    assert Job.objects.count() == 0
