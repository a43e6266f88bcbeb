"""The tasks that workers know, by name. An app writes them in its `jobs.py`, which is found by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[..., "dict[str, Any] | None"]


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work.

    Args:
        name: `app.intention`.
        work: Called with the job and its arguments; returns the result, plain values ("link": where the result waits, "words").
        every: How often it is due by itself; None: only when asked for.
        tries: After so many failures it is given up.
    """

    name: str
    work: Work
    every: timedelta | None = None
    tries: int = 5


_tasks: dict[str, Task] = {}


def task(name: str, *, every: timedelta | None = None, tries: int = 5) -> Callable[[Work], Work]:
    """Registers a function as a task. It may be run twice (a worker was killed): it is idempotent, or ends in `services.completing`."""

    def register(work: Work) -> Work:
        _tasks[name] = Task(name, work, every, tries)
        return work

    return register


def find(name: str) -> Task | None:
    """The task of that name."""
    return _tasks.get(name)


def periodic() -> list[Task]:
    """Those that are due by themselves."""
    return [known for known in _tasks.values() if known.every]
