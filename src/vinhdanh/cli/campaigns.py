"""`vinhdanh load FOLDER`, `vinhdanh dump FOLDER`: campaigns between folders and the database of the application."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.cli import data
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse


def add(subparsers: Any) -> None:
    """Adds the two commands to the parser."""
    load = subparsers.add_parser(
        "load", help="đưa thư mục của một đợt vào phần mềm / bring a campaign's folder into the application"
    )
    load.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục của đợt / the campaign's folder")
    load.add_argument("--union", default="", metavar="MÃ", help="mã đơn vị tổ chức (mặc định: tìm theo tên) / code of the host")
    dump = subparsers.add_parser("dump", help="ghi một đợt ra thư mục / write a campaign as a folder")
    dump.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục mới / a new folder")
    dump.add_argument(
        "--campaign", default="", metavar="MÃ", help="mã đợt, khi có nhiều đợt / id of the campaign, when there are several"
    )
    dump.add_argument("--union", default="", metavar="MÃ", help="mã đơn vị tổ chức / code of the host")
    for command, work in ((load, run_load), (dump, run_dump)):
        data.options(command)
        command.set_defaults(func=work)


def run_load(arguments: argparse.Namespace) -> int:
    """Loads one folder. Exit code 0."""
    place = data.load(arguments)
    from vinhdanh.steps.campaigns.services import folder  # noqa: PLC0415  # models need Django, loaded just now
    from vinhdanh.web.prepare import prepare  # noqa: PLC0415  # as above

    prepare(place, static=False)
    campaign = folder.load(arguments.folder, host_code=arguments.union)
    print(f"Đã đưa vào: {campaign.name} ({campaign.units.count()} đơn vị). / Loaded: {campaign.slug}.")
    return 0


def run_dump(arguments: argparse.Namespace) -> int:
    """Writes one campaign. Exit code 0.

    Raises:
        UserError: there is none, or several and none was named.
    """
    data.load(arguments, there=True)
    from vinhdanh.steps.campaigns.models import Campaign  # noqa: PLC0415  # models need Django, loaded just now
    from vinhdanh.steps.campaigns.services import folder  # noqa: PLC0415  # as above
    from vinhdanh.web.prepare import reach  # noqa: PLC0415  # as above

    reach()
    rows = Campaign.objects.select_related("union")
    if arguments.campaign:
        rows = rows.filter(slug=arguments.campaign)
    if arguments.union:
        rows = rows.filter(union__code=arguments.union)
    found = list(rows[:20])
    if len(found) != 1:
        names = ", ".join(f"{row.slug} ({row.union.code})" for row in found) or "không có đợt nào"
        raise UserError(
            f"Đề nghị nêu một đợt bằng --campaign và --union. Đang có: {names}.",
            f"Name one campaign by --campaign and --union: {names}.",
        )
    folder.dump(found[0], arguments.folder)
    print(f"Đã ghi: {arguments.folder}")
    return 0
