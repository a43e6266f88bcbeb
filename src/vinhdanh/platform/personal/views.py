"""The page of one person's data: what is kept, who may see it, export, erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.design.language import said
from vinhdanh.platform.personal import rules, selectors, services
from vinhdanh.platform.personal.forms import KINDS, Erase, Look, Write

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person


@require_safe
@signed_in
def person(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """What is kept of one person."""
    return _page(request, reader, _found(reader, pk))


@require_POST
@signed_in
def look(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Shows one value, once, and keeps who looked."""
    found = _found(reader, pk)
    form = Look(request.POST)
    if not form.is_valid():
        return _page(request, reader, found, look=form)
    kind = form.cleaned_data["kind"]
    value = selectors.sensitive_of(reader, [found], kind, form.cleaned_data["purpose"]).get(found.pk, "")
    return _page(request, reader, found, shown=(str(dict(KINDS)[kind]), value))


@require_POST
@signed_in
def write(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Writes one value."""
    found = _found(reader, pk)
    form = Write(request.POST)
    if form.is_valid():
        kind, value = form.cleaned_data["kind"], form.cleaned_data["value"]
        try:
            if kind == selectors.ETHNICITY:
                services.set_ethnicity(reader, found, value)
            else:
                services.set_sensitive(reader, found, kind, value)
        except UserError as error:
            form.add_error("value", said(error))
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("personal:person", pk=pk)
    return _page(request, reader, found, write=form)


@require_POST
@signed_in
def export(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:  # noqa: ARG001  # every view takes it
    """Everything that is held of the person, as a file."""
    packed = services.export(reader, _found(reader, pk))
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="du-lieu-{pk}.zip"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def erase(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Erases the person's data."""
    found = _found(reader, pk)
    form = Erase(request.POST)
    if form.is_valid():
        services.erase(reader, found, form.cleaned_data["reason"])
        messages.success(request, _("Đã xoá dữ liệu của người này. Nhật ký giữ việc xoá, không giữ nội dung."))
        return redirect("personal:person", pk=pk)
    return _page(request, reader, found, erase=form)


def _found(reader: Reader, pk: int) -> Person:
    found = get_object_or_404(selectors.people(reader), pk=pk)
    if not rules.may_export(reader, found):
        raise Http404
    return found


def _page(request: HttpRequest, reader: Reader, found: Person, **more: Any) -> HttpResponse:
    names = dict(KINDS)
    handles, erases = rules.may_read(reader, found.union), rules.may_erase(reader, found)
    context = {
        "person": found,
        "kinds": [names[kind] for kind in selectors.kinds_held(found)],
        "may_read": handles and not found.erased_at,
        "may_erase": erases and not found.erased_at,
        "look": Look(),
        "write": Write(),
        "erase": Erase(),
        **more,
    }
    response = render(request, "personal/person.html", context)
    response["Cache-Control"] = "no-store"
    return response
