"""Tờ trình khen thưởng, one for each authority, with its list; and the decision on the host's own awards (domain.md §4.9, §4.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers import counts, office
from vinhdanh.engines.papers.kinds import awards
from vinhdanh.engines.papers.kinds.plan import basis_line
from vinhdanh.engines.papers.model import Block, Ending, Grounds, Heading, Paper, Para, Part, Title, bold
from vinhdanh.engines.vietnamese import long_date

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Settings

KEY, CODE = "request", "TTr"
DECISION_KEY, DECISION_CODE = "decision", "QĐ"


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """One request for each authority other than the host, in the order of the campaign."""
    asked = [(a, r) for a, r in awards.by_authority(outcome).items() if a]
    return tuple(_request(outcome, authority, rounds, nth) for nth, (authority, rounds) in enumerate(asked))


def build_decision(outcome: Outcome) -> tuple[Paper, ...]:
    """The decision on the host's own awards; none when the campaign gives none of its own."""
    own = awards.by_authority(outcome).get("")
    return (_decision(outcome, own),) if own else ()


def _addressee(s: Settings, authority: str) -> str:
    """Papers go to the office ("Ủy ban nhân dân …"), though its chair decides."""
    return s.government.name if s.government and authority.endswith(s.government.name) else authority


def _topic(s: Settings) -> str:
    audience = f" trong {s.audience}" if s.audience else ""
    past = f" {office.period(s.period)}" if s.period else ""
    return f"tập thể, cá nhân điển hình tiên tiến{audience}{past}"


def _plan_line(s: Settings) -> str:
    book = office.given(s, "plan")
    number = f" số {book.number}" if book and book.number else ""
    day = f" {long_date(book.day)}" if book and book.day else ""
    return f"Thực hiện Kế hoạch{number}{day} của {s.host.name} về tổ chức {office.event(s)}"


def _request(outcome: Outcome, authority: str, given: tuple[Award, ...], nth: int) -> Paper:
    s = outcome.campaign.settings
    to = _addressee(s, authority)
    topic = f"đề nghị khen thưởng {_topic(s)}"
    pairs = counts.awarded(outcome, given)
    grounds = (
        *awards.grounds(s, given, office.day_of(s, KEY, nth, running=True)),
        *(basis_line(b) for b in s.basis),
        _plan_line(s),
    )
    sections: list[tuple[str, list[Block]]] = [
        ("Kết quả bình chọn", awards.result(outcome)),
        ("Thành tích chủ yếu", awards.merits(outcome, pairs)),
        ("Nội dung đề nghị", awards.content(outcome, authority, pairs)),
        ("Tiền thưởng", awards.prizes(outcome, given)),
        ("Thời gian trao tặng", _ceremony(s)),
    ]
    blocks: list[Block] = [
        *((Grounds(grounds),) if grounds else ()),
        Para(
            f"{office.issuer(s)} kính trình {to} xem xét, khen thưởng các tập thể, cá nhân điển hình tiên tiến, cụ thể như sau:"
        ),
    ]
    for n, (name, inner) in enumerate((pair for pair in sections if pair[1]), 1):
        blocks += [Heading(f"{n}. {name}", 1), *inner]
    enclosed = (
        "(Hồ sơ gửi kèm: danh sách đề nghị khen thưởng; báo cáo thành tích của tập thể, cá nhân; biên bản họp xét khen thưởng)."
    )
    recipients = office.archive(s, "Như trên")
    request = Part(
        head=office.head(s, KEY, CODE, nth, running=True),
        title=Title("TỜ TRÌNH", f"Về việc {topic}"),
        dear=(to,),
        blocks=tuple(blocks),
        ending=office.ending(s, (enclosed, f"Kính đề nghị {to} xem xét, quyết định./."), recipients),
    )
    day = office.day_of(s, KEY, nth, running=True)
    note = f"(Kèm theo Tờ trình số {office.number_alone(s, KEY, CODE, nth)} {office.dated(day, s)} của {s.host.name})"
    annex = awards.annex(outcome, pairs, f"Tập thể, cá nhân đề nghị {authority} khen thưởng", note)
    return Paper(f"Tờ trình về việc {topic}", s.host.name, (request, annex), day)


def _ceremony(s: Settings) -> list[Block]:
    when = s.conference.day or s.conference.tentative
    day = f", {'vào' if s.conference.day else 'trong'} {long_date(when)}" if when else ""
    return [Para(f"Dự kiến trao tặng tại {office.event(s)}{day}.")]


def _decision(outcome: Outcome, given: tuple[Award, ...]) -> Paper:
    s = outcome.campaign.settings
    day = office.day_of(s, DECISION_KEY)
    pairs = counts.awarded(outcome, given)
    tally = counts.tally(n for _, n in pairs)
    names = awards.honour_names(given, s)
    topic = f"tặng {names} cho {_topic(s)}"
    note = (
        f"(Kèm theo Quyết định số {office.number_alone(s, DECISION_KEY, DECISION_CODE)} {office.dated(day, s)} của {s.host.name})"
    )
    past = f" {office.period(s.period)}" if s.period else ""
    money_line = awards.prize_sentence(given)
    articles = [
        (
            bold("Điều 1. "),
            f"Tặng {names} cho {tally.both} đã có thành tích xuất sắc trong các phong trào thi đua yêu nước{past} (có danh sách kèm theo).",
        ),
        (bold("Điều 2. "), *money_line),
    ]
    last = (
        bold("Điều 3. "),
        f"Các bộ phận liên quan của {s.host.name}, các công đoàn cơ sở và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.",
    )
    who = s.host.standing or s.host.name
    decision = Part(
        head=office.head(s, DECISION_KEY, DECISION_CODE),
        title=Title("QUYẾT ĐỊNH", f"Về việc {topic}"),
        blocks=(
            Para((bold(f"{who} {s.host.name}".upper() if s.host.standing else who.upper()),), align="center", indent=False),
            Grounds((*awards.grounds(s, given, day or s.today), _plan_line(s))),
            Para((bold("QUYẾT ĐỊNH:"),), align="center", indent=False, keep=True),
            *(Para(a) for a in articles),
        ),
        ending=Ending((last,), office.archive(s, "Như Điều 3"), (office.signature(s),)),
    )
    annex = awards.annex(outcome, pairs, f"Tập thể, cá nhân được tặng {names}", note)
    return Paper(f"Quyết định về việc {topic}", s.host.name, (decision, annex), day)
