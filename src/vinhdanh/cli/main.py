"""Entry of the command line: builds the parser, calls one command, turns errors into words and exit codes."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import TYPE_CHECKING, NoReturn, cast

from vinhdanh import __version__
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ALL_WELL, MISUSE, BLOCKED, INTERRUPTED = 0, 2, 3, 130

# Command -> the module of this package that adds it. A module is imported when one of its commands is asked for: the whole chain takes
# most of a second to load, and `vinhdanh why` needs none of it.
COMMANDS = {
    "new": "new",
    "check": "check",
    "plan": "plan",
    "forms": "forms",
    "inbox": "inbox",
    "run": "run",
    "papers": "papers",
    "paper": "papers",
    "match": "match",
    "statistics": "statistics",
    "select": "select",
    "why": "select",
    "check-selection": "certificate",
    "what-if": "whatif",
    "lottery": "lottery",
    "serve": "serve",
    "web": "serve",
    "work": "serve",
    "journal": "journal",
    "backup": "backup",
    "restore": "backup",
    "load": "campaigns",
    "dump": "campaigns",
}


class Parser(argparse.ArgumentParser):
    """An argument parser that says its errors in both languages and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Prints the usage and the reason, then exits with 2."""
        self.print_usage(sys.stderr)
        sys.stderr.write(f"Lỗi: câu lệnh chưa đúng. Xem cách dùng: {self.prog} --help\nError: {message}\n")
        raise SystemExit(MISUSE)


def parser(command: str = "") -> argparse.ArgumentParser:
    """The parser with the command named, or with every command."""
    root = Parser(
        prog="vinhdanh",
        description="Vinh Danh: từ kế hoạch tuyên dương đến hồ sơ gửi cấp trên. / From the honours plan to the dossier that goes up.",
    )
    root.add_argument("--version", action="version", version=f"vinhdanh {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="LỆNH", parser_class=Parser)
    for subject in [COMMANDS[command]] if command in COMMANDS else dict.fromkeys(COMMANDS.values()):
        importlib.import_module(f"vinhdanh.cli.{subject}").add(commands)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Returns:
        0 all is well, 2 misuse or unreadable input, 3 blocking findings, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        # Old Windows consoles and LANG=C know no Vietnamese: write UTF-8 whatever they say.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if argv is None else argv)
    arguments = parser(given[0] if given else "").parse_args(given)
    command = cast("Callable[[argparse.Namespace], int]", arguments.func)
    try:
        return command(arguments)
    except UserError as error:
        sys.stderr.write(f"Lỗi: {error.vi}\nError: {error.en}\n")
        return MISUSE
    except BrokenPipeError:
        sys.stderr.close()  # the reader (`| head`) has left: nothing is wrong
        return ALL_WELL
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng theo yêu cầu; kết quả trước đó còn nguyên.\nStopped as asked; earlier results are untouched.\n")
        return INTERRUPTED
    except OSError as error:
        name = error.filename or ""
        sys.stderr.write(
            f"Lỗi: không đọc hoặc ghi được “{name}” ({error.strerror}). Đề nghị kiểm tra quyền, dung lượng đĩa rồi chạy lại; "
            f"tệp của đồng chí không bị thay đổi.\nError: cannot read or write “{name}” ({error.strerror}). Your files are unchanged.\n"
        )
        return MISUSE
