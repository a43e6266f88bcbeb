"""The reader's own account: posts, sessions, acting for a union."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.platform.accounts import selectors
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.forms.people import SearchForm
from vinhdanh.platform.accounts.services import acting as acting_service
from vinhdanh.platform.accounts.services import sessions as sessions_service
from vinhdanh.platform.organisations.views.pages import kept, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader


@signed_in
def account(request: HttpRequest, reader: Reader) -> HttpResponse:
    """My posts, and how I sign in."""
    posts = [(post, reader.holds_over({"officer", "admin"}, post.union)) for post in selectors.own_posts(reader)]
    context = {"posts": posts, "may_act": "officer" in reader.roles, "second_step": selectors.second_step(reader)}
    return render(request, "accounts/account.html", context)


@signed_in
def sessions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Where I am signed in."""
    rows = [(row, row.session_key == request.session.session_key) for row in selectors.sessions(reader)[:100]]
    return render(request, "accounts/sessions.html", {"rows": rows})


@require_POST
@signed_in
def end_session(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Signs out one place."""
    row = get_object_or_404(selectors.sessions(reader), pk=pk)
    here = row.session_key == request.session.session_key
    sessions_service.end(reader, row)
    if here:
        logout(request)
        return redirect(settings.LOGIN_URL)
    messages.success(request, _("Đã đăng xuất ở nơi đó."))
    return redirect("accounts:sessions")


@require_POST
@signed_in
def end_sessions(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Signs out everywhere, here too."""
    sessions_service.end_all(reader)
    logout(request)
    messages.success(request, _("Đã đăng xuất mọi nơi. Đồng chí nên đổi mật khẩu nếu nghi có người khác biết."))
    return redirect(settings.LOGIN_URL)


@signed_in
def acting(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Choose the union without a computer on whose behalf to work."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request, selectors.may_be_acted_for(reader, words))
    return render(request, "accounts/acting.html", {"form": form, "page": page, "kept": kept(request)})


@require_POST
@signed_in
def act(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """From now on, on behalf of this union."""
    union = get_object_or_404(selectors.may_be_acted_for(reader), pk=pk)
    acting_service.act_for(reader, request.session, union)
    messages.success(request, _("Từ bây giờ đồng chí làm thay %(name)s; nhật ký ghi rõ điều đó.") % {"name": union.name})
    return redirect("home")


@require_POST
@signed_in
def stop_acting(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Back to working for oneself."""
    acting_service.stop(reader, request.session)
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/") else "home")
