"""Runs the example campaign and says where the results are. The example holds errors on purpose, so 3 is its right exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "phu-rieng-2020"
OUT = ROOT / "build" / "phu-rieng-2020"
BLOCKED = 3

done = subprocess.run(  # noqa: S603 - fixed arguments
    [sys.executable, "-m", "vinhdanh.cli", "run", str(EXAMPLE), "--out", str(OUT)], check=False
)
if done.returncode not in {0, BLOCKED}:
    sys.exit(done.returncode)
print(f"""
Kết quả chạy thử (đợt tuyên dương mẫu, người và đơn vị đều là hư cấu) nằm ở:
  {OUT.relative_to(ROOT)}/report.html     trang tổng hợp: mở bằng trình duyệt
  {OUT.relative_to(ROOT)}/papers/         giấy tờ Word và PDF, sẵn sàng để ký
  {OUT.relative_to(ROOT)}/findings.xlsx   nội dung cần xử lý, xếp theo đơn vị (hồ sơ mẫu cố ý có lỗi)
  {OUT.relative_to(ROOT)}/dossier.zip     hồ sơ gửi cấp trên
The results of the example are in {OUT.relative_to(ROOT)}/ – open report.html first.""")
