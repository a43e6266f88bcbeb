"""Feeds spoiled copies of the examples' files to the readers for a bounded time; anything but an answer or a clear error is a defect.

make soak            two minutes
make soak SECONDS=30 SEED=7
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
from pathlib import Path

from vinhdanh.engines.plan import reading, text_of
from vinhdanh.engines.sheets import read_form
from vinhdanh.errors import UserError

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SPOILED = ROOT / "build" / "soak"


def spoil(data: bytes, chance: random.Random) -> bytes:
    """One to eight small wounds: bytes changed, lost, doubled, or the end cut off."""
    wounded = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not wounded:
            break
        at = chance.randrange(len(wounded))
        length = min(chance.choice((1, 2, 16, 512)), len(wounded) - at)
        match chance.randrange(5):
            case 0:
                wounded[at] = chance.randrange(256)
            case 1:
                del wounded[at : at + length]
            case 2:
                wounded[at:at] = wounded[at : at + length]
            case 3:
                wounded[at : at + length] = chance.randbytes(length)
            case _:
                del wounded[max(at, len(wounded) // 2) :]
    return bytes(wounded)


def spoil_part(data: bytes, chance: random.Random) -> bytes:
    """A package with one wounded part: the zip itself stays sound, so that the reader goes deeper."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except zipfile.BadZipFile:
        return spoil(data, chance)
    victim = chance.choice(sorted(parts))
    parts[victim] = spoil(parts[victim], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def feed(name: str, data: bytes) -> None:
    """Reads a list or a plan. A clear error is a good answer."""
    try:
        if name.startswith("plan."):
            found = reading(text_of(data, name), name)
            if any(found.text[v.start : v.end] != v.quote for v in found.values):
                raise AssertionError("a quote is no slice of the text")
        else:
            read_form(data, name)
    except UserError:
        return


def main() -> int:
    """Returns 1 when a spoiled file made a reader crash; that file is kept under build/soak."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=120)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    files = sorted([*EXAMPLES.glob("*/nominations/*"), *EXAMPLES.glob("*/plan.*")])
    end, tried, crashed = time.monotonic() + given.seconds, 0, 0
    while time.monotonic() < end:
        path = chance.choice(files)
        data = (spoil_part if chance.random() < 0.6 else spoil)(path.read_bytes(), chance)
        tried += 1
        try:
            feed(path.name, data)
        except Exception as error:  # noqa: BLE001 - every kind of crash is what we look for
            crashed += 1
            SPOILED.mkdir(parents=True, exist_ok=True)
            kept = SPOILED / f"{given.seed}-{tried}-{path.name}"
            kept.write_bytes(data)
            print(f"{type(error).__name__}: {error} <- {kept}")
    print(f"{tried} spoiled files, {crashed} crashes, seed {given.seed}")
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
