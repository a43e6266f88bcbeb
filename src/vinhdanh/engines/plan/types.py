"""What a reading of a plan paper is: values that point at their words, and the keys that were not found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vinhdanh.engines.vietnamese import Encoding

JsonValue = str | int | float | None | list["JsonValue"] | dict[str, "JsonValue"]
"""A value as the JSON of `vinhdanh plan read --json` holds it; its shape for each key stands in docs/plan.md."""

DOUBTFUL = 0.6
"""Below this confidence a value is doubtful: a person must look at it before it is used."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value found in the plan.

    Args:
        key: One of `KEYS`.
        value: The value, in the shape that docs/plan.md gives for the key.
        quote: The words it was read from: `text[start:end]`, exactly.
        start: Offset of the first code point of the quote in the text that was read.
        end: Offset after its last code point.
        confidence: 0 to 1; below `DOUBTFUL` a person must look.
        note: Why it is doubted, one Vietnamese sentence, or "".
    """

    key: str
    value: JsonValue
    quote: str
    start: int
    end: int
    confidence: float
    note: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a person must look at it before it is used."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the reading: what people call it, and whether a plan holds one value of it or several."""

    key: str
    label: str
    many: bool = False


KEYS: tuple[Key, ...] = (
    Key("paper.kind", "Loại văn bản"),
    Key("number", "Số, ký hiệu"),
    Key("date", "Ngày ban hành"),
    Key("place", "Nơi ban hành"),
    Key("name", "Tên gọi"),
    Key("kind", "Hình thức"),
    Key("audience", "Đối tượng của hội nghị"),
    Key("ordinal", "Lần thứ"),
    Key("year", "Năm"),
    Key("host", "Đơn vị tổ chức"),
    Key("host.standing", "Ban đứng tên kế hoạch"),
    Key("host.abbreviation", "Tên viết tắt của đơn vị"),
    Key("parent", "Cấp trên trực tiếp"),
    Key("basis", "Căn cứ", many=True),
    Key("basis.subject", "Trích yếu của căn cứ", many=True),
    Key("period", "Giai đoạn tổng kết"),
    Key("period_next", "Giai đoạn tiếp theo"),
    Key("review.since", "Tổng kết từ mốc"),
    Key("purpose", "Mục đích, yêu cầu", many=True),
    Key("occasion", "Dịp chào mừng", many=True),
    Key("movement", "Phong trào thi đua", many=True),
    Key("grassroots.honour", "Cơ sở biểu dương", many=True),
    Key("category", "Đối tượng lựa chọn", many=True),
    Key("priority", "Đối tượng ưu tiên", many=True),
    Key("soft", "Cơ cấu cần bảo đảm", many=True),
    Key("target", "Tỷ lệ phấn đấu (%)", many=True),
    Key("request", "Đề nghị cho người được chọn", many=True),
    Key("cap.delegates", "Số đại biểu tối đa"),
    Key("share.exemplars", "Tỷ lệ điển hình tiên tiến (%)"),
    Key("share.guests", "Tỷ lệ khách mời (%)"),
    Key("guest", "Khách mời", many=True),
    Key("duration", "Thời lượng"),
    Key("conference.tentative", "Thời gian dự kiến"),
    Key("conference.date", "Ngày tổ chức"),
    Key("conference.preparatory", "Ngày họp trù bị"),
    Key("conference.start", "Giờ bắt đầu"),
    Key("conference.place", "Địa điểm"),
    Key("deadline.conference", "Hạn tổ chức xong"),
    Key("deadline.grassroots", "Hạn tổ chức ở cơ sở"),
    Key("deadline.nominations", "Hạn nộp danh sách"),
    Key("nominations.channel", "Nơi nhận danh sách"),
    Key("nominations.item", "Hồ sơ của cơ sở gồm", many=True),
    Key("form", "Biểu mẫu"),
    Key("responsible", "Người chịu trách nhiệm"),
    Key("consequence", "Trách nhiệm khi không thực hiện"),
    Key("agenda", "Chương trình", many=True),
    Key("upward.congress", "Đại hội cấp trên"),
    Key("upward.seats", "Số đại biểu được phân bổ"),
    Key("upward.allotted_by", "Cấp phân bổ đại biểu"),
    Key("commend.authority", "Cấp khen thưởng", many=True),
    Key("budget.request", "Đề nghị kinh phí"),
    Key("publicity.channel", "Kênh tuyên truyền", many=True),
    Key("publicity.topic", "Nội dung tuyên truyền", many=True),
    Key("deadline.dossier", "Hạn gửi hồ sơ lên cấp trên"),
    Key("dossier.to", "Nơi gửi hồ sơ"),
    Key("dossier.channel", "Bộ phận nhận hồ sơ"),
    Key("dossier.item", "Hồ sơ gồm", many=True),
    Key("recipient", "Nơi nhận", many=True),
    Key("signer", "Người ký"),
)
"""Every key, in the order in which readings list them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan, read.

    Args:
        source: Name of the file.
        text: The text that was read; offsets of the values count its code points.
        values: In the order of `KEYS`, several of one key in the order of the text.
        missing: Keys of which nothing was found, in the order of `KEYS`.
        encoding: In which the paper was typed; another one than Unicode is to be said, as its text was converted.
    """

    source: str
    text: str
    values: tuple[Value, ...] = ()
    missing: tuple[str, ...] = field(default=())
    encoding: Encoding = "unicode"

    def one(self, key: str) -> Value | None:
        """The first value of a key, None when it is missing."""
        return next((v for v in self.values if v.key == key), None)

    def all(self, key: str) -> tuple[Value, ...]:
        """Every value of a key, in the order of the text."""
        return tuple(v for v in self.values if v.key == key)

    def line(self, value: Value) -> int:
        """The 1-based line of the text on which the quote begins."""
        return self.text.count("\n", 0, value.start) + 1

    def json(self) -> dict[str, JsonValue]:
        """The reading as `vinhdanh plan read --json` prints it."""
        rows: list[JsonValue] = [
            {"key": v.key, "value": v.value, "quote": v.quote, "start": v.start, "end": v.end, "confidence": v.confidence}
            for v in self.values
        ]
        return {"values": rows, "missing": list(self.missing)}
