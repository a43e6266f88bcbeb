"""The application as processes: from an empty folder to the first page, stopped in order, kept running when one is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import processes
import psutil
import pytest

from vinhdanh.cli import main
from vinhdanh.errors import UserError
from vinhdanh.web import folder, server, supervisor

WAIT = 60.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Running:
    process: subprocess.Popen[str]
    port: int
    data: Path

    def status(self, path: str = "/healthz") -> int:
        with contextlib.suppress(OSError):
            connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer.status
        return 0

    def until(self, status: int) -> None:
        end = time.monotonic() + WAIT
        while self.status() != status:
            assert time.monotonic() < end
            assert status == 0 or self.process.poll() is None
            time.sleep(0.1)

    def until_replaced(self, killed: set[int]) -> None:
        """Until others stand where the killed ones stood, and answer."""
        end = time.monotonic() + WAIT
        while not killed.isdisjoint(child.pid for child in psutil.Process(self.process.pid).children(recursive=True)):
            assert time.monotonic() < end
            time.sleep(0.05)
        self.children()
        self.until(200)

    def children(self) -> tuple[psutil.Process, psutil.Process]:
        """The web server and the worker: the one has processes of its own, the other none."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            alive = [child for child in psutil.Process(self.process.pid).children() if child.status() != psutil.STATUS_ZOMBIE]
            web, work = ([c for c in alive if c.children()], [c for c in alive if not c.children()])
            if len(web) == len(work) == 1:
                return web[0], work[0]
            time.sleep(0.1)
        raise AssertionError("not two processes")


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    told = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "VINHDANH_DATA", "VINHDANH_DATA_KEY", "DJANGO_SETTINGS_MODULE"}
    }
    return {**told, "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder: what comes first finds it empty, what comes later prepared."""
    return tmp_path_factory.mktemp("serve") / "data"


@contextlib.contextmanager
def serving(data: Path, environment: dict[str, str]) -> Iterator[Running]:
    port = free_port()
    command = [sys.executable, "-m", "vinhdanh.cli", "serve", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        running = Running(process, port, data)
        try:
            running.until(200)
            yield running
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=WAIT)


@pytest.mark.enable_socket
def test_from_an_empty_folder_and_through_every_death(data: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    with serving(data, environment) as running:
        assert running.status("/") in {200, 302}
        again = subprocess.run(
            [sys.executable, "-m", "vinhdanh.cli", "web", "--data", str(tmp_path / "b"), "--port", str(running.port)],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (again.returncode, "đang có chương trình khác dùng" in again.stderr) == (2, True)
        web, work = running.children()
        work.kill()
        workers = web.children()
        for worker in workers:
            worker.kill()
        running.until_replaced({work.pid, *(worker.pid for worker in workers)})
        web, second = running.children()
        web.kill()
        running.until_replaced({web.pid})
        assert running.children()[1].pid == second.pid
        assert {process.pid for process in running.children()}.isdisjoint({web.pid, work.pid})
        a_request_in_hand_is_answered(running)
        said, _ = running.process.communicate(timeout=WAIT)
        assert running.process.returncode == 0
        assert "Đã dừng" in said
        assert f"http://127.0.0.1:{running.port}/" in said
        assert "data.key" in said
        assert "/bat-dau/?ma=" in said
        assert not [line for line in said.splitlines() if line.startswith("Traceback")]
    assert running.status() == 0


def a_request_in_hand_is_answered(running: Running) -> None:
    """Half of a form is sent, the server is asked to stop, the other half comes: the form is answered."""
    connection = HTTPConnection("127.0.0.1", running.port, timeout=30)
    form = b"login=khong-co&password=" + b"x" * 1000
    connection.putrequest("POST", "/bat-dau/")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.putheader("Content-Length", str(len(form)))
    connection.endheaders(form[:500])
    time.sleep(0.3)
    running.process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    connection.send(form[500:])
    assert connection.getresponse().status == 403  # no token of the form: an answer all the same
    connection.close()


@pytest.mark.enable_socket
def test_a_killed_supervisor_leaves_nobody_behind(data: Path, environment: dict[str, str]) -> None:
    with serving(data, environment) as running:
        family = psutil.Process(running.process.pid).children(recursive=True)
        assert len(family) >= 4
        running.process.kill()
        _, left = psutil.wait_procs(family, timeout=15)
        assert left == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://nobody:x@127.0.0.1:1/none", "Không kết nối được PostgreSQL"),
        ("mysql://a@b/c", "DATABASE_URL không phải"),
        ("postgresql://a@b:port/c", "DATABASE_URL không phải"),
    ],
)
def test_a_wrong_database_is_told(tmp_path: Path, environment: dict[str, str], address: str, said: str) -> None:
    done = processes.command("work", "--once", "--data", str(tmp_path), told={**environment, "DATABASE_URL": address})
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
    assert "x@127" not in done.stderr


def test_a_folder_that_cannot_hold_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    file = tmp_path / "file"
    file.write_text("x")
    assert main(["work", "--once", "--data", str(file)]) == 2
    assert "Không ghi được vào thư mục dữ liệu" in capsys.readouterr().err
    assert main(["work", "--once", "--data", str(tmp_path / "OneDrive - Công đoàn" / "data")]) == 2
    assert "đồng bộ" in capsys.readouterr().err
    assert file.read_text() == "x"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/mnt/share/data", "cifs"),
        ("/mnt/share", "cifs"),
        ("/mnt/shared", ""),
        ("/home/a/data", ""),
        ("/home/nfs/a b/c", "nfs4"),
        ("/mnt/share/local/x", ""),
    ],
)
def test_network_drives_are_known_by_the_mount(place: str, kind: str) -> None:
    mounts = "/dev/vda / ext4 rw 0 0\n//server/x /mnt/share cifs rw 0 0\n/dev/vdb /mnt/share/local ext4 rw 0 0\nh:/x /home/nfs/a\\040b nfs4 rw 0 0\nbroken\n"
    assert folder.network_kind(Path(place), mounts) == kind
    if kind:
        with pytest.raises(UserError, match="network drive"):
            folder.judge(Path(place), mounts=mounts)


def test_a_folder_of_a_synchronising_program_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(UserError, match="synchronised"):
        folder.judge(tmp_path / "a" / "b")
    assert folder.judge(tmp_path / "a" / "b", sqlite=False).is_dir()


@pytest.mark.enable_socket
def test_addresses() -> None:
    assert server.Address("0.0.0.0", 80).url == "http://127.0.0.1:80/"
    assert server.Address("::", 80).url == "http://[::1]:80/"
    assert server.Address("::1", 80).url == "http://[::1]:80/"
    for wrong in (
        server.Address("127.0.0.1", 70_000),
        server.Address("127.0.0.1", -1),
        server.Address("192.0.2.1", 9),
        server.Address("no such host", 9),
    ):
        with pytest.raises(UserError):
            server.free(wrong)
    server.free(server.Address("127.0.0.1", free_port()))


def test_a_process_that_never_starts_is_given_up() -> None:
    child = supervisor.Child("hỏng", partial(sys.exit, 1))
    with pytest.raises(UserError, match="did not start"):
        supervisor.keep([child])


def test_commands_without_data_do_not_load_django() -> None:
    script = "import sys\nfrom vinhdanh.cli.main import parser\nparser()\nprint([name for name in sys.modules if name.split('.')[0] in {'django', 'granian'}])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
