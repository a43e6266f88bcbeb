"""Writing, exporting and erasing what is sensitive of a person."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import repair
from vinhdanh.errors import UserError
from vinhdanh.platform import registry
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.database.scrub import scrub
from vinhdanh.platform.jobs.services import enqueue
from vinhdanh.platform.journal import services as journal
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Person
from vinhdanh.platform.personal import boxes, ledger, rules, selectors
from vinhdanh.platform.personal.models import Access, Ethnicity, PersonKey, SensitiveValue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from vinhdanh.platform.accounts.reader import Reader

LONGEST = 200
ZIP_TIME = (2000, 1, 1, 0, 0, 0)


def set_sensitive(reader: Reader, person: Person, kind: str, value: str) -> None:
    """Keeps a value under the person's key; an empty one removes it.

    Args:
        reader: Who writes it.
        person: Whose it is.
        kind: A `SensitiveValue.Kind`.
        value: As typed, at most 200 characters; an ID number has 9 or 12 digits.

    Raises:
        Forbidden: the reader makes no lists of that union.
        UserError: the value makes no sense, or the person was erased.
    """
    kind = SensitiveValue.Kind(kind)
    if not rules.may_write(reader, person.union):
        raise Forbidden
    value = _checked(kind, value)
    with transaction.atomic():
        held = boxes.key_of(person)
        if value:
            SensitiveValue.objects.update_or_create(person=person, kind=kind, defaults={"box": boxes.close(held, kind, value)})
        else:
            SensitiveValue.objects.filter(person=person, kind=kind).delete()
        told = {"kind": str(kind), "value": boxes.for_journal(held, kind, value)}
        journal.record(reader, "personal.set", person, union=person.union, data=told)


def set_ethnicity(reader: Reader, person: Person, text: str) -> None:
    """Keeps the code of an ethnic group in any of its spellings; an empty text removes it.

    Raises:
        Forbidden: the reader makes no lists of that union.
        UserError: no such group, or the person was erased.
    """
    if not rules.may_write(reader, person.union):
        raise Forbidden
    text = repair(text.replace("\0", ""))
    group = catalogue().ethnic_group(text) if text else None
    if text and group is None:
        raise UserError(
            f"Không có dân tộc “{text[:60]}” trong danh mục; đề nghị chọn tên trong danh sách.",
            f"There is no ethnic group “{text[:60]}” in the catalogue; choose one from the list.",
        )
    with transaction.atomic():
        held = boxes.key_of(person)
        if group is None:
            Ethnicity.objects.filter(person=person).delete()
        else:
            Ethnicity.objects.update_or_create(person=person, defaults={"code": group.code})
        told = {"kind": selectors.ETHNICITY, "value": boxes.for_journal(held, selectors.ETHNICITY, group.code if group else "")}
        journal.record(reader, "personal.set", person, union=person.union, data=told)


def _checked(kind: str, value: str) -> str:
    value = repair(value.replace("\0", ""))
    if len(value) > LONGEST:
        raise UserError(
            f"Nội dung dài quá {LONGEST} ký tự; đề nghị viết ngắn lại.", f"The text is longer than {LONGEST} characters."
        )
    if kind == SensitiveValue.Kind.ID_NUMBER and value:
        value = re.sub(r"[\s.\-]", "", value)
        if not re.fullmatch(r"[0-9]{9}|[0-9]{12}", value):
            raise UserError(
                "Số căn cước có 12 chữ số (số cũ 9 chữ số); đề nghị xem lại.", "An ID number has 12 digits (an old one 9)."
            )
    return value


def export(reader: Reader, person: Person) -> bytes:
    """Everything that is held of one person, as a zip with one JSON file; logged and journalled.

    Raises:
        Forbidden: the reader neither keeps the record nor is the person.
    """
    if not rules.may_export(reader, person):
        raise Forbidden
    with transaction.atomic():
        records = [_told(each) for each in same(person)]
        Access.objects.create(
            user=reader.user,
            union=person.union,
            kind="export",
            people=1,
            purpose=gettext_noop("Trích dữ liệu theo yêu cầu của người có dữ liệu"),
        )
        journal.record(reader, "personal.exported", person, union=person.union)
    text = json.dumps({"person": person.pk, "records": records}, ensure_ascii=False, indent=2, default=str)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("du-lieu-ca-nhan.json", ZIP_TIME), text)
    return packed.getvalue()


def same(person: Person) -> list[Person]:
    """The person's record and those that were merged into it."""
    found, next_ = [person], [person.pk]
    while next_:
        merged = list(
            Person.objects.filter(merged_into__in=next_).exclude(pk__in=[each.pk for each in found]).select_related("union")
        )
        found += merged
        next_ = [each.pk for each in merged]
    return found


def _told(person: Person) -> dict[str, Any]:
    sensitive = {kind: selectors.values([person.pk], kind).get(person.pk, "") for kind in selectors.kinds_held(person)}
    held = PersonKey.objects.filter(person=person).first()
    history = Entry.objects.filter(subject="organisations.person", subject_id=str(person.pk)).order_by("id")
    return {
        "record": person.pk,
        "sensitive": sensitive,
        "history": [{"at": entry.at, "verb": entry.verb, "data": _opened(held, entry.data)} for entry in history],
        "apps": {offer.step: offer.personal_data(person) for offer in registry.offers() if offer.personal_data},
    }


def _opened(held: PersonKey | None, data: dict[str, Any]) -> dict[str, Any]:
    value = data.get("value")
    if held is None or not isinstance(value, dict) or value.get("key") != held.pk:
        return data
    return {**data, "value": boxes.from_journal(held, str(data.get("kind", "")), value)}


def erase(reader: Reader, person: Person, reason: str) -> int:
    """Destroys the person's key, empties every field, lets every app empty its own; what the journal told stays, and can no longer be read.

    Args:
        reader: Who does it.
        person: Whose data.
        reason: Why (a request, a decision), 3 to 200 characters; kept in the journal: it names nobody.

    Returns:
        How many records were emptied.

    Raises:
        Forbidden: the reader does not keep the record.
        UserError: no reason.
    """
    if not rules.may_erase(reader, person):
        raise Forbidden
    reason = repair(reason.replace("\0", ""))
    if not 3 <= len(reason) <= LONGEST:
        raise UserError(
            f"Đề nghị ghi lý do xoá (3 đến {LONGEST} ký tự), ví dụ số và ngày của đơn đề nghị.",
            f"Please give a reason of 3 to {LONGEST} characters.",
        )
    with transaction.atomic():
        emptied = sum(
            _erase(each)
            for each in same(Person.objects.select_for_update(of=("self",)).select_related("union").get(pk=person.pk))
        )
        journal.record(reader, "personal.erased", person, union=person.union, data={"reason": reason, "records": emptied})
        _settle()
    person.refresh_from_db()
    return emptied


def erase_again(marks: Mapping[UUID, date]) -> int:
    """Erases once more the people whose marks these are: an older backup brought them back. Returns how many people it held."""
    number, known = 0, list(marks)
    with transaction.atomic():
        for start in range(0, len(known), 500):
            people = Person.objects.filter(mark__in=known[start : start + 500], erased_at=None).select_related("union")
            for person in people.order_by("pk"):
                records = _erase(person)
                told = {"day": marks[person.mark].isoformat(), "records": records}
                journal.record(None, "personal.erased_again", person, union=person.union, data=told)
                number += 1
        if number:
            _settle()
    return number


def _settle() -> None:
    """The ledger is written as soon as the erasure holds; what stays on the disk is taken off at once, and by a job that is tried until it is done."""
    enqueue(None, "personal.scrub", "")

    def soon() -> None:
        with suppress(OSError, DatabaseError):  # the job does it
            ledger.keep(settings.DATA)
            scrub()

    transaction.on_commit(soon)


def _erase(person: Person) -> int:
    if person.erased_at is not None:
        return 0
    now = timezone.now()
    emptied = sum(offer.erase(person) for offer in registry.offers() if offer.erase)
    emptied += SensitiveValue.objects.filter(person=person).delete()[0] + Ethnicity.objects.filter(person=person).delete()[0]
    PersonKey.objects.update_or_create(person=person, defaults={"wrapped": None, "destroyed_at": now})
    account = User.objects.filter(person=person).first()
    if account is not None:
        account.username, account.email, account.first_name, account.last_name, account.is_active = (
            f"da-xoa-{account.pk}",
            "",
            "",
            "",
            False,
        )
        account.set_unusable_password()
        account.save()
        emptied += 1
    Person.objects.filter(pk=person.pk).update(erased_at=now, revision=person.revision + 1)
    return emptied + 1


def merge(kept: Person, gone: Person) -> None:
    """Values that only the one who goes had pass to the other, under the other's key; the old key stays for the journal."""
    held = PersonKey.objects.filter(person=gone).first()
    mine = set(SensitiveValue.objects.filter(person=kept).values_list("kind", flat=True))
    for value in SensitiveValue.objects.filter(person=gone):
        plain = boxes.open_(held, value.kind, value.box) if held else None
        if value.kind not in mine and plain is not None:
            box = boxes.close(boxes.key_of(kept), value.kind, plain)
            SensitiveValue.objects.create(person=kept, kind=value.kind, box=box)
            value.delete()
    if not Ethnicity.objects.filter(person=kept).exists():
        Ethnicity.objects.filter(person=gone).update(person=kept)
