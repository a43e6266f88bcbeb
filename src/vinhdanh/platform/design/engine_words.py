"""Sentences of the engines and of tables that were read, in the language of the request.

Engines speak Vietnamese, as folders and papers do, and what a preview found is kept as it was said. `retold` finds the sentence among those of
`sentences` and says it in English, with its values. Papers and folders never come this way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import get_language, gettext, override

from vinhdanh.platform.design.language import VIETNAMESE
from vinhdanh.platform.design.sentences import SENTENCES

_SLOT = re.compile(r"%\\\((\w+)\\\)s")


def retold(text: str) -> str:
    """A text of an engine in the language of the request; one that is not known stays as it is."""
    language = (get_language() or VIETNAMESE)[:2]
    return text if language == VIETNAMESE or not text else _retold(text, language)


def in_english(text: str) -> str:
    """A text of an engine for the English half of an error."""
    with override("en"):
        return retold(text)


@lru_cache(maxsize=4096)
def _retold(text: str, _language: str) -> str:
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            slots = {name: _slot(name, value) for name, value in found.groupdict().items()}
            return gettext(sentence) % slots if slots else gettext(sentence)
    return text


def _slot(name: str, value: str) -> str:
    """A value within a sentence: what the engine wants may be a sentence itself, other words are known or a value."""
    return retold(value) if name in {"wanted", "label", "holiday"} else gettext(value) if value in _words() else value


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence with the pattern that knows it, the one that says most first."""
    ordered = sorted(SENTENCES, key=lambda sentence: -len(re.sub(r"%\(\w+\)s", "", sentence)))
    return tuple((sentence, re.compile(_pattern(sentence), re.DOTALL)) for sentence in ordered)


def _pattern(sentence: str) -> str:
    if "%(" not in sentence:
        return re.escape(sentence)
    return _SLOT.sub(r"(?P<\1>.+?)", re.escape(sentence.replace("%%", "%")))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(sentence for sentence in SENTENCES if "%(" not in sentence)
