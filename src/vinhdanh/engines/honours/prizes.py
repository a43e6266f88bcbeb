"""Prize money: coefficient × base salary in force on the day of the ceremony, or what the campaign says (domain.md §2.4).

A doubtful fact (certainty M, M-) is never paid out: the amount stays open until the campaign confirms the fact by its key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.campaign.outcome import Award, Choice, CommendRound, Standing
from vinhdanh.engines.campaign.requests import ceremony_day, offered
from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.honours.proposals import authority
from vinhdanh.engines.vietnamese import money, short_date
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from vinhdanh.engines.campaign.types import Campaign, Commendation, Nominee, Settings
    from vinhdanh.engines.catalogue import Honour


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize in đồng and what it rests on.

    Args:
        amount: In đồng; None: open.
        basis: "0,3 × 1.490.000 đồng", "theo kế hoạch", or why it is open.
        unsettled: Keys of the doubtful facts that must be confirmed first.
    """

    amount: int | None
    basis: str
    unsettled: tuple[str, ...] = ()


def rounded_up(amount: Fraction, rounding: int = 1) -> int:
    """The least multiple of `rounding` đồng that is not below the amount; with 1 only a part of a đồng is rounded up."""
    return -(-amount // rounding) * rounding


def prize(
    honour: Honour,
    kind: Literal["person", "collective"],
    on: date | None,
    settings: Settings,
    *,
    own: int | None = None,
    rounding: int = 1,
) -> Prize:
    """The prize of one award.

    Args:
        honour: Row of the catalogue for the campaign's rule set.
        kind: Coefficients of collectives are the catalogue's own (for bằng khen and giấy khen twice a person's).
        on: Day of the ceremony: the base salary in force on it counts. None: not known yet.
        settings: Says which doubtful facts are confirmed.
        own: The campaign's own value in đồng; it comes first.
        rounding: Round up to a multiple of so many đồng. Default 1: none (published tables print 447.000 đ).
    """
    if own is not None:
        return Prize(own, "theo mức của đợt này")
    coefficient = honour.prize(kind)
    if coefficient is None:
        return Prize(None, "chưa có mức tiền thưởng trong bộ quy định")
    if on is None:
        return Prize(None, "chưa biết ngày trao tặng để lấy lương cơ sở")
    try:
        base = catalogue().base_salary(on)
    except UserError:
        return Prize(None, f"chưa có mức lương cơ sở vào ngày {short_date(on)}")
    basis = f"{_factor(coefficient.value)} × {money(base.value)} đồng"
    unsettled = tuple(fact.key for fact in (coefficient, base) if not fact.settled(settings.confirmed))
    if unsettled:
        return Prize(None, f"{basis} (cần xác nhận)", unsettled)
    return Prize(rounded_up(Fraction(coefficient.value) * base.value, rounding), basis)


def _factor(value: object) -> str:
    return str(value).replace(".", ",")


def prize_of(
    commendation: Commendation, kind: Literal["person", "collective"], settings: Settings, *, rounding: int = 1
) -> Prize:
    """The prize that one line of `[[commendations]]` gives to a person or a collective, on the campaign's ceremony day."""
    own = commendation.prize_person if kind == "person" else commendation.prize_collective
    honour = offered(settings).get(commendation.honour)
    if honour is None:
        return Prize(own, "theo mức của đợt này" if own is not None else "hình thức không có trong bộ quy định")
    return prize(honour, kind, ceremony_day(settings), settings, own=own, rounding=rounding)


def award_round(
    campaign: Campaign, commendation: Commendation, choice: Choice, nominees: Sequence[Nominee], *, rounding: int = 1
) -> CommendRound:
    """The awards that follow from a choice: everyone chosen, in printed order, with the prize."""
    settings = campaign.settings
    honour = offered(settings).get(commendation.honour)
    kinds = {n.id: n.kind for n in nominees}
    prizes = {kind: prize_of(commendation, kind, settings, rounding=rounding) for kind in ("person", "collective")}
    awards = tuple(
        Award(
            nominee=placed.nominee,
            honour=commendation.honour,
            honour_name=honour.name if honour else commendation.honour,
            authority=authority(commendation, settings),
            prize=prizes[kinds[placed.nominee]].amount,
            source=commendation.source,
        )
        for placed in choice.by(Standing.CHOSEN)
    )
    return CommendRound(commendation, choice, awards)


def highest_only(rounds: Sequence[CommendRound]) -> tuple[CommendRound, ...]:
    """Pay one prize per nominee: several honours of one campaign are for one achievement, so only the highest prize is paid.

    The others keep their place with a prize of 0. While one of a nominee's prizes is open, nothing is changed for that nominee: the
    highest is not known.
    """
    of: dict[str, list[tuple[int, int | None]]] = {}
    for i, round_ in enumerate(rounds):
        for award in round_.awards:
            of.setdefault(award.nominee, []).append((i, award.prize))
    paid: dict[str, int] = {}
    for nominee, prizes in of.items():
        amounts = [(p, -i) for i, p in prizes if p is not None]
        if len(prizes) > 1 and len(amounts) == len(prizes):
            paid[nominee] = -max(amounts)[1]
    return tuple(
        replace(r, awards=tuple(replace(a, prize=0) if paid.get(a.nominee, i) != i else a for a in r.awards))
        for i, r in enumerate(rounds)
    )


def prize_findings(campaign: Campaign) -> tuple[Finding, ...]:
    """What keeps prizes and honours open: doubtful facts to confirm (with their key), values that nobody gave, unknown honours.

    A doubtful fact blocks the papers that rest on it (design.md §4), not the nominees.
    """
    settings = campaign.settings
    honours = offered(settings)
    findings: dict[tuple[str, str], Finding] = {}
    for line in settings.commendations:
        honour = honours.get(line.honour)
        if honour is None:
            message = f"Bộ quy định {settings.rule_set} không có hình thức mang mã “{line.honour}”."
            findings["unknown", line.honour] = _of_campaign(
                "unknown-honour", Severity.BLOCKING, message, "Sửa mã trong campaign.toml."
            )
            continue
        if not honour.settled(settings.confirmed):
            findings["confirm", honour.key] = _to_confirm(honour.name, "quy định về hình thức này", honour.key)
        for kind in honour.subjects:
            _of_line(line, honour, kind, settings, findings)
    return (*findings.values(), *_strange_keys(campaign))


def _strange_keys(campaign: Campaign) -> Iterator[Finding]:
    """Keys under `confirmed` that name no fact of the catalogue: a slip of the pen would leave the doubt standing unseen."""
    book, settings = catalogue(), campaign.settings
    known = {row.key for row in (*book.documents, *book.base_salaries, *book.posts, *book.movements, *book.days)}
    known |= {f"catalogue.honours.{code}" for code in offered(settings)}
    for key in settings.confirmed:
        if not ({key, key.rpartition(".")[0]} & known):
            message = f"Mục confirmed có khóa “{key}” không ứng với dữ kiện nào của bộ quy định {settings.rule_set}."
            remedy = "Chép đúng khóa ghi trong thông báo “cần xác nhận”, hoặc bỏ dòng này."
            yield _of_campaign("confirmed-unknown", Severity.WARNING, message, remedy)


def _of_line(line: Commendation, honour: Honour, kind: str, settings: Settings, findings: dict[tuple[str, str], Finding]) -> None:
    """Add what keeps one prize of one line open. A cap of zero means that none of this kind is given."""
    whom: Literal["person", "collective"] = "collective" if kind == "collective" else "person"
    if (line.collectives if whom == "collective" else line.persons) == 0:
        return
    result = prize_of(line, whom, settings)
    if result.amount is not None:
        return
    for key in result.unsettled:
        findings["confirm", key] = _to_confirm(honour.name, f"mức tiền thưởng {result.basis}", key)
    if not result.unsettled:
        word = "tập thể" if whom == "collective" else "cá nhân"
        message = f"{honour.name}: chưa tính được tiền thưởng cho {word} ({result.basis})."
        remedy = "Ghi mức tiền thưởng của đợt này trong campaign.toml (prize_person, prize_collective)."
        findings["none", f"{line.honour}.{kind}"] = _of_campaign("no-prize", Severity.WARNING, message, remedy)


def _to_confirm(name: str, what: str, key: str) -> Finding:
    message = f"{name}: {what} là số liệu cần xác nhận (khóa {key})."
    remedy = f"Đối chiếu văn bản gốc, rồi thêm “{key}” vào mục confirmed của campaign.toml, hoặc ghi mức của đợt này."
    return _of_campaign("to-confirm", Severity.BLOCKING, message, remedy)


def _of_campaign(code: str, severity: Severity, message: str, remedy: str) -> Finding:
    return Finding(f"honours.{code}", severity, message, remedy, file="campaign.toml")
