"""A merger or a split that is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.design.language import said
from vinhdanh.platform.organisations import rules, services
from vinhdanh.platform.organisations.forms.structure import ReasonForm
from vinhdanh.platform.organisations.models import Succession
from vinhdanh.platform.organisations.selectors import reorganisations as selectors
from vinhdanh.platform.organisations.services.standing_in_the_way import hindrances
from vinhdanh.platform.organisations.services.taking_back import sides
from vinhdanh.platform.organisations.views.pages import one

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader


@signed_in
def page(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """What would go back and what stands in the way; the reason is asked, and it is done."""
    held = one(selectors.reorganisation(reader, pk))
    old, new = sides(held)
    if not rules.may_take_back(reader, old, new):
        raise Forbidden
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_back(reader, held, reason=form.cleaned_data["reason"])
        except Forbidden:
            raise
        except UserError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("Đã hoàn lại; các đơn vị đứng như trước."))
            return redirect("organisations:union", old[0].pk)
    open_still = held.undone_at is None
    context = {
        "form": form,
        "held": held,
        "old": old,
        "new": new,
        "merged": held.kind == Succession.Kind.MERGED,
        "reasons": [said(error) for error in hindrances(held, old, new)] if open_still else [],
        "counts": selectors.counts(held),
    }
    return render(request, "organisations/take_back.html", context, status=422 if form.errors else 200)
