"""The first start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from vinhdanh.platform.accounts import selectors
from vinhdanh.platform.accounts.forms.first_start import FirstStartForm
from vinhdanh.platform.accounts.services import failures, first_start, sessions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CONSOLE = "first-start"
"""Failures of the token are counted under this name."""


@sensitive_post_parameters()
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Leads through the first union and the first account; once an account exists, there is nothing here."""
    if not selectors.nobody_yet():
        raise Http404
    if request.method != "POST":
        form = FirstStartForm(initial={"token": request.GET.get("ma", "")[:100]})
        return render(request, "accounts/first_start.html", {"form": form})
    form = FirstStartForm(request.POST)
    if form.is_valid() and _token_fits(form):
        data: dict[str, Any] = {name: form.cleaned_data[name] for name in first_start.FirstStartData.__slots__}
        user = first_start.begin(settings.DATA, first_start.FirstStartData(**data))
        sessions.start(request, user)
        messages.success(request, _("Đã tạo đơn vị và tài khoản đầu tiên. Đồng chí nên bật xác thực hai bước ở trang Tài khoản."))
        return redirect("home")
    return render(request, "accounts/first_start.html", {"form": form})


def _token_fits(form: FirstStartForm) -> bool:
    if failures.too_many(CONSOLE):
        form.add_error("token", _("Mã vừa sai nhiều lần. Đề nghị đồng chí chờ 5 phút."))
        return False
    if first_start.token_fits(settings.DATA, form.cleaned_data["token"]):
        return True
    failures.count(CONSOLE)
    form.add_error("token", _("Mã bắt đầu chưa đúng. Mã nằm trên cửa sổ lệnh, dòng có chữ /bat-dau/."))
    return False
