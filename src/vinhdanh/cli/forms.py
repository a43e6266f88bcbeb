"""`vinhdanh forms blank FOLDER` and `vinhdanh forms read FILE…`: forms for the unions out, their lists in."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines import campaign
from vinhdanh.engines.sheets import SEVERITY_WORDS, blank_form_bytes, form_name, read_many
from vinhdanh.engines.sheets.annotate import SUFFIX, annotate
from vinhdanh.engines.vietnamese import short_date
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Achievement, Finding, Initiative, Nominee, Settings, Union
    from vinhdanh.engines.sheets import FormReading

FORMS = "forms"
"""Folder of the blank forms inside the campaign's folder."""


def add(subparsers: Any) -> None:
    """Adds the commands to the parser."""
    forms = subparsers.add_parser("forms", help="mẫu danh sách cho các đơn vị / forms for the unions")
    commands = forms.add_subparsers(dest="forms_command", required=True, metavar="LỆNH")
    blank = commands.add_parser("blank", help="tạo mẫu trống cho từng đơn vị / write a blank form for each union")
    blank.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục của đợt / the campaign's folder")
    blank.add_argument("--out", type=Path, metavar="DIR", help=f"nơi ghi (mặc định: FOLDER/{FORMS}) / where to write")
    blank.add_argument("--union", metavar="CODE", help="chỉ tạo cho đơn vị có mã này / only for the union with this code")
    blank.add_argument("--force", action="store_true", help="cho phép ghi đè tệp đã có / replace existing files")
    blank.set_defaults(func=run_blank)
    read = commands.add_parser("read", help="đọc danh sách các đơn vị gửi / read lists that unions sent")
    read.add_argument("files", nargs="+", metavar="FILE", help="tệp .xlsx, .xls, .ods, .docx, .csv hoặc .txt / the lists")
    read.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    read.add_argument("--campaign", type=Path, metavar="FOLDER", help="đối chiếu với một đợt / compare with a campaign's folder")
    read.add_argument(
        "--annotate",
        type=Path,
        metavar="DIR",
        help="ghi vào DIR bản sao có đánh dấu ô và lời nhắc; tệp gốc giữ nguyên / write copies with remarks; the files stay as they are",
    )
    read.set_defaults(func=run_read)


def run_blank(arguments: argparse.Namespace) -> int:
    """Writes the blank forms; a file that is there already and differs is kept. Exit code 0."""
    loaded, _ = campaign.load(arguments.folder)
    unions = _asked(loaded.unions, arguments.union)
    out = arguments.out or arguments.folder / FORMS
    if out.exists() and not out.is_dir():
        raise UserError(f"«{out}» là một tệp, không phải thư mục. Đề nghị chọn nơi ghi khác.", f"{out} is a file, not a folder.")
    out.mkdir(parents=True, exist_ok=True)
    written, kept = 0, []
    for union in unions:
        path = out / form_name(union)
        data = blank_form_bytes(loaded.settings, union)
        if path.exists() and not arguments.force and path.read_bytes() != data:
            kept.append(path.name)
            continue
        _write(path, data)
        written += 1
    print(f"Đã tạo {written} mẫu trong {out}")
    if kept:
        print(f"Giữ nguyên {len(kept)} tệp đã có nội dung khác (dùng --force để ghi đè): {', '.join(kept)}")
    return 0


def _asked(unions: tuple[Union, ...], code: str | None) -> tuple[Union, ...]:
    if not unions:
        raise UserError(
            "Chưa có đơn vị nào trong unions.xlsx. Đề nghị điền danh sách đơn vị trước khi tạo mẫu.",
            "There is no union in unions.xlsx. Fill the register first.",
        )
    if code is None:
        return unions
    found = tuple(u for u in unions if u.code == code)
    if not found:
        raise UserError(
            f"Không có đơn vị mang mã «{code}» trong unions.xlsx. Đề nghị kiểm tra lại mã.",
            f"There is no union with the code {code} in unions.xlsx.",
        )
    return found


def _write(path: Path, data: bytes) -> None:
    """Writes beside and renames, so that an interrupted run leaves no half file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".form-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def run_read(arguments: argparse.Namespace) -> int:
    """Reads each file and prints what is in it. Exit code 0 also when there are findings: they are the result."""
    for name in arguments.files:
        _must_be_file(Path(name))
    settings: Settings | None = None
    unions: Sequence[Union] = ()
    if arguments.campaign:
        loaded, _ = campaign.load(arguments.campaign)
        settings, unions = loaded.settings, loaded.unions
    files = [(Path(name).name, Path(name).read_bytes()) for name in arguments.files]
    readings = list(zip(arguments.files, read_many(files, settings=settings, unions=unions), strict=True))
    if arguments.annotate:
        _annotate(arguments.annotate, readings)
    if arguments.json:
        print(json.dumps({"files": [_file(name, reading) for name, reading in readings]}, ensure_ascii=False, indent=2))
    else:
        for name, reading in readings:
            _say(name, reading)
    return 0


def _annotate(folder: Path, readings: Sequence[tuple[str, FormReading]]) -> None:
    """Writes a copy with remarks for each file; never over a file that was read, nor one copy over another."""
    if folder.exists() and not folder.is_dir():
        raise UserError(
            f"«{folder}» là một tệp, không phải thư mục. Đề nghị chọn nơi ghi khác.", f"{folder} is a file, not a folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    originals = {Path(name).resolve() for name, _ in readings}
    written: set[Path] = set()
    for name, reading in readings:
        copy, data = annotate(Path(name).read_bytes(), name, reading.findings)
        path = folder / copy
        if path.resolve() in originals:
            path = folder / f"{path.stem.removesuffix(SUFFIX.removesuffix('.xlsx'))}{SUFFIX}"
        stem, number = path.stem, 2
        while path.resolve() in originals | written:
            path = path.with_name(f"{stem} ({number}){path.suffix}")
            number += 1
        written.add(path.resolve())
        _write(path, data)
        sys.stderr.write(f"Đã ghi bản có ý kiến: {path}\n")


def _must_be_file(path: Path) -> None:
    if not path.exists():
        raise UserError(f"Không tìm thấy tệp «{path}». Đề nghị kiểm tra lại đường dẫn.", f"There is no file {path}.")
    if not path.is_file():
        raise UserError(f"«{path}» là thư mục, không phải tệp. Đề nghị nêu tên từng tệp.", f"{path} is a folder, not a file.")


def _file(name: str, reading: FormReading) -> dict[str, object]:
    return {
        "file": name,
        "persons": [_person(n) for n in reading.persons],
        "collectives": [_collective(n) for n in reading.collectives],
        "findings": [_finding(f) for f in reading.findings],
    }


def _person(n: Nominee) -> dict[str, object]:
    return {
        **_place(n),
        "typed_name": n.typed_name,
        "sex": n.sex,
        "birth": n.birth.iso() if n.birth else None,
        "ethnicity": n.ethnicity or None,
        "typed_ethnicity": n.typed_ethnicity,
        "religion": n.religion,
        "party": n.party,
        "home": n.home,
        "schooling": n.schooling,
        "education": n.education,
        "theory": n.theory,
        "post": n.post,
        "labour_group": n.labour_group or None,
        "manager": n.manager,
        **_common(n),
    }


def _collective(n: Nominee) -> dict[str, object]:
    r = n.representative
    return {
        **_place(n),
        "typed_name": n.typed_name,
        "type": n.collective_type,
        "members": n.members,
        "women_members": n.women_members,
        "minority_members": n.minority_members,
        "representative": r.name if r else None,
        "representative_post": r.post if r else None,
        "representative_sex": r.sex if r else None,
        "representative_birth": r.birth.iso() if r and r.birth else None,
        "representative_ethnicity": (r.ethnicity or None) if r else None,
        "representative_labour_group": (r.labour_group or None) if r else None,
        "representative_manager": r.manager if r else None,
        **_common(n),
    }


def _place(n: Nominee) -> dict[str, object]:
    return {"row": n.place.row if n.place else None, "sheet": n.place.sheet if n.place else "", "name": n.name}


def _common(n: Nominee) -> dict[str, object]:
    return {
        "achievements": [_achievement(a) for a in n.achievements],
        "initiatives": [_initiative(i) for i in n.initiatives],
        "summary": n.summary,
        "movement": n.movement,
        "attend": n.attend,
        "commend": n.commend or None,
        "typed_commend": n.typed_commend,
        "upward": n.upward,
        "note": n.note,
    }


def _achievement(a: Achievement) -> dict[str, object]:
    day = a.day.isoformat() if a.day else None
    return {"typed": a.typed, "honour": a.honour or None, "year": a.year, "decision": a.decision, "day": day}


def _initiative(i: Initiative) -> dict[str, object]:
    return {"title": i.title, "scope": i.scope, "year": i.year, "decision": i.decision, "value": i.value}


def _finding(f: Finding) -> dict[str, object]:
    return {
        "sheet": f.sheet,
        "cell": f.cell,
        "code": f.code,
        "severity": str(f.severity),
        "message": f.message,
        "remedy": f.remedy,
    }


def _say(name: str, reading: FormReading) -> None:
    print(
        f"{name}: {len(reading.persons)} cá nhân, {len(reading.collectives)} tập thể"
        + (f", đơn vị {reading.union_code}" if reading.union_code else "")
    )
    if reading.nil_reason is not None:
        print(f"  Không có đề nghị. Lý do: {reading.nil_reason or '(chưa nêu)'}")
    for n in reading.persons:
        born = short_date(n.birth) if n.birth else "?"
        print(
            f"  {n.place.row if n.place else '':>4}  {n.name:<26} {n.sex or '?':<4} {born:<11} {n.ethnicity or '?':<9} {n.typed_commend}"
        )
    for n in reading.collectives:
        who = n.representative.name if n.representative else "?"
        print(f"  {n.place.row if n.place else '':>4}  {n.name:<40} đại diện: {who:<24} {n.typed_commend}")
    for f in reading.findings:
        place = ", ".join(p for p in (f.sheet, f.cell) if p)
        print(f"  - {SEVERITY_WORDS[f.severity]}{f' [{place}]' if place else ''}: {f.message}\n    → {f.remedy}")
    print()
