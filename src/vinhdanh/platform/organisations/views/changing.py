"""A form that changes something: shown, or done and back to the page of what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.design.language import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.organisations.models import Person, Union


def change(
    request: HttpRequest, about: Person | Union, form: Form, act: Callable[[dict[str, Any]], object], *, done: str, **context: Any
) -> HttpResponse:
    """A form about a person or a union; where another has changed it meanwhile, theirs stands beside mine."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Forbidden:
            raise
        except UserError as error:
            form.add_error(None, said(error))
            if isinstance(error, Outdated) and hasattr(form, "show_theirs"):
                about.refresh_from_db()
                form.show_theirs(error.theirs, about.revision)
        else:
            messages.success(request, done)
            return redirect(f"organisations:{about._meta.model_name}", about.pk)
    return render(request, "organisations/form.html", {"form": form, **context}, status=422 if form.errors else 200)
