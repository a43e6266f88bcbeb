"""Changing what a campaign says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from vinhdanh.engines.campaign import settings_text
from vinhdanh.engines.campaign.schedule import last_day
from vinhdanh.engines.vietnamese import accent_key, match_key, sort_key
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal.services import record
from vinhdanh.steps.campaigns import rules, selectors
from vinhdanh.steps.campaigns.differences import differences
from vinhdanh.steps.campaigns.keeping import broken
from vinhdanh.steps.campaigns.models import BasisDocument, Campaign, Status
from vinhdanh.steps.campaigns.selectors.basis import basis_mark
from vinhdanh.steps.campaigns.selectors.pushed import bound
from vinhdanh.steps.campaigns.services.milestones import recount

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.platform.accounts.reader import Reader

LONGEST_NAME = 500
LONGEST_KEY = 1100


def change(reader: Reader, campaign: Campaign, revision: int, settings: Settings, *, why: str = "campaigns.changed") -> Campaign:
    """Saves what a campaign says.

    Args:
        reader: Who.
        campaign: Which.
        revision: The revision that the reader looked at.
        settings: What it shall say.
        why: Verb of the journal.

    Raises:
        Forbidden: The reader does not build this campaign.
        Outdated: Somebody saved since `revision`; nothing was changed.
        UserError: It would loosen what was taken over from the campaign above.
    """
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",)).select_related("union", "parent").get(pk=campaign.pk)
        if not rules.may_build(reader, held):
            raise Forbidden
        before = selectors.content(held)
        if before == settings:  # a double click finds what it wants
            return held
        if held.revision != revision:
            raise Outdated
        told = differences(before, settings)
        hold(held, settings)
        write(held, settings)
        lapse(held)
        held.revision += 1
        held.save()
        held.built_by.add(reader.user)
        recount(held, settings)
        record(reader, why, held, union=held.union, data={"revision": held.revision, "changes": told})
    return held


def hold(campaign: Campaign, settings: Settings) -> None:
    """What was taken over from the campaign above stays at least as strict.

    Raises:
        UserError: Names what would be looser, and what is asked for.
    """
    loose = broken(settings, bound(campaign))
    if loose:
        named = "; ".join(f"{item.label} ({item.text})".replace("\n", ", ") for item in loose)
        raise UserError(
            f"Chưa lưu: nội dung đã tiếp thu của cấp trên không được nới lỏng: {named}. "
            "Muốn giữ khác, đồng chí nêu lý do ở trang “Từ cấp trên”.",
            f"Not saved: this was taken over from above and cannot be made looser: {named}. To keep something else, give a reason on “From above”.",
        )


def lapse(campaign: Campaign) -> None:
    """What was approved has changed: it is a draft again. Not saved."""
    if campaign.status == Status.APPROVED:
        campaign.status, campaign.approved_by, campaign.approved_at = Status.DRAFT, None, None


def write(campaign: Campaign, settings: Settings) -> None:
    """Sets the content and the columns that are searched, without saving."""
    campaign.content = settings_text(settings)
    campaign.name = settings.name[:LONGEST_NAME]
    campaign.search_key = match_key(campaign.name)[:LONGEST_KEY]
    campaign.accent_key = accent_key(campaign.name)[:LONGEST_KEY]
    campaign.sort_key = sort_key(campaign.name)[:LONGEST_KEY]
    campaign.year = settings.year
    campaign.rule_set = settings.rule_set
    campaign.conference_day = settings.conference.day
    deadline = settings.reception.deadline
    campaign.deadline = last_day(deadline) if deadline else None


def confirm_fact(reader: Reader, campaign: Campaign, revision: int, key: str, *, right: bool) -> Campaign:
    """A person has checked a doubtful fact of the catalogue: it is right (and prints), or its confirmation is taken back."""
    settings = selectors.content(campaign)
    kept = tuple(held for held in settings.confirmed if held != key)
    return change(
        reader,
        campaign,
        revision,
        replace(settings, confirmed=(*kept, key) if right else kept),
        why="campaigns.fact-confirmed" if right else "campaigns.fact-doubted",
    )


def attach_basis(
    reader: Reader, campaign: Campaign, position: int, name: str, data: bytes, *, seen: str | None = None
) -> BasisDocument:
    """Keeps the file of a basis document beside its row; a later file takes the place of the earlier one, which stays stored.

    Args:
        reader: Who.
        campaign: Whose plan rests on it.
        position: Row of the basis, from 0.
        name: The file's name.
        data: Its bytes.
        seen: The `basis_mark` that the reader looked at; None: whatever stands there is replaced.

    Raises:
        Forbidden: The reader does not build the campaign, or there is no such row.
        Outdated: The row is another document now, or has another file. Nothing was changed.
    """
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",)).select_related("union").get(pk=campaign.pk)
        if not rules.may_build(reader, held) or not 0 <= position < len(selectors.content(held).basis):
            raise Forbidden
        file = store(reader, held.union, name, data)
        document, there = selectors.content(held).basis[position], held.basis_files.filter(position=position).first()
        if (
            seen is not None
            and seen != basis_mark(document, there.file if there else None)
            and (there is None or there.file != file)
        ):
            words = " · ".join(filter(None, [document.number or document.body, there.file.name if there else ""]))
            raise Outdated({"file": words})
        row, _made = BasisDocument.objects.update_or_create(campaign=held, position=position, defaults={"file": file})
        record(reader, "campaigns.basis-attached", held, union=held.union, data={"position": position, "file": file.digest})
    return row
