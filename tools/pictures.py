"""Makes the pictures of README.md and of the user guide's page of papers from the results of `make example`.

Run it after `make example`: .venv/bin/python tools/pictures.py. The report needs Chromium; without it that picture stays as it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "phu-rieng-2020"
PICTURES = ROOT / "docs" / "pictures"
GUIDE = ROOT / "docs" / "huong-dan"
THUMBNAILS = GUIDE / "anh"
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars")  # fmt: skip
HEAD = """# Giấy tờ của một đợt, mỗi thứ một hình

Mỗi giấy tờ có bản Word để sửa và bản PDF để in, nằm trong thư mục `papers/` của kết quả. In riêng một thứ:
`vinhdanh paper MÃ THƯ_MỤC -o tệp.docx` (hoặc `.pdf`); xem các mã: `vinhdanh papers list`. Số văn bản, ngày ký ghi ở mục `[[papers]]` trong
`campaign.toml`; chỗ nào chưa biết thì để trống cho đồng chí điền tay. Hình dưới đây lấy từ đợt mẫu, người và đơn vị đều là hư cấu.
"""

EXAMPLE = ROOT / "examples" / "phu-rieng-2020"
ASKED_FOR = """# Giấy tờ in riêng khi cần

Các thứ dưới đây không nằm trong thư mục kết quả; đồng chí in bằng lệnh ghi ở từng mục.
"""
USES = {
    "certificate-overlay": "Chỉ in các chữ thay đổi (số, họ tên, thành tích, ngày, người ký) lên phôi giấy khen đã có sẵn khung. Vị trí từng chữ ghi ở "
    "mục `[preprinted]` của `campaign.toml`, tính bằng mm.",
    "certificate-test-sheet": "In tờ này lên giấy thường, áp lên phôi, soi ra ánh sáng; lệch bao nhiêu mm thì sửa vị trí ở mục `[preprinted]` bấy nhiêu. In "
    "đúng cỡ (Actual size), không chọn co giãn.",
    "certificate-press": "Gửi nhà in: có phần chờ xén 3 mm, dấu xén, khung TrimBox và BleedBox, màu đã đưa về tông in được bằng bốn mực.",
    "invitation-press": "Như trên, có thêm dấu gấp. Mỗi khách một tờ hai mặt.",
    "ballots": "Người bỏ phiếu đánh dấu vào ô. In trước cuộc họp; nhập kết quả vào `votes.xlsx` rồi mới chạy `vinhdanh run`.",
    "ballots-cross": "Người bỏ phiếu gạch tên người mình không đồng ý.",
}


def page(pdf: Path, target: Path, scale: float, colours: int) -> None:
    """The first page of a PDF as a small PNG."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=scale).to_pil()
    picture.quantize(colours).save(target, optimize=True)


def report() -> None:
    """The upper part of the report, 1280 px wide."""
    chromium = shutil.which("chromium")
    if not chromium:
        print("chromium is missing: docs/pictures/report.png stays as it is", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603 - fixed arguments
            [chromium, *QUIET, f"--user-data-dir={profile}", "--window-size=1280,1600", f"--screenshot={PICTURES / 'report.png'}",
             (RESULTS / "report.html").as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


def guide() -> None:
    """docs/huong-dan/giay-to.md with a picture of each paper of the example: those of the run, then those that are printed on demand."""
    from vinhdanh.cli.papers import kinds  # noqa: PLC0415 - only this part needs the whole chain
    from vinhdanh.engines.campaign import load  # noqa: PLC0415
    from vinhdanh.engines.pipeline.compute import compute  # noqa: PLC0415
    from vinhdanh.engines.pipeline.on_demand import ON_DEMAND  # noqa: PLC0415

    THUMBNAILS.mkdir(parents=True, exist_ok=True)
    parts = [HEAD]
    for kind in kinds():
        key, name, stem = kind["key"], kind["name"], kind["file"]
        pdf = RESULTS / "papers" / f"{stem}.pdf"
        if key in ON_DEMAND or not pdf.exists():
            continue
        page(pdf, THUMBNAILS / f"{stem}.png", 0.5, 16)
        parts.append(f"## {name}\n\nMã: `{key}` · tệp `papers/{stem}.docx`, `papers/{stem}.pdf`\n\n![{name}](anh/{stem}.png)\n")
    parts.append(ASKED_FOR)
    outcome = compute(*load(EXAMPLE))
    for asked in ON_DEMAND.values():
        made = next(iter(asked.build(outcome)), None)
        if made is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            pdf = Path(folder) / "paper.pdf"
            pdf.write_bytes(made.pdf())
            page(pdf, THUMBNAILS / f"{asked.stem}.png", 0.5, 16)
        command = f"vinhdanh paper {asked.key} THƯ_MỤC -o {asked.stem}.pdf"
        parts.append(f"## {asked.name}\n\n`{command}`\n\n{USES.get(asked.key, '')}\n\n![{asked.name}](anh/{asked.stem}.png)\n")
    (GUIDE / "giay-to.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    page(RESULTS / "papers" / "05-to-trinh-khen-thuong.pdf", PICTURES / "to-trinh.png", 1.25, 32)
    report()
    guide()
