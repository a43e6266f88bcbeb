"""The language of what is said to a person: one place that chooses between the Vietnamese and the English of a text that carries both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, override

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from django.utils.functional import Promise

VIETNAMESE = "vi"
OTHERS = ("en",)
"""Languages beside Vietnamese."""


def said(error: UserError | Mapping[str, str] | str) -> str:
    """A text in the language of the request.

    Args:
        error: An error that carries both languages; a text kept in both by `both`; or a text that has no other language: it stays as it is.
    """
    language = (get_language() or VIETNAMESE)[:2]
    if isinstance(error, UserError):
        return error.en if language == "en" else error.vi
    if isinstance(error, str):
        return error
    return error.get(language) or error.get(VIETNAMESE, "")


def both(text: str | Promise | UserError) -> dict[str, str]:
    """A lazy text in every language, to be kept and said later to whoever reads it (`said`)."""
    found = {}
    for language in (VIETNAMESE, *OTHERS):
        with override(language):
            found[language] = said(text) if isinstance(text, UserError) else str(text)
    return found


def in_vietnamese() -> AbstractContextManager[object]:
    """For what goes to other people or onto paper, whatever language its writer reads: letters, notices, titles of posts."""
    return override(VIETNAMESE)
