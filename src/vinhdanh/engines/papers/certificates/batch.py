"""What is printed, as words: a batch of certificates or of invitations. The writers add sizes and places, never words.

A line feed in `unit`, `post` and `citation` marks where the text is broken by preference when one line does not hold it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers.certificates.overlay import Overlay

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.engines.campaign.types import Signer


@dataclass(frozen=True, slots=True)
class Certificate:
    """One sheet to be framed.

    Args:
        nominee: Id of the nominee.
        number: Place in the register of commendations, "087".
        honorific: "Ông", "Bà", or "" (sex not told; a collective).
        name: Full name.
        unit: Post and unit, "Công nhân may, Công đoàn cơ sở Công ty May Bình Sơn".
        check: What the QR code says.
    """

    nominee: str
    number: str
    honorific: str
    name: str
    unit: str
    check: str


@dataclass(frozen=True, slots=True)
class CertificateBatch:
    """All certificates of one decision of the host, in the order of its list.

    Args:
        title: Title of the file.
        issuer: Lines over the word of honour, upper case.
        verb: "TẶNG" or "CẤP".
        word: The word of honour in capitals, "GIẤY KHEN".
        citation: What for, one sentence without a full stop.
        decision: Number of the decision, with a gap when it is not given yet.
        decision_day: "ngày 05 tháng 5 năm 2020", with gaps when open.
        place_date: The same with the place.
        day: Date stamped into the PDF.
    """

    title: str
    author: str
    issuer: tuple[str, ...]
    verb: str
    word: str
    citation: str
    decision: str
    decision_day: str
    place_date: str
    signer: Signer
    day: date | None = None
    items: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """One folded sheet for one person.

    Args:
        key: Id of the nominee or of the guest.
        number: Number of the invitation, "027".
        honorific: "Ông", "Bà", "Đồng chí" or "".
        name: Name of the person, or of the body that is to send one.
        post: Post and organisation, may be "".
        code: What the reception types when the QR code cannot be read.
        check: What the QR code says.
    """

    key: str
    number: str
    honorific: str
    name: str
    post: str
    code: str
    check: str


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A line of the programme: "07h30 - 07h40" (may be "") and what happens."""

    time: str
    text: str


@dataclass(frozen=True, slots=True)
class InvitationBatch:
    """All invitations to the conference: exemplars in printed order, then guests in the order given.

    Args:
        head_parent: Body above, short, upper case, "" if none.
        head: Lines of the issuing body, upper case.
        motto: What the conference is called, in capitals: "HỘI NGHỊ TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN".
        motto_rest: The rest of its name: "trong công nhân, … lần thứ I, năm 2020".
        cover_date: Place and day of the conference, as far as known.
        issuer: "Ban Thường vụ Liên đoàn Lao động huyện Phú Riềng".
        number: "Số: 14/GM-LĐLĐ", with a gap when not given yet.
        facts: Label and words of each line: Tới dự, Chủ trì, Thời gian, Địa điểm.
        reply: Whom to tell when one cannot come; "" when nobody is named.
        draft: "" or the mark printed across each page: time or place are not confirmed (R31).
    """

    title: str
    author: str
    head_parent: str
    head: tuple[str, ...]
    motto: str
    motto_rest: str
    cover_date: str
    issuer: str
    number: str
    place_date: str
    facts: tuple[tuple[str, str], ...]
    closing: str
    reply: str
    programme: tuple[ProgrammeLine, ...]
    signer: Signer
    draft: str = ""
    day: date | None = None
    items: tuple[Invitation, ...] = ()


Batch = CertificateBatch | InvitationBatch | Overlay
