"""Milestones and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Outdated
from vinhdanh.platform.files.services import store
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.forms.simple import DoneForm, TaskForm
from vinhdanh.steps.campaigns.selectors.campaigns import OUT
from vinhdanh.steps.campaigns.selectors.overview import timeline
from vinhdanh.steps.campaigns.selectors.standing import today_of
from vinhdanh.steps.campaigns.selectors.work import milestone_rows, people_of, task_of, tasks
from vinhdanh.steps.campaigns.services import tasks as change
from vinhdanh.steps.campaigns.services.milestones import mark_done
from vinhdanh.steps.campaigns.views.common import campaign_or_404, page, revision_of, token

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign, Task

A_PAGE = 50
"""Tasks on one page."""


@signed_in
def milestones(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The days of the campaign, how they were counted, which are reached."""
    campaign = campaign_or_404(reader, pk)
    rows, found = milestone_rows(campaign)
    today = today_of(campaign)
    context = {
        "rows": rows,
        "findings": found,
        "timeline": timeline(rows, today, issued=campaign.status in OUT),
        "works": rules.may_work(reader, campaign),
    }
    return page(request, reader, campaign, "milestones", context)


@require_POST
@signed_in
def milestone_done(request: HttpRequest, reader: Reader, pk: int, key: str) -> HttpResponse:
    """A milestone is reached, or not after all."""
    campaign = campaign_or_404(reader, pk)
    row = get_object_or_404(campaign.milestones.select_related("campaign__union"), key=key)
    if not rules.may_work(reader, campaign):
        raise Http404
    mark_done(reader, row, today_of(campaign) if request.POST.get("done") == "1" else None)
    return redirect("campaigns:milestones", pk)


@signed_in
def task_list(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """The tasks, open ones first; a new one."""
    campaign = campaign_or_404(reader, pk)
    works = rules.may_work(reader, campaign)
    form = TaskForm(people_of(reader, campaign), request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not works:
            raise Http404
        if form.is_valid():
            change.add_task(reader, campaign, form.cleaned_data, token(request.POST.get("once", "")))
            messages.success(request, _("Đã thêm việc."))
            return redirect("campaigns:tasks", pk)
    context = {
        "page": Paginator(tasks(reader, campaign), A_PAGE).get_page(request.GET.get("trang")),
        "form": form,
        "once": request.POST.get("once") or uuid4(),
        "works": works,
        "today": today_of(campaign),
    }
    return page(request, reader, campaign, "tasks", context, status=400 if request.method == "POST" else 200)


@signed_in
def task(request: HttpRequest, reader: Reader, pk: int, task_pk: int) -> HttpResponse:
    """One task: change it, finish it with proof."""
    campaign = campaign_or_404(reader, pk)
    row = _task_or_404(reader, campaign, task_pk)
    works = rules.may_work(reader, campaign) and row.called_id is None  # what was given to all units is changed for all
    form = TaskForm(people_of(reader, campaign), request.POST if request.method == "POST" else None, initial=_start(row))
    conflict: list[tuple[str, str, str]] = []
    status = 200
    if request.method == "POST":
        if not works:
            raise Http404
        status = 400
        if form.is_valid():
            try:
                change.change_task(reader, row, revision_of(request.POST.get("revision", "")), form.cleaned_data)
            except Outdated as e:
                conflict = [(str(form.fields[name].label), text, str(form.data.get(name, ""))) for name, text in e.theirs.items()]
                row = _task_or_404(reader, campaign, task_pk)
                if all((getattr(row, name) or None) == (form.cleaned_data.get(name) or None) for name in e.theirs):
                    return redirect("campaigns:tasks", pk)  # a double click finds what it wants
                status = 409
            else:
                messages.success(request, _("Đã lưu việc này."))
                return redirect("campaigns:tasks", pk)
    own = rules.may_finish(reader, row)
    context = {"task": row, "form": form, "done": DoneForm(), "works": works, "own": own, "conflict": conflict}
    return page(request, reader, campaign, "task", context, status=status)


@require_POST
@signed_in
def task_done(request: HttpRequest, reader: Reader, pk: int, task_pk: int) -> HttpResponse:
    """A task is done, with words or a file as proof; or open again."""
    campaign = campaign_or_404(reader, pk)
    row = _task_or_404(reader, campaign, task_pk)
    if not rules.may_finish(reader, row):
        raise Http404
    done = request.POST.get("done") != "0"
    form = DoneForm(request.POST, request.FILES)
    if done and not form.is_valid():
        context = {
            "task": row,
            "form": TaskForm(people_of(reader, campaign), initial=_start(row)),
            "done": form,
            "works": rules.may_work(reader, campaign) and row.called_id is None,
            "own": True,
        }
        return page(request, reader, campaign, "task", context, status=400)
    words = form.cleaned_data.get("words", "") if done else ""
    proof = None
    if done and form.cleaned_data.get("proof"):
        whose = row.called.union if row.called else campaign.union
        proof = store(reader, whose, form.cleaned_data["proof"].name, form.cleaned_data["proof"].read())
    held = change.finish_task(reader, row, done=done, words=words, proof=proof)
    if done and ((words and held.proof_words != words) or (proof and held.proof_id != proof.pk)):  # somebody else was first
        theirs = [held.proof_words, held.proof.name if held.proof else ""]
        mine = [words, proof.name if proof else ""]
        conflict = [(str(_("Kết quả")), *("\n".join(filter(None, said)) for said in (theirs, mine)))]
        context = {
            "task": held,
            "form": TaskForm(people_of(reader, campaign), initial=_start(held)),
            "done": form,
            "conflict": conflict,
            "own": True,
        }
        return page(request, reader, campaign, "task", context, status=409)
    messages.success(request, _("Đã ghi nhận."))
    return redirect("campaigns:tasks", pk)


def _task_or_404(reader: Reader, campaign: Campaign, pk: int) -> Task:
    found = task_of(reader, campaign, pk)
    if found is None:
        raise Http404
    return found


def _start(task: Task) -> dict[str, object]:
    return {"title": task.title, "owner": task.owner, "due": task.due, "detail": task.detail}
