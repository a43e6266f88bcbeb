"""Users and roles of a union."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts import rules, selectors
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.forms.people import EndPostForm, InviteForm
from vinhdanh.platform.accounts.services import invitations
from vinhdanh.platform.accounts.services import posts as posts_service
from vinhdanh.platform.accounts.texts import invitation_text
from vinhdanh.platform.design.language import said
from vinhdanh.platform.organisations.forms.fields import OnceForm
from vinhdanh.platform.organisations.views.pages import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union


@signed_in
def people(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Who works in this union, in which role, and whether they can sign in."""
    union = _union(reader, pk)
    page = page_of(request, selectors.posts(reader, union))
    rows = [selectors.row(reader, post) for post in page]
    return render(request, "accounts/people.html", {"union": union, "rows": rows, "page": page, "once": uuid.uuid4()})


@signed_in
def invite(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A post for somebody, and a link when they have no account."""
    union = _union(reader, pk)
    form = InviteForm(
        reader, union, request.POST or None, initial={"once": uuid.uuid4(), "role": request.GET.get("vai-tro", "")[:20]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(reader, union, form.data_of(), once=form.cleaned_data["once"])
        except Forbidden:
            raise
        except UserError as error:
            form.add_error(None, said(error))
        else:
            if invitation is not None:
                return redirect("accounts:invitation", invitation.pk)
            messages.success(request, _("Đã giao vai trò. Người này đã có tài khoản nên không cần liên kết mời."))
            return redirect("accounts:people", union.pk)
    return render(request, "accounts/invite.html", {"union": union, "form": form})


@never_cache
@signed_in
def invitation(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The link, a text to copy, and what became of it."""
    found = get_object_or_404(selectors.invitations(reader), pk=pk)
    if not rules.may_manage(reader, found):
        raise Forbidden
    secret = invitations.secret_of(found)
    state = selectors.state_of(found)
    link = request.build_absolute_uri(f"/tai-khoan/moi/{secret}/") if secret and state == "open" else ""
    context = {"invitation": found, "state": state, "link": link, "text": invitation_text(found, link), "once": uuid.uuid4()}
    return render(request, "accounts/invitation.html", context)


@require_POST
@signed_in
def withdraw(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The link stops working."""
    invitations.withdraw(reader, get_object_or_404(selectors.invitations(reader), pk=pk))
    messages.success(request, _("Đã thu hồi liên kết mời. Muốn mời lại, đồng chí cấp liên kết khác."))
    return redirect("accounts:invitation", pk)


@require_POST
@signed_in
def reissue(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Another link in place of this one."""
    found = get_object_or_404(selectors.invitations(reader), pk=pk)
    if not rules.may_manage(reader, found):
        raise Forbidden
    fresh = invitations.reissue(reader, found, once=_once(request))
    messages.success(request, _("Đã cấp liên kết mới. Liên kết cũ không dùng được nữa."))
    return redirect("accounts:invitation", fresh.pk)


@require_POST
@signed_in
def reset(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A link for a new password."""
    found = get_object_or_404(selectors.person(reader), pk=pk)
    if not rules.may_reset(reader, found):
        raise Forbidden
    return redirect("accounts:invitation", invitations.reset(reader, found, once=_once(request)).pk)


@signed_in
def end_post(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A post ends."""
    post = get_object_or_404(selectors.post(reader), pk=pk)
    if not rules.may_end(reader, post):
        raise Forbidden
    form = EndPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            posts_service.end(reader, post, day=form.cleaned_data["day"], reason=form.cleaned_data["reason"])
        except Forbidden:
            raise
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã kết thúc chức danh của %(name)s.") % {"name": post.person.name})
            return redirect("accounts:people", post.union_id)
    return render(request, "accounts/end_post.html", {"post": post, "union": post.union, "form": form})


def _union(reader: Reader, pk: int) -> Union:
    union = get_object_or_404(reader.unions(), pk=pk)
    if not rules.may_see_people(reader, union):
        raise Forbidden
    return union


def _once(request: HttpRequest) -> uuid.UUID:
    form = OnceForm(request.POST)
    if not form.is_valid():
        raise UserError("Trang đã cũ. Đồng chí tải lại trang rồi bấm lại.", "The page is too old. Load it again.")
    once: uuid.UUID = form.cleaned_data["once"]
    return once
