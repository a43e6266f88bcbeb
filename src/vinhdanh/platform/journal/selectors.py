"""Reads of the journal, scoped to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.journal import chain, rules
from vinhdanh.platform.journal.models import Entry, Seal
from vinhdanh.platform.journal.services import entry_record
from vinhdanh.platform.organisations.models import Role
from vinhdanh.platform.organisations.models.unions import successor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from vinhdanh.platform.accounts.reader import Reader


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the journal is asked for; empty: all. `before`: only entries with a smaller id, for the next page."""

    union: str = ""
    verb: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


def entries(reader: Reader, wanted: Wanted | None = None) -> QuerySet[Entry]:
    """Entries of the unions where the reader audits or administers, and below, the newest first."""
    found = _scoped(reader).select_related("actor__person", "union", "on_behalf_of", "seal").defer("seal__leaves").order_by("-id")
    if wanted is None:
        return found
    if wanted.union:
        found = found.filter(Q(union__code=wanted.union) | Q(union__search_key__contains=match_key(wanted.union)))
    if wanted.verb:
        found = found.filter(verb=wanted.verb)
    if wanted.person:
        found = found.filter(Q(actor__person__search_key__contains=match_key(wanted.person)) | Q(actor__username=wanted.person))
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.before:
        found = found.filter(pk__lt=wanted.before)
    return found


def of(reader: Reader, subject: Model) -> QuerySet[Entry]:
    """Entries of one record, for whoever may read the journal of its union."""
    return _scoped(reader).filter(subject=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("-id")


def last_told(verb: str, subject: Model, day: date) -> dict[str, Any] | None:
    """What the last entry of a verb about a record told, if it was written on `day`: for services that take it back; no reader, no scope."""
    found = Entry.objects.filter(verb=verb, subject=subject._meta.label_lower, subject_id=str(subject.pk))
    last = found.filter(at__gte=_midnight(day), at__lt=_midnight(day + timedelta(days=1))).order_by("-id").first()
    return last.data if last is not None else None


def latest_seal() -> Seal | None:
    """The last seal, for receipts and the daily notice: `str(seal)` is what is printed."""
    return Seal.objects.defer("leaves").order_by("-number").first()


def verify(known: str = "") -> tuple[list[chain.Fault], int, int]:
    """Computes the whole chain anew.

    Args:
        known: A mark from a receipt, to show a cut end; empty: none.

    Returns:
        What does not fit, how many seals, how many entries not sealed yet.

    Raises:
        ValueError: `known` is no mark.
    """
    faults: list[chain.Fault] = []
    digests: dict[int, str] = {}
    before: chain.SealRecord | None = None
    if known:
        chain.verify_known(known, {})  # its form, before the long work
    for seal, under in _chain():
        faults += chain.verify_seal(seal, before, under)
        digests[seal.number] = seal.digest
        before = seal
    if known:
        faults += chain.verify_known(known, digests)
    return faults, len(digests), Entry.objects.filter(seal=None).count()


def _chain() -> Iterator[tuple[chain.SealRecord, list[chain.EntryRecord]]]:
    for seal in Seal.objects.order_by("number").iterator(chunk_size=20):
        under = [entry_record(entry) for entry in Entry.objects.filter(seal_id=seal.pk).order_by("id")]
        leaves = tuple((int(pair[0]), str(pair[1])) for pair in seal.leaves)
        yield chain.SealRecord(seal.number, seal.before, seal.at, leaves, seal.digest), under


def _scoped(reader: Reader) -> QuerySet[Entry]:
    if not rules.may_read(reader):
        return Entry.objects.none()
    scope = Q(pk__in=[])
    for held in reader.posts:
        if held.role in rules.READERS:
            scope |= Q(union__path__gte=held.path, union__path__lt=successor(held.path))
        if held.role == Role.ADMIN:
            scope |= Q(union=None)
    return Entry.objects.filter(scope)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
