"""Milestones, tasks, guidance as a reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from vinhdanh.engines.campaign.schedule import schedule, schedule_findings
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.accounts.reader import BELOW
from vinhdanh.platform.database.prepared import Prepared
from vinhdanh.platform.notices.services.telling import TOLD_ROLES
from vinhdanh.platform.organisations.models import Person
from vinhdanh.platform.organisations.models.unions import successor
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Guidance, Milestone, Task
from vinhdanh.steps.campaigns.selectors.campaigns import campaigns, content
from vinhdanh.steps.campaigns.selectors.issued import milestones_of
from vinhdanh.steps.campaigns.selectors.standing import today_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.engines.campaign.types import Finding
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign


def milestone_rows(campaign: Campaign) -> tuple[list[Milestone], tuple[Finding, ...]]:
    """The milestones in their order, and what the days warn about."""
    settings = content(campaign)
    return milestones_of(campaign), schedule_findings(settings, schedule(settings), today_of(campaign))


def tasks(reader: Reader, campaign: Campaign) -> QuerySet[Task]:
    """The host's tasks, open ones first, by due day; who stands outside the host sees only their own and those of their unit."""
    scope = Q(called=None) if rules.sees_inside(reader, campaign) else own_tasks(reader)
    rows = Task.objects.filter(scope, campaign=campaign)
    rows = rows.select_related("owner", "campaign__union", "proof", "done_by", "called__union")
    return rows.order_by(F("done_at").asc(nulls_first=True), F("due").asc(nulls_last=True), "id")


TASK = Prepared(
    lambda campaign, pk: Task.objects.filter(campaign_id=campaign, pk=pk).select_related(
        "owner", "proof", "done_by", "called__union"
    ),
    int,
    int,
)


def task_of(reader: Reader, campaign: Campaign, pk: int) -> Task | None:
    """One of the tasks, with those that were given to the units; None: there is none, or the reader does not see it."""
    found = TASK.first(campaign.pk, pk)
    if found is None:
        return None
    found.campaign = campaign
    if rules.sees_inside(reader, campaign):
        return found
    own = found.owner_id is not None and found.owner_id == reader.user.person_id
    return found if own or (found.called is not None and found.called.union_id in _answers_for(reader)) else None


def _answers_for(reader: Reader) -> list[int]:
    mine = [held.union_id for held in reader.posts if held.role in TOLD_ROLES]
    return mine if reader.acting_for is None else [*mine, reader.acting_for.pk]


def own_tasks(reader: Reader) -> Q:
    """Tasks of the reader, and those that were given to a unit for which they answer."""
    return Q(owner__isnull=False, owner=reader.user.person_id) | Q(called__union__in=_answers_for(reader))


def seen_tasks(reader: Reader) -> QuerySet[Task]:
    """Tasks of all campaigns, as `tasks` shows them in each: all of them inside the host and above, else one's own; the open ones first."""
    inside = [held.union_id for held in reader.posts]
    if reader.acting_for is not None:
        inside.append(reader.acting_for.pk)
    scope = own_tasks(reader) | Q(campaign__union__in=inside, called=None)
    for held in reader.posts:
        if held.role in BELOW:
            scope |= Q(campaign__union__path__gte=held.path, campaign__union__path__lt=successor(held.path), called=None)
    rows = Task.objects.filter(scope, campaign__in=campaigns(reader).select_related(None))
    rows = rows.select_related("owner", "campaign__union").defer("campaign__content")
    return rows.order_by(F("done_at").asc(nulls_first=True), F("due").asc(nulls_last=True), "id")


def people_of(reader: Reader, campaign: Campaign) -> QuerySet[Person]:
    """Who can be given a task: people who hold a post in the host today."""
    return (
        Person.objects.filter(posts__union=campaign.union, erased_at=None)
        .filter(
            Q(posts__valid_from=None) | Q(posts__valid_from__lte=reader.day),
            Q(posts__valid_to=None) | Q(posts__valid_to__gt=reader.day),
        )
        .distinct()
    )


def guidance(reader: Reader, words: str = "", step: str = "") -> QuerySet[Guidance]:
    """Documents of the library: those for everybody, and those of the reader's unions and of the unions above them; valid ones first."""
    paths = {held.path[:end] for held in reader.posts for end in range(4, len(held.path) + 1, 4)}
    rows = Guidance.objects.filter(Q(union=None) | Q(union__path__in=paths)).select_related("union", "file")
    if words.strip():
        rows = rows.filter(search_key__contains=match_key(words))
    return rows.filter(Q(step=step) | Q(step="")) if step else rows
