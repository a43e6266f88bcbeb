"""Seeds of second steps, as they stand in the database: in boxes under the data key."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from vinhdanh.platform.personal import keys

if TYPE_CHECKING:
    from collections.abc import Callable

PURPOSE = "second step"
"""Of the key derived from the data key; a box of another column does not open here."""
MARK = "box:"
"""How a sealed text begins: neither a seed in base 32 nor one in hex holds a colon."""


def seal(text: str) -> str:
    """A seed as it is stored; one that is sealed already stays."""
    if text.startswith(MARK):
        return text
    return MARK + base64.b64encode(keys.close_box(keys.derived(PURPOSE), text.encode(), PURPOSE)).decode()


def unseal(stored: str) -> str:
    """The seed in what is stored.

    Raises:
        ValueError: it is not sealed (somebody wrote it past the program), damaged, or sealed under another data key.
    """
    if not stored.startswith(MARK):
        raise ValueError("not sealed")
    try:
        box = base64.b64decode(stored.removeprefix(MARK), validate=True)
    except binascii.Error as error:
        raise ValueError("no box") from error
    return keys.open_box(keys.derived(PURPOSE), box, PURPOSE).decode()


def seal_data(data: dict[str, object]) -> dict[str, object]:
    """The data of an authenticator, with its seeds sealed."""
    return _each(data, seal)


def unseal_data(data: dict[str, object]) -> dict[str, object]:
    """The data of an authenticator, with its seeds plain again."""
    return _each(data, lambda text: unseal(text) if text.startswith(MARK) else text)


def _each(data: dict[str, object], change: Callable[[str], str]) -> dict[str, object]:
    """Of apps that make codes (`secret`), of codes on paper (`seed`), and of those taken over from elsewhere (`migrated_codes`)."""
    changed = dict(data)
    for name in ("secret", "seed"):
        if isinstance(held := data.get(name), str):
            changed[name] = change(held)
    if isinstance(codes := data.get("migrated_codes"), list):
        changed["migrated_codes"] = [change(str(code)) for code in codes]
    return changed
