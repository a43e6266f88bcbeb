"""1,000 certificates with QR: from the outcome of a run to the PDF, in a process of its own with a cold compiler."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from decimal import Decimal
from typing import Any

from limits import LIMITS
from vinhdanh.engines.campaign.outcome import Award, Choice, CommendRound, Outcome, Placed, Standing
from vinhdanh.engines.campaign.types import Body, Campaign, Commendation, Nominee, Settings, Signer, Union
from vinhdanh.engines.papers.certificates import certificates, render_pdf

COUNT = 1000
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


def child() -> None:
    """Make them once; print seconds and peak MB."""

    data = outcome()
    start = time.perf_counter()
    pdf = render_pdf(certificates(data, data.commend[0]))
    seconds = time.perf_counter() - start
    if not pdf.startswith(b"%PDF"):
        raise RuntimeError("no PDF")
    print(json.dumps({"s": seconds, "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def once() -> dict[str, float]:
    """Seconds and peak MB of one child."""
    done = subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def rows() -> list[dict[str, Any]]:
    """`papers.certificates` and its memory: the best of three in time, the worst in memory."""
    measured = [once() for _ in range(3)]
    values = {
        "papers.certificates": ("1,000 certificates with QR as PDF/A-2a", min(m["s"] for m in measured)),
        "papers.certificates.memory": ("peak memory of that process", max(m["MB"] for m in measured)),
    }
    made = []
    for id_, (name, value) in values.items():
        _, limit, unit = LIMITS[id_]
        made.append({"id": id_, "name": name, "value": round(value, 3), "unit": unit, "limit": limit, "ok": value <= limit})
    return made


if __name__ == "__main__":
    child()
