"""Makes requirements/run.txt, dev.txt and peers.txt anew: hashed, for every platform, without any registry address."""

import shutil
import subprocess
import sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent
uv = shutil.which("uv")
if not uv:
    sys.exit("uv is missing: python3 -m pip install uv")
for name in ("run", "dev", "peers"):
    subprocess.run(  # noqa: S603 - fixed arguments
        [uv, "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes", "--no-header",
         "--no-emit-index-url", f"requirements/{name}.in", "-o", f"requirements/{name}.txt"],
        cwd=root, check=True,
    )  # fmt: skip
