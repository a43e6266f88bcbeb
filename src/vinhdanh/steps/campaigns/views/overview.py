"""The first page of a campaign, and the page of one of its units."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.design.kept_pages import kept_page
from vinhdanh.platform.design.language import said
from vinhdanh.steps.campaigns import rules, services
from vinhdanh.steps.campaigns.forms.simple import AcknowledgeForm
from vinhdanh.steps.campaigns.selectors.issued import as_told_units
from vinhdanh.steps.campaigns.selectors.overview import Overview
from vinhdanh.steps.campaigns.selectors.standing import today_of, unit_state
from vinhdanh.steps.campaigns.selectors.told import told_about
from vinhdanh.steps.campaigns.selectors.units import units
from vinhdanh.steps.campaigns.views.common import campaign_or_404, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign, Unit


@signed_in
def overview(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """What to do now, what is wrong, what is there."""
    campaign = campaign_or_404(reader, pk)
    view = Overview(reader, campaign, request.GET.get("tinh-trang", "").replace("\0", "")[:12])
    context = {"view": view, "campaign_state": view.state}
    return kept_page(request, view.made_of, lambda: page(request, reader, campaign, "overview", context))


@signed_in
def unit(request: HttpRequest, reader: Reader, pk: int, unit_pk: int) -> HttpResponse:
    """One unit of a campaign: what it was told, what it owes, its acknowledgement."""
    campaign = campaign_or_404(reader, pk)
    row = _told_or_404(reader, campaign, unit_pk)
    return _unit(request, reader, campaign, row, AcknowledgeForm(initial=_who(reader, row)))


@require_POST
@signed_in
def acknowledge(request: HttpRequest, reader: Reader, pk: int, unit_pk: int) -> HttpResponse:
    """The unit says that it has the plan."""
    campaign = campaign_or_404(reader, pk)
    row = _told_or_404(reader, campaign, unit_pk)
    if not rules.may_acknowledge(reader, row):
        raise Http404
    form = AcknowledgeForm(request.POST)
    if form.is_valid():
        try:
            services.acknowledge(reader, row, form.cleaned_data["name"], form.cleaned_data["way"])
        except Forbidden:
            raise
        except UserError as e:
            messages.warning(request, said(e))
        else:
            messages.success(request, _("Đã ghi nhận: đơn vị đã nhận kế hoạch."))
        return redirect("campaigns:unit", campaign.pk, row.pk)
    return _unit(request, reader, campaign, row, form, status=400)


def _told_or_404(reader: Reader, campaign: Campaign, pk: int) -> Unit:
    """A unit with the places that the reader may see."""
    found = as_told_units(campaign, [get_object_or_404(units(reader, campaign), pk=pk)])
    if not found:
        raise Http404
    return found[0]


def _who(reader: Reader, unit: Unit) -> dict[str, str]:
    """The unit's own people acknowledge in their own name, here; others note who said so, and how."""
    if unit.union_id in {held.union_id for held in reader.posts} and reader.user.person is not None:
        return {"name": reader.user.person.name, "way": "application"}
    return {"name": unit.responsible, "way": "zalo"}


def _unit(
    request: HttpRequest, reader: Reader, campaign: Campaign, row: Unit, form: AcknowledgeForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "unit": row,
        "state": unit_state(row, campaign.deadline, today_of(campaign)),
        "may_acknowledge": rules.may_acknowledge(reader, row) and not hasattr(row, "acknowledgement"),
        "form": form,
        "told": told_about(reader, row),
        "reminded": [date.fromisoformat(day) for day in row.reminders],
    }
    return page(request, reader, campaign, "unit", context, status=status)


@require_POST
@signed_in
def reckon(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Lets the worker try the campaign out."""
    campaign = campaign_or_404(reader, pk)
    job = services.ask(reader, campaign)
    messages.success(request, _("Đang tính; kết quả hiện ở trang toàn cảnh khi xong."))
    return redirect("jobs:job", job.pk)
