"""Kills processes of a serving program at random moments while people save, and looks for what was lost.

`python killed_server.py [--kills 200] [--seconds 120] [--seed 1]` ends with 0 when no acknowledged save is missing and the journal verifies.
A save counts as acknowledged when its answer (302) reached the client. One that got no answer may have been made or not; both are well.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import saving_site as site

WRITERS = 8
SUPERVISOR = 0.08
"""How often it is the supervisor: the whole program starts again, which takes longer than everything else."""
LOOK = """
import json, sys
from vinhdanh.platform.journal.models import Entry
from vinhdanh.steps.campaigns.models import Task
rows = {}
for pk in map(int, sys.argv[1].split(",")):
    task = Task.objects.get(pk=pk)
    told = Entry.objects.filter(subject="campaigns.task", subject_id=str(pk), verb="campaigns.task-changed").values_list("data", flat=True)
    rows[pk] = [task.revision, task.title, sorted(data["revision"] for data in told)]
print(json.dumps(rows))
"""


class Writer(threading.Thread):
    """One person who saves the task again and again, and remembers what was acknowledged."""

    def __init__(self, account: site.Account, port: int, end: threading.Event) -> None:
        super().__init__(daemon=True)
        self.account, self.port, self.end = account, port, end
        self.acknowledged: dict[int, str] = {}
        self.refused: list[int] = []

    def run(self) -> None:
        """Saves until told to stop; after a lost answer it looks where the task stands."""
        sure = False
        while not self.end.is_set():
            wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
            try:
                while not self.end.is_set():
                    if not sure:
                        self.account.revision = self._revision(wire)
                        sure = True
                    sure = False
                    self._save(wire)
                    sure = True
            except (OSError, http.client.HTTPException, ValueError):
                self.end.wait(0.05)
            finally:
                wire.close()

    def _revision(self, wire: http.client.HTTPConnection) -> int:
        wire.request("GET", self.account.task, headers={"Cookie": self.account.cookies})
        answer = wire.getresponse()
        page = answer.read()
        if answer.status != 200:
            raise ValueError(answer.status)
        return site.revision_in(page)

    def _save(self, wire: http.client.HTTPConnection) -> None:
        body = self.account.form()
        headers = {"Cookie": self.account.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        wire.request("POST", self.account.task, body, headers)
        answer = wire.getresponse()
        answer.read()
        self.account.number += 1
        if answer.status != 302:
            self.refused.append(answer.status)
            raise ValueError(answer.status)
        self.account.revision += 1
        self.acknowledged[self.account.revision] = f"Gọi điện lần {self.account.number}"


def kill_one(served: site.Served, chance: random.Random) -> str:
    """SIGKILL for one process of the family, any; what it was."""
    family = served.family()
    victim = family[0] if len(family) == 1 or chance.random() < SUPERVISOR else chance.choice(family[1:])
    kind = "supervisor" if served.process is not None and victim == served.process.pid else "child"
    with contextlib.suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
    if kind == "supervisor" and served.process is not None:
        served.process.wait(30)
        for _ in range(400):  # the others end by themselves: two servers must not share the port
            if not [pid for pid in family if Path(f"/proc/{pid}/exe").exists()]:
                break
            time.sleep(0.05)
        served.process = None
        served.start()
    return kind


def lost(writers: list[Writer], found: dict[str, list[object]]) -> list[str]:
    """Acknowledged saves that the database or the journal does not have."""
    missing = []
    for writer in writers:
        pk = writer.account.task.rstrip("/").rsplit("/", 1)[1]
        revision, title, told = found[pk]
        for number, words in writer.acknowledged.items():
            if not isinstance(revision, int) or revision < number or (revision == number and title != words):
                missing.append(f"task {pk}: revision {number} was acknowledged, the database has {revision}")
            if not isinstance(told, list) or number not in told:
                missing.append(f"task {pk}: revision {number} is not in the journal")
        if isinstance(told, list) and len(told) != len(set(told)):
            missing.append(f"task {pk}: a revision stands twice in the journal")
    return missing


def run(told: dict[str, str], kills: int, seconds: float, seed: int) -> dict[str, object]:
    """Kills until `kills` or `seconds` are over; what came of it."""
    chance = random.Random(seed)
    accounts = site.seeded(told, WRITERS)
    served = site.Served(told)
    served.start()
    end = threading.Event()
    writers = [Writer(account, served.port, end) for account in accounts]
    for writer in writers:
        writer.start()
    done: Counter[str] = Counter()
    until = time.monotonic() + seconds
    try:
        while sum(done.values()) < kills and time.monotonic() < until:
            time.sleep(chance.uniform(0.05, 0.8))
            done[kill_one(served, chance)] += 1
        if not site.answers(served.port):
            served.start()
        time.sleep(1)
    finally:
        end.set()
        for writer in writers:
            writer.join(30)
        served.stop()
    tasks = ",".join(account.task.rstrip("/").rsplit("/", 1)[1] for account in accounts)
    start = "import django\ndjango.setup()\n"
    looked = subprocess.run([sys.executable, "-c", start + LOOK, tasks], env=told, capture_output=True, text=True, check=True)
    verified = subprocess.run(
        [sys.executable, "-m", "vinhdanh.cli", "journal", "verify"], env=told, capture_output=True, text=True, check=False
    )
    return {
        "kills": sum(done.values()),
        "of": dict(done),
        "acknowledged": sum(len(writer.acknowledged) for writer in writers),
        "refused": Counter(status for writer in writers for status in writer.refused),
        "lost": lost(writers, json.loads(looked.stdout.splitlines()[-1])),
        "journal": verified.returncode,
        "words": (verified.stdout + verified.stderr).strip()[-500:],
    }


def main() -> int:
    """Exit code 0: nothing lost, the journal verifies, something was saved and killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-killed-", ignore_cleanup_errors=True) as folder:
        told = {**os.environ, "VINHDANH_DATA": folder, "DJANGO_SETTINGS_MODULE": "vinhdanh.web.settings"}
        told.pop("VINHDANH_DATA_KEY", None)
        if "KILLED_DATABASE_URL" in os.environ:
            told["DATABASE_URL"] = os.environ["KILLED_DATABASE_URL"]
        else:
            told.pop("DATABASE_URL", None)
        found = run(told, given.kills, given.seconds, given.seed)
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0 if not found["lost"] and found["journal"] == 0 and found["acknowledged"] and found["kills"] else 1


if __name__ == "__main__":
    sys.exit(main())
