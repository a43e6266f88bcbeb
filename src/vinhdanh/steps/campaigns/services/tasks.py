"""What people have to do: made, changed, done with proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Task

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.files.models import StoredFile
    from vinhdanh.steps.campaigns.models import Campaign

FIELDS = ("title", "detail", "owner", "due")


def add_task(reader: Reader, campaign: Campaign, values: Mapping[str, Any], once: UUID | None = None) -> Task:
    """A new task. The same `once` again gives the task that it made the first time.

    Args:
        reader: Who.
        campaign: For which campaign.
        values: title, detail, owner (Person or None), due (date or None).
        once: Token of the form.
    """
    if not rules.may_work(reader, campaign):
        raise Forbidden
    if not str(values.get("title", "")).strip():
        raise UserError("Đề nghị ghi việc cần làm.", "Say what is to be done.")
    try:
        with transaction.atomic():
            task = Task(campaign=campaign, union=campaign.union, once=once)
            for name in FIELDS:
                if name in values:
                    setattr(task, name, values[name])
            task.save()
            record(reader, "campaigns.task-added", task, union=campaign.union, data={"due": str(task.due or "")})
    except IntegrityError:
        if once is None:
            raise
        return Task.objects.get(once=once)
    return task


def change_task(reader: Reader, task: Task, revision: int, values: Mapping[str, Any]) -> Task:
    """Changes a task that stands at `revision`.

    Raises:
        Forbidden, Outdated: as for every change.
    """
    if not rules.may_work(reader, task.campaign):
        raise Forbidden
    told = {name: values[name] for name in FIELDS if name in values}
    if "title" in told:
        told |= Task.keys(told["title"])
    with transaction.atomic():
        stands = Task.objects.filter(pk=task.pk, revision=revision)
        if not stands.update(revision=revision + 1, **told):  # somebody was quicker
            held = Task.objects.get(pk=task.pk)
            raise Outdated({name: str(getattr(held, name) or "") for name in FIELDS})
        for name, value in {**told, "revision": revision + 1}.items():
            setattr(task, name, value)
        record(reader, "campaigns.task-changed", task, union=task.campaign.union, data={"revision": task.revision})
    return task


def finish_task(reader: Reader, task: Task, *, done: bool, words: str = "", proof: StoredFile | None = None) -> Task:
    """Marks a task done, with words or a file as proof; or open again. Its owner may, and those who keep the campaign's tasks."""
    with transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).select_related("campaign__union").get(pk=task.pk)
        if not rules.may_finish(reader, held):
            raise Forbidden
        if bool(held.done_at) == done:
            return held
        held.done_at = timezone.now() if done else None
        held.done_by = reader.user if done else None
        held.proof_words = words[:1000] if done else ""
        held.proof = proof if done else None
        held.revision += 1
        held.save()
        record(reader, "campaigns.task-done" if done else "campaigns.task-reopened", held, union=held.campaign.union)
    return held
