"""A new campaign: from its plan paper, from a template, from last time's."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from vinhdanh.engines.campaign.types import Body, Conference, Reception, Settings, Upward
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import slug
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal.services import record
from vinhdanh.steps.campaigns import rules, selectors
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, PlanPaper
from vinhdanh.steps.campaigns.services.content import write
from vinhdanh.steps.campaigns.services.milestones import recount
from vinhdanh.steps.campaigns.services.units import call_upon

if TYPE_CHECKING:
    from uuid import UUID

    from vinhdanh.engines.plan import Reading
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

LARGEST_PLAN = 32 * 2**20


def from_plan(reader: Reader, union: Union, name: str, data: bytes, *, once: UUID | None = None) -> Campaign:
    """Reads a plan paper and makes the draft of its campaign: sure values set, every value with its words waits for a person.

    Args:
        reader: Who.
        union: Whose campaign.
        name: The file's name; its ending tells the type.
        data: The paper, .docx, .odt, .pdf, .txt or .md.
        once: Token of the form; the same again gives the campaign that it made the first time.

    Raises:
        Forbidden: The reader starts no campaigns for this union.
        UserError: The paper cannot be read; nothing was made.
    """
    from vinhdanh.engines.pipeline.from_plan import settings_from  # noqa: PLC0415  # heavy: loaded when first needed, not at start

    allowed(reader, union)
    known = made(union, once)
    if known is not None:
        return known
    reading = _read(name, data)
    settings = completed(settings_from(reading), union)
    with transaction.atomic():
        campaign, fresh = make(reader, union, settings, once)
        if not fresh:
            return campaign
        file = store(reader, union, PurePath(name).name, data)
        paper = PlanPaper.objects.create(campaign=campaign, file=file, text=reading.text, missing=list(reading.missing))
        found = [
            FoundValue(
                paper=paper, position=n, key=v.key, value=v.value, quote=v.quote, start=v.start, end=v.end,
                confidence=v.confidence, note=v.note[:500],
            )
            for n, v in enumerate(reading.values)
        ]  # fmt: skip
        FoundValue.objects.bulk_create(found, batch_size=500)
        record(reader, "campaigns.made-from-plan", campaign, union=union, data={"values": len(reading.values)})
    return campaign


def from_template(reader: Reader, union: Union, name: str, year: int, *, once: UUID | None = None) -> Campaign:
    """An empty draft with a name and a year, the rule set of that year, and what the register knows of the host."""
    allowed(reader, union)
    if not name.strip():
        raise UserError("Đề nghị ghi tên hội nghị.", "Give the conference a name.")
    settings = completed(Settings("", name.strip(), "", Body(""), year=year), union)
    with transaction.atomic():
        campaign, fresh = make(reader, union, settings, once)
        if not fresh:
            return campaign
        record(reader, "campaigns.made", campaign, union=union, data={"year": year})
    return campaign


def from_last(reader: Reader, last: Campaign, year: int, *, once: UUID | None = None) -> Campaign:
    """Last time's campaign again (X9): rules, targets, points, programme stay; dates, numbers of papers, bases, confirmations do not.

    The units are taken anew from the register, so that successors stand for those that were merged.
    """
    union = last.union
    allowed(reader, union)
    old = selectors.content(last)
    settings = replace(
        old,
        id="", today=None, year=year, ordinal=old.ordinal + 1 if old.ordinal else None,
        rule_set=catalogue().rule_set_on(_middle(year)).code,
        period=old.period_next, period_next=None, basis=(), papers=(), confirmed=(), occasions=(), purposes=(),
        reception=Reception(inclusive=old.reception.inclusive), dossier_deadline=None,
        conference=Conference(place=old.conference.place, chair=old.conference.chair, duration_days=old.conference.duration_days),
        upward=tuple(Upward(u.congress, None, u.reserves, u.columns) for u in old.upward),
        name=old.name.replace(str(old.year), str(year)) if old.year else old.name,
    )  # fmt: skip
    with transaction.atomic():
        campaign, fresh = make(reader, union, completed(settings, union), once)
        if not fresh:
            return campaign
        record(reader, "campaigns.made-from-last", campaign, union=union, data={"last": last.pk, "year": year})
    return campaign


def completed(settings: Settings, union: Union) -> Settings:
    """What the register and the calendar know and the plan leaves open: host, body above, id, year, rule set."""
    host = settings.host
    host = replace(host, name=host.name or union.name, short=host.short or union.short, symbol=host.symbol or union.symbol)
    above = union.parent
    parent = settings.parent or (Body(above.name, above.short, above.symbol) if above else None)
    year = settings.year or timezone.localdate().year
    return replace(
        settings,
        host=host,
        parent=parent,
        place=settings.place or union.place,
        year=year,
        id=settings.id or slug(f"{host.name} {year}", longest=60),
        rule_set=settings.rule_set or catalogue().rule_set_on(_middle(year)).code,
    )


def allowed(reader: Reader, union: Union) -> None:
    """Only who draws up campaigns of this union goes on."""
    if not rules.may_start(reader, union):
        raise Forbidden


def _read(name: str, data: bytes) -> Reading:
    from vinhdanh.engines.plan import read_plan  # noqa: PLC0415  # heavy: loaded when first needed, not at start

    if len(data) > LARGEST_PLAN:
        raise UserError("Tệp kế hoạch quá lớn (trên 32 MB). Đề nghị gửi tệp nhỏ hơn.", "The plan is too large (over 32 MB).")
    with tempfile.TemporaryDirectory(prefix="vinhdanh-") as folder:
        # The name is the sender's: only its ending is used on disk.
        path = Path(folder) / f"plan{PurePath(name).suffix.lower()[:8]}"
        path.write_bytes(data)
        try:
            reading = read_plan(path)
        except UserError as e:
            shown = PurePath(name).name[:100]
            words = (said.replace(str(path), shown).replace(f"“{path.name}”", f"“{shown}”") for said in (e.vi, e.en))
            raise UserError(*words) from e
    if not reading.values:
        raise UserError(
            f"Không tìm thấy nội dung nào của một kế hoạch trong “{PurePath(name).name[:100]}”. Đề nghị xem lại có đúng tệp không, hoặc soạn từ đầu.",
            f"Nothing of a plan was found in “{PurePath(name).name[:100]}”. Is it the right file? A campaign can also begin empty.",
        )
    return replace(reading, source=PurePath(name).name)


def made(union: Union, once: UUID | None) -> Campaign | None:
    """The campaign that a form has made already."""
    return Campaign.objects.filter(union=union, once=once).first() if once else None


def make(reader: Reader, union: Union, settings: Settings, once: UUID | None) -> tuple[Campaign, bool]:
    """A new campaign with its milestones and units, True; or the one that the same form has made meanwhile, False."""
    base, number = settings.id, 1
    while Campaign.objects.filter(union=union, slug=settings.id).exists():
        number += 1
        settings = replace(settings, id=f"{base}-{number}")
    campaign = Campaign(union=union, slug=settings.id, once=once)
    write(campaign, settings)
    try:
        with transaction.atomic():
            campaign.save()
    except IntegrityError as e:  # two at once: of one form, or with one id
        held = made(union, once)
        if held is not None:
            return held, False
        raise UserError(
            "Đợt này vừa được người khác tạo. Đề nghị xem lại danh sách các đợt.", "This campaign was made just now."
        ) from e
    campaign.built_by.add(reader.user)
    recount(campaign, settings)
    call_upon(campaign)
    return campaign, True


def _middle(year: int) -> date:
    return date(year, 6, 30)
