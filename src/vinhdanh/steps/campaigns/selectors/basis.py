"""The documents that a plan rests on, with their files."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from vinhdanh.steps.campaigns.selectors.campaigns import content

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Basis
    from vinhdanh.platform.files.models import StoredFile
    from vinhdanh.steps.campaigns.models import Campaign


def basis_mark(document: Basis, file: StoredFile | None) -> str:
    """What a form of a file sends back, so that nobody replaces what they have not seen."""
    said = "|".join([document.number, str(document.day or ""), document.body, document.subject])
    return f"{file.pk if file else ''}:{sha256(said.encode()).hexdigest()[:16]}"


def basis_rows(campaign: Campaign) -> list[tuple[int, Basis, StoredFile | None, str]]:
    """Position, document, file or None, mark; one query."""
    files = {row.position: row.file for row in campaign.basis_files.select_related("file")}
    rows = enumerate(content(campaign).basis)
    return [(position, basis, files.get(position), basis_mark(basis, files.get(position))) for position, basis in rows]
