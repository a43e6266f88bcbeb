"""The folder run: from a campaign's folder to a folder of results."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh import __version__
from vinhdanh.engines.campaign import load
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.pipeline import files, place
from vinhdanh.engines.pipeline.compute import compute
from vinhdanh.engines.pipeline.dossier import as_json, sums
from vinhdanh.engines.pipeline.earlier import known_people
from vinhdanh.engines.pipeline.progress import Progress, silent
from vinhdanh.engines.pipeline.report import render
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vinhdanh.engines.campaign.outcome import Outcome

STEPS = 7
SELDOM = 100_000
"""New objects between two rounds of the collector while a run lasts: it makes millions that live to its end, and walks them in vain."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run made: the outcome, the names of its files, and the edited files that it kept."""

    outcome: Outcome
    files: tuple[str, ...]
    kept: tuple[place.Kept, ...]

    @property
    def blocking(self) -> int:
        """Number of blocking findings."""
        return sum(f.severity is Severity.BLOCKING for f in self.outcome.findings)


def run(folder: Path, out: Path, *, seed: str = "", progress: Progress = silent, years: Path | None = None) -> RunResult:
    """Runs a campaign.

    Everything is made in memory first, then put in place at once: an interruption or a full disk leaves `out` as it was. Two runs of
    the same folder give the same bytes.

    Args:
        folder: The campaign's folder (docs/folder.md).
        out: The folder of results: new, empty, or of an earlier run of the same campaign.
        seed: Public seed of a lottery.
        progress: Told each step.
        years: A folder of earlier campaigns: their people help to tell whose a list is.

    Raises:
        UserError: The folder cannot be read as a campaign, or `out` cannot take the results.
    """
    _apart(folder, out)
    with _calm():
        return _run(folder, out, seed, progress, years)


@contextmanager
def _calm() -> Iterator[None]:
    """Fewer rounds of the collector; before and after as it was."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run(folder: Path, out: Path, seed: str, progress: Progress, years: Path | None) -> RunResult:
    held = place.standing(out)
    campaign, found = load(folder)
    _same_campaign(out, campaign.settings.id)
    known = known_people(campaign, years, folder) if years else ()
    outcome = compute(campaign, found, seed=seed, progress=progress, steps=STEPS, known=known)
    progress(5, STEPS, "Lập giấy tờ Word và PDF")
    made = files.pieces(outcome)
    papers = _make(made)
    progress(6, STEPS, "Lập hồ sơ gửi cấp trên và trang tổng hợp")
    everything, kept = _complete(outcome, made, papers, held)
    progress(7, STEPS, "Ghi kết quả")
    place.put(out, everything, held)
    return RunResult(outcome, tuple(sorted(everything)), kept)


def _make(pieces: tuple[files.Piece, ...]) -> dict[str, bytes]:
    """The bytes of all pieces, in their order. Two at a time: the PDF compiler works outside the interpreter, so Word files are made meanwhile."""
    with ThreadPoolExecutor(max_workers=2) as workers:
        return dict(zip([p.name for p in pieces], workers.map(lambda piece: piece.make(), pieces), strict=True))


def _complete(
    outcome: Outcome, made: tuple[files.Piece, ...], papers: dict[str, bytes], held: place.Standing
) -> tuple[dict[str, bytes], tuple[place.Kept, ...]]:
    """All files with their final names; the dossier holds what stands in the folder, edited papers included."""
    kinds = {piece.name: piece.kind for piece in made}
    standing = {name: held.own[name].read_bytes() if name in held.own else data for name, data in papers.items()}
    placed, kept = place.arrange(
        {**papers, **files.records(outcome), files.DOSSIER: files.sealed(outcome, standing, kinds)}, held
    )
    named = [(piece.title, piece.name) for piece in made]
    page = {files.REPORT: render(outcome, named, [(k.edited, k.new) for k in kept]).encode()}
    placed_page, kept_page = place.arrange(page, held)
    everything = {**placed, **placed_page}
    manifest = {
        "format": 1,
        "program": f"vinhdanh {__version__}",
        "campaign": outcome.campaign.settings.id,
        "seed": outcome.seed,
        "kept": [{"edited": k.edited, "new": k.new} for k in (*kept, *kept_page)],
        "files": sums(everything),
    }
    return {**everything, place.MANIFEST: as_json(manifest)}, (*kept, *kept_page)


def _apart(folder: Path, out: Path) -> None:
    """The results may not lie over the campaign itself."""
    one, other = folder.resolve(), out.resolve()
    if one == other or other in one.parents:
        raise UserError(
            f"Thư mục kết quả “{out}” trùng hoặc bao trùm thư mục của đợt; đề nghị chọn thư mục khác.",
            f"The result folder “{out}” is, or holds, the campaign's own folder; choose another.",
        )


def _same_campaign(out: Path, campaign: str) -> None:
    """Results of another campaign are not written over."""
    before = place.campaign_of(out)
    if before and before != campaign:
        raise UserError(
            f"Thư mục “{out}” đang giữ kết quả của đợt “{before}”, khác với đợt “{campaign}”; đề nghị chọn thư mục khác.",
            f"“{out}” holds the results of the campaign “{before}”, not of “{campaign}”; choose another folder.",
        )
