"""Several files of one union make one submission: which is newer, who is in both, and what the versions say differently."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, fields
from io import BytesIO
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.grid import a1
from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.sheets.keys import accent_key, match_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.campaign.types import Nominee
    from vinhdanh.engines.sheets.reading import FormReading
    from vinhdanh.engines.vietnamese import PartialDate

_CORE = "docProps/core.xml"
_META = "meta.xml"
_SAVED = re.compile(r"<(?:dcterms:modified|dc:date)[^>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)", re.IGNORECASE)
_LARGEST = 65_536
"""Properties of a file are small; more is not read."""

_NUMBERED = re.compile(r"\b(?:lan|ban|phien ban|v|ver|version|rev)(?: thu)? ?(\d{1,2})\b")
_COPY = re.compile(r"\((\d{1,2})\)\s*$")
_LATER = re.compile(r"\b(?:moi( nhat)?|sua( lai)?|da sua|chinh thuc|cuoi|final|chinh sua|thay the|dieu chinh)\b")
_MORE = re.compile(r"\b(?:bo sung|bs|them|tiep theo|phan \d)\b")

_SAID = {
    "sex": "giới tính",
    "birth": "năm sinh",
    "ethnicity": "dân tộc",
    "post": "chức vụ",
    "labour_group": "đối tượng",
    "manager": "lãnh đạo, quản lý",
    "achievements": "danh hiệu, khen thưởng",
    "initiatives": "sáng kiến",
    "summary": "tóm tắt thành tích",
    "movement": "phong trào",
    "commend": "hình thức đề nghị",
    "attend": "tham dự",
    "upward": "dự cấp trên",
    "members": "tổng số",
    "representative": "người đại diện",
}


@dataclass(frozen=True, slots=True)
class Submission:
    """What a union submits with all its files.

    Args:
        nominees: Persons and collectives without id, each once, in the order of the files and rows.
        used: Files that have somebody in it, or were the newest.
        findings: What the versions say differently, who is left out, each with its cell.
    """

    nominees: tuple[Nominee, ...]
    used: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def saved_on(data: bytes) -> str:
    """When an Excel or OpenDocument file says that it was last saved, in ISO form; "" when it does not say."""
    if not data.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            name = next((n for n in (_CORE, _META) if n in package.NameToInfo), "")
            if not name or package.getinfo(name).file_size > _LARGEST:
                return ""
            found = _SAVED.search(package.read(name).decode("utf-8", "replace"))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        return ""
    return found[1] if found else ""


def newness(reading: FormReading) -> tuple[int, int, str]:
    """What orders versions, the newest last: version of the form, what the file's name says, when it was saved."""
    form = re.match(r"VD(\d+)", reading.form_id)
    stem = re.sub(r"\.\w{1,5}$", "", reading.file.rsplit("/", 1)[-1])
    key = match_key(stem.replace("_", " "))
    numbers = [int(n) for n in _NUMBERED.findall(key)] + [int(n) for n in _COPY.findall(stem)]
    return (int(form[1]) if form else 0, 10 * max(numbers, default=0) + (5 if _LATER.search(key) else 0), reading.saved)


def submission(readings: Sequence[FormReading]) -> Submission:
    """One list out of all files of a union.

    Files are taken from the oldest to the newest. A file that has at least half of the nominees of the one before, or half of whose
    nominees are in it, is a new version: it replaces the older one, and who stands only in the older one is left out with a finding.
    Any other file is a supplement, and so is one whose name says so. Nobody who stands in two files is counted twice: the newer row holds.
    Where nothing tells which version is newer, nobody is left out, and the finding asks.

    Args:
        readings: The union's files, in the order of their names.
    """
    ordered = sorted(readings, key=newness)
    kept: list[tuple[str, Nominee]] = []
    findings: list[Finding] = []
    before: FormReading | None = None
    for reading in ordered:
        here = [*reading.persons, *reading.collectives]
        if not here:
            continue
        clear = before is None or newness(before) != newness(reading)
        named: dict[tuple[str, str], list[int]] = {}
        for i, (_, old) in enumerate(kept):
            named.setdefault((old.kind, accent_key(old.name)), []).append(i)
        twins = [(i, n) for n in here for i in named.get((n.kind, accent_key(n.name)), ()) if same(kept[i][1], n)]
        for i, new in twins:
            findings += _differences(kept[i], (reading.file, new), clear=clear)
        replaced = {i for i, _ in twins}
        if _revises(kept, here, twins, reading):
            revised = {kept[i][0] for i in replaced}
            gone = [i for i, (file, _) in enumerate(kept) if file in revised and i not in replaced]
            findings += [_left_out(kept[i], reading.file, clear=clear) for i in gone]
            replaced |= set(gone) if clear else set()
        kept = [old for i, old in enumerate(kept) if i not in replaced] + [(reading.file, n) for n in here]
        before = reading
    files = {f for f, _ in kept}
    used = tuple(r.file for r in readings if r.file in files or not (r.persons or r.collectives))
    return Submission(tuple(n for _, n in kept), used, tuple(findings))


def _revises(
    kept: list[tuple[str, Nominee]], here: list[Nominee], twins: list[tuple[int, Nominee]], reading: FormReading
) -> bool:
    """Whether the file is a new version of those before, not a supplement to them."""
    if not kept or not twins or _MORE.search(match_key(reading.file.rsplit("/", 1)[-1].replace("_", " "))):
        return False
    return 2 * len(twins) >= min(len(kept), len(here))


def same(one: Nominee, other: Nominee) -> bool:
    """Whether two rows of one union mean one person or collective: the same name, and no birth or sex that speaks against it."""
    if one.kind != other.kind or accent_key(one.name) != accent_key(other.name):
        return False
    if one.kind == "collective":
        return True
    return not (one.sex and other.sex and one.sex != other.sex) and _near(one.birth, other.birth)


def _near(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Births that may be of one person: a slip of the pen changes one part, another person differs in year and day."""
    if one is None or other is None:
        return True
    if one.year == other.year:
        return True
    return one.day is not None and (one.month, one.day) == (other.month, other.day)


def _differences(old: tuple[str, Nominee], new: tuple[str, Nominee], *, clear: bool) -> Iterator[Finding]:
    was, now = old[1], new[1]
    differ = [said for f in fields(now) if (said := _SAID.get(f.name)) and getattr(was, f.name) != getattr(now, f.name)]
    if not differ:
        return
    where = f"«{old[0]}»" + (f" dòng {was.place.row}" if was.place else "")
    how = "lấy theo tệp mới hơn này" if clear else "chưa rõ tệp nào mới hơn, tạm lấy theo tệp này"
    yield Finding(
        "sheets.versions-differ",
        Severity.NOTE if clear else Severity.WARNING,
        f"{now.name}: khác với {where} về {', '.join(differ)}; {how}.",
        "Kiểm tra lại; nếu tệp kia mới đúng, đánh dấu tệp này «Không dùng» trong inbox.xlsx.",
        **_place(new[0], now),
    )


def _left_out(old: tuple[str, Nominee], newer: str, *, clear: bool) -> Finding:
    file, was = old
    what = (
        f"{was.name} có trong tệp này nhưng không còn trong tệp mới hơn «{newer}» nên không được tính."
        if clear
        else f"{was.name} có trong tệp này nhưng không có trong «{newer}»; chưa rõ tệp nào mới hơn nên vẫn được tính."
    )
    return Finding(
        "sheets.versions-left-out",
        Severity.WARNING,
        what,
        "Hỏi lại đơn vị; nếu vẫn đề nghị, bổ sung vào tệp mới; nếu tệp này là thừa, đánh dấu «Không dùng» trong inbox.xlsx.",
        **_place(file, was),
    )


def _place(file: str, nominee: Nominee) -> dict[str, str]:
    where = nominee.place
    return {
        "union": nominee.union,
        "file": file,
        "sheet": where.sheet if where else "",
        "cell": a1(where.row - 1, 0) if where else "",
    }
