"""The units of a campaign and their places: by hand, shared out, by Excel."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.design.language import said
from vinhdanh.steps.campaigns import rules, selectors, services
from vinhdanh.steps.campaigns.forms.places import posted_places, posted_plan
from vinhdanh.steps.campaigns.forms.simple import ShareForm, TableFileForm
from vinhdanh.steps.campaigns.models import Status
from vinhdanh.steps.campaigns.selectors import units as read
from vinhdanh.steps.campaigns.selectors.issued import as_told_units
from vinhdanh.steps.campaigns.services.folder import units_in_workbook, units_workbook
from vinhdanh.steps.campaigns.views.common import built_or_404, campaign_or_404, numbers, page, revision_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.paginator import Page
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign, Unit
    from vinhdanh.steps.campaigns.services.units import Places

A_PAGE = 50
SHOWN = 200
"""Rows of a preview: of more, the first of those that change."""
LARGEST = 32 * 2**20
"""Bytes of an Excel file of units that are read."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
def units(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The units with their places, and the ways to change them."""
    campaign = campaign_or_404(reader, pk)
    return _page(request, reader, campaign)


@require_POST
@signed_in
def allot(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Places typed by hand on one page of the table, or a preview that was looked at."""
    campaign = built_or_404(reader, pk)
    places, seen, errors = posted_plan(request.POST["plan"]) if "plan" in request.POST else posted_places(request.POST)
    typed = {} if "plan" in request.POST else {unit: _typed(request, unit) for unit in places.keys() | errors.keys()}
    if errors:
        return _page(request, reader, campaign, errors=errors, typed=typed, status=400)
    try:
        changed = services.allot(reader, campaign, places, seen)
    except Outdated as e:
        theirs = {int(unit): words for unit, words in e.theirs.items()}
        names = read.units(reader, campaign).in_bulk(list(theirs))
        rows = [(names[unit].name, words, services.places_in_words(places[unit])) for unit, words in theirs.items()]
        return _page(request, reader, campaign, conflict=rows, typed=typed, status=409)
    except Forbidden:
        raise
    except UserError as e:
        return _page(request, reader, campaign, error=e, typed=typed, status=400)
    if changed:
        words = ngettext("Đã lưu phân bổ của %(n)d đơn vị.", "Đã lưu phân bổ của %(n)d đơn vị.", changed) % {"n": changed}
        messages.success(request, words)
    else:
        messages.info(request, _("Phân bổ đã được lưu như đang có; lần này không có gì thay đổi."))
    back = request.POST.get("back", "")
    return redirect(reverse("campaigns:units", args=[pk]) + (back if back.startswith("?") and len(back) > 1 else ""))


def _typed(request: HttpRequest, unit: int) -> tuple[str, str]:
    return request.POST.get(f"least-{unit}", "")[:40], request.POST.get(f"most-{unit}", "")[:40]


@require_POST
@signed_in
def share(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Places shared out equally or by members, to be looked at first."""
    campaign = built_or_404(reader, pk)
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _page(request, reader, campaign, share=form, status=400)
    rows = list(read.units(reader, campaign).order_by("position", "id"))
    places = services.share_out(rows, form.cleaned_data["seats"], form.cleaned_data["by"])
    wanted = {unit.pk: (_least(unit, places[unit.pk]), places[unit.pk]) for unit in rows}
    return _page(request, reader, campaign, share=form, preview=_preview(rows, wanted))


def _least(unit: Unit, most: int) -> int | None:
    """The least stays, but never above the most."""
    return unit.at_least if unit.at_least is None else min(unit.at_least, most)


def _preview(rows: list[Unit], places: Mapping[int, Places]) -> dict[str, Any]:
    """What would stand where, and the same as one field of a form."""
    lines, plan = [], {}
    for unit in rows:
        if unit.pk in places:
            now, then = (unit.at_least, unit.at_most), places[unit.pk]
            lines.append((unit, services.places_in_words(now), services.places_in_words(then), now != then))
            plan[str(unit.pk)] = [*now, *then]
    total = sum(most or 0 for _least, most in places.values())
    changes = sum(line[3] for line in lines)
    shown = lines if len(lines) <= SHOWN else [line for line in lines if line[3]][:SHOWN]
    return {"lines": shown, "hidden": len(lines) - len(shown), "plan": json.dumps(plan), "total": total, "changes": changes}


@signed_in
def excel(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The units as Excel, to be filled in and sent back."""
    campaign = built_or_404(reader, pk)
    answer = HttpResponse(units_workbook(campaign), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="phan-bo-{campaign.slug}.xlsx"'
    return answer


@require_POST
@signed_in
def excel_back(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The Excel file comes back: what it would change is looked at first; nothing where a cell does not fit."""
    campaign = built_or_404(reader, pk)
    form = TableFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, reader, campaign, file=form, status=400)
    upload = form.cleaned_data["file"]
    try:
        changes = units_in_workbook(campaign, upload.name, upload.read(LARGEST + 1))
    except UserError as e:
        form.add_error("file", said(e))
        return _page(request, reader, campaign, file=form, status=400)
    if not changes:
        messages.info(request, _("Tệp không có gì khác với phân bổ hiện nay."))
        return redirect("campaigns:units", pk)
    return _page(
        request, reader, campaign, preview=_preview(list(read.units(reader, campaign).order_by("position", "id")), changes)
    )


@require_POST
@signed_in
def choose(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Adds unions to those that are called upon, or leaves units out while nothing is issued."""
    campaign = built_or_404(reader, pk)
    try:
        if "leave" in request.POST:
            leave = numbers(request.POST.getlist("leave"))
            changed = _changed_since(request, reader, campaign, leave)
            if changed:
                return _page(request, reader, campaign, conflict=changed, status=409)
            kept = read.units(reader, campaign).exclude(pk__in=leave)
            services.choose_units(reader, campaign, [unit.union for unit in kept])
        else:
            add = read.callable_unions(reader, campaign)
            chosen = add if "all" in request.POST else add.filter(pk__in=numbers(request.POST.getlist("union")))
            services.choose_units(reader, campaign, list(chosen), also=True)
    except Forbidden:
        raise
    except UserError as e:
        return _page(request, reader, campaign, error=e, status=409)
    messages.success(request, _("Đã cập nhật các đơn vị nhận kế hoạch."))
    return redirect("campaigns:units", pk)


def _changed_since(request: HttpRequest, reader: Reader, campaign: Campaign, leave: list[int]) -> list[tuple[str, str, str]]:
    """Units that are to be left out and got other places since they were looked at: name, places, what was wanted."""
    rows = []
    for unit in read.units(reader, campaign).filter(pk__in=leave):
        now = ",".join("" if number is None else str(number) for number in (unit.at_least, unit.at_most))
        if request.POST.get(f"was-{unit.pk}", now) != now:
            rows.append((unit.name, services.places_in_words((unit.at_least, unit.at_most)), _("Bỏ ra khỏi đợt")))
    return rows


@require_POST
@signed_in
def looked_at(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """What mergers and splits did to units stays as it is."""
    campaign = built_or_404(reader, pk)
    seen = {unit: revision_of(request.POST.get(f"asks-{unit}", "")) for unit in numbers(request.POST.getlist("unit"))}
    services.looked_at(reader, campaign, seen)
    messages.success(request, _("Đã ghi nhận; chỉ tiêu giữ như đang có."))
    return redirect("campaigns:units", pk)


def _page(request: HttpRequest, reader: Reader, campaign: Campaign, *, status: int = 200, **given: object) -> HttpResponse:
    words, group = request.GET.get("tim", "").replace("\0", "")[:100], request.GET.get("khoi", "").replace("\0", "")[:200]
    rows = read.found(read.units(reader, campaign), words, group).order_by("group", "sort_key", "id")
    most, least = read.places(campaign)
    builds = rules.may_build(reader, campaign)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("trang")),
        "words": words, "group": group, "groups": read.groups(campaign), "most": most, "least": least,
        "others": list(read.callable_unions(reader, campaign)[:200]) if builds else [],
        "share": ShareForm(initial={"seats": selectors.content(campaign).exemplars or selectors.content(campaign).cap_delegates}),
        "file": TableFileForm(), "errors": {}, "leaves": builds and campaign.status in {Status.DRAFT, Status.APPROVED},
        "inside": rules.sees_inside(reader, campaign), "asked": read.asked(reader, campaign) if builds and campaign.asked else [],
    }  # fmt: skip
    context |= given
    typed = cast("dict[int, tuple[str, str]]", given.get("typed") or {})
    shown = as_told_units(campaign, cast("Page[Unit]", context["page"]))
    context["rows"] = [(unit, *typed.get(unit.pk, ("", "")), unit.pk in typed) for unit in shown]
    return page(request, reader, campaign, "units", context, status=status)
