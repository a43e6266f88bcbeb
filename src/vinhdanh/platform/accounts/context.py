"""What the pages of signing in are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from vinhdanh.platform.accounts.services import kept
from vinhdanh.platform.accounts.views.sign_in import passkeys_work

if TYPE_CHECKING:
    from django.http import HttpRequest


def sign_in(request: HttpRequest) -> dict[str, Any]:
    """Whether passkeys work at this address, and whether a form is kept for after signing in."""
    return {
        "passkeys_work": SimpleLazyObject(lambda: passkeys_work(request)),
        "kept_form": SimpleLazyObject(lambda: kept.there(request)),
    }
