"""What commands on the data folder share: which folder, which key, and Django loaded after that is known."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.errors import UserError
from vinhdanh.web import folder

if TYPE_CHECKING:
    import argparse

DATA, KEY = "VINHDANH_DATA", "VINHDANH_DATA_KEY"


def options(command: Any) -> None:
    """Adds the options that name the data folder and its key."""
    command.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="thư mục dữ liệu (mặc định: VINHDANH_DATA, nếu không có thì vinhdanh-data) / data folder",
    )
    command.add_argument(
        "--passphrase",
        action="store_true",
        help="hỏi mật khẩu mở khoá dữ liệu, thay cho khoá để trong thư mục dữ liệu / ask for the passphrase of the data key",
    )


def choose(arguments: argparse.Namespace) -> Path:
    """Fixes the data folder and the key for this process and those that it starts; Django is not loaded yet.

    Raises:
        UserError: the folder cannot hold data, or the passphrase is wrong.
    """
    os.umask(0o077)  # what the program writes is for this account alone
    named = arguments.data or Path(os.environ.get(DATA) or "vinhdanh-data")
    data = folder.judge(named, sqlite=folder.on_sqlite())
    os.environ[DATA] = str(data)
    if arguments.passphrase:
        from vinhdanh.platform.personal import keys  # noqa: PLC0415  # loads the cipher only when it is asked for

        os.environ[KEY] = keys.from_passphrase(ask(data), data)
    return data


def load(arguments: argparse.Namespace, *, there: bool = False) -> Path:
    """`choose`, then Django with its settings.

    Args:
        arguments: As typed.
        there: Whether the folder must hold data already: a wrong name is no empty folder.

    Raises:
        UserError: as `choose`; or the environment is wrong; or there are no data.
    """
    named = (arguments.data or Path(os.environ.get(DATA) or "vinhdanh-data")).expanduser().resolve()
    if there and folder.on_sqlite() and not (named / "vinhdanh.sqlite3").exists():
        raise nothing_there(str(named))
    data = choose(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.web.settings")
    import django  # noqa: PLC0415  # only commands on the data need it: it takes most of a second

    django.setup()
    return data


def nothing_there(place: str) -> UserError:
    """There is nothing to back up, verify or write out."""
    return UserError(
        f"“{place}” chưa có dữ liệu của phần mềm. Đề nghị kiểm tra --data, VINHDANH_DATA và DATABASE_URL.",
        f"“{place}” holds no data of the program. Check --data, VINHDANH_DATA and DATABASE_URL.",
    )


def ask(data: Path) -> str:
    """The passphrase: `VINHDANH_PASSPHRASE`, or typed, twice when the folder is new."""
    given = os.environ.get("VINHDANH_PASSPHRASE")
    if given is None:
        given = getpass.getpass("Mật khẩu khoá dữ liệu / Passphrase of the data key: ")
        new = not (data / "data-key.salt").exists()
        if new and getpass.getpass("Nhập lại / Again: ") != given:
            raise UserError("Hai lần nhập không giống nhau; đề nghị chạy lại.", "The two entries differ; please run again.")
    return given
