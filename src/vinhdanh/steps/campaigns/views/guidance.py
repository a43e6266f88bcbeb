"""The guidance library."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.steps.campaigns.forms.simple import GuidanceForm
from vinhdanh.steps.campaigns.river import STEPS
from vinhdanh.steps.campaigns.selectors.campaigns import may_start_in
from vinhdanh.steps.campaigns.selectors.work import guidance
from vinhdanh.steps.campaigns.services.guidance import add_guidance
from vinhdanh.steps.campaigns.views.common import token

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader


@signed_in
def library(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Documents with their validity, searched with or without accents; officers add to it."""
    words = request.GET.get("tim", "").replace("\0", "")[:100]
    step = request.GET.get("buoc", "").replace("\0", "")[:40]
    own = may_start_in(reader).first()
    form = GuidanceForm([(key, str(name)) for key, name, _after in STEPS], request.POST or None, request.FILES or None)
    if request.method == "POST":
        if own is None:
            raise Http404
        if form.is_valid():
            add_guidance(reader, own, form.cleaned_data, token(request.POST.get("once", "")))
            messages.success(request, _("Đã thêm văn bản."))
            return redirect("campaigns:library")
    rows = Paginator(guidance(reader, words, step), 50).get_page(request.GET.get("trang"))
    context = {
        "page": rows,
        "words": words,
        "form": form if own else None,
        "today": reader.day,
        "step": step,
        "once": request.POST.get("once") or uuid4(),
    }
    return render(request, "campaigns/library.html", context, status=400 if request.method == "POST" else 200)
