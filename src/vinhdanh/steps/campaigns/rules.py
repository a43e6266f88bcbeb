"""Who may do what with a campaign: predicates of a reader and a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.accounts.rules import may_decide, speaks_for
from vinhdanh.platform.organisations.models import Role
from vinhdanh.steps.campaigns.models import Campaign, Status, Task, Unit

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

ALL = frozenset(Role.values)
WORKERS = (Role.OFFICER, Role.GRASSROOTS)


def may_start(reader: Reader, union: Union) -> bool:
    """A campaign of `union` is drawn up by its officer, by its chair where it is a base union, or by who acts for it."""
    return reader.holds(WORKERS, union) or speaks_for(reader, union)


def may_build(reader: Reader, campaign: Campaign) -> bool:
    """The same people change it, until it is closed."""
    return campaign.status != Status.CLOSED and may_start(reader, campaign.union)


def may_approve(reader: Reader, campaign: Campaign) -> bool:
    """A leader of the union approves, never one who built it."""
    return campaign.status == Status.DRAFT and may_decide(reader, campaign)


def may_issue(reader: Reader, campaign: Campaign) -> bool:
    """What is approved is issued with number, date and signer by the officer or the leader."""
    return campaign.status in {Status.APPROVED, Status.ISSUED} and (
        reader.holds((Role.LEADER,), campaign.union) or may_start(reader, campaign.union)
    )


def may_acknowledge(reader: Reader, unit: Unit) -> bool:
    """The unit's own people say that they have the plan, or who acts for them, or the officer who heard it by phone."""
    return unit.campaign.status == Status.ISSUED and (
        reader.holds((Role.GRASSROOTS, Role.OFFICER, Role.LEADER), unit.union)
        or speaks_for(reader, unit.union)
        or may_build(reader, unit.campaign)
    )


def may_remind(reader: Reader, campaign: Campaign) -> bool:
    """Those who build an issued campaign remind its units."""
    return campaign.status == Status.ISSUED and may_build(reader, campaign)


def sees_inside(reader: Reader, campaign: Campaign) -> bool:
    """The host's own people and those above, so whoever acts for it too, see all units, tasks and what is wrong; a unit sees what concerns it."""
    return reader.holds_over(ALL, campaign.union)


def may_work(reader: Reader, campaign: Campaign) -> bool:
    """Tasks are kept by those who build and by the union's leaders."""
    return may_build(reader, campaign) or reader.holds((Role.LEADER,), campaign.union)


def may_finish(reader: Reader, task: Task) -> bool:
    """A task is done by who was asked to do it, by the people of the unit to which it was given, or by who keeps the tasks."""
    own = task.owner_id is not None and task.owner_id == reader.user.person_id
    return own or may_work(reader, task.campaign) or (task.called is not None and may_report(reader, task.called))


def may_report(reader: Reader, unit: Unit) -> bool:
    """A unit's own people say how far the tasks given to it are, or who acts for them."""
    return reader.holds((Role.GRASSROOTS, Role.OFFICER, Role.LEADER), unit.union) or speaks_for(reader, unit.union)


def may_make_own(reader: Reader, unit: Unit) -> bool:
    """A unit that was told a campaign makes its own from it, where it draws up campaigns."""
    return unit.campaign.status == Status.ISSUED and may_start(reader, unit.union)
