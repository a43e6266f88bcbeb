"""The list of campaigns; a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.forms.simple import LastForm, PlanForm, TemplateForm
from vinhdanh.steps.campaigns.models import Status
from vinhdanh.steps.campaigns.selectors import lists
from vinhdanh.steps.campaigns.selectors.campaigns import may_start_in
from vinhdanh.steps.campaigns.sheets import campaigns_workbook
from vinhdanh.steps.campaigns.views.common import token

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign

A_PAGE = 50
MOST = 20_000
"""Rows of an export."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def index(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The campaigns that the reader sees: narrowed, sorted, searched."""
    wanted = _wanted(request)
    context = {
        "page": Paginator(lists.listed(reader, wanted), A_PAGE).get_page(request.GET.get("trang")), "wanted": wanted,
        "years": lists.years(reader), "states": Status.choices, "starts": may_start_in(reader).exists(),
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "campaigns/index.html", context)


@signed_in
def export(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The list as shown, as Excel."""
    rows = lists.listed(reader, _wanted(request))[:MOST]
    headers = {"Content-Disposition": 'attachment; filename="cac-dot.xlsx"'}
    return HttpResponse(campaigns_workbook(rows), content_type=XLSX, headers=headers)


def _wanted(request: HttpRequest) -> lists.Wanted:
    year = request.GET.get("nam", "").replace("\0", "")
    state = request.GET.get("tinh-trang", "").replace("\0", "")
    return lists.Wanted(
        words=request.GET.get("tim", "")[:200].replace("\0", " ").strip(),
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        status=state if state in Status.values else "",
        order=request.GET.get("xep", "").replace("\0", "")[:20],
    )


@signed_in
def new(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Three ways to a new campaign: drop in the plan, an empty one, last time's."""
    unions = may_start_in(reader)
    if not unions.exists():
        raise Http404
    way = request.POST.get("way", "")
    data = request.POST if request.method == "POST" else None
    once = token(request.POST.get("once", "")) or uuid4()
    mine = selectors.campaigns(reader).filter(union__in=unions).order_by("-year", "-id")
    plan = PlanForm(unions, data if way == "plan" else None, request.FILES if way == "plan" else None)
    blank = TemplateForm(unions, data if way == "blank" else None, prefix="blank")
    last = LastForm(mine, data if way == "last" else None, prefix="last")
    error = None
    form = {"plan": plan, "blank": blank, "last": last}.get(way)
    if form is not None and form.is_valid():
        try:
            campaign = _make(reader, way, form, once)
        except UserError as e:
            error = e
        else:
            messages.success(request, _("Đã lập dự thảo. Đồng chí xem và hoàn thiện trước khi trình duyệt."))
            return redirect("campaigns:plan" if way == "plan" else "campaigns:overview", campaign.pk)
    context = {"plan": plan, "blank": blank, "last": last, "has_last": mine.exists(), "error": error, "once": once}
    return render(request, "campaigns/new.html", context, status=400 if request.method == "POST" else 200)


def _make(reader: Reader, way: str, form: forms.Form, once: UUID) -> Campaign:
    given = form.cleaned_data
    if way == "plan":
        data = given["plan"].read(services.LARGEST_PLAN + 1)
        return services.from_plan(reader, given["union"], given["plan"].name, data, once=once)
    if way == "blank":
        return services.from_template(reader, given["union"], given["name"], given["year"], once=once)
    return services.from_last(reader, given["last"], given["year"], once=once)
