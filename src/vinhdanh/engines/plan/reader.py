"""Reads a plan: every rule over the paragraphs, one value per key where a plan has one, the rest listed as missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from vinhdanh.engines.plan import basis, closing, delegation, heading, programme, schedule, targets
from vinhdanh.engines.plan.source import read_paper
from vinhdanh.engines.plan.types import KEYS, Reading, Value
from vinhdanh.engines.plan.view import Document, document, fold
from vinhdanh.engines.plan.words import UNSURE
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ORDERED = frozenset({"agenda", "basis", "basis.subject", "purpose"})
"""Lists whose items may say the same words twice."""


def read_plan(path: Path) -> Reading:
    """Reads a plan paper.

    Args:
        path: A .docx, .odt, .pdf, .txt or .md file.

    Raises:
        UserError: The file is missing, empty, of another kind, damaged, or a scan without text.
    """
    text, encoding = read_paper(path)
    return replace(reading(text, path.name), encoding=encoding)


def reading(text: str, source: str = "") -> Reading:
    """Reads the text of a plan.

    Args:
        text: The text, of any line ends and normalisation; it is not changed.
        source: Name of the file, for the report.
    """
    doc = document(text)
    found = _all_values(doc)
    values: list[Value] = []
    for key in KEYS:
        own = [v for v in found if v.key == key.key]
        values += _distinct(key.key, own) if key.many else _single(own)
    values = [_two_congresses(v, values) if v.key == "upward.congress" else v for v in values]
    present = {v.key for v in values}
    return Reading(source, text, tuple(values), tuple(k.key for k in KEYS if k.key not in present))


def _all_values(doc: Document) -> list[Value]:
    head = [*heading.read_number_and_date(doc), *heading.read_title(doc), *heading.read_host(doc)]
    host = next((str(v.value) for v in head if v.key == "host"), "")
    name = next((str(v.value) for v in head if v.key == "name"), "")
    issued = next((_day(v) for v in head if v.key == "date"), None)
    rules: Iterable[Iterable[Value]] = (
        basis.read_basis(doc),
        programme.read_periods(doc),
        programme.read_purpose(doc),
        programme.read_occasions(doc),
        programme.read_movements(doc),
        programme.read_subjects(doc),
        programme.read_agenda(doc),
        delegation.read_numbers(doc),
        delegation.read_soft(doc),
        delegation.read_priority(doc),
        targets.read_targets(doc, host),
        delegation.read_guests(doc),
        delegation.read_upward(doc, name),
        delegation.read_commendation(doc),
        schedule.duration(doc, host),
        schedule.Schedule(doc, host, issued).read(),
        closing.read_dossier_items(doc, host),
        closing.read_duties(doc),
        closing.read_publicity(doc),
        closing.read_recipients(doc),
        heading.read_signer(doc),
    )
    return [*head, *chain.from_iterable(rules)]


def _day(v: Value) -> date | None:
    return date.fromisoformat(str(v.value["date"])) if isinstance(v.value, dict) else None


def _single(found: list[Value]) -> list[Value]:
    """The surest, then the first of several; when equally sure ones disagree, it is doubtful."""
    if not found:
        return []
    best = max(found, key=lambda v: (v.confidence, -v.start))
    others = [v for v in found if v.value != best.value and v.confidence >= best.confidence and v.start != best.start]
    if others and best.confidence > UNSURE:
        return [replace(best, confidence=UNSURE, note=f"Kế hoạch còn nêu: “{others[0].quote}”.")]
    return [best]


def _two_congresses(congress: Value, values: list[Value]) -> Value:
    """The congress above, less sure when the dossier's lists are for another one (both may be "lần thứ V")."""
    for v in values:
        m = re.search(r"dự\s+((?:đại hội|hội nghị).*)", fold(str(v.value))) if v.key == "dossier.item" else None
        if m and match_key(m[1]) != match_key(str(congress.value)):
            note = f"Hồ sơ lại nêu “{v.quote}”; đề nghị xác định đúng đại hội."
            return replace(congress, confidence=min(congress.confidence, 0.7), note=note)
    return congress


def _distinct(key: str, found: list[Value]) -> list[Value]:
    """The values in the order of the text, each said once."""
    ordered = sorted(found, key=lambda v: (v.start, v.end))
    if key in _ORDERED:
        return [v for i, v in enumerate(ordered) if not i or (v.start, v.end) != (ordered[i - 1].start, ordered[i - 1].end)]
    seen: set[str] = set()
    out = []
    for v in ordered:
        said = match_key(str(v.value))
        if said not in seen:
            seen.add(said)
            out.append(v)
    return out
