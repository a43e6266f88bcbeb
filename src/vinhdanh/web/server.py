"""The web server: granian with worker processes, which ends with the requests in hand answered."""

from __future__ import annotations

import errno
import importlib
import os
import socket
import threading
import time
from dataclasses import dataclass

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from vinhdanh.errors import UserError

PATIENCE = 20
"""Seconds that a request in hand is waited for when the server stops."""
THREADS = 4
PARENT = "VINHDANH_PARENT"
"""Variable that names the process with which this one is to end."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages are served."""

    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def url(self) -> str:
        """For a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, f"[{self.host}]" if ":" in self.host else self.host)  # noqa: S104  # compared, not bound
        return f"http://{host}:{self.port}/"


def free(address: Address) -> None:
    """Says no when the address is taken: the server itself would share it with whoever listens there.

    Raises:
        UserError: the port is in use or not allowed, or the host is none of this machine.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            if os.name == "posix":  # a port whose last connections still fade is free; one that someone listens on is not
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address.host, address.port))
    except (OSError, OverflowError) as error:
        number = error.errno if isinstance(error, OSError) else 0
        if number == errno.EADDRINUSE:
            raise UserError(
                f"Cổng {address.port} đang có chương trình khác dùng. Đề nghị tắt chương trình đó hoặc chọn cổng khác, ví dụ --port {address.port % 65535 + 1}.",
                f"Port {address.port} is in use. Stop that program or choose another port, e.g. --port {address.port % 65535 + 1}.",
            ) from error
        raise UserError(
            f"Không mở được địa chỉ {address.host}, cổng {address.port} ({error}). Đề nghị kiểm tra --host và --port (1 đến 65535).",
            f"Cannot listen on {address.host}, port {address.port} ({error}). Check --host and --port (1 to 65535).",
        ) from error


def run(address: Address, workers: int) -> None:
    """Serves until it is told to stop (SIGTERM, SIGINT)."""
    end_with_parent()
    os.environ[PARENT] = str(os.getpid())  # of the workers
    importlib.import_module("vinhdanh.web.wsgi")  # before the workers part: they have it loaded
    Granian(
        "vinhdanh.web.wsgi:in_worker",
        factory=True,
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=256,
        http=HTTPModes.http1,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    ).serve()


def end_with_parent() -> None:
    """Ends this process when the one that started it has died without a word (kill -9): nobody else would."""
    parent = int(os.environ.get(PARENT, "0"))
    if os.name != "posix" or not parent:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="end-with-parent").start()
