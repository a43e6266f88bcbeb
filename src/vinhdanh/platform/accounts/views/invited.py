"""What somebody sees who opens an invitation: on a phone, without an account yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts import selectors
from vinhdanh.platform.accounts.forms.credentials import CredentialsForm, NewPasswordForm
from vinhdanh.platform.accounts.services import invitations, sessions
from vinhdanh.platform.design.language import said

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@sensitive_post_parameters()
@never_cache
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Opens the account, or sets a new password."""
    found = selectors.opened_by(secret)
    if found is None:
        return render(request, "accounts/invitation_spent.html", {"error": invitations.spent()}, status=404)
    new = getattr(found.person, "account", None) is None
    kind = CredentialsForm if new else NewPasswordForm
    form = kind(request.POST or None, initial={"username": selectors.free_name(found.person)} if new else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept(
                secret, username=form.cleaned_data.get("username", ""), password=form.cleaned_data["password"]
            )
        except UserError as error:
            form.add_error(None, said(error))
        else:
            if not new:
                messages.success(request, _("Đã đặt mật khẩu mới. Đồng chí đăng nhập bằng mật khẩu vừa đặt."))
                return redirect("account_login")
            sessions.start(request, user)
            messages.success(
                request, _("Tài khoản đã sẵn sàng. Lần sau đồng chí đăng nhập bằng tên “%(name)s”.") % {"name": user.username}
            )
            return redirect("home")
    return render(request, "accounts/accept.html", {"invitation": found, "form": form, "new": new})
