"""Gives every request its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from vinhdanh.platform.accounts import rules
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.organisations.models import Union

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

ACTING = "acting_for"
"""Key of the session under which the union stands for which the user acts."""


class ReaderMiddleware:
    """Sets `request.reader`: a `Reader`, or None for a visitor who has not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hands the request on with its reader."""
        request.reader = reader_of(request)  # type: ignore[attr-defined]  # the one attribute that we add to a request
        return self.get_response(request)


def reader_of(request: HttpRequest) -> Reader | None:
    """The reader of a request; the union acted for is dropped when the reader may no longer act for it."""
    user = request.user
    if isinstance(user, AnonymousUser) or not isinstance(user, User):
        return None
    reader = Reader(user)
    acting = request.session.get(ACTING)
    if acting is not None:
        union = Union.objects.filter(pk=acting).first()
        reader.acting_for = union if union is not None and rules.may_act_for(reader, union) else None
    return reader
