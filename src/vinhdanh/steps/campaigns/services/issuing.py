"""Approving, issuing, telling the units; later versions; acknowledgement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from vinhdanh.engines.campaign import settings_of
from vinhdanh.engines.campaign.types import PaperNumber
from vinhdanh.engines.vietnamese import match_key, short_date
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.design.language import in_vietnamese
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.notices.services import tell
from vinhdanh.steps.campaigns import rules, selectors
from vinhdanh.steps.campaigns.differences import differences
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Status, Unit, Version
from vinhdanh.steps.campaigns.pushing import Item, Rule
from vinhdanh.steps.campaigns.pushing import changes as push_changes
from vinhdanh.steps.campaigns.selectors.findings import blocking
from vinhdanh.steps.campaigns.selectors.issued import plain_milestones
from vinhdanh.steps.campaigns.selectors.pushed import marked
from vinhdanh.steps.campaigns.selectors.records import judged
from vinhdanh.steps.campaigns.services.content import write
from vinhdanh.steps.campaigns.services.milestones import recount
from vinhdanh.steps.campaigns.services.pushing import hand_out, tell_below
from vinhdanh.steps.campaigns.services.units import freeze, words

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.platform.accounts.reader import Reader


def approve(reader: Reader, campaign: Campaign, revision: int) -> Campaign:
    """A leader who did not build the campaign approves what it says now."""
    with transaction.atomic():
        held = _held(campaign)
        if not rules.may_approve(reader, held):
            raise Forbidden
        _current(held, revision)
        _nothing_blocks(held)
        held.status, held.approved_by, held.approved_at = Status.APPROVED, reader.user, timezone.now()
        held.revision += 1
        held.save()
        record(reader, "campaigns.approved", held, union=held.union, data={"revision": held.revision})
    return held


def back_to_draft(reader: Reader, campaign: Campaign, reason: str) -> Campaign:
    """An approval is taken back, with its reason, while nothing is issued."""
    with transaction.atomic():
        held = _held(campaign)
        if held.status != Status.APPROVED or not (rules.may_build(reader, held) or rules.may_issue(reader, held)):
            raise Forbidden
        if not reason.strip():
            raise UserError("Đề nghị ghi lý do.", "Give a reason.")
        held.status, held.approved_by, held.approved_at = Status.DRAFT, None, None
        held.revision += 1
        held.save()
        record(reader, "campaigns.approval-withdrawn", held, union=held.union, data={"reason": reason.strip()[:1000]})
    return held


def issue(reader: Reader, campaign: Campaign, revision: int, *, number: str, day: date, signer: str) -> Version:
    """Issues what was approved, with number, day and signer; or, when issued already, a later version with what changed.

    The units are frozen as the register stands, and everyone responsible is told.

    Raises:
        Forbidden: Not approved yet, or not the reader's.
        Outdated: Somebody changed it since.
        UserError: A number or signer is missing, nothing changed, or something blocks.
    """
    number, signer = number.strip(), signer.strip()
    with transaction.atomic():
        held = _held(campaign)
        if not rules.may_issue(reader, held):
            raise Forbidden
        if not number or not signer:
            raise UserError("Đề nghị ghi số, ký hiệu và người ký của văn bản.", "Give the paper's number and signer.")
        _current(held, revision)
        _nothing_blocks(held)
        last = held.versions.first()
        settings = selectors.content(held)
        units = list(held.units.order_by("position", "id"))
        items = marked(held, settings)
        before = [Item.of(row) for row in last.pushed] if last else []
        changes = _changes(units, last, settings, push_changes(before, items))
        settings = _numbered(settings, number, day) if last is None else settings
        write(held, settings)
        held.status = Status.ISSUED
        if last is None:
            held.number, held.issued_on, held.signer = number, day, signer
        held.revision += 1
        held.save()
        recount(held, settings)
        _freeze(held, units)
        version = Version.objects.create(
            campaign=held, number=(last.number if last else 0) + 1, content=held.content, changes=changes,
            places=_places(units), paper_number=number, issued_on=day, signer=signer, told=len(units), created_by=reader.user,
            pushed=[item.plain() for item in items], milestones=plain_milestones(held.milestones.all()),
        )  # fmt: skip
        hand_out(units, items)
        _tell(reader, held, version, units, settings)
        if last is not None:
            tell_below(reader, held, version, before)
        told = {"version": version.number, "number": number, "day": str(day), "units": len(units)}
        record(reader, "campaigns.issued", held, union=held.union, data=told)
    return version


def pending(campaign: Campaign, last: Version) -> list[str]:
    """What a later version would say if it were issued now; empty: nothing differs from the last one."""
    units = list(
        campaign.units.only("campaign", "code", "name", "at_least", "at_most", "frozen_at", "position").order_by("position", "id")
    )
    settings = selectors.content(campaign)
    return _differing(units, last, settings, push_changes([Item.of(row) for row in last.pushed], marked(campaign, settings)))


def close(reader: Reader, campaign: Campaign, revision: int) -> Campaign:
    """Ends an issued campaign: it is only read from now on."""
    with transaction.atomic():
        held = _held(campaign)
        if held.status != Status.ISSUED or not rules.may_issue(reader, held):
            raise Forbidden
        _current(held, revision)
        held.status = Status.CLOSED
        held.revision += 1
        held.save()
        record(reader, "campaigns.closed", held, union=held.union)
    return held


def acknowledge(reader: Reader, unit: Unit, name: str, way: str = "application") -> Acknowledgement:
    """A unit has the plan: who said so, by which way. The same name a second time changes nothing.

    Raises:
        Forbidden: Not the reader's to say.
        UserError: No name; or somebody else has said so before, who is named with the day.
    """
    if not rules.may_acknowledge(reader, unit):
        raise Forbidden
    if not name.strip():
        raise UserError("Đề nghị ghi họ tên người xác nhận.", "Give the name of who acknowledges.")
    with transaction.atomic():
        row, made = Acknowledgement.objects.get_or_create(
            unit=unit, defaults={"by": reader.user, "name": name.strip()[:300], "way": way[:12], "at": timezone.now()}
        )
        if made:
            record(reader, "campaigns.acknowledged", unit, union=unit.union, data={"way": row.way})
    if match_key(row.name) != match_key(name):
        day = short_date(timezone.localdate(row.at))
        raise UserError(
            f"Đơn vị đã được xác nhận là nhận kế hoạch ngày {day}, người xác nhận: {row.name}. Giữ nguyên xác nhận đó, không ghi thêm.",
            f"The plan was acknowledged for this unit on {day} by {row.name} already. That stands; nothing was added.",
        )
    return row


def _held(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update(of=("self",)).select_related("union").get(pk=campaign.pk)


def _current(held: Campaign, revision: int) -> None:
    """Refuses who looked at an older revision; asked after the permission, so that only who may is told."""
    if held.revision != revision:
        raise Outdated


def _nothing_blocks(campaign: Campaign) -> None:
    record_, today = judged(campaign), timezone.localdate()
    if not record_.unions:
        raise UserError("Chưa có đơn vị nào nhận kế hoạch. Đề nghị chọn đơn vị.", "No unit is called upon yet.")
    if blocking(campaign, record_, today):
        told = {}
        for language in ("vi", "en"):
            with override(language):
                told[language] = " ".join(f"{f.message} {f.remedy}" for f in blocking(campaign, record_, today)[:5])
        raise UserError(f"Chưa thể duyệt, ban hành. {told['vi']}", f"It cannot be approved or issued yet. {told['en']}")


def _changes(units: list[Unit], last: Version | None, settings: Settings, pushed: list[str]) -> list[str]:
    """What a later version says; a first one nothing."""
    if last is None:
        return []
    changes = _differing(units, last, settings, pushed)
    if not changes:
        raise UserError("Chưa có gì khác bản đã ban hành.", "Nothing differs from the version issued last.")
    return changes


def _differing(units: list[Unit], last: Version, settings: Settings, pushed: list[str]) -> list[str]:
    changes = [*differences(settings_of(last.content)[0], settings), *pushed]
    new = [unit for unit in units if unit.frozen_at is None]
    if new:
        changes.append(f"Thêm {len(new)} đơn vị nhận kế hoạch")
    for unit in units if last.places else ():
        before, after = tuple(last.places.get(unit.code, (None, None))), (unit.at_least, unit.at_most)
        if unit.frozen_at is not None and before != after:
            with in_vietnamese():
                changes.append(f"Phân bổ cho {unit.name}: {words(before)} → {words(after)}")
    return changes


def _numbered(settings: Settings, number: str, day: date) -> Settings:
    others = tuple(paper for paper in settings.papers if paper.kind != "plan")
    return replace(settings, papers=(PaperNumber("plan", number, day), *others))


def _places(units: list[Unit]) -> dict[str, list[int | None]]:
    return {unit.code: [unit.at_least, unit.at_most] for unit in units}


def _freeze(campaign: Campaign, units: list[Unit]) -> None:
    fresh = [unit for unit in units if unit.frozen_at is None]
    freeze(campaign, fresh)
    now = timezone.now()
    for unit in fresh:
        unit.frozen_at = now
    Unit.objects.bulk_update(
        fresh,
        ["code", "name", "sort_key", "place", "parent_name", "level_name", "group", "members", "women", "minority", "workers",
         "responsible", "responsible_post", "phone", "frozen_at"],
        batch_size=500,
    )  # fmt: skip


def _tell(reader: Reader, campaign: Campaign, version: Version, units: list[Unit], settings: Settings) -> None:
    deadline = next((m for m in campaign.milestones.all() if m.key == "nominations"), None)
    host = settings.host.short or settings.host.name
    if version.number == 1:
        subject = f"{host} ban hành Kế hoạch số {version.paper_number}"
        due = f" Hạn gửi danh sách: hết ngày {short_date(deadline.day)}." if deadline else ""
        tasks = sum(row["rule"] == Rule.TASK for row in version.pushed)
        given = f" Có {tasks} việc giao cho từng đơn vị." if tasks else ""
        body = (
            f"Kính gửi các đồng chí. {host} đã ban hành kế hoạch: {settings.name}.{due}{given} "
            "Đề nghị đơn vị xem và bấm xác nhận đã nhận."
        )
    else:
        subject = f"Kế hoạch “{settings.name}” có thay đổi (bản {version.number})"
        paper = f"Những điểm thay đổi theo văn bản số {version.paper_number} ngày {short_date(version.issued_on)}:"
        body = "\n".join((f"Kính gửi các đồng chí. {paper}", *(f"- {change}" for change in version.changes[:50])))
    tell(
        reader,
        [unit.union for unit in _with_unions(units)],
        subject[:300],
        body[:10_000],
        about=campaign,
        link=f"/dot/{campaign.pk}/",
    )


def _with_unions(units: list[Unit]) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=[unit.pk for unit in units]).select_related("union"))
