"""What people say of the values that were found in a plan."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.engines.plan import Reading, Value
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.steps.campaigns import rules, selectors
from vinhdanh.steps.campaigns.models import Campaign, FoundValue
from vinhdanh.steps.campaigns.services.content import hold, lapse, write
from vinhdanh.steps.campaigns.services.creation import completed
from vinhdanh.steps.campaigns.services.milestones import recount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.engines.plan import JsonValue
    from vinhdanh.platform.accounts.reader import Reader

State = FoundValue.State


def settle(
    reader: Reader, values: Iterable[FoundValue], state: FoundValue.State, corrected: JsonValue = None, *, seen: str | None = None
) -> None:
    """A person says of found values: right, right only as `corrected`, not to be used, or not looked at yet.

    What the campaign says follows, but only where these values change it: what was typed by hand elsewhere stays. An approval lapses when it changes.

    Args:
        reader: Who.
        values: Of one campaign.
        state: What is said of them.
        corrected: The right value, in the shape of docs/plan.md.
        seen: The `mark` of the value that the reader looked at; None: whatever was said of it meanwhile is replaced.

    Raises:
        Forbidden: The reader does not build the campaign.
        Outdated: Somebody has said something else of it since; nothing was changed.
        UserError: It would loosen what was taken over from the campaign above.
    """
    chosen = list(values)
    if not chosen:
        return
    paper = chosen[0].paper
    with transaction.atomic():
        locked = Campaign.objects.select_for_update(of=("self",)).select_related("union", "union__parent", "parent")
        campaign = locked.get(pk=paper.campaign_id)
        if not rules.may_build(reader, campaign):
            raise Forbidden
        chosen = list(paper.values.filter(pk__in=[value.pk for value in chosen]))
        if seen is not None and any(
            mark(value) != seen and (value.state, value.corrected) != (state, corrected) for value in chosen
        ):
            raise Outdated
        before = _settings(paper.values.all(), paper.text, campaign)
        for value in chosen:
            _say(reader, value, state, corrected)
        after = _settings(paper.values.all(), paper.text, campaign)
        settings = merged(selectors.content(campaign), before, after)
        if settings != selectors.content(campaign):
            hold(campaign, settings)
            write(campaign, settings)
            lapse(campaign)
            campaign.revision += 1
            campaign.save()
            recount(campaign, settings)
        campaign.built_by.add(reader.user)
        told = {"values": [value.position for value in chosen], "state": str(state)}
        record(reader, "campaigns.value-settled", campaign, union=campaign.union, data=told)


def _say(reader: Reader, value: FoundValue, state: FoundValue.State, corrected: JsonValue) -> None:
    looked = state != State.FOUND
    value.state, value.corrected = state, corrected if state == State.CORRECTED else None
    value.settled_by, value.settled_at = reader.user if looked else None, timezone.now() if looked else None
    value.save()


def mark(value: FoundValue) -> str:
    """When somebody last said something of a value, "" before."""
    return value.settled_at.isoformat() if value.settled_at else ""


def merged(now: Settings, before: Settings, after: Settings) -> Settings:
    """`now` with what differs between `before` and `after`, also inside its parts (host, conference, reception)."""
    changes: dict[str, Any] = {}
    for f in fields(now):
        old, new, held = (getattr(s, f.name) for s in (before, after, now))
        if old == new or f.name == "id":
            continue
        parts = (
            hasattr(new, "__dataclass_fields__")
            and hasattr(held, "__dataclass_fields__")
            and hasattr(old, "__dataclass_fields__")
        )
        if parts:
            inner = {g.name: getattr(new, g.name) for g in fields(new) if getattr(old, g.name) != getattr(new, g.name)}
            changes[f.name] = replace(held, **inner)
        else:
            changes[f.name] = new
    return replace(now, **changes)


def _settings(values: Iterable[FoundValue], text: str, campaign: Campaign) -> Settings:
    from vinhdanh.engines.pipeline.from_plan import settings_from  # noqa: PLC0415  # heavy: loaded when first needed, not at start

    kept = []
    for v in values:
        if v.state == State.REJECTED:
            continue
        value = v.corrected if v.state == State.CORRECTED else v.value
        sure = 1.0 if v.state in {State.CONFIRMED, State.CORRECTED} else v.confidence
        kept.append(Value(v.key, value, v.quote, v.start, v.end, sure, v.note))
    return completed(settings_from(Reading("plan", text, tuple(kept))), campaign.union)
