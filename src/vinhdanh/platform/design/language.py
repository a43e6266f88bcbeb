"""The language of what is said to a person: one place that chooses between the Vietnamese and the English of an error, and says what is Vietnamese always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, override

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from vinhdanh.errors import UserError

VIETNAMESE = "vi"


def said(error: UserError) -> str:
    """An error in the language of the request."""
    return error.vi if (get_language() or VIETNAMESE)[:2] == VIETNAMESE else error.en


def in_vietnamese() -> AbstractContextManager[object]:
    """For what goes to other people or onto paper, whatever language its writer reads: letters, notices, titles of posts."""
    return override(VIETNAMESE)
