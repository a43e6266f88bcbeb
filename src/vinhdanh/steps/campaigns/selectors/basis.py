"""The documents that a plan rests on, with their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.steps.campaigns.selectors.campaigns import content

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Basis
    from vinhdanh.platform.files.models import StoredFile
    from vinhdanh.steps.campaigns.models import Campaign


def basis_rows(campaign: Campaign) -> list[tuple[int, Basis, StoredFile | None]]:
    """Position, document, file or None; one query."""
    files = {row.position: row.file for row in campaign.basis_files.select_related("file")}
    return [(position, basis, files.get(position)) for position, basis in enumerate(content(campaign).basis)]
