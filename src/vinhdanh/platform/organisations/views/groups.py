"""Groups of unions: formed, ordered, filled with a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.design.language import said
from vinhdanh.platform.organisations import rules, services
from vinhdanh.platform.organisations.forms.groups import AssignForm, EditGroupForm, NewGroupForm
from vinhdanh.platform.organisations.selectors import groups as selectors
from vinhdanh.platform.organisations.selectors import unions
from vinhdanh.platform.organisations.views.pages import kept, number, one, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

MOST_CHOSEN = 1000


@signed_in
def groups(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The groups that a union has formed."""
    owner = one(unions.union(reader, pk))
    context = {
        "union": owner,
        "groups": selectors.groups(reader, owner, ended="het" in request.GET),
        "ended": "het" in request.GET,
        "may_keep": rules.may_keep(reader, owner),
    }
    return render(request, "organisations/groups.html", context)


@signed_in
def add(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A new group."""
    owner = _owner(reader, pk)
    form = NewGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data
        try:
            services.form_group(
                reader, owner, new["name"], valid_from=new["valid_from"], valid_to=new["valid_to"], once=new["once"]
            )
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã lập khối, cụm."))
            return redirect("organisations:groups", owner.pk)
    context = {"form": form, "heading": _("Lập khối, cụm thi đua"), "action": _("Lập"), "lead": owner.name, **_back(owner)}
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)


@signed_in
def group(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A group with its unions."""
    found = one(selectors.group(reader, pk))
    rows = unions.with_counts(selectors.members(reader, found), reader.day)
    context = {
        "group": found,
        "union": found.owner,
        "page": page_of(request, rows),
        "kept": kept(request),
        "may_keep": rules.may_keep(reader, found.owner),
    }
    return render(request, "organisations/group.html", context)


@signed_in
def edit(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Changes a group's name or days."""
    found = one(selectors.group(reader, pk))
    if not rules.may_keep(reader, found.owner):
        raise Forbidden
    start = {name: getattr(found, name) for name in ("name", "valid_from", "valid_to", "revision")}
    form = EditGroupForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_group(reader, found, **form.cleaned_data)
        except Outdated as error:
            found.refresh_from_db()
            form.add_error(None, said(error))
            form.show_theirs(error.theirs, found.revision)
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("organisations:group", found.pk)
    context = {"form": form, "heading": _("Sửa khối, cụm thi đua"), "action": _("Lưu"), **_back(found.owner)}
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def order(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """One group one place up or down."""
    owner = _owner(reader, pk)
    there = [found.pk for found in selectors.groups(reader, owner, ended=True)]
    moved = number(request.POST.get("up")) or number(request.POST.get("down"))
    if moved in there:
        place = there.index(moved)
        other = place - 1 if request.POST.get("up") else place + 1
        if 0 <= other < len(there):
            there[place], there[other] = there[other], there[place]
            services.order_groups(reader, owner, there)
    return redirect("organisations:groups", owner.pk)


@signed_in
def assign(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Chooses unions and a group; a preview tells what changes; then it is done."""
    owner = _owner(reader, pk)
    chosen = [found for text in request.POST.getlist("union")[:MOST_CHOSEN] if (found := number(text)) is not None]
    there = list(selectors.groups(reader, owner))
    form = AssignForm(request.POST or None, choices=[(g.pk, g.name) for g in there], initial={"day": reader.day})
    preview = None
    if request.method == "POST" and form.is_valid():
        group = next((g for g in there if g.pk == form.cleaned_data["group"]), None)
        day = form.cleaned_data["day"]
        try:
            if "confirm" in request.POST:
                count = services.assign(reader, owner, group, chosen, day=day)
                messages.success(request, _("Đã xếp %(count)s đơn vị.") % {"count": count})
                return redirect("organisations:groups", owner.pk)
            preview = services.preview_assignment(reader, owner, group, chosen, day)
        except Forbidden:
            raise
        except UserError as error:
            form.add_error(None, said(error))
        if preview is not None and not preview:
            form.add_error(None, _("Đồng chí chọn ít nhất một đơn vị."))
    wanted = unions.Filter(words=request.GET.get("q", "")[: unions.LONGEST_WORDS].strip())
    without = "chua" in request.GET
    context = {
        "union": owner,
        "form": form,
        "preview": preview or None,
        "changing": sum(not change.same for change in preview or ()),
        "chosen": set(chosen),
        "page": page_of(request, selectors.candidates(reader, owner, wanted, without=without)),
        "kept": kept(request),
        "words": wanted.words,
        "without": without,
    }
    return render(request, "organisations/assign.html", context, status=422 if form.errors else 200)


def _owner(reader: Reader, pk: int) -> Union:
    owner = one(unions.union(reader, pk))
    if not rules.may_keep(reader, owner):
        raise Forbidden
    return owner


def _back(owner: Union) -> dict[str, str]:
    return {"back": reverse("organisations:groups", args=[owner.pk]), "back_name": _("Khối, cụm thi đua")}
