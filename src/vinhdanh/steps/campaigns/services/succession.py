"""Units of campaigns when their union is merged, split or ended in mid-campaign: no place is lost or doubled, and an official is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.design.language import in_vietnamese
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations.models import Succession, Union
from vinhdanh.platform.organisations.models.people import Person
from vinhdanh.steps.campaigns.models import Campaign, Status, Task, Unit
from vinhdanh.steps.campaigns.services.content import lapse
from vinhdanh.steps.campaigns.services.pushing import answering
from vinhdanh.steps.campaigns.services.units import Places, call_upon, count_asked, freeze, words

if TYPE_CHECKING:
    from collections.abc import Iterable

FIGURES = ("members", "women", "minority", "workers")


def units_follow(kept: Union, gone: Union) -> None:
    """Of a merger. Rows frozen at issue keep what they say, and who answers for them now is the successor; rows of drafts become the successor's.

    Where the successor has a row already the places of both are added. Called after posts have followed.
    """
    rows = list(Unit.objects.filter(union=gone).select_related("campaign__union"))
    split = Succession.objects.filter(predecessor=gone, kind=Succession.Kind.SPLIT).exists()
    owner = answering([kept.pk]).get(kept.pk)
    person = Person.objects.filter(pk=owner).first() if owner else None
    for unit in rows:
        if unit.frozen_at is not None:
            unit.union, unit.responsible_now = kept, person.name if person else ""
            unit.save()
        else:
            unit = _draft(unit, kept, gone, ask=not split)  # noqa: PLW2901 - the row that stands for both
        Task.objects.filter(called=unit, done_at=None).update(union=kept, owner=owner)
    _touched(row.campaign for row in rows)
    for campaign in {row.campaign_id: row.campaign for row in rows}.values():
        record(None, "campaigns.units-followed", campaign, union=campaign.union, data={"from": gone.pk, "into": kept.pk})


def units_parted(union: Union, parts: list[Union]) -> None:
    """Of a split or an end. Drafts call upon the parts as well; the places stay in one row until an official has shared them out."""
    holder = parts[0] if parts and not Unit.objects.filter(union=union).exists() else union
    rows = list(Unit.objects.filter(union=holder).exclude(campaign__status=Status.CLOSED).select_related("campaign__union"))
    names = ", ".join(part.name for part in parts)
    for unit in rows:
        places = _places((unit.at_least, unit.at_most))
        if not parts:
            said = f"{union.name} đã kết thúc hoạt động; chỉ tiêu của đơn vị này: {places}."
        elif unit.frozen_at is None:
            call_upon(unit.campaign, [part for part in parts if part.path.startswith(unit.campaign.union.path)])
            said = (
                f"{union.name} đã chia tách, có thêm {names}. Chỉ tiêu ({places}) đang để cả ở {holder.name}: đề nghị chia lại."
            )
        else:
            said = (
                f"{union.name} đã chia tách, có thêm {names}. Chỉ tiêu ({places}) đang để cả ở {unit.name}; "
                "đơn vị mới chưa nhận kế hoạch: đề nghị thêm đơn vị, chia lại và ban hành bản sau."
            )
        unit.asks = [*unit.asks, said]
        unit.save(update_fields=["asks"])
    _touched(row.campaign for row in rows)


def stay(_kept: Union, _gone: Union) -> None:
    """Of a merger: campaigns, tasks of the host and guidance of the union that is gone stay its own; they are history."""


def _draft(unit: Unit, kept: Union, gone: Union, *, ask: bool) -> Unit:
    """A row that is not frozen: joined with the successor's where it has one, else the successor's from now on."""
    twin = Unit.objects.filter(campaign=unit.campaign_id, union=kept).exclude(pk=unit.pk).order_by("frozen_at", "id").first()
    mine = (unit.at_least, unit.at_most)
    if twin is None:
        unit.union = kept
        freeze(unit.campaign, [unit])
        _figures(unit, kept, gone)
        said = f"{gone.name} đã sáp nhập vào {kept.name}: {kept.name} nhận kế hoạch thay, chỉ tiêu ({_places(mine)}) chuyển sang."
        unit.asks = [*unit.asks, said] if ask else unit.asks
        unit.save()
        return unit
    theirs = (twin.at_least, twin.at_most)
    twin.at_least, twin.at_most = (_sum(a, b) for a, b in zip(theirs, mine, strict=True))
    both = _places((twin.at_least, twin.at_most))
    said = f"{gone.name} đã sáp nhập vào {kept.name}: chỉ tiêu {_places(mine)} và {_places(theirs)}, cộng lại là {both}."
    if (unit.at_most is None) != (theirs[1] is None):
        said += " Một trong hai đơn vị chưa được ấn định chỉ tiêu."
    twin.asks = [*twin.asks, *unit.asks, said] if ask else [*twin.asks, *unit.asks]
    if twin.frozen_at is None:
        _figures(twin, kept, gone)
    twin.save()
    unit.delete()
    return twin


def _places(places: Places) -> str:
    """Places as the sentences say them that are kept in the row."""
    with in_vietnamese():
        return words(places)


def _sum(one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else one + other


def _figures(unit: Unit, kept: Union, gone: Union) -> None:
    """The register adds the members of both after this; issuing reads them anew."""
    for name in FIGURES:
        here, there = getattr(kept, name), getattr(gone, name)
        setattr(unit, name, here + there if here is not None and there is not None else here)


def _touched(campaigns: Iterable[Campaign]) -> None:
    """An approval lapses: it covered other units; and what is asked is counted."""
    for campaign in {row.pk: row for row in campaigns}.values():
        if campaign.status == Status.APPROVED:
            lapse(campaign)
            campaign.revision += 1
            campaign.save()
        count_asked(campaign)
