"""Protocol groups of guests between what is typed (the catalogue's name) and what is kept (its code)."""

from __future__ import annotations

import vinhdanh.engines.catalogue as rows


def protocol_code(text: str) -> str:
    """The code of the group that was typed; the text itself when the catalogue does not know it (`check` names it)."""
    group = rows.catalogue().protocol_group(text)
    return text if group is None else str(group.code)


def protocol_name(code: str) -> str:
    """What is written for a code; the code itself when the catalogue does not know it."""
    group = rows.catalogue().protocol_group(code)
    return code if group is None else str(group.name)


def protocol_names() -> tuple[str, ...]:
    """All names, in order of introduction."""
    return tuple(str(g.name) for g in rows.catalogue().protocol_groups)
