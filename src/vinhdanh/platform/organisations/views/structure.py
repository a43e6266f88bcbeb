"""Renaming, moving, merging, splitting, ending and reopening; the levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.design.language import said
from vinhdanh.platform.organisations import rules, services
from vinhdanh.platform.organisations.forms.structure import (
    EndForm,
    LevelForm,
    MergeForm,
    MoveForm,
    PartFormSet,
    ReasonForm,
    RenameForm,
    SplitForm,
    parts_of,
)
from vinhdanh.platform.organisations.selectors import history
from vinhdanh.platform.organisations.selectors import unions as selectors
from vinhdanh.platform.organisations.views.changing import change
from vinhdanh.platform.organisations.views.pages import one

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union


@signed_in
def rename(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """An official new name; the former one is kept."""
    union = _allowed(reader, pk, rules.may_keep)
    form = RenameForm(request.POST or None, initial={"name": union.name, "revision": union.revision})

    def act(new: dict[str, Any]) -> Union:
        return services.rename(reader, union, new["name"], day=new["day"], decision=new["decision"], revision=new["revision"])

    return _page(
        request, union, form, act, heading=_("Đổi tên đơn vị"), action=_("Đổi tên"), done=_("Đã đổi tên; tên cũ được giữ lại.")
    )


@signed_in
def move(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Under another union."""
    union = _allowed(reader, pk, rules.may_place)
    form = MoveForm(request.POST or None, reader=reader)

    def act(new: dict[str, Any]) -> Union:
        return services.move(reader, union, new["parent"], day=new["day"], reason=new["reason"])

    note = _("Các đơn vị trực thuộc đi theo. Muốn hoàn lại, đồng chí chuyển về đơn vị cấp trên cũ với cùng ngày.")
    return _page(request, union, form, act, heading=_("Chuyển đơn vị"), action=_("Chuyển"), done=_("Đã chuyển."), note=note)


@signed_in
def merge(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Other unions pass into this one."""
    union = _allowed(reader, pk, rules.may_keep)
    form = MergeForm(request.POST or None, reader=reader)

    def act(new: dict[str, Any]) -> Union:
        return services.merge(
            reader, union, new["gone"], day=new["day"], decision=new["decision"], add_figures=new["add_figures"]
        )

    note = _(
        "Đơn vị trực thuộc, người, chức vụ và hồ sơ của các đơn vị đó chuyển sang đơn vị này. Ghi nhầm thì hoàn lại được ở trang đơn vị, khi chưa có việc làm tiếp."
    )
    heading = _("Sáp nhập vào %(name)s") % {"name": union.name}
    return _page(request, union, form, act, heading=heading, action=_("Sáp nhập"), done=_("Đã sáp nhập."), note=note)


@signed_in
def split(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """New unions come of this one."""
    union = _allowed(reader, pk, rules.may_place)
    form, parts = SplitForm(request.POST or None), PartFormSet(request.POST or None, prefix="p")
    if request.method == "POST" and form.is_valid() and parts.is_valid():
        new = form.cleaned_data
        try:
            services.split(
                reader,
                union,
                parts_of(parts, union.level),
                day=new["day"],
                decision=new["decision"],
                goes_on=new["goes_on"],
            )
        except Forbidden:
            raise
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã chia tách."))
            return redirect("organisations:union", union.pk)
    failed = bool(form.errors or any(parts.errors))
    context = {"form": form, "parts": parts, "union": union}
    return render(request, "organisations/split.html", context, status=422 if failed else 200)


@signed_in
def close(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """This union is no more from a day on."""
    union = _allowed(reader, pk, rules.may_place)
    form = EndForm(request.POST or None)

    def act(new: dict[str, Any]) -> Union:
        return services.close(reader, union, day=new["day"], reason=new["reason"])

    note = _("Chức vụ trong đơn vị cũng kết thúc. Mở lại được ở trang của đơn vị.")
    words = _("Kết thúc hoạt động của đơn vị")
    return _page(request, union, form, act, heading=words, action=_("Kết thúc"), done=_("Đã ghi đơn vị kết thúc."), note=note)


@signed_in
def reopen(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A union that was ended goes on."""
    union = _allowed(reader, pk, rules.may_place)
    form = ReasonForm(request.POST or None)

    def act(new: dict[str, Any]) -> Union:
        return services.reopen(reader, union, reason=new["reason"])

    return _page(request, union, form, act, heading=_("Mở lại đơn vị"), action=_("Mở lại"), done=_("Đã mở lại."))


@signed_in
def levels(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All levels with their days, source and certainty."""
    context = {"levels": selectors.all_levels(), "structures": history.structures(), "may_edit": rules.may_edit_levels(reader)}
    return render(request, "organisations/levels.html", context)


@signed_in
def level(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Changes a level's words or days."""
    if not rules.may_edit_levels(reader):
        raise Forbidden
    found = one(selectors.level(pk))
    start = {name: getattr(found, name) for name in ("name", "short", "valid_from", "valid_to", "revision")}
    form = LevelForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_level(reader, found, **form.cleaned_data)
        except Outdated as error:
            found.refresh_from_db()
            form.add_error(None, said(error))
            form.show_theirs(error.theirs, found.revision)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("organisations:levels")
    context = {
        "form": form,
        "heading": _("Sửa cấp"),
        "action": _("Lưu"),
        "back": reverse("organisations:levels"),
        "back_name": _("Các cấp"),
        "note": _("Từ nay cấp này giữ như đồng chí ghi, không theo danh mục của phần mềm nữa."),
    }
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)


def _allowed(reader: Reader, pk: int, rule: Callable[[Reader, Union], bool]) -> Union:
    union = one(selectors.union(reader, pk))
    if not rule(reader, union):
        raise Forbidden
    return union


def _page(
    request: HttpRequest, union: Union, form: Form, act: Callable[[dict[str, Any]], Union], *, done: str, **context: Any
) -> HttpResponse:
    """A form about a union."""
    return change(request, union, form, act, done=done, union=union, **context)
