"""`/healthz` for machines, and the operator's page."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vinhdanh import __version__
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.database.backup.backing import MARKER
from vinhdanh.platform.jobs import selectors as jobs
from vinhdanh.platform.journal import selectors as journal
from vinhdanh.platform.organisations.models import Role
from vinhdanh.web import operations

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader

LEAST_FREE = 200 * 1024 * 1024
"""Bytes below which the disk counts as full."""


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # every view takes it
    """Database, worker, disk. 200: pages can be served; 503: they cannot. A worker that is away is told, and stops no page."""
    told: dict[str, Any] = {"version": __version__, "database": "ok", "worker": "none", "disk": "ok"}
    try:
        sign = jobs.last_sign()
    except DatabaseError:
        told["database"] = told["worker"] = "unreachable"
    else:
        if sign is not None:
            told["worker"] = "ok" if sign < jobs.ALIVE.total_seconds() else "late"
    if shutil.disk_usage(settings.DATA).free < LEAST_FREE:
        told["disk"] = "full"
    well = told["database"] == told["disk"] == "ok"
    told["status"] = "ok" if well and told["worker"] == "ok" else "degraded" if well else "down"
    response = JsonResponse(told, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def operations_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Requests, times, queue, last seal, last backup: for those who run the system."""
    if Role.ADMIN not in reader.roles:
        raise Http404
    counts = operations.counts()
    disk = shutil.disk_usage(settings.DATA)
    context = {
        "counts": counts,
        "classes": _classes(counts),
        "routes": sorted(
            ((name, int(n), round(ms / n, 1)) for name, (n, ms) in counts.routes.items() if n), key=lambda row: -row[2]
        )[:15],
        "queue": jobs.queue(),
        "seal": journal.latest_seal(),
        "backup": last_backup(Path(settings.DATA)),
        "disk_free": disk.free // (1024 * 1024),
        "version": __version__,
        "database": connection.vendor,
    }
    response = render(request, "operations.html", context)
    response["Cache-Control"] = "no-store"
    return response


def last_backup(data: Path) -> datetime | None:
    """When the last backup was made from this folder."""
    try:
        return datetime.fromisoformat(json.loads((data / MARKER).read_text(encoding="utf-8"))["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _classes(counts: operations.Counts) -> list[tuple[str, int, int]]:
    """Words of each class of time, how many, percent."""
    words = [f"≤ {edge} ms" for edge in operations.EDGES] + [f"> {operations.EDGES[-1]} ms"]
    whole = max(1, counts.requests)
    return [(word, number, round(100 * number / whole)) for word, number in zip(words, counts.classes, strict=True)]
