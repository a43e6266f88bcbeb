"""What verbs of the journal are called. Each app tells its own in the `ready` of its `apps.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_words: dict[str, object] = {}


def register(words: Mapping[str, object]) -> None:
    """Adds verbs with their (lazily translated) words."""
    _words.update(words)


def say(verb: str) -> str:
    """The words of a verb, or the verb itself."""
    return str(_words.get(verb, verb))


def known() -> list[tuple[str, str]]:
    """All verbs with their words, in the order of the words."""
    return sorted(((verb, str(words)) for verb, words in _words.items()), key=lambda pair: pair[1])
