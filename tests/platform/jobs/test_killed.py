"""A worker killed in the middle of a job: another takes it up, and it is done once."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import processes
import pytest
from django.db.utils import OperationalError

from vinhdanh.platform.jobs import tasks, worker
from vinhdanh.platform.jobs.models import Job, Worker

WORK = """
import sys, time
from vinhdanh.platform.jobs import services, tasks, worker
from vinhdanh.platform.jobs.models import Job

tasks._tasks.clear()
tasks.task("test.effect")(lambda job: None)

@tasks.task("test.slow")
def slow(job):
    print("started", flush=True)
    for step in range(20):
        services.progress(job, step * 5)
        time.sleep(0.05)
    with services.completing(job) as result:
        Job.objects.create(task="test.effect", run_after="2100-01-01T00:00Z")
        result["words"] = "xong"
"""
LOOP = "worker.Loop(lease=0.9).run()"
UNTIL_DONE = """
loop = worker.Loop(lease=0.9)
until = time.monotonic() + 30
while Job.objects.filter(task="test.slow").exclude(state="done").exists() and time.monotonic() < until:
    loop._turn() or time.sleep(0.05)
job = Job.objects.get(task="test.slow")
print(job.state, job.attempts, Job.objects.filter(task="test.effect").count())
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_job_is_done_once_by_another(tmp_path: Path) -> None:
    told = processes.environment(tmp_path)
    processes.prepare(told)
    processes.say(WORK + "services.enqueue(None, 'test.slow', 'x')", told=told)
    first = processes.python(WORK + LOOP, told=told)
    assert first.stdout is not None
    assert first.stdout.readline() == b"started\n"
    first.kill()
    first.communicate()
    assert processes.say(WORK + UNTIL_DONE, told=told).splitlines()[-1] == "done 2 1"


@pytest.mark.django_db(transaction=True)
def test_four_workers_share_the_queue_without_doubles(tmp_path: Path) -> None:
    told = processes.environment(tmp_path)
    processes.prepare(told)
    quick = "\ntasks.task('test.quick')(lambda job: {'words': 'x'})\n"
    processes.say(WORK + quick + "for _ in range(24): services.enqueue(None, 'test.quick', 'x')", told=told)
    four = [processes.python(WORK + quick + "print(worker.Loop().run(once=True))", told=told) for _ in range(4)]
    done = [int(process.communicate()[0]) for process in four]
    assert sum(done) == 24
    counted = "print(set(Job.objects.values_list('state', 'attempts')), worker.Worker.objects.count())"
    assert processes.say(WORK + counted, told=told) == "{('done', 1)} 0"


@pytest.mark.django_db(transaction=True)
def test_a_worker_of_this_process_signs_and_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_tasks", {})
    signs: list[int] = []

    @tasks.task("test.look", every=timedelta(hours=1))
    def look(_job: Job) -> None:
        for _ in range(100):
            if Worker.objects.exists():
                signs.append(1)
                return
            time.sleep(0.05)

    assert worker.Loop(lease=0.3).run(once=True) == 1
    assert signs == [1]
    assert Worker.objects.count() == 0
    assert Job.objects.get().state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_worker_waits_out_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_arguments: object) -> None:
        raise OperationalError

    loop = worker.Loop()
    monkeypatch.setattr(worker.services, "claim", away)
    monkeypatch.setattr(loop.end, "wait", lambda _seconds: True)
    assert loop._turn() is False
    loop.stop()
    assert loop.run() == 0
