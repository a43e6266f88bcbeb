"""Editing a part of a campaign; confirming doubtful facts; files of the basis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Outdated
from vinhdanh.steps.campaigns import rules, selectors, services
from vinhdanh.steps.campaigns.forms.part import PartForm
from vinhdanh.steps.campaigns.models import Status
from vinhdanh.steps.campaigns.parts import PARTS
from vinhdanh.steps.campaigns.selectors.basis import basis_rows
from vinhdanh.steps.campaigns.selectors.campaigns import possible_parents
from vinhdanh.steps.campaigns.selectors.facts import doubtful_facts
from vinhdanh.steps.campaigns.selectors.plan import plan_view
from vinhdanh.steps.campaigns.selectors.pushed import bound
from vinhdanh.steps.campaigns.views.common import built_or_404, campaign_or_404, page, revision_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign
    from vinhdanh.steps.campaigns.parts import Part


@signed_in
def contents(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The parts of what a campaign says; campaigns above that it can join."""
    campaign = campaign_or_404(reader, pk)
    context = {"has_plan": plan_view(campaign) is not None, "parents": possible_parents(reader, campaign), "at_contents": True}
    return page(request, reader, campaign, "contents", context)


@signed_in
def part(request: HttpRequest, reader: Reader, pk: int, key: str) -> HttpResponse:
    """Shows a part; those who build the campaign change it."""
    campaign = campaign_or_404(reader, pk)
    if key not in PARTS:
        raise Http404
    shown = PARTS[key]
    settings = selectors.content(campaign)
    held = bound(campaign)
    if request.method != "POST":
        context = {
            "part": shown, "form": PartForm(shown, settings, bound=held), "basis": basis_rows(campaign) if key == "can-cu" else [], "following": _after(key),
        }  # fmt: skip
        return page(request, reader, campaign, "part", context)
    if not rules.may_build(reader, campaign):
        raise Http404
    form = PartForm(shown, settings, request.POST.dict(), held)
    revision = revision_of(request.POST.get("revision", ""))
    following = _after(key)
    basis = basis_rows(campaign) if key == "can-cu" else []
    if not form.valid:
        context = {"part": shown, "form": form, "basis": basis, "revision": revision, "following": following}
        return page(request, reader, campaign, "part", context, status=400)
    try:
        services.change(reader, campaign, revision, form.changed())
    except Outdated:
        fresh = campaign_or_404(reader, pk)
        rows = form.theirs(selectors.content(fresh))
        return page(request, reader, fresh, "part", {"part": shown, "form": form, "conflict": rows, "outdated": True}, status=409)
    messages.success(request, _("Đã lưu “%(part)s”.") % {"part": shown.title})
    return redirect(
        "campaigns:overview" if "done" in request.POST else "campaigns:part", *([pk] if "done" in request.POST else [pk, key])
    )


def _after(key: str) -> Part | None:
    """The part that comes next."""
    keys = list(PARTS)
    at = keys.index(key) + 1
    return PARTS[keys[at]] if at < len(keys) else None


@signed_in
def facts(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The rule set that is pinned, and its doubtful facts to be confirmed."""
    campaign = campaign_or_404(reader, pk)
    settings = selectors.content(campaign)
    open_to_change = rules.may_build(reader, campaign) and campaign.status in {Status.DRAFT, Status.APPROVED}
    if request.method == "POST":
        if not open_to_change:
            raise Http404
        chosen = request.POST.get("rule_set", "")
        if chosen in {row.code for row in catalogue().rule_sets}:
            revision = revision_of(request.POST.get("revision", ""))
            try:
                services.change(reader, campaign, revision, replace(settings, rule_set=chosen, confirmed=()))
            except Outdated:
                fresh = campaign_or_404(reader, pk)
                rows = [(_("Bộ quy định"), selectors.content(fresh).rule_set, chosen)]
                return _facts(request, reader, fresh, conflict=rows, chosen=chosen, status=409)
            messages.success(request, _("Đã đổi bộ quy định; các dữ kiện cần xác nhận lại."))
        else:
            messages.error(request, _("Chưa đổi: đề nghị đồng chí chọn một bộ quy định trong danh sách."))
        return redirect("campaigns:facts", campaign.pk)
    return _facts(request, reader, campaign)


def _facts(request: HttpRequest, reader: Reader, campaign: Campaign, *, status: int = 200, **given: object) -> HttpResponse:
    open_to_change = rules.may_build(reader, campaign) and campaign.status in {Status.DRAFT, Status.APPROVED}
    settings = selectors.content(campaign)
    context = {
        "facts": doubtful_facts(settings), "rule_sets": catalogue().rule_sets if open_to_change else (), "chosen": settings.rule_set,
        "at_contents": True,
    }  # fmt: skip
    return page(request, reader, campaign, "facts", context | given, status=status)


@require_POST
@signed_in
def confirm_fact(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """A person has checked a doubtful fact."""
    campaign = built_or_404(reader, pk)
    key = request.POST.get("key", "")
    if key not in {row.key for row in doubtful_facts(selectors.content(campaign))}:
        raise Http404
    services.confirm_fact(reader, campaign, campaign.revision, key, right=request.POST.get("right") == "1")
    return redirect("campaigns:facts", campaign.pk)


@require_POST
@signed_in
def basis_file(request: HttpRequest, reader: Reader, pk: int, position: int) -> HttpResponse:
    """The file of a basis document."""
    campaign = built_or_404(reader, pk)
    if position >= len(selectors.content(campaign).basis):
        raise Http404
    upload = request.FILES.get("file")
    if upload is None or upload.name is None:
        messages.error(request, _("Chưa có tệp nào được chọn."))
    else:
        try:
            services.attach_basis(reader, campaign, position, upload.name, upload.read(), seen=request.POST.get("seen"))
        except Outdated as e:
            shown = PARTS["can-cu"]
            context = {
                "part": shown, "form": PartForm(shown, selectors.content(campaign), bound=bound(campaign)), "basis": basis_rows(campaign),
                "outdated": True, "conflict": [(_("Tệp của căn cứ"), e.theirs["file"], upload.name)],
            }  # fmt: skip
            return page(request, reader, campaign, "part", context, status=409)
        messages.success(request, _("Đã lưu tệp của căn cứ."))
    return redirect("campaigns:part", pk, "can-cu")
