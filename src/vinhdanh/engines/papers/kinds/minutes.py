"""Biên bản kiểm phiếu of each counted ballot, with its sums checked (domain.md §4.7). What only the room knows stays a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import BallotLevel
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.ceremony import ballots
from vinhdanh.engines.papers.kinds import phrases
from vinhdanh.engines.papers.model import (
    Block,
    Column,
    DataTable,
    Ending,
    Head,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Signature,
    Title,
)
from vinhdanh.engines.vietnamese import long_date, match_key, percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Ballot, Nominee, Settings, Union, Vote

KEY, CODE = "count_minutes", "BB"
UNIT_KEY = "unit_minutes"
NAMED = 4
"""So many names stand in the conclusion; of more, their number."""
ROOM = 18
NAME = "…" * 8
"""Where three hands side by side write their names."""
_GRASSROOTS = ("cdcs", "cong doan co so")
_SUMS = (
    ("Được quyền\nbỏ phiếu", "total_members"),
    ("Có mặt\nbỏ phiếu", "present"),
    ("Phiếu\nphát ra", "issued"),
    ("Phiếu\nthu về", "collected"),
    ("Phiếu\nhợp lệ", "valid"),
    ("Phiếu không\nhợp lệ", "invalid"),
)
_HANDS = (("Được quyền\nbiểu quyết", "total_members"), ("Có mặt\nbiểu quyết", "present"))


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The minutes of the host's own ballots (its council, the hall), a part each; none without such a ballot."""
    return _minutes(outcome, [b for b in outcome.campaign.ballots if b.level is not BallotLevel.UNION], KEY)


def build_unit(outcome: Outcome, union: str) -> tuple[Paper, ...]:
    """The minutes of a union's own ballots, issued by the union (its code); none without such a ballot."""
    return _minutes(outcome, [b for b in outcome.campaign.ballots if b.level is BallotLevel.UNION and b.union == union], UNIT_KEY)


def _minutes(outcome: Outcome, of: Sequence[Ballot], key: str) -> tuple[Paper, ...]:
    if not of:
        return ()
    s = outcome.campaign.settings
    votes, known = ballots.by_ballot(outcome), ballots.by_name(outcome)
    parts = [_part(outcome, ballot, votes.get(ballot.id, ()), known, nth) for nth, ballot in enumerate(of)]
    day = of[0].day if len(of) == 1 else None
    return (Paper(f"Biên bản kiểm phiếu, {office.event(s)}", s.host.name, tuple(parts), office.day_of(s, key) or day),)


def _part(outcome: Outcome, ballot: Ballot, cast: tuple[Vote, ...], known: Mapping[tuple[str, str], Nominee], nth: int) -> Part:
    result, wrong = ballots.counted(ballot, cast, known), ballots.checks(ballot, cast)
    union = next((u for u in outcome.campaign.unions if u.code == ballot.union), None)
    s = outcome.campaign.settings
    secret = ballot.method == "secret"
    blocks: list[Block] = [
        Para(_opening(s, ballot, union)),
        Para(_rules(ballot, len(result))),
        Heading("1. Số phiếu" if secret else "1. Số người biểu quyết"),
        _sums(ballot),
    ]
    if wrong:
        blocks.append(Para(f"Số liệu chưa khớp, cần kiểm tra lại trước khi ký: {'; '.join(wrong)}."))
    blocks.append(Heading(f"2. Kết quả {'kiểm phiếu' if secret else 'biểu quyết'} (xếp theo số {_word(ballot)} đồng ý)"))
    blocks.append(_names(outcome, ballot, result) if result else Para("Chưa có số phiếu của từng người."))
    blocks.append(Heading("3. Kết luận"))
    last = (
        f"Biên bản lập xong hồi {office.BLANK} giờ {office.BLANK} phút cùng ngày, gồm 02 bản; đã đọc cho mọi người có mặt cùng nghe, "
        "nhất trí và ký tên./."
    )
    signs = (("THƯ KÝ",), ("NGƯỜI CHỨNG KIẾN",), ("TRƯỞNG BAN",)) if secret else (("THƯ KÝ",), ("CHỦ TỌA",))
    return Part(
        head=_head(s, ballot, union, nth),
        title=Title("BIÊN BẢN KIỂM PHIẾU" if secret else "BIÊN BẢN BIỂU QUYẾT", _subject(outcome, ballot), width=160),
        blocks=tuple(blocks),
        ending=Ending(
            (_conclusion(ballot, result), last), (), phrases.level(tuple(Signature(posts, NAME, ROOM) for posts in signs))
        ),
    )


def _word(ballot: Ballot) -> str:
    return "phiếu" if ballot.method == "secret" else "người"


def _subject(outcome: Outcome, ballot: Ballot) -> str:
    s = outcome.campaign.settings
    past = f" {office.period(s.period)}" if s.period else ""
    if ballot.level is BallotLevel.UNION:
        return f"Bình chọn tập thể, cá nhân điển hình tiên tiến{past}"
    if ballot.level is BallotLevel.COUNCIL:
        return f"Xét chọn tập thể, cá nhân điển hình tiên tiến{past}"
    going = [r.upward.congress for r in outcome.upward if r.upward.seats]
    return f"Chọn đại biểu dự {going[0] if len(going) == 1 else 'đại hội cấp trên'}"


def _head(s: Settings, ballot: Ballot, union: Union | None, nth: int) -> Head:
    own = office.head(s, KEY, CODE, nth if ballot.level is not BallotLevel.UNION else len(s.papers))
    if ballot.level is not BallotLevel.UNION:
        return Head(
            own.parent, own.issuer, own.number, own.place_date if office.given(s, KEY, nth) else _dated(s, ballot, s.place)
        )
    name = union.name if union else ballot.union
    symbol = "CĐCS" if match_key(name).startswith(_GRASSROOTS) else office.BLANK
    place = (union.place if union else "") or s.place
    return Head(" ".join(own.issuer), (name.upper(),), f"Số: {office.GAP}/{CODE}-{symbol}", _dated(s, ballot, place))


def _dated(s: Settings, ballot: Ballot, place: str) -> str:
    return office.dated(ballot.day, s, place or office.BLANK)


def _opening(s: Settings, ballot: Ballot, union: Union | None) -> str:
    when = long_date(ballot.day) if ballot.day else office.dated(None, s)
    who = union.name if union else s.host.name
    gap = office.BLANK * 2
    begin = f"Hồi {office.BLANK} giờ {office.BLANK} phút, {when}, tại {gap}, "
    if ballot.method == "open":
        return f"{begin}{who} tổ chức họp bình chọn, biểu quyết công khai; chủ tọa: {gap}; thư ký: {gap}."
    return (
        f"{begin}Ban kiểm phiếu của {who} gồm: Trưởng ban {gap}; Thư ký {gap}; Ủy viên {gap} (không ai có tên trong danh sách bình chọn) "
        f"kiểm phiếu công khai, có {gap}, đại diện người bỏ phiếu, chứng kiến."
    )


def _rules(ballot: Ballot, names: int) -> str:
    of = f" trong danh sách {counts.number(names)} tập thể, cá nhân" if names else ""
    if ballot.method == "open":
        return f"Chủ tọa đọc từng trường hợp{of}; cuộc họp biểu quyết bằng hình thức giơ tay. Kết quả như sau:"
    limit = (
        f"chọn nhiều nhất {counts.number(ballot.seats)}{of}" if ballot.seats is not None else f"chọn{of}, không giới hạn số lượng"
    )
    return f"Ban kiểm phiếu đã kiểm tra, niêm phong hòm phiếu trước khi bỏ phiếu; phổ biến thể lệ: mỗi phiếu {limit}. Kết quả như sau:"


def _sums(ballot: Ballot) -> DataTable:
    wanted = _SUMS if ballot.method == "secret" else _HANDS
    told = tuple("" if (n := getattr(ballot, name)) is None else counts.number(n) for _, name in wanted)
    return DataTable(tuple(Column(label, None, "center") for label, _ in wanted), (Row(told),), size=12, whole=True, inset=1.0)


def _names(outcome: Outcome, ballot: Ballot, result: Sequence[ballots.Counted]) -> DataTable:
    units = cells.unit_names(outcome)
    own = ballot.level is BallotLevel.UNION
    of = ballots.base(ballot)
    columns = (
        cells.NUMBER,
        Column("Họ và tên, tên tập thể", 48),
        Column("Chức vụ, bộ phận" if own else "Chức vụ, đơn vị"),
        Column("Đồng ý", 17, "center"),
        Column(f"Tỷ lệ (%)\ntrên {of}" if of else "Tỷ lệ (%)", 22, "center"),
    )
    rows = []
    for i, c in enumerate(result, 1):
        unit = "" if own else units.get(c.union, "")
        unit = "" if match_key(unit) == match_key(c.name) else unit
        post = cells.post(c.nominee, unit) if c.nominee and c.nominee.kind == "person" else unit
        share = percent(c.share).removesuffix("\u00a0%") if c.share is not None else ""
        rows.append(Row((str(i), c.name, post, counts.number(c.votes), share)))
    return DataTable(columns, tuple(rows), size=12)


def _conclusion(ballot: Ballot, result: Sequence[ballots.Counted]) -> str:
    of = ballots.base(ballot)
    if not result or not of:
        return f"Kết quả được chọn: {office.BLANK * 4}"
    above = [c for c in result if c.votes * 2 > of]
    words = ballots.BASES[ballot.base]
    told = f"Tỷ lệ tính trên {words} ({counts.number(of)}). Có {counts.number(len(above))}/{counts.number(len(result))} tập thể, cá nhân được quá nửa {words} đồng ý"
    if 0 < len(above) <= NAMED:
        names = "; ".join(f"{c.name} ({counts.number(c.votes)} {_word(ballot)})" for c in above)
        return f"{told}, theo thứ tự: {names}."
    return f"{told}, theo thứ tự tại bảng trên." if above else f"{told}."
