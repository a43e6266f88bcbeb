"""Notices: mine, one of them, and the evidence of who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.notices import rules, selectors, services, texts
from vinhdanh.platform.notices.forms import NoteForm
from vinhdanh.platform.organisations.views.pages import kept, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader

LARGEST_EXPORT = 40_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def notices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Mine, the unread first."""
    return render(request, "notices/notices.html", {"page": page_of(request, selectors.inbox(reader)), "kept": kept(request)})


@signed_in
def notice(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """One notice; opening it is noted as evidence that it arrived."""
    found = get_object_or_404(selectors.readable(reader), pk=pk)
    services.read(reader, found)
    return render(request, "notices/notice.html", {"found": found, "may_see_evidence": rules.may_see_evidence(reader, found)})


@signed_in
def evidence(request: HttpRequest, reader: Reader, label: str, key: str) -> HttpResponse:
    """Who was told what about a record, when, by which way; who was not reached."""
    state = request.GET.get("muc", "")
    counts = selectors.counts(reader, label, key)
    if not sum(counts.values()):
        raise Http404
    page = page_of(request, selectors.about(reader, label, key, state))
    states = [(name, words, counts[name]) for name, (words, _tag) in selectors.STATES.items() if counts[name]]
    lines = selectors.lines(reader, page.object_list)
    rows = [(line, [texts.told(delivery) for delivery in line.notice.deliveries.all()]) for line in lines]
    context = {
        "page": page, "rows": rows, "states": states, "state": state, "total": sum(counts.values()),
        "label": label, "key": key, "kept": kept(request),
    }  # fmt: skip
    return render(request, "notices/evidence.html", context)


@signed_in
def export(request: HttpRequest, reader: Reader, label: str, key: str) -> HttpResponse:
    """The evidence as shown, as a workbook."""
    found = list(selectors.about(reader, label, key, request.GET.get("muc", ""))[:LARGEST_EXPORT])
    if not found:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="da-bao.xlsx"'}
    return HttpResponse(texts.workbook(selectors.lines(reader, found)), content_type=XLSX, headers=headers)


@signed_in
def telling(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The text to copy for one union, and noting that it was told."""
    found = get_object_or_404(
        selectors.with_state(selectors.witnessed(reader)).prefetch_related("deliveries__person", "deliveries__noted_by__person"),
        pk=pk,
    )
    host = request.build_absolute_uri("/").rstrip("/")
    line = selectors.lines(reader, [found])[0]
    told = [texts.told(delivery) for delivery in found.deliveries.all()]
    return render(
        request,
        "notices/telling.html",
        {"found": found, "line": line, "told": told, "text": texts.copy_text(found, host), "form": NoteForm()},
    )


@require_POST
@signed_in
def note(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Notes that a union was told: by which way, and whom."""
    found = get_object_or_404(selectors.witnessed(reader), pk=pk)
    if not rules.may_note(reader, found):
        raise Forbidden
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Chưa ghi: đề nghị đồng chí chọn cách đã nhắn."))
        return redirect("notices:telling", pk)
    services.note_told(reader, found, form.cleaned_data["way"], words=form.cleaned_data["words"])
    messages.success(request, _("Đã ghi là đã nhắn cho %(name)s.") % {"name": found.union.name})
    return redirect("notices:telling", pk)
