"""The plan paper and the values found in it, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Outdated
from vinhdanh.steps.campaigns import codec, services, values
from vinhdanh.steps.campaigns.models import FoundValue
from vinhdanh.steps.campaigns.selectors.plan import found_values, plan_view
from vinhdanh.steps.campaigns.views.common import built_or_404, campaign_or_404, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.engines.plan import JsonValue
    from vinhdanh.platform.accounts.reader import Reader

State = FoundValue.State


@signed_in
def plan(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Paper and values; doubtful ones first."""
    campaign = campaign_or_404(reader, pk)
    view = plan_view(campaign)
    if view is None:
        raise Http404
    return page(request, reader, campaign, "plan", {"view": view, "at_contents": True})


@require_POST
@signed_in
def settle(request: HttpRequest, reader: Reader, pk: int, position: int) -> HttpResponse:
    """One value is right, corrected, not to be used, or open again."""
    campaign = built_or_404(reader, pk)
    value = get_object_or_404(found_values(campaign), position=position)
    state = request.POST.get("state", "")
    if state not in State.values:
        raise Http404
    corrected = None
    if state == State.CORRECTED:
        try:
            corrected = values.read(value.key, request.POST.get("text", ""))
        except codec.Unclear as unclear:
            context = {
                "at_contents": True,
                "view": plan_view(campaign),
                "wrong": position,
                "wrong_text": request.POST.get("text", ""),
                "why": str(unclear),
            }
            return page(request, reader, campaign, "plan", context, status=400)
    try:
        services.settle(reader, [value], State(state), corrected, seen=request.POST.get("seen"))
    except Outdated:
        value.refresh_from_db()
        rows = [
            (values.LABELS.get(value.key, value.key), _said(value, value.state, value.corrected), _said(value, state, corrected))
        ]
        return page(request, reader, campaign, "plan", {"view": plan_view(campaign), "conflict": rows}, status=409)
    following = found_values(campaign).filter(state=State.FOUND, position__gt=position).first()
    anchor = f"#v{following.position}" if following else "#gia-tri"
    return redirect(reverse("campaigns:plan", args=[campaign.pk]) + anchor)


def _said(value: FoundValue, state: str, corrected: JsonValue) -> str:
    """What somebody says of a value, in words."""
    words = values.shown(value.key, corrected if state == State.CORRECTED else value.value)
    return f"{State(state).label}: {words}" if state == State.CORRECTED else str(State(state).label)


@require_POST
@signed_in
def settle_sure(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """All sure values that nobody has looked at are right."""
    campaign = built_or_404(reader, pk)
    view = plan_view(campaign)
    if view is None:
        raise Http404
    rows = [row.value for row in view.open]
    services.settle(reader, rows, State.CONFIRMED)
    words = ngettext("Đã xác nhận %(n)d giá trị.", "Đã xác nhận %(n)d giá trị.", len(rows)) % {"n": len(rows)}
    messages.success(request, words)
    return redirect("campaigns:plan", campaign.pk)
