"""The tree, a union's page, adding and editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.design.language import said
from vinhdanh.platform.organisations import rules, services
from vinhdanh.platform.organisations.forms.unions import ContactsForm, EditUnionForm, NewUnionForm, UnionForm
from vinhdanh.platform.organisations.selectors import overview
from vinhdanh.platform.organisations.selectors import unions as selectors
from vinhdanh.platform.organisations.views import history
from vinhdanh.platform.organisations.views.pages import kept, number, one, page_of

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union


@signed_in
def tree(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The unions of the scope: level by level, or those that fit a search; with `ngay` as they were on an earlier day."""
    day = history.earlier(request, reader)
    if day is not None:
        return history.tree(request, reader, day)
    wanted = selectors.Filter(
        words=request.GET.get("q", "")[: selectors.LONGEST_WORDS].strip(),
        level=request.GET.get("cap", "")[:40].replace("\0", ""),
        group=number(request.GET.get("khoi")),
        ended="het" in request.GET,
        without=request.GET.get("thieu", "")[:20],
    )
    searching = bool(wanted.words or wanted.level or wanted.group or wanted.without)
    roots = list(selectors.with_counts(selectors.roots(reader), reader.day))
    opened = None
    if not searching:
        pk = number(request.GET.get("mo"))
        opened = selectors.union(reader, pk).first() if pk else (roots[0] if len(roots) == 1 else None)
    if searching:
        rows = selectors.with_counts(selectors.search(reader, wanted), reader.day).select_related("level", "parent")
    elif opened is not None:
        rows = selectors.children(reader, opened, ended=wanted.ended)
    else:
        rows = selectors.with_counts(selectors.roots(reader), reader.day)
    return render(
        request,
        "organisations/tree.html",
        {
            "page": page_of(request, rows),
            "kept": kept(request),
            "wanted": wanted,
            "searching": searching,
            "opened": opened,
            "chain": [above for above, seen in selectors.ancestors(reader, opened) if seen] if opened else [],
            "levels": selectors.used_levels(reader),
            "may_keep": opened is not None and rules.may_keep(reader, opened),
            "roots": roots,
        },
    )


@signed_in
def union(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Everything of a union: what is to do, what is wrong, what is there; with `ngay` as it was on an earlier day."""
    day = history.earlier(request, reader)
    if day is not None:
        return history.union(request, reader, pk, day)
    found = one(selectors.union(reader, pk))
    return render(request, "organisations/union.html", overview.overview(reader, found))


@signed_in
def add(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A new union under this one."""
    parent = _kept_by(reader, pk)
    form = NewUnionForm(request.POST or None, levels=selectors.levels_below(parent, reader.day))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create(reader, parent, form.union(), once=form.cleaned_data["once"])
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã thêm “%(name)s”.") % {"name": made.name})
            return redirect("organisations:union", made.pk)
    context = {"form": form, "union": parent, "heading": _("Thêm đơn vị trực thuộc"), "action": _("Thêm đơn vị")}
    return _form(request, context, form)


@signed_in
def edit(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Corrects what is told of a union."""
    found = _kept_by(reader, pk)
    levels = {level.pk: level for level in [*selectors.levels(reader.day), found.level]}
    start = {name: getattr(found, name) for name in UnionForm.base_fields} | {"revision": found.revision}
    form = EditUnionForm(request.POST or None, initial=start, levels=levels.values())
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(reader, found, form.union(), revision=form.cleaned_data["revision"])
        except Outdated as error:
            found.refresh_from_db()
            form.add_error(None, said(error))
            form.show_theirs(error.theirs, found.revision)
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("organisations:union", found.pk)
    context = {
        "form": form,
        "union": found,
        "heading": _("Sửa thông tin đơn vị"),
        "action": _("Lưu"),
        "note": _("Đơn vị đổi tên theo quyết định: dùng trang “Đổi tên” để giữ lại tên cũ."),
    }
    return _form(request, context, form)


@signed_in
def contacts(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Telephone and mail of a union: also for its own people."""
    found = one(selectors.union(reader, pk))
    if not rules.may_edit_contacts(reader, found):
        raise Forbidden
    start = {"phone": found.phone, "email": found.email, "revision": found.revision}
    form = ContactsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data
        try:
            services.edit_contacts(reader, found, phone=new["phone"], email=new["email"], revision=new["revision"])
        except Outdated as error:
            found.refresh_from_db()
            form.add_error(None, said(error))
            form.show_theirs(error.theirs, found.revision)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("organisations:union", found.pk)
    return _form(request, {"form": form, "union": found, "heading": _("Liên hệ của đơn vị"), "action": _("Lưu")}, form)


def _kept_by(reader: Reader, pk: int) -> Union:
    """The union, if the reader keeps its register."""
    found = one(selectors.union(reader, pk))
    if not rules.may_keep(reader, found):
        raise Forbidden
    return found


def _form(request: HttpRequest, context: dict[str, object], form: Form) -> HttpResponse:
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)
