"""From the outcome to the certificates that the host itself signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers.certificates.batch import Certificate, CertificateBatch
from vinhdanh.engines.papers.certificates.qr import check_text, short_hash
from vinhdanh.engines.papers.certificates.words import date_line, full_unit, honorific, number_of, paper_number, same, signer_of
from vinhdanh.engines.papers.measures import clean, joined

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Award, CommendRound, Outcome
    from vinhdanh.engines.campaign.types import Settings

DECISION = ("decision", "certificate")
"""Keys of `[[papers]]` under which the office enters number and day of the host's decision."""
FORMS = ("giấy khen", "bằng khen", "cờ thi đua", "kỷ niệm chương")
"""Forms of commendation that are given; anything else is a title, for which a giấy chứng nhận is issued."""
GIVEN, ISSUED = "TẶNG", "CẤP"
ATTESTATION = "giấy chứng nhận"


def certificates(outcome: Outcome, commend_round: CommendRound, *, first: int | None = None) -> CertificateBatch:
    """The certificates of one round that the host decides, in the order of its list.

    Args:
        outcome: What the run found out.
        commend_round: One of `outcome.commend`.
        first: Number in the register of the first one; None: they go on after the host's earlier rounds, from 1.

    Returns:
        The batch; without items when another authority decides: its papers are not ours to print.
    """
    settings = outcome.campaign.settings
    own = commend_round.commendation.authority == ""
    awards = commend_round.awards if own else ()
    if first is None:
        first = 1 + _before(outcome, commend_round)
    name = awards[0].honour_name if awards else commend_round.choice.title
    form = next((f for f in FORMS if name.casefold().startswith(f)), "")
    number, day = number_of(settings, *DECISION)
    issuer = " ".join(part for part in (settings.host.standing, settings.host.name) if part)
    decision = paper_number("QĐ", number, settings.host.symbol)
    return CertificateBatch(
        title=joined(f"{(form or ATTESTATION).capitalize()} – {settings.name}"),
        author=clean(settings.host.name),
        issuer=tuple(clean(part).upper() for part in (settings.host.standing, settings.host.name) if part),
        verb=GIVEN if form else ISSUED,
        word=(form or ATTESTATION).upper(),
        citation=_citation(settings, "" if form else name),
        decision=f"Quyết định số {decision}",
        decision_day=date_line(day, settings.year),
        place_date=date_line(day, settings.year, settings.place),
        signer=signer_of(settings),
        day=day or settings.today or settings.conference.day,
        items=tuple(_item(outcome, award, first + i, (issuer, decision)) for i, award in enumerate(awards)),
    )


def _before(outcome: Outcome, commend_round: CommendRound) -> int:
    """How many the host's earlier rounds give."""
    count = 0
    for other in outcome.commend:
        if other is commend_round or other == commend_round:
            break
        count += len(other.awards) if other.commendation.authority == "" else 0
    return count


def _item(outcome: Outcome, award: Award, number: int, act: tuple[str, ...]) -> Certificate:
    nominee = outcome.nominee(award.nominee)
    union = full_unit(outcome.union(nominee.union).name)
    name = clean(nominee.name) if nominee.kind == "person" else full_unit(nominee.name)
    parts = [nominee.post] if nominee.kind == "person" else []
    if not same(union, name):
        parts.append(union)
    unit = joined(",\n".join(clean(p) for p in parts if p))
    register = f"{number:03d}"
    code = short_hash(*act, register, award.honour, name, unit)
    return Certificate(
        nominee=nominee.id,
        number=register,
        honorific=honorific(nominee.sex) if nominee.kind == "person" else "",
        name=name,
        unit=unit,
        check=check_text("GK", register, outcome.campaign.settings.year, f"{code[:4]}-{code[4:]}"),
    )


def _citation(settings: Settings, title: str) -> str:
    """What the decision honours: the emulation of the whole period, or a title reached in it."""
    what = f"Đã đạt danh hiệu {title}" if title else "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước"
    parts = [f"của {settings.audience}"] if settings.audience and not title else []
    if settings.period:
        parts.append(f"giai đoạn {settings.period[0]} - {settings.period[1]}")
    return joined("\n".join((what, " ".join(parts))) if parts else what)
