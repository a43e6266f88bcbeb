"""Pushing down: marking what goes, handing tasks to every unit at issue, telling the campaigns below what a later version changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from vinhdanh.engines.campaign.schedule import last_day
from vinhdanh.engines.vietnamese import accent_key, match_key
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.notices.services import tell
from vinhdanh.platform.organisations.models import Post
from vinhdanh.steps.campaigns import codec, rules, selectors
from vinhdanh.steps.campaigns.models import Campaign, Status, Task
from vinhdanh.steps.campaigns.pushing import Item, Rule, changes
from vinhdanh.steps.campaigns.selectors.pushed import following, marked, told_content
from vinhdanh.steps.campaigns.services.content import lapse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Unit, Version
    from vinhdanh.steps.campaigns.pushing import Marks

KEYS = 700


def mark(reader: Reader, campaign: Campaign, revision: int, marks: Marks) -> Campaign:
    """Says what the campaign pushes down; it goes with the next issue. An approval lapses: it covers this as well.

    Raises:
        Forbidden: The reader does not build this campaign.
        Outdated: Somebody saved since `revision`; nothing was changed.
    """
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",)).select_related("union").get(pk=campaign.pk)
        if not rules.may_build(reader, held):
            raise Forbidden
        if held.pushes == marks.plain():
            return held
        if held.revision != revision:
            raise Outdated
        settings = selectors.content(held)
        before = marked(held, settings)
        held.pushes = marks.plain()
        lapse(held)
        held.revision += 1
        held.save()
        held.built_by.add(reader.user)
        told = changes(before, marked(held, settings))
        record(reader, "campaigns.push-marked", held, union=held.union, data={"revision": held.revision, "changes": told})
    return held


def hand_out(units: Iterable[Unit], items: Iterable[Item]) -> int:
    """Gives every unit its tasks as a version says them. Those that are done stay as they are; open ones follow. Returns how many are new.

    Inside the caller's transaction.
    """
    rows = {unit.pk: unit for unit in units}
    wanted = {item.key.partition("/")[2]: item for item in items if item.rule == Rule.TASK}
    held = list(Task.objects.filter(called__in=rows))
    Task.objects.filter(pk__in=[task.pk for task in held if task.pushed not in wanted and task.done_at is None]).delete()
    changed = [task for task in held if task.pushed in wanted and task.done_at is None and _set(task, wanted[task.pushed])]
    Task.objects.bulk_update(changed, ["title", "search_key", "accent_key", "due", "detail", "revision"], batch_size=500)
    there = {(task.called_id, task.pushed) for task in held}
    owners = answering({unit.union_id for unit in rows.values()}) if wanted else {}
    fresh = []
    for unit in rows.values():
        for key, item in wanted.items():
            if (unit.pk, key) not in there:
                task = Task(campaign_id=unit.campaign_id, called=unit, pushed=key, union_id=unit.union_id, revision=0)
                task.owner_id = owners.get(unit.union_id)
                _set(task, item)
                fresh.append(task)
    Task.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def answering(unions: Iterable[int]) -> dict[int, int]:
    """Union -> the person who answers for it today."""
    posts = Post.objects.on(timezone.localdate()).filter(union__in=list(unions), responsible=True).order_by("-id")
    return dict(posts.values_list("union_id", "person_id"))


def _set(task: Task, item: Item) -> bool:
    """Brings a task in line with what is pushed down; whether that changed it."""
    wanted = (item.label[:300], codec.parse(date, item.text) if item.text else None, item.more)
    if (task.title, task.due, task.detail) == wanted:
        return False
    task.title, task.due, task.detail = wanted
    task.search_key, task.accent_key = match_key(task.title)[:KEYS], accent_key(task.title)[:KEYS]
    task.revision += 1
    return True


def tell_below(reader: Reader, campaign: Campaign, version: Version, before: Iterable[Item]) -> int:
    """Tells the unions that have made a campaign from this one what a later version pushes down otherwise. Inside the caller's transaction."""
    told = changes(before, [Item.of(row) for row in version.pushed])
    below = list(campaign.children.exclude(status=Status.CLOSED).select_related("union", "parent"))
    for child in below:
        stand(child)  # its places may have changed as well
    below = below if told else []
    host = selectors.content(campaign).host
    subject = f"{host.short or host.name} thay đổi nội dung giao xuống (bản {version.number})"
    lines = "\n".join(f"- {sentence}" for sentence in told[:50])
    body = f"Kính gửi các đồng chí. Những điểm thay đổi so với bản trước:\n{lines}\nĐề nghị đơn vị tiếp thu, hoặc nêu lý do nếu giữ khác."
    for child in below:
        tell(reader, [child.union], subject, body, about=campaign, link=f"/dot/{child.pk}/tu-cap-tren/")
    return len(below)


def stand(campaign: Campaign) -> None:
    """Notes beside a campaign how it stands to the one above, for the pages that warn. Inside the caller's transaction."""
    standing = following(campaign)
    if standing is None:
        return
    above = told_content(standing.version)
    due = above.reception.deadline
    asked = any(line.item.key == "dossier_deadline" for line in standing.lines)
    campaign.standing = {
        "open": len(standing.open),
        "refused": [line.item.plain() for line in standing.refused],
        "host": above.host.short or above.host.name,
        "due": last_day(due).isoformat() if due and not asked else "",
    }
    Campaign.objects.filter(pk=campaign.pk).update(standing=campaign.standing)
