"""Downloading a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.files import selectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.files.models import StoredFile


@require_safe
@signed_in
def download(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:  # noqa: ARG001  # every view takes it
    """A file as an attachment."""
    opened = selectors.open_file(reader, pk)
    return cast("HttpResponse", attachment(opened.stored, opened.chunks))  # answers are of one family, not of one class


def attachment(stored: StoredFile, chunks: Iterator[bytes]) -> StreamingHttpResponse:
    """The answer that hands a file over: saved, never shown or run by the browser."""
    response = StreamingHttpResponse(chunks, content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=stored.name) or "attachment"
    response["Content-Length"] = str(stored.size)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # not compressed on the way: its length is told
    return response
