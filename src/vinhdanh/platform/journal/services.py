"""Writing the journal: one call per change, inside its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.platform.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union


def record(
    reader: Reader | None, verb: str, subject: Model, *, union: Union | None = None, data: Mapping[str, Any] | None = None
) -> Entry:
    """Writes one entry; must be called inside the transaction of the change that it tells.

    Args:
        reader: Who changed it; None: the system itself.
        verb: What was done, `step.intention`, e.g. "campaigns.issued".
        subject: The record changed; it must be saved already.
        union: The union that the record belongs to.
        data: Plain values: what was before and after. Sensitive values only as boxes of `platform.personal`.

    Raises:
        RuntimeError: outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written in the transaction of the change")
    return Entry.objects.create(
        at=timezone.now(),
        actor=reader.user if reader else None,
        on_behalf_of=reader.acting_for if reader else None,
        union=union,
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=str(subject.pk),
        data=dict(data or {}),
    )
