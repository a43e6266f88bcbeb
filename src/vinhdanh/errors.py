"""The one error that a user sees: what happened, why, and what to do, in Vietnamese and in English."""

from __future__ import annotations


class UserError(Exception):
    """Something that the user can mend.

    Args:
        vi: What happened and what to do, one or two courteous Vietnamese sentences, the place named in them.
        en: The same in English.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")
        self.vi = vi
        self.en = en
