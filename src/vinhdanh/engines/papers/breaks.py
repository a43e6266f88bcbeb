"""Lines of a title: as few as fit, of like length, broken where the sense allows."""

from __future__ import annotations

from functools import cache

from vinhdanh.engines.papers.measures import joined, width

_COMPOUNDS = frozenset(
    [
        "ban chấp",
        "ban thường",
        "báo cáo",
        "bình chọn",
        "cá nhân",
        "cán bộ",
        "chấp hành",
        "chiến sĩ",
        "chủ tịch",
        "chức vụ",
        "công chức",
        "công đoàn",
        "công nhân",
        "cơ quan",
        "cơ sở",
        "danh hiệu",
        "danh sách",
        "dân tộc",
        "doanh nghiệp",
        "dự khuyết",
        "đại biểu",
        "đại diện",
        "đại hội",
        "đề nghị",
        "điển hình",
        "đoàn chủ",
        "đoàn viên",
        "đơn vị",
        "giai đoạn",
        "giấy khen",
        "hành chính",
        "hội đồng",
        "hội nghị",
        "kế hoạch",
        "khen thưởng",
        "lao động",
        "lần thứ",
        "liên đoàn",
        "mầm non",
        "nghị quyết",
        "người lao",
        "nhân dân",
        "phong trào",
        "quốc gia",
        "quyết định",
        "sản xuất",
        "sáng kiến",
        "số lượng",
        "tập thể",
        "tham dự",
        "thành tích",
        "thi đua",
        "thường trực",
        "thường vụ",
        "tiên tiến",
        "tiểu học",
        "tổ chức",
        "tổng hợp",
        "tổng kết",
        "tổng liên",
        "tờ trình",
        "toàn quốc",
        "trích ngang",
        "trung tâm",
        "trực tiếp",
        "trường học",
        "tuyên dương",
        "ủy ban",
        "viên chức",
        "việt nam",
        "xây dựng",
        "xuất sắc",
        "yêu nước",
    ]
)
"""Words of two syllables that a line of a title does not part."""
_OPENERS = frozenset(["của", "về", "việc", "trong", "tại", "và", "cho", "theo", "do", "dự", "được", "đề", "để", "gửi"])
"""Words before which a line may well begin."""
_DATE = frozenset({"ngày", "tháng", "số"})
_PARTED, _PLAIN = 1.5, 0.15
_EVEN = 4.0
_LONGEST = 60


def balanced(text: str, room: float, size: float, face: str = "") -> tuple[str, ...]:
    r"""The lines of a title in `room` mm; "\n" forces a break, a word wider than the room stands alone."""
    out: list[str] = []
    for part in joined(text).split("\n"):
        words = part.split(" ")
        out += _filled(words, room, size, face) if len(words) > _LONGEST else _best(tuple(words), room, size, face)
    return tuple(out)


def _filled(words: list[str], limit: float, size: float, face: str) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size, face) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _break_cost(before: str, after: str) -> float:
    """What it costs to begin a line with `after`: nothing after a comma or before a connecting word, much inside a word or a name."""
    if before[-1:] in {",", ";", ")", ":"}:
        return 0.0
    if before.lower() in _DATE or after.lower().startswith(("tháng", "năm\u00a0")):
        return _PARTED
    if f"{before} {after}".lower() in _COMPOUNDS or (before[:1].isupper() and after[:1].isupper() and not before.isupper()):
        return _PARTED
    return 0.0 if after.lower() in _OPENERS else _PLAIN


@cache
def _best(words: tuple[str, ...], room: float, size: float, face: str) -> tuple[str, ...]:
    """The cheapest lines of the least number: the sum of what breaks cost and of how uneven the lines are."""
    count = len(_filled(list(words), room, size, face))
    if count == 1:
        return (" ".join(words),)
    even = width(" ".join(words), size, face) / count
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for end in range(1, len(words) + 1):
        for start in range(end):
            line = " ".join(words[start:end])
            wide = width(line, size, face)
            if wide > room and end - start > 1:
                continue
            cost = _EVEN * (wide / even - 1) ** 2 + (_break_cost(words[start - 1], words[start]) if start else 0.0)
            for used in range(count):
                if (start, used) not in best:
                    continue
                before, lines = best[start, used]
                if (end, used + 1) not in best or before + cost < best[end, used + 1][0]:
                    best[end, used + 1] = (before + cost, (*lines, line))
    return best[len(words), count][1]
