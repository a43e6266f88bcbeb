"""Who may do what with a campaign: predicates of a reader and a campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.organisations.models import Role
from vinhdanh.steps.campaigns.models import Campaign, Status, Unit

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

ALL = frozenset({Role.OFFICER, Role.LEADER, Role.COUNCIL, Role.AUDITOR, Role.ADMIN, Role.GRASSROOTS})
WORKERS = (Role.OFFICER, Role.GRASSROOTS)


def acts_for(reader: Reader, union: Union) -> bool:
    """Whether the reader, an officer above, works on behalf of this union."""
    return reader.acting_for is not None and reader.acting_for.pk == union.pk and reader.holds_over((Role.OFFICER,), union)


def may_start(reader: Reader, union: Union) -> bool:
    """A campaign of `union` is drawn up by its officer, by its chair where it is a base union, or by who acts for it."""
    return reader.holds(WORKERS, union) or acts_for(reader, union)


def may_build(reader: Reader, campaign: Campaign) -> bool:
    """The same people change it, until it is closed."""
    return campaign.status != Status.CLOSED and may_start(reader, campaign.union)


def may_approve(reader: Reader, campaign: Campaign) -> bool:
    """A leader of the union approves, never one who built it."""
    return (
        campaign.status == Status.DRAFT
        and reader.holds((Role.LEADER,), campaign.union)
        and not campaign.built_by.filter(pk=reader.user.pk).exists()
    )


def may_issue(reader: Reader, campaign: Campaign) -> bool:
    """What is approved is issued with number, date and signer by the officer or the leader."""
    return campaign.status in {Status.APPROVED, Status.ISSUED} and (
        reader.holds((Role.LEADER,), campaign.union) or may_start(reader, campaign.union)
    )


def may_acknowledge(reader: Reader, unit: Unit) -> bool:
    """The unit's own people say that they have the plan, or who acts for them, or the officer who heard it by phone."""
    return unit.campaign.status == Status.ISSUED and (
        reader.holds((Role.GRASSROOTS, Role.OFFICER, Role.LEADER), unit.union)
        or acts_for(reader, unit.union)
        or may_build(reader, unit.campaign)
    )


def may_remind(reader: Reader, campaign: Campaign) -> bool:
    """Those who build an issued campaign remind its units."""
    return campaign.status == Status.ISSUED and may_build(reader, campaign)


def sees_inside(reader: Reader, campaign: Campaign) -> bool:
    """The host's own people and those above see all units, tasks and what is wrong; a unit sees what concerns it."""
    return reader.holds_over(ALL, campaign.union) or acts_for(reader, campaign.union)


def may_work(reader: Reader, campaign: Campaign) -> bool:
    """Tasks are kept by those who build and by the union's leaders."""
    return may_build(reader, campaign) or reader.holds((Role.LEADER,), campaign.union)
