"""Boxes under a person's key: opened only while the key exists."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from vinhdanh.errors import UserError
from vinhdanh.platform.personal import keys
from vinhdanh.platform.personal.models import PersonKey

if TYPE_CHECKING:
    from vinhdanh.platform.organisations.models import Person


def key_of(person: Person) -> PersonKey:
    """The key record of a person, made when there is none; inside a transaction.

    Raises:
        UserError: the person was erased.
    """
    held, made = PersonKey.objects.get_or_create(
        person=person,
        defaults={"wrapped": keys.close_box(keys.derived("person"), secrets.token_bytes(keys.SIZE), f"person {person.pk}")},
    )
    if not made and held.wrapped is None:
        raise UserError(
            "Thông tin của người này đã được xoá theo yêu cầu; không ghi thêm thông tin riêng được nữa.",
            "This person's data were erased; nothing sensitive can be added.",
        )
    return held


def unwrapped(held: PersonKey) -> bytes | None:
    """The plain key; None: destroyed."""
    if held.wrapped is None:
        return None
    return keys.open_box(keys.derived("person"), bytes(held.wrapped), f"person {held.person_id}")


def close(held: PersonKey, kind: str, value: str) -> bytes:
    """A value in a box under that key.

    Raises:
        ValueError: the key is destroyed.
    """
    key = unwrapped(held)
    if key is None:
        raise ValueError("the key is destroyed")
    return keys.close_box(key, value.encode(), f"{held.pk} {kind}")


def open_(held: PersonKey, kind: str, box: bytes | memoryview) -> str | None:
    """The value in a box; None: the key is destroyed."""
    key = unwrapped(held)
    return None if key is None else keys.open_box(key, bytes(box), f"{held.pk} {kind}").decode()


def for_journal(held: PersonKey, kind: str, value: str) -> dict[str, object]:
    """A value as it may stand in the journal: destroyed together with the key, while the chain still verifies."""
    return {"key": held.pk, "box": base64.b64encode(close(held, f"journal {kind}", value)).decode()}


def from_journal(held: PersonKey, kind: str, told: dict[str, object]) -> str | None:
    """The value of a box of the journal; None: erased."""
    return open_(held, f"journal {kind}", base64.b64decode(str(told["box"])))
