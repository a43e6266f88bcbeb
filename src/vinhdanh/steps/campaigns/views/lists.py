"""The list of campaigns; a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.forms.simple import LastForm, PlanForm, TemplateForm
from vinhdanh.steps.campaigns.selectors.campaigns import may_start_in

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign

A_PAGE = 50


@signed_in
def index(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The campaigns that the reader sees."""
    rows = Paginator(selectors.visible(reader), A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "campaigns/index.html", {"page": rows, "starts": may_start_in(reader).exists()})


@signed_in
def new(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Three ways to a new campaign: drop in the plan, an empty one, last time's."""
    unions = may_start_in(reader)
    if not unions.exists():
        raise Http404
    way = request.POST.get("way", "")
    data = request.POST if request.method == "POST" else None
    mine = selectors.campaigns(reader).filter(union__in=unions)
    plan = PlanForm(unions, data if way == "plan" else None, request.FILES if way == "plan" else None)
    blank = TemplateForm(unions, data if way == "blank" else None, prefix="blank")
    last = LastForm(mine, data if way == "last" else None, prefix="last")
    error = None
    form = {"plan": plan, "blank": blank, "last": last}.get(way)
    if form is not None and form.is_valid():
        try:
            campaign = _make(reader, way, form)
        except UserError as e:
            error = e
        else:
            messages.success(request, _("Đã lập dự thảo. Đồng chí xem và hoàn thiện trước khi trình duyệt."))
            return redirect("campaigns:plan" if way == "plan" else "campaigns:overview", campaign.pk)
    context = {"plan": plan, "blank": blank, "last": last, "has_last": mine.exists(), "way": way, "error": error}
    return render(request, "campaigns/new.html", context, status=400 if request.method == "POST" else 200)


def _make(reader: Reader, way: str, form: forms.Form) -> Campaign:
    given = form.cleaned_data
    if way == "plan":
        return services.from_plan(reader, given["union"], given["plan"].name, given["plan"].read())
    if way == "blank":
        return services.from_template(reader, given["union"], given["name"], given["year"])
    return services.from_last(reader, given["last"], given["year"])
