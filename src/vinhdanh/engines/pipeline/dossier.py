"""The dossier that goes up: the papers that the plan asks for, sealed by a list of SHA-256 sums; the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip can hold: no clock enters the bytes


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in the order of their names, with fixed times and rights."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name], compresslevel=6)
    return buffer.getvalue()


def sums(files: Mapping[str, bytes]) -> dict[str, dict[str, str | int]]:
    """SHA-256 and size of each file, by name."""
    return {name: {"sha256": hashlib.sha256(files[name]).hexdigest(), "bytes": len(files[name])} for name in sorted(files)}


def as_json(value: object) -> bytes:
    """JSON for people: indented, Vietnamese as it is, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def dossier(campaign: str, name: str, items: Sequence[str], files: Mapping[str, bytes]) -> bytes:
    """The sealed package.

    Args:
        campaign: Id of the campaign.
        name: Official name of the conference.
        items: What the plan asks the dossier to hold, in its words.
        files: The papers, by the name that they have in the package.
    """
    manifest = {"format": 1, "campaign": campaign, "name": name, "items": list(items), "files": sums(files)}
    return zipped({**files, "manifest.json": as_json(manifest)})
