"""Settings that every test shares."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest
from django.utils import translation
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from world import World

os.environ["TZ"] = "UTC"
settings.register_profile("usual", max_examples=50, deadline=None)
"""Half of the library's number at each run, and no clock: other tests share the processors. `--hypothesis-profile=default` asks for the whole."""
settings.load_profile("usual")


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not look at it again after every few hundred new objects (a sixth of the time of all tests)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _language_of_nobody() -> Iterator[None]:
    """A page asked for in English leaves its thread speaking English: the next test must not inherit it, whichever worker it falls to."""
    yield
    translation.deactivate()


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 - the database is opened by being asked for
    """The small union world of `tests/kit/world.py`."""
    from world import make_world  # noqa: PLC0415 - models may be imported only when Django is ready

    return make_world()
