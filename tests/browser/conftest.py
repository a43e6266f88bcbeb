"""The running program and a browser. Tests here talk to a server of their own, never to the database of this process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from screens import FLAGS, chromium

HERE = Path(__file__).resolve().parent
START_SECONDS = 180
"""Far more than it takes: other work may hold the processors."""


@dataclass
class Site:
    """The running program: its address, a session for each account of the test world, the numbers of what was seeded."""

    address: str
    sessions: dict[str, str]
    ids: dict[str, str]


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """A server with the test world in a data folder of its own."""
    chromium()
    data = Path(tempfile.mkdtemp(prefix="vinhdanh-browser-"))
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment |= {
        "VINHDANH_DATA": str(data / "data"),
        "PYTHONPATH": os.pathsep.join([str(HERE.parent / "kit"), str(HERE.parents[1] / "src")]),
    }
    log = data / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen([sys.executable, HERE / "serve.py", data], env=environment, stdout=out, stderr=out)
    try:
        yield _ready(server, data / "site.json", log)
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(data, ignore_errors=True)


def _ready(server: subprocess.Popen[bytes], told: Path, log: Path) -> Site:
    """What the server wrote when it was about to listen."""
    end = time.monotonic() + START_SECONDS
    while not told.exists():
        if server.poll() is not None or time.monotonic() > end:
            pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.05)
    return Site(**json.loads(told.read_text()))


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    """Debian's Chromium. Of a module, not of the session: while it runs, Django refuses its database in this thread."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        _answered(running, site)
        yield running
        running.close()


def _answered(running: Browser, site: Site) -> None:
    """Waits until the server answers."""
    page = running.new_page()
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            page.goto(f"{site.address}/giao-dien/")
        except Error:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            page.close()
            return


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a page of the program: `open_page("/don-vi/", "officer.district-a1", width=360, theme="dark")`.

    At the end of the test no error may stand in the console.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(
        path: str, account: str = "", *, width: int = 1280, theme: str = "light", scripts: bool = True, status: int = 200
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=scripts,
            locale="vi-VN",
            base_url=site.address,
        )
        contexts.append(context)
        if account:
            context.add_cookies([{"name": "sessionid", "value": site.sessions[account], "url": site.address}])
        page = context.new_page()
        page.site_ids = site.ids  # type: ignore[attr-defined]  # for tests that go on from here
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" and status == 200 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        response = page.goto(path.format(**site.ids))
        if response is None:
            return page
        assert response.status == status, f"{path}: {response.status}"
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
