"""Opens the application with the example campaign in mid-flight, prints one sign-in per role, and serves until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from demo_data import ACCOUNTS, PASSWORD, fill

ROOT = Path(__file__).resolve().parent.parent


def ready(folder: Path) -> None:
    """Makes the data folder and fills it once."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["VINHDANH_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "vinhdanh.web.settings"
    import django  # noqa: PLC0415 - the folder must be named first

    django.setup()
    from vinhdanh.web.prepare import prepare  # noqa: PLC0415 - Django must be set up first

    prepare(folder)
    fill()


def sign_ins() -> str:
    """One line for each role."""
    from vinhdanh.platform.organisations.models import Role  # noqa: PLC0415 - Django must be set up first

    lines = [f"  {username:<9} {Role(role).label} – {title}" for username, _name, role, title, _where in ACCOUNTS]
    return "\n".join(["Đăng nhập thử (mật khẩu chung / one password: " + PASSWORD + "):", *lines])


def main() -> int:
    """Runs until Ctrl-C. Exit code of the server."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "demo")
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    ready(arguments.data)
    print(sign_ins(), flush=True)
    os.execv(  # noqa: S606 - the same interpreter, fixed arguments
        sys.executable,
        [sys.executable, "-m", "vinhdanh.cli", "serve", "--data", str(arguments.data), "--port", str(arguments.port)],
    )


if __name__ == "__main__":
    sys.exit(main())
