"""Writes the examples into examples/: `python tools/examples.py`; with `--convert` first the files that only LibreOffice can write. Seeded: the same program gives the same bytes; a test compares.

The plan papers (plan.txt, plan.md) are the input and stay as they are; everything else in the folders is made here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from example_parts import district, village, word97
from vinhdanh.engines.campaign import contents_of

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Campaign

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PLANS = {"phu-rieng-2020": "plan.txt", "2026-xa": "plan.md"}


def main() -> None:
    """Writes all folders and takes away what is no longer made."""
    if "--convert" in sys.argv[1:]:
        word97.convert_anew()
    for name in (*PLANS, word97.FOLDER):
        files = made(name)
        folder = EXAMPLES / name
        for old in sorted(p for p in folder.rglob("*") if p.is_file()):
            if old.relative_to(folder).as_posix() not in files:
                old.unlink()
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        print(f"{folder.name}: {len(files)} files, {sum(map(len, files.values())) // 1024} KB")


def made(name: str) -> dict[str, bytes]:
    """All files of an example: path in its folder -> bytes."""
    if name == word97.FOLDER:
        return word97.made()
    plan = (PLANS[name], (EXAMPLES / name / PLANS[name]).read_bytes())
    build = {"phu-rieng-2020": district.build, "2026-xa": village.build}[name]
    campaign: Campaign
    campaign, truth = build(plan)
    text = json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return {**contents_of(campaign), "truth.json": text.encode()}


if __name__ == "__main__":
    main()
