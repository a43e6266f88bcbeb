"""The first start on an empty data folder: one account, one union, guarded by a token that stands on the console."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.models import FirstStart, User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import services as organisations
from vinhdanh.platform.organisations.models import Level, Person, Post, Role

if TYPE_CHECKING:
    from pathlib import Path

TOKEN_FILE = "first-start.token"  # noqa: S105  # the name of a file


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStartData:
    """What the form of the first start says; lengths are checked already."""

    union: str
    level: Level
    code: str
    place: str
    name: str
    title: str
    username: str
    password: str


def first_start_token(data_folder: Path) -> str:
    """The token that opens /bat-dau/, made once with mode 600; printed on the console by `vinhdanh serve`.

    Args:
        data_folder: Where it is kept until the first account exists.

    Returns:
        The token; empty when an account exists, and then its file is gone.
    """
    path = data_folder / TOKEN_FILE
    if User.objects.exists():
        path.unlink(missing_ok=True)
        return ""
    made = path.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(18))
    try:
        with contextlib.suppress(FileExistsError):  # another process, or an earlier start, was first: its token holds
            os.link(made, path)
    finally:
        made.unlink()
    return path.read_text(encoding="ascii")


def token_fits(data_folder: Path, token: str) -> bool:
    """Whether `token` is the one that stands on the console."""
    kept = first_start_token(data_folder)
    return bool(kept) and constant_time_compare(kept, token.strip())


def begin(data_folder: Path, data: FirstStartData) -> User:
    """Makes the first union and its first account, which administers and builds. The token has been checked.

    Raises:
        UserError: somebody else was first.
    """
    try:
        with transaction.atomic():
            FirstStart.objects.create()
            if User.objects.exists():
                raise _second()
            union = organisations.found(
                organisations.UnionData(name=data.union, code=data.code, level=data.level, place=data.place)
            )
            person = Person.objects.create(union=union, name=data.name)
            Post.objects.create(person=person, union=union, title=data.title, role=Role.OFFICER, responsible=True)
            Post.objects.create(person=person, union=union, title=Role.ADMIN.as_title, role=Role.ADMIN)
            user = User.objects.create_user(username=data.username, password=data.password, person=person)
            record(Reader(user), "accounts.started", user, union=union)
    except IntegrityError:
        raise _second() from None
    (data_folder / TOKEN_FILE).unlink(missing_ok=True)
    return user


def _second() -> UserError:
    return UserError(
        "Phần mềm đã có tài khoản đầu tiên. Đề nghị đồng chí đăng nhập, hoặc nhờ người giữ tài khoản ấy gửi lời mời.",
        "The first account is there already. Sign in, or ask its holder for an invitation.",
    )
