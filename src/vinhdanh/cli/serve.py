"""`vinhdanh serve`, `web`, `work`: the application in a browser, and its background work."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from vinhdanh.cli import data
from vinhdanh.errors import UserError
from vinhdanh.web.folder import occupy

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

WORKERS = 2


def add(subparsers: Any) -> None:
    """Adds the three commands to the parser."""
    serve = subparsers.add_parser(
        "serve", help="mở phần mềm trong trình duyệt, kèm xử lý nền / the application in a browser with its background work"
    )
    web = subparsers.add_parser("web", help="chỉ các trang, để chạy riêng với work / the pages alone")
    work = subparsers.add_parser("work", help="chỉ xử lý nền / the background work alone")
    for command in (serve, web, work):
        data.options(command)
    for command in (serve, web):
        command.add_argument("--host", default="127.0.0.1", help="địa chỉ mở ra, mặc định 127.0.0.1 / address to listen on")
        command.add_argument("--port", type=int, default=8000, help="cổng, mặc định 8000 / port")
        command.add_argument(
            "--workers",
            type=int,
            default=WORKERS,
            choices=range(1, 65),
            metavar="N",
            help="số tiến trình, mặc định 2 / number of processes",
        )
    work.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi thôi / do what waits, then end")
    serve.set_defaults(func=run_serve)
    web.set_defaults(func=run_web)
    work.set_defaults(func=run_work)


def _refuse_windows() -> None:
    """The server is for Linux: it forks its processes and locks its files as Linux does, and nobody has tried it elsewhere on Windows.

    Raises:
        UserError: on Windows itself.
    """
    if sys.platform == "win32":
        raise UserError(
            "Máy chủ (serve, web, work) chỉ chạy trên Linux, chưa được hỗ trợ trên Windows. Chưa có gì bị thay đổi. Đề nghị chạy trên một máy Linux rồi mở bằng "
            "trình duyệt từ máy Windows; trong WSL2 phần mềm chạy như trên Linux nhưng chưa được thử. Các lệnh trên thư mục (new, check, run, …) vẫn dùng được.",
            "The server (serve, web, work) runs on Linux only and is not supported on Windows. Nothing was changed. Run it on a Linux machine and open it in a browser "
            "from Windows; in WSL2 it runs as on Linux, untested. The commands on folders (new, check, run, …) go on working.",
        )


def run_serve(arguments: argparse.Namespace) -> int:
    """Prepares the folder, then runs web and worker until Ctrl-C."""
    _refuse_windows()
    from vinhdanh.web import server, supervisor  # noqa: PLC0415  # the server is loaded only to serve

    address = server.Address(arguments.host, arguments.port)
    server.free(address)
    folder = _prepare(arguments, static=True)
    children = [
        supervisor.Child("web", partial(_serve_pages, arguments)),
        supervisor.Child("work", partial(_do_work, arguments)),
    ]
    supervisor.keep(children, lambda: _say(address.url, folder))
    print("Đã dừng; mọi nội dung đã lưu còn nguyên. / Stopped; everything saved is kept.", flush=True)
    return 0


def run_web(arguments: argparse.Namespace) -> int:
    """Serves the pages until it is told to stop."""
    _refuse_windows()
    from vinhdanh.web import server  # noqa: PLC0415  # as above

    address = server.Address(arguments.host, arguments.port)
    server.free(address)
    _say(address.url, _prepare(arguments, static=True))
    return _serve_pages(arguments)


def run_work(arguments: argparse.Namespace) -> int:
    """Does background work until it is told to stop, or until nothing waits."""
    _refuse_windows()
    _prepare(arguments, static=False)
    return _do_work(arguments)


def _serve_pages(arguments: argparse.Namespace) -> int:
    data.load(arguments)
    from vinhdanh.web import server  # noqa: PLC0415  # as above

    server.run(server.Address(arguments.host, arguments.port), arguments.workers)
    return 0


def _do_work(arguments: argparse.Namespace) -> int:
    data.load(arguments)
    from vinhdanh.platform.jobs import worker  # noqa: PLC0415  # models need Django, loaded just now
    from vinhdanh.web.server import end_with_parent  # noqa: PLC0415  # as above

    end_with_parent()
    worker.run(once=getattr(arguments, "once", False))
    return 0


def _say(url: str, folder: Path) -> None:
    """Where the pages are; on a data folder without an account, where to begin."""
    from django.db import connections  # noqa: PLC0415  # as above

    from vinhdanh.platform.accounts.services.first_start import first_start_token  # noqa: PLC0415  # as above

    print(f"Vinh Danh: {url}  (dữ liệu / data: {folder}; dừng / stop: Ctrl-C)", flush=True)
    token = first_start_token(folder)
    if token:
        print(f"Lần đầu: mở / first start, open: {url}bat-dau/?ma={token}", flush=True)
    connections.close_all()


def _prepare(arguments: argparse.Namespace, *, static: bool) -> Path:
    folder = data.load(arguments)
    arguments.passphrase = False  # asked once; the key made of it stands in the environment now
    from vinhdanh.platform.personal import keys  # noqa: PLC0415  # settings are known only now
    from vinhdanh.web.prepare import prepare  # noqa: PLC0415  # as above

    prepare(folder, static=static)
    occupy(folder)
    warning = keys.check(folder)
    if warning:
        print(warning, flush=True)
    return folder
