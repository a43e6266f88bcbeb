"""A register comes in from Excel, and goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.engines.vietnamese import slug
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.design.language import said
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.forms.register import UploadForm
from vinhdanh.platform.organisations.models import RegisterImport, RegisterRow
from vinhdanh.platform.organisations.register import writing
from vinhdanh.platform.organisations.selectors import register as selectors
from vinhdanh.platform.organisations.selectors import unions
from vinhdanh.platform.organisations.services import register as services
from vinhdanh.platform.organisations.views.pages import kept, one, page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def upload(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Chooses the file; below stand the registers that came before."""
    union = one(unions.union(reader, pk))
    if not rules.may_keep(reader, union):
        raise Forbidden
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            register = services.upload(reader, union, file.read(), file.name, once=form.cleaned_data["once"])
        except UserError as error:
            form.add_error("file", said(error))
        else:
            return redirect("organisations:register", register.pk)
    before = selectors.imports(reader).filter(union=union)[:20]
    context = {"form": form, "union": union, "before": before}
    return render(request, "organisations/register_upload.html", context, status=422 if form.errors else 200)


@signed_in
def preview(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """What each row would do, or did."""
    register = _register(reader, pk)
    kind = request.GET.get("loai", "")
    counts = [(value, label, register.counts.get(value, 0)) for value, label in RegisterRow.Kind.choices]
    state = RegisterImport.State
    context = {
        "register": register,
        "union": register.union,
        "page": page_of(request, selectors.rows(register, kind)),
        "kept": kept(request),
        "kind": kind,
        "counts": counts,
        "total": sum(register.counts.values()),
        "writes": sum(
            register.counts.get(k, 0) for k in (RegisterRow.Kind.NEW, RegisterRow.Kind.CHANGED, RegisterRow.Kind.MOVED)
        ),
        "busy": register.state in {state.WAITING, state.APPLYING},
    }
    return render(request, "organisations/register.html", context)


@require_POST
@signed_in
def apply(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Writes what was previewed."""
    return _act(request, reader, pk, lambda register: services.apply(reader, register), _("Đã ghi danh bạ."))


@require_POST
@signed_in
def undo(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Takes back what was written."""
    return _act(request, reader, pk, lambda register: services.undo(reader, register), _("Đã hoàn lại toàn bộ danh bạ."))


@require_POST
@signed_in
def drop(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Sets a preview aside."""
    return _act(request, reader, pk, lambda register: services.drop(reader, register), _("Đã bỏ tệp này; không có gì thay đổi."))


@require_POST
@signed_in
def again(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Makes the preview anew."""
    return _act(request, reader, pk, services.preview, _("Đã xem trước lại."))


@require_POST
@signed_in
def choose(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Says whether a new row is the union of like name."""
    row = selectors.row(reader, pk)
    if row is None:
        raise Http404
    choice = request.POST.get("choice", "")
    return _act(request, reader, row.register_id, lambda _register: services.choose(reader, row, choice), _("Đã ghi lựa chọn."))


@require_POST
@signed_in
def group(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Agrees that a group named in the file is formed."""
    name = request.POST.get("name", "")
    return _act(
        request,
        reader,
        pk,
        lambda register: services.agree_group(reader, register, name),
        _("Khối, cụm sẽ được lập khi ghi danh bạ."),
    )


@signed_in
def form(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The blank form."""
    del request, reader
    return _file(writing.blank(), "mau-danh-ba.xlsx")


@signed_in
def export(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The unions of a branch as a register that can come back in."""
    del request
    union = one(unions.union(reader, pk))
    return _file(writing.filled(selectors.listed(reader, union), reader.day), f"danh-ba-{slug(union.short or union.code)}.xlsx")


def _register(reader: Reader, pk: int) -> RegisterImport:
    found = selectors.one(reader, pk)
    if found is None:
        raise Http404
    return found


def _act(
    request: HttpRequest, reader: Reader, pk: int, act: Callable[[RegisterImport], RegisterImport], words: str
) -> HttpResponse:
    register = _register(reader, pk)
    try:
        after = act(register)
    except Forbidden:
        raise
    except UserError as error:
        messages.error(request, said(error))
    else:
        busy = after.state == RegisterImport.State.APPLYING
        messages.success(request, _("Đang ghi; kết quả chờ ở “Đang xử lý”.") if busy else words)
    return redirect("organisations:register", pk)


def _file(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
