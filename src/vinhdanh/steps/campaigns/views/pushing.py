"""What goes down to the campaigns of the units, what came from above, and who follows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.steps.campaigns import rules, selectors, services
from vinhdanh.steps.campaigns.forms.push import PushForm
from vinhdanh.steps.campaigns.forms.simple import OwnForm
from vinhdanh.steps.campaigns.models import Campaign
from vinhdanh.steps.campaigns.pushing import Marks
from vinhdanh.steps.campaigns.selectors import pushed as read
from vinhdanh.steps.campaigns.selectors.campaigns import OUT
from vinhdanh.steps.campaigns.selectors.units import units
from vinhdanh.steps.campaigns.services.following import Choice
from vinhdanh.steps.campaigns.views.common import built_or_404, campaign_or_404, page, revision_of, token

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader

A_PAGE = 50
MOST = 100
"""Answers of the history that a page shows."""


@signed_in
def push(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Marks what goes down with the next issue."""
    campaign = built_or_404(reader, pk) if request.method == "POST" else campaign_or_404(reader, pk)
    if not rules.sees_inside(reader, campaign):
        raise Http404
    form = _push_form(campaign, request)
    if request.method != "POST":
        return _push_page(request, reader, campaign, form)
    if not form.valid:
        return _push_page(request, reader, campaign, form, revision=request.POST.get("revision", ""), status=400)
    marks = form.marks()
    try:
        services.mark(reader, campaign, revision_of(request.POST.get("revision", "")), marks)
    except Outdated:
        fresh = campaign_or_404(reader, pk)
        return _push_page(request, reader, fresh, form, conflict=_two(fresh, marks), status=409)
    messages.success(request, _("Đã lưu nội dung giao xuống; cấp dưới nhận khi ban hành."))
    return redirect("campaigns:push", pk)


def _push_form(campaign: Campaign, request: HttpRequest) -> PushForm:
    data = request.POST if request.method == "POST" else None
    return PushForm(
        selectors.content(campaign), Marks.of(campaign.pushes), campaign.milestones.all(), read.library(campaign)[:200], data
    )


def _push_page(
    request: HttpRequest, reader: Reader, campaign: Campaign, form: PushForm, *, status: int = 200, **given: object
) -> HttpResponse:
    version = read.last_version(campaign)
    settings = selectors.content(campaign)
    context = {
        "form": form,
        "at_contents": True,
        "version": version,
        "changes": read.unpushed(version, read.marked(campaign, settings)) if version else [],
    }
    return page(request, reader, campaign, "push", context | given, status=status)


def _two(campaign: Campaign, mine: Marks) -> list[tuple[str, str, str]]:
    """What differs between what stands there now and what was typed: label, theirs, mine."""
    settings = selectors.content(campaign)
    theirs = {item.key: item for item in read.marked(campaign, settings)}
    typed = {
        item.key: item for item in read.marked(Campaign(pk=campaign.pk, union=campaign.union, pushes=mine.plain()), settings)
    }
    rows = []
    for key in dict.fromkeys([*theirs, *typed]):
        one, other = theirs.get(key), typed.get(key)
        if one is None or other is None or not one.says_as(other) or one.label != other.label:
            label = (one or other).label  # type: ignore[union-attr]  # one of them is there
            rows.append((label, (one.text or _("giao")) if one else "", (other.text or _("giao")) if other else ""))
    return rows


@signed_in
def children(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Which units have made a campaign of their own, which follow, lag or deviate; how far the unit tasks are."""
    campaign = campaign_or_404(reader, pk)
    if not rules.sees_inside(reader, campaign):
        raise Http404
    found = Paginator(units(reader, campaign).order_by("group", "sort_key", "id"), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": found,
        "at_contents": True,
        "rows": read.children(reader, campaign, list(found.object_list)),
    }
    return page(request, reader, campaign, "children", context)


@signed_in
def above(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """What the campaign above pushes down, beside what this one says; takes it over, or says why not."""
    campaign = built_or_404(reader, pk) if request.method == "POST" else campaign_or_404(reader, pk)
    if not rules.sees_inside(reader, campaign):
        raise Http404
    standing = read.following(campaign)
    if standing is None:
        raise Http404
    if request.method != "POST":
        return _above_page(request, reader, campaign, standing)
    choices = _choices(request, standing)
    try:
        answered = services.answer(reader, campaign, revision_of(request.POST.get("version", "")), choices)
    except Outdated as e:
        labels = {line.item.key: line.item.label for line in standing.lines}
        rows = [
            (labels.get(key, key), words, _("Tiếp thu") if choices[key].taken else choices[key].reason)
            for key, words in e.theirs.items()
        ]
        fresh = campaign_or_404(reader, pk)
        standing = read.following(fresh) or standing
        return _above_page(request, reader, fresh, standing, conflict=rows, outdated=True, typed=choices, status=409)
    except Forbidden:
        raise
    except UserError as e:
        return _above_page(request, reader, campaign, standing, error=e, typed=choices, status=400)
    words = ngettext("Đã ghi %(n)d câu trả lời.", "Đã ghi %(n)d câu trả lời.", answered) % {"n": answered}
    messages.success(request, words)
    return redirect("campaigns:above", pk)


def _choices(request: HttpRequest, standing: read.Following) -> dict[str, Choice]:
    """What was said to each thing; all that is open is taken over when asked so."""
    choices = {}
    for line in standing.lines:
        key, seen = line.item.key, revision_of(request.POST.get(f"seen-{line.item.key}", ""))
        said = request.POST.get(f"say-{key}", "")
        if "all" in request.POST:
            said = "" if line.settled else "take"
        if said in {"take", "refuse"}:
            reason = request.POST.get(f"why-{key}", "").replace("\0", "")[:1000]
            choices[key] = Choice(said == "take", reason, seen)
    return choices


def _above_page(
    request: HttpRequest, reader: Reader, campaign: Campaign, standing: read.Following, *, status: int = 200, **given: object
) -> HttpResponse:
    typed = given.get("typed") or {}
    lines = [(line, typed.get(line.item.key) if isinstance(typed, dict) else None) for line in standing.lines]
    context = {
        "standing": standing, "lines": lines, "at_contents": True, "documents": read.given_documents(standing.version),
        "above_visible": selectors.campaigns(reader).filter(pk=standing.parent.pk).exists(),
        "history": standing.answers[: -MOST - 1 : -1],
    }  # fmt: skip
    return page(request, reader, campaign, "above", context | given, status=status)


@signed_in
def given(request: HttpRequest, reader: Reader, pk: int, unit_pk: int) -> HttpResponse:
    """What a campaign gives to one of its units: values, documents, tasks; the unit makes its own campaign from it."""
    campaign = campaign_or_404(reader, pk)
    found = read.given_unit(reader, campaign, unit_pk)
    version = read.last_version(campaign) if campaign.status in OUT else None
    if found is None or version is None:
        raise Http404
    unit, own, below = found
    makes = rules.may_make_own(reader, unit) and below
    told = read.told_content(version)
    start = {"name": told.name, "year": told.year}
    form = OwnForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST":
        if not makes:
            raise Http404
        if form.is_valid():
            made = services.from_parent(reader, unit, **form.cleaned_data, once=token(request.POST.get("once", "")))
            messages.success(request, _("Đã lập dự thảo; nội dung cấp trên giao đã được đưa vào."))
            return redirect("campaigns:above", made.pk)
    reports = rules.may_report(reader, unit)
    context = {
        "unit": unit, "version": version, "items": read.items_for(version, [unit]), "documents": read.given_documents(version),
        "given_tasks": list(read.unit_tasks(unit)), "own": own if makes or reports else None, "makes": makes and own is None,
        "form": form, "once": request.POST.get("once") or uuid4(), "reports": reports,
    }  # fmt: skip
    return page(request, reader, campaign, "given", context, status=400 if request.method == "POST" else 200)
