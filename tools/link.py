"""Makes the checkout importable in .venv and gives it the command `vinhdanh`, without a build and without a network."""

import stat
import sys
import sysconfig
from pathlib import Path

root = Path(__file__).resolve().parent.parent
(Path(sysconfig.get_path("purelib")) / "vinhdanh.pth").write_text(f"{root / 'src'}\n", encoding="utf-8")
command = Path(sysconfig.get_path("scripts")) / "vinhdanh"
command.write_text(f"#!{sys.executable}\nimport sys\n\nfrom vinhdanh.cli import main\n\nsys.exit(main())\n", encoding="utf-8")
command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
