"""Papers: all of the example, one warm letter, 1,000 certificates with QR and the same by a peer. Each in a process of its own."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peers
from vinhdanh.engines.campaign import load
from vinhdanh.engines.campaign.outcome import Award, Choice, CommendRound, Outcome, Placed, Standing
from vinhdanh.engines.campaign.types import Body, Campaign, Commendation, Nominee, Settings, Signer, Union
from vinhdanh.engines.papers import KINDS, certificates, render_docx, render_pdf
from vinhdanh.engines.papers.certificates.pdf import sheets
from vinhdanh.engines.papers.model import Para, runs
from vinhdanh.engines.pipeline import files
from vinhdanh.engines.pipeline.compute import compute
from vinhdanh.engines.pipeline.progress import silent
from vinhdanh.engines.pipeline.run import _make

if TYPE_CHECKING:
    from collections.abc import Callable

    from vinhdanh.engines.papers.model import Paper

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "phu-rieng-2020"
COUNT = 1000
PEER_COUNT = 200
"""Certificates that the peer makes; its time is linear, and a thousand would take minutes."""
LETTERS = 30
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Điểu", "Thị", "Nông", "Hoàng", "Lý", "Đặng")
GIVEN = ("Thị Ngọc Diễm", "Văn Đức", "Thị Thu Hường", "Bênh", "Quốc Khánh", "Thị Kim Phượng", "Hữu Nghĩa", "Thị Ánh", "Minh Quân")
SCHOOLS = ("Trường Mầm non Hoa Sen", "Trường Tiểu học Long Hà A", "Công ty May Bình Sơn", "Nông trường Cao su số 10")


def outcome() -> Outcome:
    """An invented outcome in which the host itself honours 1,000 persons, each with a name and a unit of their own."""

    signer = Signer(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Lương Đình Khải")
    host = Body("Liên đoàn Lao động huyện Phú Riềng", "LĐLĐ huyện", "LĐLĐ", standing="Ban Thường vụ", signer=signer)
    settings = Settings(
        id="phu-rieng-2020",
        name="Hội nghị tuyên dương điển hình tiên tiến",
        rule_set="2017-2023",
        host=host,
        year=2020,
        place="Phú Riềng",
        audience="công nhân, viên chức, lao động huyện Phú Riềng",
        period=(2016, 2020),
    )
    unions = tuple(Union(f"U{i:03d}", f"CĐCS {SCHOOLS[i % 4]} {i}") for i in range(100))
    people = tuple(
        Nominee(
            f"P{i:04d}",
            "person",
            unions[i % 100].code,
            f"{FAMILIES[i % 10]} {GIVEN[i % 9]} {i}",
            sex="nữ",
            post="Công nhân, giáo viên",
        )
        for i in range(COUNT)
    )
    placed = tuple(Placed(n.id, Standing.CHOSEN, i, Decimal(1)) for i, n in enumerate(people, 1))
    choice = Choice("commend:GK_CTT:1", "Giấy khen", None, placed)
    awards = tuple(Award(n.id, "GK_CTT", "Giấy khen của Ban Thường vụ", "", None) for n in people)
    return Outcome(
        Campaign(settings, unions),
        people,
        (),
        (),
        Choice("attend", "", 0),
        (CommendRound(Commendation("GK_CTT"), choice, awards),),
    )


def example() -> Outcome:
    """The outcome of the example campaign; its papers are not made yet."""
    campaign, found = load(EXAMPLE)
    return compute(campaign, found, seed="", progress=silent, steps=7)


def all_papers() -> dict[str, float]:
    """Everything that a run prints, as it prints it; the compiler is cold."""
    data = example()
    start, cpu = time.perf_counter(), time.process_time()
    made = _make(files.pieces(data))
    seconds = time.perf_counter() - start
    return {"s": seconds, "cpu": time.process_time() - cpu, "files": len(made), "MB": peak()}


def thousand() -> dict[str, float]:
    """The certificates of 1,000 persons, from the outcome to the PDF; the compiler is cold."""
    data = outcome()
    start, cpu = time.perf_counter(), time.process_time()
    pdf = certificates.render_pdf(certificates.certificates(data, data.commend[0]))
    seconds = time.perf_counter() - start
    if not pdf.startswith(b"%PDF"):
        raise RuntimeError("no PDF")
    return {"s": seconds, "cpu": time.process_time() - cpu, "MB": peak()}


def letters() -> dict[str, float]:
    """The middle of 30 reminders of one page; each paragraph differs from letter to letter, so that no writer can remember it."""
    (paper,) = KINDS["reminder"].build(example())
    return {"pdf": middle(render_pdf, paper), "word": middle(render_docx, paper)}


def middle(render: Callable[[Paper], bytes], paper: Paper) -> float:
    """Milliseconds of one letter, after one that warms the writer."""
    taken = []
    for i in range(LETTERS + 1):
        letter = numbered(paper, i)
        start = time.perf_counter()
        render(letter)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken[1:])


def numbered(paper: Paper, number: int) -> Paper:
    """The letter to another unit: its number stands in every paragraph."""
    (part,) = paper.parts
    blocks = tuple(replace(b, text=(f"{number}: ", *runs(b.text))) if isinstance(b, Para) else b for b in part.blocks)
    return replace(paper, parts=(replace(part, blocks=blocks),))


def peak() -> float:
    """MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


CHILDREN: dict[str, Callable[[], dict[str, float]]] = {"all": all_papers, "certificates": thousand, "letters": letters}


def once(what: str) -> dict[str, float]:
    """What one child measured."""
    done = subprocess.run([sys.executable, __file__, what], check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def peer_row(ours: float) -> dict[str, Any]:
    """The same certificates by WeasyPrint: how many times longer it takes. Where it cannot be had the row says why and judges nothing."""
    row: dict[str, Any] = {"id": "papers.certificates.peer", "unit": "×", "peer": "WeasyPrint"}
    name = f"1,000 certificates: WeasyPrint's time for {PEER_COUNT}, times {COUNT // PEER_COUNT}, over ours"
    python, reason = peers.python("weasyprint")
    if python is None:
        return {**row, "name": f"{name}; peer missing: {reason}", "value": None, "ok": None}
    data = outcome()
    given = sheets(certificates.certificates(data, data.commend[0]))
    given["items"] = given["items"][:PEER_COUNT]
    program = Path(__file__).with_name("peer_certificates.py")
    done = subprocess.run([python, program], check=True, capture_output=True, text=True, input=json.dumps(given))
    theirs = json.loads(done.stdout)["s"] * COUNT / PEER_COUNT
    return {**row, "name": name, "value": theirs / ours, "peer_value": theirs, "ratio": theirs / ours}


def rows() -> list[dict[str, Any]]:
    """All rows: the best of three in time, the worst in memory."""
    every, sheets_, letter = ([once(what) for _ in range(3)] for what in ("all", "certificates", "letters"))
    quickest = min(every, key=lambda m: m["s"])
    ours = min(sheets_, key=lambda m: m["s"])
    name = f"all {quickest['files']:.0f} papers of the example, Word and PDF, cold ({quickest['cpu']:.1f} s of processor)"
    thousand_ = f"1,000 certificates with QR as PDF/A-2a, cold ({ours['cpu']:.1f} s of processor)"
    return [
        {"id": "papers.all", "name": name, "value": quickest["s"], "unit": "s"},
        {"id": "papers.all.memory", "name": "peak memory of that process", "value": max(m["MB"] for m in every), "unit": "MB"},
        {"id": "papers.letter.pdf", "name": "one letter, warm, PDF", "value": min(m["pdf"] for m in letter), "unit": "ms"},
        {"id": "papers.letter.word", "name": "one letter, warm, Word", "value": min(m["word"] for m in letter), "unit": "ms"},
        {"id": "papers.certificates", "name": thousand_, "value": ours["s"], "unit": "s"},
        {
            "id": "papers.certificates.memory",
            "name": "peak memory of that process",
            "value": max(m["MB"] for m in sheets_),
            "unit": "MB",
        },
        peer_row(ours["s"]),
    ]


if __name__ == "__main__":
    print(json.dumps(CHILDREN[sys.argv[1]]()))
