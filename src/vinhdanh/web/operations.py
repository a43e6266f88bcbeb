"""Counting requests: how many, how long, of which route; a log line each. Never a path, a form value or a name.

Every process writes its counts beside the data (`metrics/<process>.json`) a few times a minute; the page of the operator adds those of the processes that live.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("vinhdanh.request")
EDGES = (5, 10, 20, 40, 80, 120, 200, 400, 1000)
"""Upper edges of the classes of time, in milliseconds; the last class has none."""
WRITE_EVERY = 5.0


@dataclass
class Counts:
    """What one process has answered since it started."""

    requests: int = 0
    errors: int = 0
    classes: list[int] = field(default_factory=lambda: [0] * (len(EDGES) + 1))
    routes: dict[str, list[float]] = field(default_factory=dict)
    """Route -> number, milliseconds in all."""

    def add(self, route: str, status: int, ms: float) -> None:
        """Counts one request."""
        self.requests += 1
        self.errors += status >= 500
        self.classes[sum(ms > edge for edge in EDGES)] += 1
        told = self.routes.setdefault(route, [0, 0.0])
        told[0] += 1
        told[1] += ms

    def join(self, other: Counts) -> None:
        """Adds another process's counts."""
        self.requests += other.requests
        self.errors += other.errors
        self.classes = [a + b for a, b in zip(self.classes, other.classes, strict=True)]
        for route, (number, ms) in other.routes.items():
            told = self.routes.setdefault(route, [0, 0.0])
            told[0] += number
            told[1] += ms


_counts = Counts()
_lock = threading.Lock()
_written = 0.0


class Operations:
    """Outermost: measures the whole answer. A request's id goes back in `X-Request-Id`, so that a user can name it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hands the request on and measures."""
        start = time.perf_counter()
        ident = secrets.token_hex(8)
        response = self.get_response(request)
        ms = (time.perf_counter() - start) * 1000
        match = request.resolver_match
        route = (match.view_name or "unnamed") if match else "none"
        response["X-Request-Id"] = ident
        told = {"request_id": ident, "route": route, "method": request.method, "status": response.status_code, "ms": round(ms, 1)}
        logger.info("request", extra=told)
        count(route, response.status_code, ms)
        return response


def count(route: str, status: int, ms: float) -> None:
    """Counts one request of this process, and writes the counts now and then."""
    global _written  # noqa: PLW0603  # one clock a process
    with _lock:
        _counts.add(route, status, ms)
        if time.monotonic() - _written < WRITE_EVERY:
            return
        _written = time.monotonic()
        text = json.dumps(_counts.__dict__)
    with contextlib.suppress(OSError):
        place = _folder()
        place.mkdir(mode=0o700, exist_ok=True)
        new = place / f"{os.getpid()}.new"
        new.write_text(text, encoding="utf-8")
        new.replace(place / f"{os.getpid()}.json")


def counts() -> Counts:
    """Of all processes of this machine that live."""
    whole = Counts()
    for path in sorted(_folder().glob("*.json")):
        if not alive(int(path.stem)):
            path.unlink(missing_ok=True)
            continue
        if int(path.stem) != os.getpid():
            with contextlib.suppress(OSError, ValueError, TypeError):
                whole.join(Counts(**json.loads(path.read_text(encoding="utf-8"))))
    with _lock:
        whole.join(_counts)
    return whole


def alive(process: int) -> bool:
    """Whether a process of that number lives."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _folder() -> Path:
    return Path(os.environ.get("VINHDANH_DATA") or "vinhdanh-data") / "metrics"
