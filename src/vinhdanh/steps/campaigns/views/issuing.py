"""Approving, issuing, later versions; papers printed from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.organisations.models import Role
from vinhdanh.steps.campaigns import papers as printed
from vinhdanh.steps.campaigns import rules, selectors, services
from vinhdanh.steps.campaigns.forms.simple import IssueForm
from vinhdanh.steps.campaigns.models import Status
from vinhdanh.steps.campaigns.selectors.findings import blocking
from vinhdanh.steps.campaigns.selectors.records import judged
from vinhdanh.steps.campaigns.selectors.standing import today_of
from vinhdanh.steps.campaigns.selectors.told import evidence
from vinhdanh.steps.campaigns.selectors.units import counts
from vinhdanh.steps.campaigns.views.common import built_or_404, campaign_or_404, page, revision_of

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign, Version

MOST_PENDING = 50
"""Differences shown before a later version is issued."""
A_PAGE = 50
"""Changes of a version, and versions, on one page."""
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@signed_in
def issue(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """From draft to issued: who approves, what blocks, number and signer."""
    campaign = campaign_or_404(reader, pk)
    if request.method != "POST":
        return _page(request, reader, campaign)
    revision = revision_of(request.POST.get("revision", ""))
    act = request.POST.get("act", "")
    try:
        if act == "approve":
            services.approve(reader, campaign, revision)
            messages.success(request, _("Đã duyệt. Văn thư ghi số, ngày và ban hành."))
        elif act == "withdraw":
            services.back_to_draft(reader, campaign, request.POST.get("reason", ""))
            messages.success(request, _("Đã trả về dự thảo."))
        elif act == "close":
            services.close(reader, campaign, revision)
            messages.success(request, _("Đã kết thúc đợt."))
        elif act == "issue":
            return _issue(request, reader, campaign, revision)
        else:
            raise Http404
    except (Forbidden, Outdated) as e:
        fresh = campaign_or_404(reader, pk)
        if _said_already(request, reader, fresh, act):  # a double click, or back and again
            return redirect("campaigns:issue", pk)
        if isinstance(e, Forbidden):
            raise
        return _page(request, reader, fresh, **_conflict(request, fresh, act), status=409)
    except UserError as e:
        typed = {"form": IssueForm(request.POST)} if act == "issue" else {}
        return _page(request, reader, campaign_or_404(reader, pk), error=e, **typed, status=409)
    return redirect("campaigns:issue", pk)


def _said_already(request: HttpRequest, reader: Reader, campaign: Campaign, act: str) -> bool:
    """Whether what was asked for is so already, by the same hand or in the same words."""
    if act == "approve":
        return campaign.status == Status.APPROVED and campaign.approved_by_id == reader.user.pk
    if act in {"withdraw", "close"}:
        allowed = rules.may_start(reader, campaign.union) or reader.holds((Role.LEADER,), campaign.union)
        return allowed and campaign.status == (Status.DRAFT if act == "withdraw" else Status.CLOSED)
    form, last = IssueForm(request.POST), campaign.versions.first()
    if act != "issue" or last is None or not form.is_valid():
        return False
    typed = form.cleaned_data
    same = (typed["number"].strip(), typed["day"], typed["signer"].strip()) == (last.paper_number, last.issued_on, last.signer)
    return same and last.created_by_id == reader.user.pk


def _conflict(request: HttpRequest, campaign: Campaign, act: str) -> dict[str, Any]:
    """What stands there now beside what was wanted."""
    wanted = {"approve": Status.APPROVED, "withdraw": Status.DRAFT, "close": Status.CLOSED, "issue": Status.ISSUED}[act]
    rows = [(_("Tình trạng"), str(campaign.get_status_display()), str(wanted.label))]
    if act != "issue":
        return {"conflict": rows}
    form, last = IssueForm(request.POST), campaign.versions.first()
    theirs = {"number": last.paper_number, "day": short_date(last.issued_on), "signer": last.signer} if last else {}
    rows += [
        (str(form.fields[name].label), theirs.get(name, ""), str(form.data.get(name, ""))) for name in ("number", "day", "signer")
    ]
    return {"conflict": rows, "form": form}


def _issue(request: HttpRequest, reader: Reader, campaign: Campaign, revision: int) -> HttpResponse:
    if not rules.may_issue(reader, campaign):
        raise Http404
    form = IssueForm(request.POST)
    if not form.is_valid():
        return _page(request, reader, campaign, form=form, status=400)
    version = services.issue(reader, campaign, revision, **form.cleaned_data)
    words = ngettext("Đã ban hành; %(n)d đơn vị được báo.", "Đã ban hành; %(n)d đơn vị được báo.", version.told) % {
        "n": version.told
    }
    messages.success(request, words)
    return redirect("campaigns:overview", campaign.pk)


@signed_in
def version(request: HttpRequest, reader: Reader, pk: int, number: int) -> HttpResponse:
    """One issued version: what changed, who was told."""
    campaign = campaign_or_404(reader, pk)
    row = get_object_or_404(campaign.versions, number=number)
    changes = Paginator(row.changes, A_PAGE).get_page(request.GET.get("trang"))
    return page(request, reader, campaign, "version", {"version": row, "changes": changes})


@signed_in
def papers(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The papers that the data of this step print."""
    campaign = campaign_or_404(reader, pk)
    return page(request, reader, campaign, "papers", {"kinds": printed.names(inside=rules.sees_inside(reader, campaign))})


@signed_in
def paper(request: HttpRequest, reader: Reader, pk: int, kind: str, ending: str) -> HttpResponse:
    """One paper as Word or PDF."""
    campaign = campaign_or_404(reader, pk)
    kinds = printed.names(inside=rules.sees_inside(reader, campaign))
    if kind not in dict(kinds) or ending not in TYPES:
        raise Http404
    try:
        name, data = printed.make(campaign, kind, ending)
    except UserError as e:
        return page(request, reader, campaign, "papers", {"kinds": kinds, "error": e}, status=409)
    answer = HttpResponse(data, content_type=TYPES[ending])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


@require_POST
@signed_in
def join(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Makes the campaign a child of one of the level above."""
    campaign = built_or_404(reader, pk)
    parent = get_object_or_404(selectors.campaigns(reader), pk=revision_of(request.POST.get("parent", "")))
    services.join(reader, campaign, parent)
    messages.success(request, _("Đã nối với đợt của cấp trên: căn cứ, hạn nộp hồ sơ và chỉ tiêu được đưa vào."))
    return redirect("campaigns:overview", pk)


def _versions(request: HttpRequest, campaign: Campaign, last: Version | None) -> Page[Version]:
    pages = Paginator(campaign.versions.defer("content", "changes", "places"), A_PAGE)
    if last is not None:
        pages.count = last.number  # numbered from one on, none is ever taken away: not to be counted again
    return pages.get_page(request.GET.get("trang"))


def _page(request: HttpRequest, reader: Reader, campaign: Campaign, *, status: int = 200, **given: object) -> HttpResponse:
    settings = selectors.content(campaign)
    start = {"day": today_of(campaign), "signer": settings.host.signer.name}
    plan = next((p for p in settings.papers if p.kind == "plan"), None)
    if plan:
        start |= {"number": plan.number} | ({"day": plan.day} if plan.day else {})
    issues = rules.may_issue(reader, campaign)
    last = campaign.told or (campaign.versions.first() if issues else None)
    pending = services.pending(campaign, last) if issues and last else []
    context = {
        "pending": pending[:MOST_PENDING], "more": len(pending[MOST_PENDING:]),
        "form": IssueForm(initial=start), "blocking": blocking(campaign, judged(campaign), today_of(campaign)),
        "versions": _versions(request, campaign, last),
        "approves": rules.may_approve(reader, campaign), "issues": issues,
        "units": counts(campaign, today_of(campaign)), "evidence": evidence(reader, campaign),
    }  # fmt: skip
    return page(request, reader, campaign, "issue", context | given, status=status)
