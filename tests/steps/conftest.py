"""What tests of the steps share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from vinhdanh.steps.campaigns.services import creation

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader


@pytest.fixture(autouse=True, scope="session")
def plans_read_once() -> Iterator[None]:
    """A plan paper gives the same reading each time, and most tests begin with one: it is read once."""
    with mock.patch.object(creation, "_read", cache(creation._read)):
        yield


@pytest.fixture
def officer(world: World) -> Reader:
    """Who draws up the district's campaigns."""
    return world.reader("officer", "district-a1")
