"""A small site on which many people save tasks at once, and the plain client that does it: for load, for killed processes.

`python saving_site.py N` fills the database of the environment with a campaign of sixty units and N people who each keep one task, and
prints as JSON where they save and with which session.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

TOKEN = "k" * 32
"""What the browser's cookie against forged forms holds here; the form repeats it."""
PLAN = Path(__file__).resolve().parents[2] / "examples" / "phu-rieng-2020" / "plan.txt"
UNITS = 60


@dataclass
class Account:
    """One person: session, the task kept, and where."""

    session: str
    overview: str
    task: str
    revision: int = 1
    number: int = 0

    @property
    def cookies(self) -> str:
        """The header of cookies."""
        return f"sessionid={self.session}; csrftoken={TOKEN}"

    def form(self) -> bytes:
        """The next save: its number stands in the title."""
        fields = {
            "csrfmiddlewaretoken": TOKEN,
            "title": f"Gọi điện lần {self.number + 1}",
            "owner": "",
            "due": "",
            "detail": "",
            "revision": self.revision,
        }
        return urlencode(fields).encode()


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def seed(people: int) -> dict[str, Any]:
    """Fills the database of Django's settings."""
    from importlib import import_module  # noqa: PLC0415 - models may be imported only when Django is ready

    from django.conf import settings  # noqa: PLC0415 - as above
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - as above
    from world import make_union  # noqa: PLC0415 - as above

    from vinhdanh.platform.accounts.models import User  # noqa: PLC0415 - as above
    from vinhdanh.platform.accounts.reader import Reader  # noqa: PLC0415 - as above
    from vinhdanh.platform.organisations.models import Person, Post, Role, Union  # noqa: PLC0415 - as above
    from vinhdanh.steps.campaigns import services  # noqa: PLC0415 - as above
    from vinhdanh.steps.campaigns.models import Task  # noqa: PLC0415 - as above

    top = make_union("T", "Liên đoàn Lao động Sơn Hà", None, "district")
    for n in range(UNITS):
        make_union(f"T{n}", f"CĐCS Trường Tiểu học Hoa Sen số {n}", top, "base")
    users = []
    for n in range(people):
        person = Person.objects.create(union=Union.objects.get(pk=top.pk), name=f"Nguyễn Thị Hà {n}")
        Post.objects.create(person=person, union=top, title="Cán bộ", role=Role.OFFICER)
        users.append(User.objects.create_user(username=f"u{n}", person=person))
    campaign = services.from_plan(Reader(users[0]), top, PLAN.name, PLAN.read_bytes())
    rows = []
    for n, user in enumerate(users):
        task = Task.objects.create(campaign=campaign, union=top, title=f"Gọi điện {n}")
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        rows.append(
            {"session": store.session_key, "overview": f"/dot/{campaign.pk}/", "task": f"/dot/{campaign.pk}/viec/{task.pk}/"}
        )
    return {"accounts": rows}


def seeded(told: dict[str, str], people: int) -> list[Account]:
    """`seed` in a process of its own."""
    done = subprocess.run([sys.executable, __file__, str(people)], env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return [Account(**row) for row in json.loads(done.stdout.splitlines()[-1])["accounts"]]


class Served:
    """`vinhdanh serve` on the data of an environment."""

    def __init__(self, told: dict[str, str]) -> None:
        self.told, self.port = told, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it; returns when it answers."""
        words = [sys.executable, "-m", "vinhdanh.cli", "serve", "--data", self.told["VINHDANH_DATA"], "--port", str(self.port)]
        end = time.monotonic() + 120
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(words, env=self.told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if answers(self.port):
                return
            time.sleep(0.05)
        raise RuntimeError("the server does not answer")

    def stop(self) -> None:
        """Asks it to end, as Ctrl-C does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def family(self) -> list[int]:
        """The supervisor and every process below it."""
        if self.process is None:
            return []
        parents: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                except OSError:
                    continue
                parents.setdefault(int(stat.rsplit(")", 1)[1].split()[1]), []).append(int(entry.name))
        found, waiting = [], [self.process.pid]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += parents.get(one, [])
        return found


def answers(port: int) -> bool:
    """Whether a page comes from that port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
            wire.sendall(b"GET /tai-khoan/dang-nhap/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return wire.recv(12).startswith(b"HTTP/1.1 ")
    except OSError:
        return False


def request(method: str, path: str, cookies: str, body: bytes = b"") -> bytes:
    """The bytes of one request on a connection that stays open."""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\nReferer: http://localhost/\r\nAccept-Encoding: gzip\r\n"
    if method == "POST":
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def revision_in(page: bytes) -> int:
    """The revision that the page of a task carries."""
    found = re.search(rb'name="revision"[^>]*value="(\d+)"', page) or re.search(rb'value="(\d+)"[^>]*name="revision"', page)
    if found is None:
        raise ValueError("no revision on the page")
    return int(found[1])


def main() -> None:
    """Seeds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.web.settings")
    import django  # noqa: PLC0415 - only this program needs it

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - as above

    from vinhdanh.web.prepare import prepare  # noqa: PLC0415 - as above

    prepare(settings.DATA)
    sys.stdout.write(json.dumps(seed(int(sys.argv[1]))) + "\n")


if __name__ == "__main__":
    main()
