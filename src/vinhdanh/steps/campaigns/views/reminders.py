"""Reminding units that have not answered: ready words, who was told on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.notices.models import Delivery
from vinhdanh.steps.campaigns import rules, services
from vinhdanh.steps.campaigns.selectors.reminders import reminders as worded
from vinhdanh.steps.campaigns.selectors.reminders import told_to_all, unanswered
from vinhdanh.steps.campaigns.selectors.standing import today_of
from vinhdanh.steps.campaigns.selectors.told import evidence
from vinhdanh.steps.campaigns.views.common import campaign_or_404, numbers, page, revision_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader

A_PAGE = 20
WAYS = (Delivery.Way.ZALO, Delivery.Way.SMS, Delivery.Way.PHONE, Delivery.Way.PAPER)


@signed_in
def reminders(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The units that have not answered, each with words to copy."""
    campaign = campaign_or_404(reader, pk)
    if not rules.may_remind(reader, campaign):
        raise Http404
    found = Paginator(unanswered(reader, campaign), A_PAGE).get_page(request.GET.get("trang"))
    told, today = told_to_all(campaign), today_of(campaign)
    rows = worded(told, list(found.object_list), today)
    context = {
        "page": found, "rows": rows, "ways": [(way.value, way.label) for way in WAYS], "today": today,
        "due": told.deadline, "over": bool(told.deadline and told.deadline < today), "unreminded": [row for row in rows if not row.today], "evidence": evidence(reader, campaign),
    }  # fmt: skip
    return page(request, reader, campaign, "reminders", context)


@require_POST
@signed_in
def remind(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Tells the units in the application and by mail, or notes that they were told by hand."""
    campaign = campaign_or_404(reader, pk)
    if not rules.may_remind(reader, campaign):
        raise Http404
    way = request.POST.get("way", "")
    if way and way not in WAYS:
        raise Http404
    wanted = numbers(request.POST.getlist("unit")[:A_PAGE])
    units = list(unanswered(reader, campaign).filter(pk__in=wanted))
    told = services.remind(reader, campaign, units, way)
    if told:
        words = ngettext("Đã ghi: nhắc %(n)d đơn vị hôm nay.", "Đã ghi: nhắc %(n)d đơn vị hôm nay.", told) % {"n": told}
        messages.success(request, words)
    else:
        messages.info(request, _("Không ghi thêm: đơn vị đã được nhắc hôm nay, hoặc vừa trả lời."))
    number = revision_of(request.POST.get("page", ""))
    return redirect(reverse("campaigns:reminders", args=[pk]) + (f"?trang={number}" if number > 1 else ""))
