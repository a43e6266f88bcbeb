"""The units of a campaign and their places: by hand, shared out, by Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.steps.campaigns import rules, selectors, services
from vinhdanh.steps.campaigns.forms.simple import ShareForm, TableFileForm, whole_or_none
from vinhdanh.steps.campaigns.selectors import units as read
from vinhdanh.steps.campaigns.services.folder import bring_units, units_workbook
from vinhdanh.steps.campaigns.views.common import campaign_or_404, page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign

A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def units(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The units with their places, and the ways to change them."""
    campaign = campaign_or_404(reader, pk)
    return _page(request, reader, campaign)


@require_POST
@signed_in
def allot(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Places typed by hand on one page of the table."""
    campaign = campaign_or_404(reader, pk)
    shown = read.units(reader, campaign).in_bulk(
        [int(value) for value in request.POST.getlist("unit")[:A_PAGE] if value.isdecimal()]
    )
    places, errors = {}, {}
    for unit in shown.values():
        try:
            places[unit.pk] = (
                whole_or_none(request.POST.get(f"least-{unit.pk}", "")),
                whole_or_none(request.POST.get(f"most-{unit.pk}", "")),
            )
        except ValidationError as e:
            errors[unit.pk] = " ".join(e.messages)
    if errors:
        return _page(request, reader, campaign, errors=errors)
    changed = services.allot(reader, campaign, places)
    messages.success(
        request, ngettext("Đã lưu phân bổ của %(n)d đơn vị.", "Đã lưu phân bổ của %(n)d đơn vị.", changed) % {"n": changed}
    )
    return redirect(request.POST.get("back", "") if request.POST.get("back", "").startswith("?") else "campaigns:units", pk)


@require_POST
@signed_in
def share(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Places shared out equally or by members: first a preview, then for good."""
    campaign = campaign_or_404(reader, pk)
    if not rules.may_build(reader, campaign):
        raise Http404
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _page(request, reader, campaign, share=form, status=400)
    rows = list(read.units(reader, campaign).order_by("position", "id"))
    places = services.share_out(rows, form.cleaned_data["seats"], form.cleaned_data["by"])
    if "apply" not in request.POST:
        preview = [(unit, unit.at_most, places[unit.pk]) for unit in rows]
        return _page(request, reader, campaign, share=form, preview=preview)
    changed = services.allot(reader, campaign, {unit.pk: (unit.at_least, places[unit.pk]) for unit in rows})
    messages.success(
        request, _("Đã chia %(seats)d chỗ; %(n)d đơn vị thay đổi.") % {"seats": form.cleaned_data["seats"], "n": changed}
    )
    return redirect("campaigns:units", pk)


@signed_in
def excel(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The units as Excel, to be filled in and sent back."""
    campaign = campaign_or_404(reader, pk)
    if not rules.may_build(reader, campaign):
        raise Http404
    answer = HttpResponse(units_workbook(campaign), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="phan-bo-{campaign.slug}.xlsx"'
    return answer


@require_POST
@signed_in
def excel_back(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The Excel file comes back: all of it or nothing."""
    campaign = campaign_or_404(reader, pk)
    if not rules.may_build(reader, campaign):
        raise Http404
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, reader, campaign, file=form, status=400)
    try:
        changed = bring_units(reader, campaign, form.cleaned_data["file"].name, form.cleaned_data["file"].read())
    except UserError as e:
        form.add_error("file", e.vi)
        return _page(request, reader, campaign, file=form, status=400)
    messages.success(request, _("Đã nhận tệp: %(n)d đơn vị thay đổi.") % {"n": changed})
    return redirect("campaigns:units", pk)


@require_POST
@signed_in
def choose(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Adds unions to those that are called upon, or leaves units out while nothing is issued."""
    campaign = campaign_or_404(reader, pk)
    add = read.callable_unions(reader, campaign)
    if "all" not in request.POST:
        add = add.filter(pk__in=[int(value) for value in request.POST.getlist("union")[:5000] if value.isdecimal()])
    if "leave" in request.POST:
        kept = read.units(reader, campaign).exclude(pk__in=[int(v) for v in request.POST.getlist("leave") if v.isdecimal()])
        services.choose_units(reader, campaign, [unit.union for unit in kept])
    else:
        services.choose_units(reader, campaign, list(add), also=True)
    messages.success(request, _("Đã cập nhật các đơn vị nhận kế hoạch."))
    return redirect("campaigns:units", pk)


def _page(request: HttpRequest, reader: Reader, campaign: Campaign, *, status: int = 200, **given: object) -> HttpResponse:
    words, group = request.GET.get("tim", "")[:100], request.GET.get("khoi", "")[:200]
    rows = read.found(read.units(reader, campaign), words, group).order_by("group", "sort_key", "id")
    most, least = read.places(campaign)
    builds = rules.may_build(reader, campaign)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("trang")),
        "words": words, "group": group, "groups": read.groups(campaign), "most": most, "least": least,
        "others": list(read.callable_unions(reader, campaign)[:200]) if builds else [],
        "share": ShareForm(initial={"seats": selectors.content(campaign).exemplars or selectors.content(campaign).cap_delegates}),
        "file": TableFileForm(), "errors": {}, "status": status,
    }  # fmt: skip
    return page(request, reader, campaign, "units", context | given, status=400 if given.get("errors") else status)
