"""The words of the interface in other languages, from `locale/*/LC_MESSAGES/django.po` as people write them.

Vietnamese is the source: it stands in templates and code. The compiled form that the framework reads is made when the settings are read, into the
data folder, and only when a .po has changed: no build step, nothing generated in the repository, and a package that may be read-only.
"""

from __future__ import annotations

import ast
import hashlib
import os
import struct
from pathlib import Path

MAGIC = 0x950412DE


def compiled(source: Path, target: Path) -> Path:
    """Compiles every .po below `source` into the same place below `target`, which is returned."""
    for po in sorted(source.glob("*/LC_MESSAGES/django.po")):
        data = po.read_bytes()
        mo = target / po.relative_to(source).with_suffix(".mo")
        stamp = mo.with_suffix(".digest")
        digest = hashlib.sha256(data).hexdigest()
        if mo.exists() and stamp.exists() and stamp.read_text() == digest:
            continue
        mo.parent.mkdir(parents=True, exist_ok=True)
        for path, content in ((mo, machine_form(messages(data.decode("utf-8")))), (stamp, digest.encode())):
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_bytes(content)
            draft.replace(path)
    return target


def messages(text: str) -> dict[str, str]:
    """What a .po says: message (its plural behind a NUL) -> translation. Untranslated and doubtful (fuzzy) ones are left out."""
    found: dict[str, str] = {}
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if any(line.startswith("#,") and "fuzzy" in line for line in block.split("\n")) or not lines:
            continue
        parts = _parts(lines)
        key = parts.get("msgid", "")
        if "msgid_plural" in parts:
            key += "\0" + parts["msgid_plural"]
        if "msgctxt" in parts:
            key = parts["msgctxt"] + "\4" + key
        said = "\0".join(words for name, words in parts.items() if name.startswith("msgstr"))
        if said.strip("\0"):
            found[key] = said
    return found


def _parts(lines: list[str]) -> dict[str, str]:
    """Keyword -> its string, joined over the lines on which it stands."""
    parts: dict[str, str] = {}
    now = ""
    for line in lines:
        if not line.startswith('"'):
            now, _, line = line.partition(" ")  # noqa: PLW2901  # what is left of the line is its string
            parts[now] = ""
        parts[now] += str(ast.literal_eval(line.strip()))
    return parts


def machine_form(found: dict[str, str]) -> bytes:
    """The .mo of GNU gettext: a table of offsets, sorted by message."""
    rows = sorted((key.encode(), words.encode()) for key, words in found.items())
    start = 28 + 16 * len(rows)
    keys, words = b"", b""
    for key, _ in rows:
        keys += key + b"\0"
    for _, said in rows:
        words += said + b"\0"
    table, at = b"", start
    for part in (0, 1):
        for row in rows:
            table += struct.pack("<II", len(row[part]), at)
            at += len(row[part]) + 1
    return struct.pack("<7I", MAGIC, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0) + table + keys + words
