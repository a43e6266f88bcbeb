"""Reads a whole heap of lists, on several processors when it is large."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from vinhdanh.engines.sheets.reading import FormReading, read_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Settings, Union

ENOUGH = 300
"""With fewer files, starting other processes costs more than they save."""

MOST = 8
"""So many processes at most: each holds the catalogue and its own reader."""

_CHUNK = 20
_shared: dict[str, partial[FormReading]] = {}


def read_many(
    files: Sequence[tuple[str, bytes]],
    *,
    settings: Settings | None = None,
    unions: Sequence[Union] = (),
    processes: int | None = None,
) -> list[FormReading]:
    """The readings of files, in the order of the files, whatever the number of processes.

    Args:
        files: Name and bytes of each.
        settings: The campaign, as for `read_form`.
        unions: The register, as for `read_form`.
        processes: How many processes read; None: as many as there are processors when there are many files, else this one alone.
    """
    unions = tuple(unions)
    if processes is None:
        processes = min(os.cpu_count() or 1, MOST) if len(files) >= ENOUGH else 1
    if processes > 1:
        try:
            # A new interpreter each: a copy of this one could inherit a lock that is held.
            with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (settings, unions)) as pool:
                return list(pool.map(_read, files, chunksize=_CHUNK))
        except (BrokenProcessPool, OSError):
            pass  # no processes here, or one was ended from outside: nothing is lost but time
    return [read_form(data, name, settings=settings, unions=unions) for name, data in files]


def _begin(settings: Settings | None, unions: tuple[Union, ...]) -> None:
    """Keeps in a new process what is the same for all files."""
    _shared["read"] = partial(read_form, settings=settings, unions=unions)


def _read(file: tuple[str, bytes]) -> FormReading:
    name, data = file
    return _shared["read"](data, name)
