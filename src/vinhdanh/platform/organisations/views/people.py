"""People of a union, their posts, moving and merging them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.design.language import said
from vinhdanh.platform.organisations import rules, services
from vinhdanh.platform.organisations.forms import people as forms
from vinhdanh.platform.organisations.models import Role
from vinhdanh.platform.organisations.selectors import people as selectors
from vinhdanh.platform.organisations.selectors import unions
from vinhdanh.platform.organisations.views.changing import change
from vinhdanh.platform.organisations.views.pages import kept, one, page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person, Union


@signed_in
def people(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """People of a union, or of its whole branch."""
    union = one(unions.union(reader, pk))
    words, below = request.GET.get("q", "")[: unions.LONGEST_WORDS].strip(), "duoi" in request.GET
    rows = selectors.of_union(reader, union, words=words, below=below)
    context = {
        "union": union,
        "page": page_of(request, rows),
        "kept": kept(request),
        "words": words,
        "below": below,
        "may_keep": rules.may_keep(reader, union),
    }
    return render(request, "organisations/people.html", context)


@signed_in
def person(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A person with their posts."""
    found = one(selectors.person(reader, pk))
    if found.merged_into is not None and found.merged_into.union and reader.sees(found.merged_into.union):
        return redirect("organisations:person", found.merged_into.pk)
    posts = selectors.posts(reader, found)
    context = {
        "person": found,
        "union": found.union,
        "sees_union": reader.sees(found.union),
        "posts": [(post, _appoints(reader, found, post.union, post.role), rules.may_keep(reader, post.union)) for post in posts],
        "today": reader.day,
        "birth": forms.person_start(found)["birth"],
        "sees_contacts": rules.may_see_contacts(reader, found),
        "may_edit": rules.may_edit_person(reader, found),
        "may_keep": rules.may_keep(reader, found.union),
        "may_appoint": rules.may_keep(reader, found.union) and rules.may_appoint_person(reader, found),
    }
    return render(request, "organisations/person.html", context)


@signed_in
def add(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A new person of a union."""
    union = one(unions.union(reader, pk))
    if not rules.may_keep(reader, union):
        raise Forbidden
    form = forms.NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.add_person(reader, union, form.person(), once=form.cleaned_data["once"])
        messages.success(request, _("Đã thêm người. Đồng chí ghi tiếp chức vụ nếu có."))
        return redirect("organisations:person", made.pk)
    context = {"form": form, "union": union, "heading": _("Thêm người"), "action": _("Thêm người"), "lead": union.name}
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)


@signed_in
def edit(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Corrects what is told of a person; a person corrects how to reach them."""
    found = one(selectors.person(reader, pk))
    if not rules.may_edit_person(reader, found):
        raise Forbidden
    start = forms.person_start(found)
    if rules.may_keep(reader, found.union):
        whole = forms.EditPersonForm(request.POST or None, initial=start)

        def save_all(new: dict[str, Any]) -> object:
            return services.edit_person(reader, found, whole.person(), revision=new["revision"])

        return _page(request, found, whole, save_all, heading=_("Sửa thông tin của người"), action=_("Lưu"), done=_("Đã lưu."))
    own = forms.OwnContactsForm(request.POST or None, initial=start)

    def save_contacts(new: dict[str, Any]) -> object:
        return services.edit_own_contacts(reader, found, phone=new["phone"], email=new["email"], revision=new["revision"])

    return _page(request, found, own, save_contacts, heading=_("Liên hệ của tôi"), action=_("Lưu"), done=_("Đã lưu."))


@signed_in
def move(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A person passes to another union."""
    found = _kept(reader, pk)
    form = forms.MovePersonForm(request.POST or None, reader=reader)

    def act(new: dict[str, Any]) -> object:
        return services.move_person(reader, found, new["union"], day=new["day"])

    note = _("Chức vụ ở đơn vị cũ kết thúc từ ngày đó; chức vụ ở đơn vị mới ghi riêng.")
    return _page(request, found, form, act, heading=_("Chuyển đơn vị"), action=_("Chuyển"), done=_("Đã chuyển."), note=note)


@signed_in
def give(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A post for a person, in their union."""
    found = _kept(reader, pk)
    roles = [role for role in Role.values if _appoints(reader, found, found.union, role)]
    if not roles:
        raise Forbidden
    form = forms.NewPostForm(request.POST or None, roles=roles, initial={"valid_from": reader.day})

    def act(new: dict[str, Any]) -> object:
        post = services.give_post(reader, found, found.union, form.post(), once=new["once"])
        return services.set_responsible(reader, post) if new["responsible"] else post

    return _page(
        request,
        found,
        form,
        act,
        heading=_("Ghi chức vụ"),
        action=_("Ghi chức vụ"),
        done=_("Đã ghi chức vụ."),
        lead=found.union.name,
    )


@signed_in
def edit_post(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Corrects a post."""
    post = one(selectors.post(reader, pk))
    roles = [role for role in Role.values if _appoints(reader, post.person, post.union, role)]
    if post.role not in roles:
        raise Forbidden
    start = {name: getattr(post, name) for name in ("title", "role", "responsible", "valid_from", "valid_to")}
    form = forms.PostForm(request.POST or None, roles=roles, initial=start)

    def act(new: dict[str, Any]) -> object:
        saved = services.edit_post(reader, post, form.post())
        return services.set_responsible(reader, saved) if new["responsible"] else saved

    lead = post.union.name
    return _page(request, post.person, form, act, heading=_("Sửa chức vụ"), action=_("Lưu"), done=_("Đã lưu."), lead=lead)


@signed_in
def end_post(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A post ends."""
    post = one(selectors.post(reader, pk))
    if not rules.may_appoint(reader, post.union, post.role):
        raise Forbidden
    form = forms.EndPostForm(request.POST or None, initial={"day": reader.day})

    def act(new: dict[str, Any]) -> object:
        return services.end_post(reader, post, day=new["day"])

    lead = f"{post.title}, {post.union.name}"
    return _page(request, post.person, form, act, heading=_("Thôi giữ chức vụ"), action=_("Ghi"), done=_("Đã ghi."), lead=lead)


@require_POST
@signed_in
def responsible(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The holder of a post answers for the union's lists."""
    post = one(selectors.post(reader, pk))
    services.set_responsible(reader, post)
    messages.success(request, _("Đã ghi người chịu trách nhiệm của đơn vị."))
    return redirect("organisations:union", post.union_id)


@signed_in
def doubles(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Records in a branch that may be one person."""
    union = one(unions.union(reader, pk))
    if not rules.may_keep(reader, union):
        raise Forbidden
    return render(request, "organisations/doubles.html", {"union": union, "pairs": selectors.doubles(reader, union)})


@signed_in
def merge(request: HttpRequest, reader: Reader, pk: int, gone: int) -> HttpResponse:
    """Two records beside each other; a human says that they are one person."""
    keep, leave = _kept(reader, pk), _kept(reader, gone)
    if keep.pk == leave.pk:
        raise Forbidden
    form = forms.MergePersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.merge_persons(reader, keep, leave, reason=form.cleaned_data["reason"])
        except Forbidden:
            raise
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã gộp hai hồ sơ."))
            return redirect("organisations:person", keep.pk)
    both = [(found, forms.person_start(found)["birth"], selectors.posts(reader, found)) for found in (keep, leave)]
    context = {"form": form, "both": both, "keep": keep, "leave": leave}
    return render(request, "organisations/merge_people.html", context, status=422 if form.errors else 200)


def _kept(reader: Reader, pk: int) -> Person:
    """The person, if the reader keeps the register of their union."""
    found = one(selectors.person(reader, pk))
    if not rules.may_keep(reader, found.union):
        raise Forbidden
    return found


def _appoints(reader: Reader, holder: Person, union: Union, role: str) -> bool:
    return rules.may_appoint(reader, union, role) and rules.may_appoint_person(reader, holder)


def _page(
    request: HttpRequest, about: Person, form: Form, act: Callable[[dict[str, Any]], object], *, done: str, **context: Any
) -> HttpResponse:
    """A form about a person, with the way back to the page."""
    back = {"back": reverse("organisations:person", args=[about.pk]), "back_name": about.name}
    return change(request, about, form, act, done=done, **back, **context)
