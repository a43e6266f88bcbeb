"""What every page of a campaign needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render

from vinhdanh.steps.campaigns import rules, selectors
from vinhdanh.steps.campaigns.parts import PARTS
from vinhdanh.steps.campaigns.river import river

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign


def campaign_or_404(reader: Reader, pk: int) -> Campaign:
    """A campaign that the reader sees; another one does not exist."""
    campaign: Campaign = get_object_or_404(selectors.campaigns(reader), pk=pk)
    return campaign


def page(
    request: HttpRequest,
    reader: Reader,
    campaign: Campaign,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of a campaign with the river and the tabs of this step."""
    rail = river(reader, campaign)
    builds = rules.may_build(reader, campaign)
    every = {
        "campaign": campaign, "river": rail, "river_at": "campaigns", "builds": builds, "parts": PARTS.values(), "settings": selectors.content(campaign),
    }  # fmt: skip
    return render(request, f"campaigns/{template}.html", every | (context or {}), status=status)
