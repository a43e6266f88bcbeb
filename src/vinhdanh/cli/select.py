"""`vinhdanh select TABLE RULES`: the best list under the rules. `vinhdanh why RESULT ID`: why someone is on it, or not."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.cli.select_output import Progress, guard_bad, say_bad, write_whole
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from vinhdanh.engines.selection.files import Result

SHOWN = 30
"""People of each standing that the human table shows before it counts the rest."""


def add(subparsers: Any) -> None:
    """Adds the two commands to the parser."""
    select = subparsers.add_parser(
        "select", help="lựa chọn danh sách tốt nhất theo quy tắc / choose the best list under the rules"
    )
    select.add_argument("table", type=Path, metavar="TABLE", help="bảng người được đề nghị, .csv hoặc .parquet / the candidates")
    select.add_argument("rules", type=Path, metavar="RULES", help="quy tắc, .toml hoặc .json / the rules")
    select.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    select.add_argument("-o", "--out", type=Path, metavar="FILE", help="ghi kết quả JSON ra tệp / write the JSON to a file")
    select.add_argument("--seed", metavar="TEXT", help="chuỗi bốc thăm công khai / the public seed of the lottery")
    select.add_argument(
        "--exact", action="store_true", help="tính chính xác số điểm còn thiếu của từng người / exact figures for all"
    )
    select.add_argument(
        "--exact-for",
        action="append",
        default=[],
        metavar="ID",
        help="tính chính xác cho người này, kể cả trong bảng lớn / exact for this one, in a large table too",
    )
    select.add_argument(
        "--skip-bad", action="store_true", help="bỏ qua và liệt kê các dòng không dùng được / leave out bad rows and list them"
    )
    select.add_argument(
        "--certificate",
        type=Path,
        metavar="FILE",
        help="ghi chứng thư để ai cũng kiểm tra được / write the certificate to a file",
    )
    select.add_argument(
        "--bad",
        type=Path,
        metavar="FILE",
        help="cùng với --skip-bad: ghi các dòng bị bỏ qua ra tệp .csv / write the rows left out",
    )
    select.add_argument(
        "--ranges",
        action="store_true",
        help="không chọn, chỉ tính khoảng đạt được của từng tỷ lệ / do not choose: how far each share can reach",
    )
    select.add_argument(
        "--of",
        action="append",
        default=[],
        metavar="COLUMN",
        help="cùng với --ranges: tính cho từng giá trị của cột này / with --ranges: for each value of this column",
    )
    select.add_argument("--progress", action="store_true", help="luôn hiện tiến độ / always show progress")
    select.set_defaults(func=run_select)
    _add_why(subparsers)


def _add_why(subparsers: Any) -> None:
    why = subparsers.add_parser("why", help="vì sao được chọn hoặc không / why someone is chosen or not")
    why.add_argument("result", type=Path, metavar="RESULT", help="tệp kết quả của lệnh select, hoặc selection.json / the result")
    why.add_argument("id", metavar="ID", help="mã hoặc họ tên / id or name")
    why.add_argument("--json", action="store_true", help="in dạng JSON / print JSON")
    why.set_defaults(func=run_why)


def run_select(arguments: argparse.Namespace) -> int:
    """Chooses and prints. Exit code 0."""
    # The solver takes half a second to load: other commands do not wait for it.
    from vinhdanh.engines.selection.files import certify, choose_files  # noqa: PLC0415

    if arguments.ranges or arguments.of:
        return _ranges(arguments)
    _guard(arguments.out, (arguments.table, arguments.rules))
    _guard_certificate(arguments.certificate)
    guard_bad(arguments.bad, (arguments.table, arguments.rules))
    bad: list[Any] | None = [] if arguments.skip_bad or arguments.bad else None
    if bad is not None and arguments.certificate:
        raise UserError(
            "Chứng thư chỉ lập được cho bảng không có dòng lỗi; đề nghị bỏ “--skip-bad” hoặc sửa bảng.",
            "A certificate needs a table without bad rows: leave “--skip-bad” out.",
        )
    progress = Progress(always=arguments.progress)
    try:
        result = choose_files(
            arguments.table,
            arguments.rules,
            seed=arguments.seed,
            exact=arguments.exact_for or arguments.exact,
            bad=bad,
            progress=progress.tell,
        )
    finally:
        progress.end()
        say_bad(bad or (), arguments.bad)
    if arguments.certificate:
        from vinhdanh.engines.selection.record import to_json  # noqa: PLC0415  # as above

        write_whole(arguments.certificate, [to_json(certify(result, arguments.table, arguments.rules))])
    if arguments.out:
        write_whole(arguments.out, result.chunks())
    if arguments.json:
        for chunk in result.chunks():
            sys.stdout.write(chunk)
    else:
        _say(result)
        if arguments.out:
            print(f"\nĐã ghi: {arguments.out}")
        if arguments.certificate:
            print(f"Đã ghi chứng thư: {arguments.certificate}")
        if arguments.bad:
            print(f"Đã ghi các dòng bị bỏ qua: {arguments.bad}")
    return 0


def _ranges(arguments: argparse.Namespace) -> int:
    """Prints how far each share can reach. Exit code 0."""
    from vinhdanh.engines.selection.ranges import ranges_files  # noqa: PLC0415  # as above
    from vinhdanh.engines.selection.record import to_json  # noqa: PLC0415  # as above

    if arguments.out or arguments.certificate or arguments.skip_bad or arguments.bad:
        raise UserError(
            "“--ranges” chỉ in khoảng đạt được; đề nghị không dùng cùng với -o, --certificate, --skip-bad hoặc --bad.",
            "“--ranges” only prints: leave -o, --certificate, --skip-bad and --bad out.",
        )
    found = ranges_files(arguments.table, arguments.rules, arguments.of)
    if arguments.json:
        sys.stdout.write(to_json(found))
        return 0
    print(f"Chọn được {found['chosen']} trong {found['places']} chỗ. Khi các giới hạn cứng được giữ, mỗi tỷ lệ có thể đạt:")
    for r in found["ranges"]:
        shares = f"{_number(r['least_share'])} % đến {_number(r['greatest_share'])} %".replace(" %", "\N{NO-BREAK SPACE}%")
        print(f"  {r['label']}: từ {r['least']} đến {r['greatest']} người ({shares})")
    if not found["ranges"]:
        print("  Quy tắc chưa có chỉ tiêu; thêm --of CỘT để xem theo từng giá trị của một cột.")
    return 0


def run_why(arguments: argparse.Namespace) -> int:
    """Says why, one block per choice. Exit code 0."""
    from vinhdanh.engines.selection.record import stream, to_json  # noqa: PLC0415  # as above

    found = _places(stream(arguments.result), arguments.id)
    if not found:
        raise UserError(
            f"Không tìm thấy “{arguments.id}” trong “{arguments.result.name}”. Đề nghị kiểm tra lại mã hoặc họ tên.",
            f"“{arguments.id}” is not in “{arguments.result.name}”.",
        )
    if len({place["id"] for _, place in found}) > 1:
        ids = ", ".join(sorted({place["id"] for _, place in found}))
        raise UserError(
            f"Có nhiều trường hợp cùng tên “{arguments.id}”: {ids}. Đề nghị nêu mã.",
            f"Several are named “{arguments.id}”: {ids}. Give the id.",
        )
    if arguments.json:
        sys.stdout.write(to_json({"choices": [{"key": c.get("key"), "title": c.get("title"), **place} for c, place in found]}))
        return 0
    for number, (choice, place) in enumerate(found):
        if number:
            print()
        print(_sentence(place))
        for line in _figures(choice, place):
            print(f"  {line}")
    return 0


def _places(everyone: Iterable[tuple[dict[str, Any], dict[str, Any]]], asked: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Everyone meant: by id, else by name."""
    exact, named, key = [], [], match_key(asked)
    for choice, place in everyone:
        if place["id"] == asked:
            exact.append((choice, place))
        elif not exact and key and match_key(str(place.get("name") or "")) == key:
            named.append((choice, place))
    return exact or named


def _sentence(place: dict[str, Any]) -> str:
    reason = place.get("reason")
    if isinstance(reason, dict) and reason.get("sentence"):
        return str(reason["sentence"])
    return str(place.get("why") or _STANDING.get(place["standing"], place["standing"]))


_STANDING = {"chosen": "Được chọn", "reserve": "Dự khuyết", "out": "Không được chọn", "excluded": "Không thuộc diện xét chọn"}
_KINDS = {"points": "thiếu điểm", "target": "chỉ tiêu", "unit": "giới hạn", "excluded": "không thuộc diện", "tie": "ngang nhau"}


def _figures(choice: dict[str, Any], place: dict[str, Any]) -> list[str]:
    lines = [f"Họ tên: {place.get('name') or place['id']} (mã {place['id']})"]
    if choice.get("title"):
        lines.append(f"Lựa chọn: {choice['title']}")
    order = f", thứ tự {place['order']}" if place.get("order") else ""
    lines.append(f"Kết quả: {_STANDING.get(place['standing'], place['standing'])}{order}")
    if place.get("points") is not None:
        lines.append(f"Điểm: {_number(place['points'])}")
    reason = place.get("reason") or {}
    if reason.get("kind"):
        lines.append(f"Loại lý do: {_KINDS.get(reason['kind'], reason['kind'])}")
    low, high = reason.get("points_low"), reason.get("points_high")
    if low is not None and high is not None:
        lines.append(
            f"Số điểm còn thiếu: {_number(low)}" if low == high else f"Số điểm còn thiếu: từ {_number(low)} đến {_number(high)}"
        )
    return lines


def _number(value: object) -> str:
    """A number as Vietnamese papers write it."""
    whole, _, rest = str(value).partition(".")
    digits = whole.removeprefix("-")
    text = f"{int(digits):,}".replace(",", ".") if digits.isdecimal() else digits
    return f"{'−' if whole.startswith('-') else ''}{text}{',' + rest if rest else ''}"


def _say(result: Result) -> None:
    """The result for a reader."""
    choice = result.head["choices"][0]
    if choice["title"]:
        print(choice["title"])
    print(f"Đã chọn {len(choice['chosen'])} trong {choice['places']} chỗ; tổng điểm {_number(choice['merit'])}.")
    for line in (*choice["notes"], *choice["warnings"]):
        print(f"- {line}")
    for target in choice["targets"]:
        state = "đạt" if target["met"] else f"còn lệch {target['shortfall']}"
        low, high = target["reachable"]
        print(f"Chỉ tiêu “{target['label']}”: {target['count']}/{target['base']}, {state} (có thể từ {low} đến {high}).")
    for standing, heading in _STANDING.items():
        count = result.count(standing)
        if not count:
            continue
        print(f"\n{heading}: {count}")
        for p in result.people(standing, SHOWN):
            why = "" if standing == "chosen" and not p["tied"] else f" – {_sentence(p)}"
            print(f"  {p['order']:>4}. {p['name']} ({p['id']}), {_number(p['points'])} điểm{why}")
        if count > SHOWN:
            print(f"  … và {count - SHOWN} trường hợp khác (xem đủ bằng --json)")


def _guard(out: Path | None, inputs: tuple[Path, ...]) -> None:
    """The result may replace an earlier result, nothing else."""
    if out is None or not out.exists():
        return
    from vinhdanh.engines.selection.record import read_record  # noqa: PLC0415  # as above

    try:
        if out.resolve() not in {p.resolve() for p in inputs}:
            read_record(out)
            return
    except UserError:
        pass
    raise UserError(
        f"Tệp “{out}” đã có và không phải là kết quả lựa chọn trước đó, nên không ghi đè. Đề nghị chọn tên khác.",
        f"“{out}” exists and is no earlier result; it is not replaced. Choose another name.",
    )


def _guard_certificate(path: Path | None) -> None:
    """A certificate may replace an earlier certificate, nothing else."""
    if path is None or not path.exists():
        return
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or "chosen_sha256" not in value:
        raise UserError(
            f"Tệp “{path}” đã có và không phải là chứng thư trước đó, nên không ghi đè. Đề nghị chọn tên khác.",
            f"“{path}” exists and is no earlier certificate; it is not replaced. Choose another name.",
        )
