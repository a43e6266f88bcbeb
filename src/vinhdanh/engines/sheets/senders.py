"""Weighs the clues about a file's sender and says how sure that is, in words that an official can check."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vinhdanh.engines.sheets import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.engines.campaign.grid import Grid
    from vinhdanh.engines.campaign.types import Settings, Union
    from vinhdanh.engines.sheets.identity import Clue, FormMark
    from vinhdanh.engines.sheets.log import Log

ENOUGH = 0.9
"""From this weight on a union is taken for the sender, unless another one comes near."""

NEAR = 0.5
"""A second union of this weight makes a doubt: a person decides."""


STRANGE = 0.5
"""What is left of a union's weight when the heading names a union that the register does not have."""


class Certainty(StrEnum):
    """How sure the sender is."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    FOREIGN = "foreign"
    DECIDED = "decided"


CERTAINTY_WORDS = {
    Certainty.SURE: "chắc chắn",
    Certainty.DOUBTFUL: "cần xác nhận",
    Certainty.UNKNOWN: "chưa rõ",
    Certainty.FOREIGN: "của nơi khác",
    Certainty.DECIDED: "đã quyết định",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whose file it is.

    Args:
        union: Code of the likeliest union, "" when nothing speaks for any. Only with `SURE` and `DECIDED` the file is that union's.
        certainty: How sure that is.
        share: How much speaks for `union`, 0 to 1: the weight of its clues, less what speaks for others.
        why: The reasons, in Vietnamese.
        others: Codes of other unions for which something speaks, the likeliest first.
    """

    union: str
    certainty: Certainty
    share: float
    why: str
    others: tuple[str, ...] = ()

    @property
    def settled(self) -> str:
        """Code of the union when it is settled, "" when a person has to decide."""
        return self.union if self.certainty in {Certainty.SURE, Certainty.DECIDED} else ""


def judge(clues: Iterable[Clue], strange: Sequence[str] = ()) -> Verdict:
    """Weighs clues.

    Clues for one union add up as independent witnesses do: 1 − Π(1 − weight). One union must reach `ENOUGH` and no other `NEAR`.

    Args:
        clues: Of one file.
        strange: What speaks for a union or campaign outside of this one, in Vietnamese.
    """
    of: dict[str, list[Clue]] = defaultdict(list)
    for clue in clues:
        of[clue.union].append(clue)
    shares = {code: 1.0 - _doubt(found) for code, found in of.items()}
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    if not ranked:
        if strange:
            return Verdict("", Certainty.FOREIGN, 0.0, "; ".join(strange))
        return Verdict("", Certainty.UNKNOWN, 0.0, "không có mã, tên đơn vị trong tên tệp, tiêu đề hay chỗ ký")
    best, others = ranked[0], tuple(ranked[1:])
    near = [code for code in others if shares[code] >= NEAR]
    why = _words(of[best])
    if near:
        why += "; nhưng " + "; ".join(f"{_words(of[code])} ({code})" for code in near[:3])
    elif strange and not any(c.kind == "form" for c in of[best]):
        why += "; nhưng " + "; ".join(strange)
    sure = shares[best] >= ENOUGH and why == _words(of[best])
    share = shares[best] ** 2 / sum(shares.values()) * (1.0 if sure or near or not strange else STRANGE)
    return Verdict(best, Certainty.SURE if sure else Certainty.DOUBTFUL, share, why, others)


def _doubt(clues: Sequence[Clue]) -> float:
    left = 1.0
    for clue in clues:
        left *= 1.0 - clue.weight
    return left


def _words(clues: Sequence[Clue]) -> str:
    return "; ".join(c.words for c in sorted(clues, key=lambda c: (-c.weight, c.kind)))


@dataclass(frozen=True, slots=True)
class Sender:
    """What one file says of its sender: the clues, what speaks for somebody outside, and what both come to."""

    clues: tuple[Clue, ...] = ()
    strange: tuple[str, ...] = ()
    verdict: Verdict = Verdict("", Certainty.UNKNOWN, 0.0, "")


def sender_of(
    log: Log, mark: FormMark | None, grids: Sequence[Grid], settings: Settings | None, unions: Sequence[Union]
) -> Sender:
    """Whose file it is by itself; what is wrong with that becomes a finding.

    Args:
        log: Takes the findings; its file name is a clue.
        mark: The mark of the form.
        grids: The sheets.
        settings: The campaign, if one is told.
        unions: The register; without it the form's mark is believed.
    """
    if mark and settings and mark.campaign != settings.id:
        log.block(
            "other-campaign",
            None,
            f"Tệp được lập theo mẫu của đợt khác («{mark.campaign}»), không phải đợt «{settings.id}».",
            "Dùng mẫu của đợt này để lập lại danh sách.",
        )
    if mark and mark.version > identity.VERSION:
        log.doubt(
            "form-newer", None, "Mẫu được tạo bằng phiên bản chương trình mới hơn.", "Cập nhật chương trình rồi đọc lại tệp."
        )
    if not unions:
        return Sender(verdict=Verdict(mark.union if mark else "", Certainty.SURE, 1.0, "mẫu mang mã đơn vị"))
    found = identity.clues(log.file, grids, unions, mark)
    strange = tuple(f"tiêu đề ghi «{name}», không có trong danh bạ" for name in identity.strange_names(grids, unions))
    if mark and all(u.code != mark.union for u in unions):
        strange = (f"mẫu mang mã «{mark.union}», không có trong danh bạ", *strange)
        log.block(
            "union-not-registered",
            None,
            f"Mã đơn vị «{mark.union}» trên mẫu không có trong danh sách đơn vị.",
            "Kiểm tra mã đơn vị, hoặc bổ sung đơn vị vào danh sách.",
        )
        return Sender(found, strange, _foreign(judge(found, strange)))
    verdict = judge(found, strange)
    if not verdict.settled:
        say(log, verdict, unions)
    return Sender(found, strange, verdict)


def by_name(filename: str, unions: Sequence[Union]) -> Sender:
    """Whose a file is that cannot be read: by its name alone."""
    found = identity.clues(filename, (), unions, None)
    return Sender(found, (), judge(found))


def _foreign(verdict: Verdict) -> Verdict:
    return Verdict(verdict.union, Certainty.FOREIGN, verdict.share, verdict.why, verdict.others)


UNSETTLED = frozenset({"sheets.union-unclear", "sheets.union-unknown", "sheets.union-foreign"})
"""Codes of what `say` says: a person's word in inbox.xlsx settles them."""


def say(log: Log, verdict: Verdict, unions: Sequence[Union]) -> None:
    """Notes that a file waits for a person's word."""
    names = {u.code: u.name for u in unions}
    remedy = "Ghi quyết định cho tệp này trong inbox.xlsx (lệnh «vinhdanh inbox»), hoặc đặt mã đơn vị vào tên tệp, ví dụ «GD-07 danh sach.xlsx»."
    if verdict.certainty is Certainty.FOREIGN:
        log.block("union-foreign", None, f"Tệp có vẻ không thuộc đợt này: {verdict.why}.", remedy)
    elif verdict.union:
        who = "; ".join(names.get(code, code) for code in (verdict.union, *verdict.others)[:4])
        log.block("union-unclear", None, f"Chưa chắc tệp của đơn vị nào (có thể: {who}): {verdict.why}.", remedy)
    else:
        log.block("union-unknown", None, f"Chưa xác định được tệp này của đơn vị nào: {verdict.why}.", remedy)
