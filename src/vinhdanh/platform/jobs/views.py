"""Pages of "Đang xử lý": one's own jobs, how far they are, their results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.jobs import selectors, services

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader

PAGE = 50


@require_safe
@signed_in
def jobs(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All of one's own, the newest first."""
    page = Paginator(selectors.own(reader), PAGE).get_page(request.GET.get("trang"))
    return render(request, "jobs/jobs.html", {"page": page})


@require_safe
@signed_in
def job(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """One job; asked for by htmx only its state."""
    found = get_object_or_404(selectors.own(reader), pk=pk)
    part = "HX-Request" in request.headers
    response = render(request, "jobs/parts/state.html" if part else "jobs/job.html", {"job": found, "link": _link(found.result)})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def again(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:  # noqa: ARG001  # every view takes it
    """Puts a failed one back into the queue."""
    found = get_object_or_404(selectors.own(reader), pk=pk)
    if found.state == found.State.FAILED:
        services.again(reader, found)
    return redirect("jobs:job", pk=pk)


def _link(result: dict[str, object]) -> str:
    """The result's address when it is one of this application."""
    link = str(result.get("link", ""))
    return link if link.startswith("/") and not link.startswith(("//", "/\\")) else ""
