"""The units that a campaign calls upon, and how many places each gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations.models import GroupMembership, Post, Union
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Campaign, Status, Unit
from vinhdanh.steps.campaigns.services.content import lapse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vinhdanh.platform.accounts.reader import Reader

MOST = 10_000
Places = tuple[int | None, int | None]
"""The least and the most places of a unit; None: not set."""


def call_upon(campaign: Campaign, unions: Iterable[Union] | None = None) -> list[Unit]:
    """Adds units from the register: `unions`, or all that stand directly below the host today. Inside the caller's transaction."""
    today = timezone.localdate()
    host = campaign.union
    wanted = list(unions) if unions is not None else list(Union.objects.on(today).filter(parent=host).order_by("sort_key"))
    held = set(campaign.units.values_list("union_id", flat=True))
    start = len(held)
    units = [
        Unit(campaign=campaign, union=union, position=start + n) for n, union in enumerate(u for u in wanted if u.pk not in held)
    ]
    freeze(campaign, units)
    Unit.objects.bulk_create(units, batch_size=500)
    return units


def freeze(campaign: Campaign, units: list[Unit]) -> None:
    """Copies into `units` what the register says today: name, place in the tree, group, members, who is responsible. Not saved; three queries."""
    today = timezone.localdate()
    ids = [unit.union_id for unit in units]
    unions = Union.objects.select_related("parent", "level").in_bulk(ids)
    groups = {
        row.union_id: row.group.name
        for row in GroupMembership.objects.filter(union__in=ids, group__owner=campaign.union).select_related("group")
        if (row.valid_from is None or row.valid_from <= today) and (row.valid_to is None or row.valid_to > today)
    }
    answering = {
        post.union_id: post for post in Post.objects.on(today).filter(union__in=ids, responsible=True).select_related("person")
    }
    for unit in units:
        union = unions[unit.union_id]
        unit.code, unit.name, unit.sort_key, unit.place = union.code, union.name, union.sort_key, union.place
        unit.parent_name = union.parent.name if union.parent else ""
        unit.level_name = union.level.name
        unit.group = groups.get(union.pk, unit.group)
        unit.members, unit.women, unit.minority, unit.workers = union.members, union.women, union.minority, union.workers
        post = answering.get(union.pk)
        if post:
            unit.responsible, unit.responsible_post, unit.phone = post.person.name, post.title, post.person.phone or union.phone


def choose_units(reader: Reader, campaign: Campaign, unions: Iterable[Union], *, also: bool = False) -> int:
    """The units shall be exactly `unions` (or these as well); only while nothing is issued. Returns how many there are."""
    wanted = {union.pk: union for union in unions}
    with transaction.atomic():
        campaign = _held(reader, campaign)
        if campaign.status == Status.ISSUED and not also:
            raise UserError(
                "Đợt đã ban hành: các đơn vị đã nhận kế hoạch không bỏ ra được, chỉ thêm được đơn vị mới.",
                "The campaign is issued: units that were told cannot be left out, only new ones added.",
            )
        if any(not union.path.startswith(campaign.union.path) for union in wanted.values()) or len(wanted) > MOST:
            raise Forbidden
        if not also:
            campaign.units.exclude(union__in=wanted).delete()
        made = call_upon(campaign, wanted.values())
        count_asked(campaign)
        count = campaign.units.count()
        _touch(reader, campaign)
        record(reader, "campaigns.units-chosen", campaign, union=campaign.union, data={"units": count, "new": len(made)})
    return count


def allot(reader: Reader, campaign: Campaign, places: Mapping[int, Places], seen: Mapping[int, Places] | None = None) -> int:
    """Sets the least and the most places of units. Returns how many changed.

    Args:
        reader: Who.
        campaign: Whose units.
        places: Unit id -> least and most.
        seen: What the reader looked at. What the reader left as it was stays as it is now; None: whatever stands there is replaced.

    Raises:
        Forbidden: The reader does not build the campaign, or a unit is not of it.
        Outdated: Somebody changed the same unit since; `theirs`: unit id -> what stands there now. Nothing was changed.
        UserError: A least above a most.
    """
    with transaction.atomic():
        campaign = _held(reader, campaign)
        units = campaign.units.select_for_update(of=("self",)).in_bulk(list(places))
        if len(units) != len(places):
            raise Forbidden
        wanted = {pk: pair for pk, pair in places.items() if seen is None or pair != seen.get(pk)}
        _nobody_else(units, wanted, seen)
        changed = []
        for pk, (least, most) in wanted.items():
            unit = units[pk]
            if least is not None and most is not None and least > most:
                raise UserError(
                    f"{unit.name}: số ít nhất ({least}) lớn hơn số nhiều nhất ({most}).",
                    f"{unit.code}: least {least} above most {most}.",
                )
            if (unit.at_least, unit.at_most) != (least, most):
                unit.at_least, unit.at_most, unit.asks = least, most, []
                changed.append(unit)
        Unit.objects.bulk_update(changed, ["at_least", "at_most", "asks"], batch_size=500)
        if changed:
            count_asked(campaign)
            _touch(reader, campaign)
            told = {unit.code: [unit.at_least, unit.at_most] for unit in changed[:500]}
            record(reader, "campaigns.allotted", campaign, union=campaign.union, data={"units": len(changed), "places": told})
    return len(changed)


def looked_at(reader: Reader, campaign: Campaign, seen: Mapping[int, int]) -> int:
    """An official has looked at what mergers and splits did to units, and leaves it so. What came since they looked is asked still.

    Args:
        reader: Who.
        campaign: Whose units.
        seen: Unit id -> how many sentences were shown.
    """
    with transaction.atomic():
        campaign = _held(reader, campaign)
        units = [unit for unit in campaign.units.select_for_update(of=("self",)).filter(pk__in=list(seen)) if unit.asks]
        told = {unit.code: unit.asks[: seen[unit.pk]] for unit in units}
        for unit in units:
            unit.asks = unit.asks[seen[unit.pk] :]
        Unit.objects.bulk_update(units, ["asks"], batch_size=500)
        count_asked(campaign)
        if units:
            record(reader, "campaigns.units-looked-at", campaign, union=campaign.union, data={"units": told})
    return len(units)


def count_asked(campaign: Campaign) -> None:
    """Brings `Campaign.asked` in line. Inside the caller's transaction."""
    asked = campaign.units.exclude(asks=[]).count()
    if asked != campaign.asked:
        campaign.asked = asked
        Campaign.objects.filter(pk=campaign.pk).update(asked=asked)


def _held(reader: Reader, campaign: Campaign) -> Campaign:
    held = Campaign.objects.select_for_update(of=("self",)).select_related("union").get(pk=campaign.pk)
    if not rules.may_build(reader, held):
        raise Forbidden
    return held


def _touch(reader: Reader, campaign: Campaign) -> None:
    """An approval covers the units and their places as well: it lapses when they change, and who changes them builds."""
    if campaign.status == Status.APPROVED:
        lapse(campaign)
        campaign.revision += 1
        campaign.save()
    campaign.built_by.add(reader.user)


def _nobody_else(units: Mapping[int, Unit], wanted: Mapping[int, Places], seen: Mapping[int, Places] | None) -> None:
    now = {pk: (units[pk].at_least, units[pk].at_most) for pk in wanted}
    theirs = {pk: pair for pk, pair in now.items() if seen is not None and pair not in {seen.get(pk), wanted[pk]}}
    if theirs:
        raise Outdated({str(pk): words(pair) for pk, pair in theirs.items()})


def words(places: Places) -> str:
    """Places as one reads them."""
    least, most = places
    if least is None and most is None:
        return _("không ấn định")
    if least is None:
        return _("nhiều nhất %(n)d") % {"n": most}
    return _("ít nhất %(n)d") % {"n": least} if most is None else f"{least} – {most}"


def share_out(units: list[Unit], seats: int, by: str) -> dict[int, int]:
    """How `seats` places are shared: `equal`, or by `members` with the largest remainder (Hamilton), every unit at least one where it reaches.

    Args:
        units: In order; ties of the remainder go to the one that stands first.
        seats: All places.
        by: "equal" or "members"; a unit whose members are not known counts as the median of the others.

    Returns:
        Unit id -> places; the sum is `seats`.
    """
    if not units or seats <= 0:
        return {unit.pk: 0 for unit in units}
    known = sorted(unit.members for unit in units if unit.members)
    usual = known[len(known) // 2] if known else 1
    weights = [1 if by == "equal" else (unit.members or usual) for unit in units]
    floor = 1 if seats >= len(units) else 0
    rest, total = seats - floor * len(units), sum(weights)
    shares = [divmod(rest * weight, total) for weight in weights]
    left = rest - sum(whole for whole, _ in shares)
    first = sorted(range(len(units)), key=lambda n: (-shares[n][1], n))[:left]
    return {unit.pk: floor + shares[n][0] + (n in first) for n, unit in enumerate(units)}
