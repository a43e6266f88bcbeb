"""Following the campaign above: making one's own from it, joining it, taking over what it pushes down or saying why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.engines.campaign.types import Basis, Body, Settings
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.design.language import in_vietnamese
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.notices.services import tell
from vinhdanh.steps.campaigns import codec, rules, selectors
from vinhdanh.steps.campaigns.keeping import own_words, taken_over
from vinhdanh.steps.campaigns.models import Answer, Campaign, Milestone, Status
from vinhdanh.steps.campaigns.pushing import Item, Rule
from vinhdanh.steps.campaigns.selectors.pushed import following, has_below, items_for, last_version, own_campaign, told_content
from vinhdanh.steps.campaigns.services.content import lapse, write
from vinhdanh.steps.campaigns.services.creation import allowed, completed, made, make
from vinhdanh.steps.campaigns.services.milestones import recount
from vinhdanh.steps.campaigns.services.pushing import stand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Unit, Version
    from vinhdanh.steps.campaigns.selectors.pushed import Line


@dataclass(frozen=True, slots=True)
class Choice:
    """What is said to one thing that was pushed down; `seen`: id of the answer that stood there when it was looked at, 0 for none."""

    taken: bool
    reason: str = ""
    seen: int = 0


def from_parent(reader: Reader, unit: Unit, name: str, year: int, *, once: UUID | None = None) -> Campaign:
    """A campaign of a called union with what the campaign above pushes down, all of it taken over. A union has one from each campaign above.

    Args:
        reader: Who.
        unit: The union as the campaign above calls it.
        name: Of the new campaign.
        year: Of the new campaign.
        once: Token of the form; the same again gives the campaign that it made the first time.

    Raises:
        Forbidden: The reader starts no campaigns for this union, or the one above is not issued.
        UserError: The name is missing, or the union has no unions of its own.
    """
    union, parent = unit.union, unit.campaign
    allowed(reader, union)
    known = made(union, once) or own_campaign(unit)
    if known is not None:
        return known
    version = last_version(parent)
    if version is None or not rules.may_make_own(reader, unit):
        raise Forbidden
    if not has_below(union, reader):
        raise UserError("Đơn vị không có đơn vị trực thuộc nên không lập đợt riêng.", "This union has no unions below it.")
    if not name.strip():
        raise UserError("Đề nghị ghi tên hội nghị.", "Give the conference a name.")
    items = items_for(version, parent.units.filter(union=union))
    above = told_content(version)
    start = Settings("", name.strip(), "", Body(""), year=year, parent=above.host, basis=(_basis(version, above),))
    start = _prefilled(completed(taken_over(start, items), union), above)
    with transaction.atomic():
        campaign, fresh = make(reader, union, start, once)
        if not fresh:
            return campaign
        campaign.parent = parent
        campaign.save()
        _note(reader, campaign, version, [(item, Choice(taken=True)) for item in items])
        stand(campaign)
        record(reader, "campaigns.made-from-above", campaign, union=union, data={"parent": parent.pk, "version": version.number})
    return campaign


def join(reader: Reader, campaign: Campaign, parent: Campaign) -> Campaign:
    """Makes `campaign` a child of the campaign above: its plan becomes a basis, and what it pushes down waits to be taken over.

    What this campaign keeps already counts as taken over; what it says stays, only what is open gets the day and the period of the plan above.
    """
    if parent.pk == campaign.pk or parent.status != Status.ISSUED or not parent.units.filter(union=campaign.union_id).exists():
        raise Forbidden
    version = last_version(parent)
    if version is None:
        raise Forbidden
    above = told_content(version)
    basis = _basis(version, above)
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",)).select_related("union").get(pk=campaign.pk)
        if not rules.may_build(reader, held):
            raise Forbidden
        if held.parent_id == parent.pk:
            return held
        settings = selectors.content(held)
        known = any(row.number == basis.number and row.day == basis.day for row in settings.basis)
        joined = replace(
            settings, basis=settings.basis if known else (basis, *settings.basis), parent=settings.parent or above.host
        )
        joined = _prefilled(joined, above)
        held.parent = parent
        write(held, joined)
        lapse(held)
        held.revision += 1
        held.save()
        held.built_by.add(reader.user)
        recount(held, joined)
        standing = following(held)
        kept = [line.item for line in standing.lines if line.kept and line.item.path] if standing else []
        _note(reader, held, version, [(item, Choice(taken=True)) for item in kept])
        stand(held)
        record(reader, "campaigns.joined", held, union=held.union, data={"parent": parent.pk, "version": version.number})
    return held


def answer(reader: Reader, campaign: Campaign, version: int, choices: Mapping[str, Choice]) -> int:
    """Takes over what the campaign above pushes down, or says why not. Kept for good; the union above is told of what is not taken over.

    Args:
        reader: Who.
        campaign: The campaign below.
        version: Number of the version above that was looked at.
        choices: Key of an item -> what is said to it.

    Returns:
        How many answers are new.

    Raises:
        Forbidden: The reader does not build the campaign, or nothing of the kind was pushed down.
        Outdated: A later version has come, or somebody has answered otherwise; `theirs`: key -> what stands there. Nothing was changed.
        UserError: A reason is missing.
    """
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",)).select_related("union", "parent__union").get(pk=campaign.pk)
        standing = following(held)
        lines = {line.item.key: line for line in standing.lines} if standing else {}
        if standing is None or not rules.may_build(reader, held) or not choices.keys() <= lines.keys():
            raise Forbidden
        if standing.version.number != version:
            raise Outdated
        fresh = _fresh(lines, choices)
        settings = selectors.content(held)
        changed = taken_over(settings, [lines[key].item for key, choice in fresh.items() if choice.taken])
        if changed != settings:
            write(held, changed)
            lapse(held)
            held.revision += 1
            held.save()
            recount(held, changed)
        if fresh:
            held.built_by.add(reader.user)
            _note(reader, held, standing.version, [(lines[key].item, choice) for key, choice in fresh.items()])
            stand(held)
            told = {key: "taken" if choice.taken else choice.reason for key, choice in fresh.items()}
            record(reader, "campaigns.answered-above", held, union=held.union, data={"version": version, "answers": told})
        refused = [(lines[key].item, choice.reason) for key, choice in fresh.items() if not choice.taken]
        if refused:
            _tell_above(reader, held, standing.parent, refused)
    return len(fresh)


def _fresh(lines: Mapping[str, Line], choices: Mapping[str, Choice]) -> dict[str, Choice]:
    """What was not said already.

    Raises:
        Outdated, UserError: as `answer`.
    """
    theirs: dict[str, str] = {}
    fresh: dict[str, Choice] = {}
    for key, choice in choices.items():
        choice = replace(choice, reason="" if choice.taken else choice.reason.strip()[:1000])  # noqa: PLW2901 - the same, cleaned
        line = lines[key]
        if not choice.taken and not choice.reason:
            raise UserError(
                f"“{line.item.label}”: đề nghị ghi lý do không tiếp thu.", f"“{line.item.label}”: say why it is not taken over."
            )
        last = line.answer
        if last is not None and line.settled and (last.taken, last.reason) == (choice.taken, choice.reason):
            continue
        if (last.pk if last else 0) != choice.seen:
            theirs[key] = _said(last)
        fresh[key] = choice
    if theirs:
        raise Outdated(theirs)
    return fresh


def _said(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return _("Tiếp thu") if answer.taken else _("Không tiếp thu: %(reason)s") % {"reason": answer.reason}


def _basis(version: Version, above: Settings) -> Basis:
    parent = version.campaign
    return Basis(parent.number, parent.issued_on, above.host.name, above.name)


def _prefilled(settings: Settings, above: Settings) -> Settings:
    """What follows from the plan above where nothing is said yet, whether it is pushed down or not."""
    due = settings.dossier_deadline or above.reception.deadline
    return replace(settings, dossier_deadline=due, period=settings.period or above.period)


def _note(reader: Reader, campaign: Campaign, version: Version, said: list[tuple[Item, Choice]]) -> None:
    """Writes the answers, and the days of the level above that are taken over. Inside the caller's transaction."""
    settings = selectors.content(campaign)
    with in_vietnamese():
        own = {item.key: own_words(item, settings) for item, _choice in said}
    for item, choice in said:
        Answer.objects.create(
            campaign=campaign, version=version, key=item.key[:80], item=item.plain(), taken=choice.taken, own=own[item.key],
            reason=choice.reason, by=reader.user,
        )  # fmt: skip
        if item.rule == Rule.MILESTONE:
            _milestone(campaign, version, item, taken=choice.taken)


def _milestone(campaign: Campaign, version: Version, item: Item, *, taken: bool) -> None:
    key = item.key.partition("/")[2]
    row = Milestone.objects.filter(campaign=campaign, key=f"above-{key}").first()
    if not taken:
        if row is not None:
            row.delete()
        return
    row = row or Milestone(campaign=campaign, key=f"above-{key}"[:60])
    host = told_content(version).host
    row.label, row.day = f"{host.short or host.name}: {item.label}"[:300], codec.parse(date, item.text)
    row.pushed_from = Milestone.objects.filter(campaign=version.campaign, key=key).first()
    row.save()


def _tell_above(reader: Reader, campaign: Campaign, parent: Campaign, refused: list[tuple[Item, str]]) -> None:
    lines = "\n".join(f"- {item.label}: {reason}" for item, reason in refused)
    subject = f"{campaign.union.name} không tiếp thu {len(refused)} nội dung giao xuống"
    body = f"Đợt “{campaign.name}”. Những nội dung đơn vị đề nghị giữ khác và lý do:\n{lines}"
    link = f"/dot/{parent.pk}/cap-duoi/"
    tell(reader, [parent.union], subject[:300], body, about=campaign, link=link, sender=campaign.union)
