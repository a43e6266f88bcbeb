"""What every page of a campaign needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from vinhdanh.steps.campaigns import rules, selectors
from vinhdanh.steps.campaigns.parts import PARTS
from vinhdanh.steps.campaigns.river import river
from vinhdanh.steps.campaigns.selectors.pushed import as_told
from vinhdanh.steps.campaigns.selectors.standing import HOURS, state_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign


def campaign_or_404(reader: Reader, pk: int) -> Campaign:
    """A campaign that the reader sees; another one does not exist. Who is called upon by it sees it as it was told last, not what is changed since."""
    campaign = selectors.campaign_of(reader, pk)
    if campaign is None:
        raise Http404
    return campaign if rules.sees_inside(reader, campaign) else as_told(campaign)


def built_or_404(reader: Reader, pk: int) -> Campaign:
    """A campaign that the reader may change: asked before anything that was sent is looked at, so that no answer tells more than it may."""
    campaign = campaign_or_404(reader, pk)
    if not rules.may_build(reader, campaign):
        raise Http404
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
    told = context or {}
    state = told["campaign_state"] if "campaign_state" in told else state_of(campaign)
    every = {
        "campaign": campaign, "river": SimpleLazyObject(lambda: river(reader, campaign, state)), "river_at": "campaigns",
        "campaign_state": state, "keep": HOURS if state else 0, "parts": PARTS.values(), "settings": selectors.content(campaign),
        "builds": rules.may_build(reader, campaign), "inside": rules.sees_inside(reader, campaign),
        "reminds": rules.may_remind(reader, campaign),
    }  # fmt: skip
    return render(request, f"campaigns/{template}.html", every | told, status=status)


def token(text: str) -> UUID | None:
    """The token of a form; None when it is none."""
    try:
        return UUID(text[:40])
    except ValueError:
        return None


def revision_of(text: str) -> int:
    """The revision that a form carries; 0 when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def numbers(texts: list[str]) -> list[int]:
    """The keys among what a form posts, at most 5,000; the rest is left out."""
    return [number for number in map(revision_of, texts[:5000]) if number]
