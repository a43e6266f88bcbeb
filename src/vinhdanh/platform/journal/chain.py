"""The chain of seals, computed from plain records: the same whatever holds them. Needs no Django.

A leaf is the digest of one entry in canonical JSON; a seal's digest covers its number, its time, the digest of the seal before and its leaves. Whoever knows one
seal (it is printed on receipts) can show any change before it, and a cut after it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIRST = "0" * 64
"""What stands before the first seal."""
MARK = 16
"""Hex digits of a digest in a mark."""


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One entry as it is sealed; `at` with time zone."""

    id: int
    at: datetime
    actor: int | None
    on_behalf_of: int | None
    union: int | None
    verb: str
    subject: str
    subject_id: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SealRecord:
    """One seal; `leaves`: (entry id, leaf) in order of id."""

    number: int
    before: str
    at: datetime
    leaves: tuple[tuple[int, str], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit: `code` is changed, removed, inserted, seal, chain or cut; `place` the entry or the seal."""

    code: str
    place: str
    vi: str
    en: str


def leaf(entry: EntryRecord) -> str:
    """Digest of one entry, 32 hex digits."""
    fields = [
        entry.id,
        moment(entry.at),
        entry.actor,
        entry.on_behalf_of,
        entry.union,
        entry.verb,
        entry.subject,
        entry.subject_id,
        entry.data,
    ]
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def digest(number: int, before: str, at: datetime, leaves: Iterable[tuple[int, str]]) -> str:
    """Digest of a seal, 64 hex digits."""
    text = json.dumps([number, before, moment(at), [list(pair) for pair in leaves]], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A time in UTC to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def mark(number: int, digest_: str) -> str:
    """How a seal is printed: "12:9f86d081884c7d65"."""
    return f"{number}:{digest_[:MARK]}"


def verify_seal(seal: SealRecord, before: SealRecord | None, entries: Sequence[EntryRecord]) -> list[Fault]:
    """Computes one seal anew from the entries that stand under it.

    Args:
        seal: The seal.
        before: The one before it in the order of numbers; None: it is the first.
        entries: What stands under it now.
    """
    faults = []
    place = mark(seal.number, seal.digest)
    if digest(seal.number, seal.before, seal.at, seal.leaves) != seal.digest:
        faults.append(Fault("seal", place, f"Dấu niêm {place} đã bị sửa.", f"Seal {place} was changed."))
    follows = before.number + 1 if before else 1
    if seal.number != follows or seal.before != (before.digest if before else FIRST):
        faults.append(
            Fault(
                "chain",
                place,
                f"Dấu niêm {place} không nối với dấu niêm trước: có dấu niêm bị bỏ hoặc thay.",
                f"Seal {place} does not follow the one before: a seal was removed or replaced.",
            )
        )
    sealed = dict(seal.leaves)
    now = {entry.id: leaf(entry) for entry in entries}
    for ident in sorted(sealed.keys() | now.keys()):
        if sealed.get(ident) == now.get(ident):
            continue
        if ident not in now:
            faults.append(Fault("removed", str(ident), f"Dòng nhật ký {ident} đã bị xoá.", f"Entry {ident} was removed."))
        elif ident not in sealed:
            faults.append(Fault("inserted", str(ident), f"Dòng nhật ký {ident} được chèn thêm.", f"Entry {ident} was inserted."))
        else:
            faults.append(Fault("changed", str(ident), f"Dòng nhật ký {ident} đã bị sửa.", f"Entry {ident} was changed."))
    return faults


def verify_known(known: str, found: dict[int, str]) -> list[Fault]:
    """Compares a mark from a receipt with the seals that stand.

    Args:
        known: "number:first digits of the digest", at least 8 digits.
        found: Number -> digest of every seal.

    Raises:
        ValueError: it is no mark.
    """
    number, _, digits = known.strip().partition(":")
    digits = digits.strip().lower()
    if not number.isascii() or not number.isdigit() or len(digits) < 8 or set(digits) - set("0123456789abcdef"):
        raise ValueError(known)
    stands = found.get(int(number))
    if stands is None:
        words = (
            f"Không có dấu niêm {known}: phần cuối nhật ký đã bị cắt.",
            f"There is no seal {known}: the journal's end was cut off.",
        )
        return [Fault("cut", known, *words)]
    if not stands.startswith(digits):
        words = (
            f"Dấu niêm số {number} khác với {known}: nhật ký đã bị thay.",
            f"Seal {number} differs from {known}: the journal was replaced.",
        )
        return [Fault("cut", known, *words)]
    return []
