"""The plans with their truth, each in the kind of file that an office sends, and how a reading is held against the truth.

A truth was written by hand before the paper was read. A key with "?" must be doubtful. Of a key with several values every value counts for
itself; of the others the one value.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plan_papers

from vinhdanh.engines.plan import KEYS, Reading, reading, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parents[1] / "engines" / "plan" / "data"

PLANS = {
    "phu-rieng-2020": "txt",
    "thanh-lam-2025": "made",
    "truong-suoi-mo-2023": "txt",
    "tinh-2026": "txt",
    "nganh-giao-duc-2022": "txt",
    "cong-ty-2021": "txt",
    "doan-phuong-2022": "txt",
    "lien-doi-2018": "txt",
    "thanh-doan-2017": "txt",
    "vinh-khe-2010": "txt",
    "may-dong-ha-2020": "docx",
    "nganh-y-te-2024": "pdf",
    "xa-tan-khe-2025": "pdf",
    "thpt-truc-lam-2021": "md",
    "doan-xa-my-dong-2019": "txt",
    "tinh-long-ha-2015": "docx",
    "kcn-phu-hai-2023": "txt",
    "phu-nu-kim-dong-2022": "docx",
    "vien-chuc-2019": "txt",
    "nong-truong-2016": "txt",
    "cao-su-my-lam-2014": "txt",
    "truong-nam-khe-2017": "txt",
    "ldld-thanh-pho-2025": "txt",
    "cong-thuong-2018": "pdf",
    "benh-vien-tra-ngun-2023": "docx",
    "huong-dan-tan-loc-2019": "txt",
    "dien-luc-2022": "txt",
    "huyen-loc-an-2020": "pdf",
    "mam-non-2024": "docx",
    "nha-may-2017": "txt",
    "tinh-doan-khoi-2020": "txt",
    "cao-su-dong-na-2019": "docx",
    "cum-khu-che-xuat-2024": "txt",
    "hoi-lien-hiep-song-lam-2021": "txt",
    "huyen-doan-bau-tram-2017": "txt",
    "thi-tran-tan-ky-2013": "odt",
    "truong-ho-sen-2022": "docx",
}
"""Name of a plan -> the kind of file in which its office sends it; "made": built part by part in `plan_papers`."""


LATE = (
    "cao-su-dong-na-2019",
    "cum-khu-che-xuat-2024",
    "hoi-lien-hiep-song-lam-2021",
    "huyen-doan-bau-tram-2017",
    "thi-tran-tan-ky-2013",
    "truong-ho-sen-2022",
)
"""Plans of which not all is found yet: what is said of them is right."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a reading says of one key against the truth, in values.

    Args:
        right: Values said as the truth says them.
        wrong: Values said that the truth does not say, without a doubt spoken aloud.
        doubted: Such values that are marked doubtful.
        missed: Values of the truth that were not said.
    """

    right: int = 0
    wrong: int = 0
    doubted: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(self.right + other.right, self.wrong + other.wrong, self.doubted + other.doubted, self.missed + other.missed)


def text(name: str) -> str:
    """The words of a plan, as typed."""
    return (DATA / f"{name}.txt").read_bytes().decode()


def paper(name: str, kind: str = "") -> tuple[bytes, str]:
    """The file of a plan and its name; its own kind of file unless another one is asked for."""
    kind = kind or PLANS[name]
    if kind == "made":
        return plan_papers.thanh_lam_2025(), f"{name}.docx"
    if kind in {"txt", "md"}:
        return text(name).encode(), f"{name}.{kind}"
    make = {"docx": plan_papers.as_docx, "pdf": plan_papers.as_pdf, "odt": plan_papers.as_odt}[kind]
    return make(text(name)), f"{name}.{kind}"


def read(name: str, kind: str = "") -> Reading:
    """The plan, read from its file."""
    data, filename = paper(name, kind)
    return reading(text_of(data, filename), filename)


def truth(name: str) -> dict[str, Any]:
    """What the plan says: key, with "?" when it must be doubted -> value, or list of values."""
    told: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return told


def said(found: Reading) -> dict[str, Any]:
    """A reading in the shape of a truth."""
    made: dict[str, Any] = {}
    for key in KEYS:
        values = [v.value for v in found.all(key.key)]
        if values:
            doubt = "?" if any(v.doubtful for v in found.all(key.key)) else ""
            made[key.key + doubt] = values if key.many else values[0]
    return made


def _bag(values: Iterable[object]) -> Counter[str]:
    return Counter(json.dumps(v, ensure_ascii=False, sort_keys=True) for v in values)


def scores(name: str, found: Reading) -> dict[str, Score]:
    """Each key that the truth or the reading has -> its score."""
    told = truth(name)
    wanted = {k.rstrip("?"): (v if isinstance(v, list) else [v]) for k, v in told.items()}
    made = {}
    for key in (k.key for k in KEYS):
        values = found.all(key)
        want = _bag(wanted.get(key, ()))
        got = _bag(v.value for v in values)
        sure = _bag(v.value for v in values if not v.doubtful)
        # A value that must be doubted and is said without a doubt is wrong, even when its words are right.
        right = got - sure if key + "?" in told else got
        hits = (want & right).total()
        extra = got - want if key + "?" not in told else got - (want & right)
        wrong = (extra & sure).total()
        if want or got:
            made[key] = Score(hits, wrong, extra.total() - wrong, want.total() - hits)
    return made
