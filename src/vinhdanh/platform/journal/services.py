"""Writing the journal: one call per change, inside its transaction; and sealing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vinhdanh.platform.journal import chain
from vinhdanh.platform.journal.models import Entry, Seal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

BATCH = 2000
"""Most entries under one seal."""


def record(
    reader: Reader | None, verb: str, subject: Model, *, union: Union | None = None, data: Mapping[str, Any] | None = None
) -> Entry:
    """Writes one entry; must be called inside the transaction of the change that it tells.

    Args:
        reader: Who changed it; None: the system itself.
        verb: What was done, `step.intention`, e.g. "campaigns.issued".
        subject: The record changed; it must be saved already.
        union: The union that the record belongs to.
        data: Plain values: what was before and after; dates and numbers with a fraction are kept as text. Sensitive values only as boxes of
            `platform.personal`.

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
        data=plain(dict(data or {})),
    )


def plain(value: Any) -> Any:
    """A value as every database gives it back: text, whole numbers, yes and no, nothing, lists and records of them; the rest as text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(inner) for inner in value), key=str)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text.replace("\0", "")


def seal() -> list[Seal]:
    """Closes all entries that have no seal into the chain; of two that try at once, one does it."""
    made: list[Seal] = []
    collisions = 0
    while True:
        try:
            with transaction.atomic():
                closed = _seal_batch()
        except IntegrityError:
            collisions += 1
            if collisions > 10:
                raise
            continue
        if closed is None:
            return made
        made.append(closed)


def _seal_batch() -> Seal | None:
    before = Seal.objects.select_for_update().order_by("-number").first()
    batch = list(Entry.objects.filter(seal=None).order_by("id")[:BATCH])
    if not batch:
        return None
    number, at = (before.number + 1 if before else 1), timezone.now()
    leaves = tuple((entry.pk, chain.leaf(entry_record(entry))) for entry in batch)
    former = before.digest if before else chain.FIRST
    closed = Seal.objects.create(
        number=number,
        first=batch[0].pk,
        last=batch[-1].pk,
        before=former,
        digest=chain.digest(number, former, at, leaves),
        at=at,
        leaves=[list(pair) for pair in leaves],
    )
    Entry.objects.filter(pk__gte=closed.first, pk__lte=closed.last, seal=None, pk__in=[entry.pk for entry in batch]).update(
        seal=closed
    )
    return closed


def entry_record(entry: Entry) -> chain.EntryRecord:
    """An entry as it is sealed."""
    return chain.EntryRecord(
        entry.pk,
        entry.at,
        entry.actor_id,
        entry.on_behalf_of_id,
        entry.union_id,
        entry.verb,
        entry.subject,
        entry.subject_id,
        entry.data,
    )
