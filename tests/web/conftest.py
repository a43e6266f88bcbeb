"""The stage of the permission matrix, made once for a module; what its tests write they take back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from matrix_objects import Stage, rows


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:  # noqa: ARG001 - asked for, so that the tables are there
    """A reader of every role and place, an object of every kind."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage().prepare(sorted({row.kind for row in rows().values()}))
        transaction.set_rollback(True)
