"""The guidance library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal.services import record
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Guidance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union


def add_guidance(reader: Reader, union: Union, values: Mapping[str, Any], once: UUID | None = None) -> Guidance:
    """Adds a document to the library of a union: its own people and those of the unions below find it.

    Args:
        reader: Who.
        union: Whose library.
        values: title, number, body, step, valid_from, valid_to, file (an upload or None).
        once: Token of the form; the same again gives the document that it made the first time.
    """
    if not rules.may_start(reader, union):
        raise Forbidden
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and last < first:
        raise UserError("Ngày hết hiệu lực trước ngày có hiệu lực.", "The last day is before the first.")
    upload = values.get("file")
    made = Guidance.objects.filter(union=union, once=once).first() if once else None
    if made is not None:
        return made
    with transaction.atomic():
        file = store(reader, union, upload.name, upload.read()) if upload else None
        row = Guidance.objects.create(
            union=union, title=values["title"], number=values.get("number", ""), body=values.get("body", ""), step=values.get("step", ""),
            once=once, valid_from=first, valid_to=last, file=file,
        )  # fmt: skip
        record(reader, "campaigns.guidance-added", row, union=union, data={"title": row.title})
    return row
