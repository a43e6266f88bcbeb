"""What verbs of the journal are called. Each app tells its own in the `ready` of its `apps.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

_words: dict[str, object] = {}
FACTS = {
    "after": _("sau"), "answers": _("câu trả lời"), "batch": _("lần gửi"), "before": _("trước đó"), "changed": _("đã đổi"), "changes": _("thay đổi"),
    "children": _("các đơn vị trực thuộc"), "choice": _("lựa chọn"), "code": _("mã"), "count": _("số lượng"), "counts": _("số lượng"),
    "day": _("vào ngày"), "decision": _("quyết định"), "digest": _("dấu vân tay của tệp"), "due": _("hạn"), "ended": _("đã kết thúc"),
    "fields": _("các mục"), "figures": _("số liệu"), "file": _("tệp"), "filled": _("được bổ sung"), "from": _("từ"),
    "goes_on": _("tiếp tục hoạt động"), "gone": _("bản ghi được gộp"), "group": _("khối, cụm"), "groups": _("khối, cụm"), "into": _("thành"),
    "invitation": _("thư mời"), "kept": _("bản ghi được giữ"), "key": _("khóa"), "kind": _("loại"), "last": _("lần trước"), "members": _("đoàn viên"),
    "minority": _("dân tộc thiểu số"), "name": _("tên"), "new": _("mới"), "number": _("số, ký hiệu"), "old": _("cũ"), "order": _("thứ tự"),
    "parent": _("cấp trên"), "person": _("người có liên quan"), "places": _("chỗ được phân bổ"), "position": _("vị trí"), "post": _("chức danh"),
    "posts": _("chức danh"), "reason": _("lý do"), "records": _("số bản ghi"), "revision": _("lần sửa"), "role": _("vai"), "row": _("dòng"),
    "rows": _("số dòng"), "shown": _("số đếm được đưa ra"), "size": _("cỡ, byte"), "split_from": _("tách từ"), "state": _("tình trạng"),
    "subject": _("tiêu đề"), "title": _("chức danh, tên"), "to": _("đến"), "union": _("đơn vị"), "unions": _("đơn vị"), "units": _("đơn vị"),
    "username": _("tên đăng nhập"), "value": _("giá trị"), "values": _("giá trị"), "version": _("bản"), "way": _("cách báo"),
    "with_posts": _("kèm chức danh"), "women": _("nữ"), "workers": _("người lao động"), "year": _("năm"),
}  # fmt: skip
"""What the names of the values beside an entry are called; one that is not known stays as it is."""


def register(words: Mapping[str, object]) -> None:
    """Adds verbs with their (lazily translated) words."""
    _words.update(words)


def say(verb: str) -> str:
    """The words of a verb, or the verb itself."""
    return str(_words.get(verb, verb))


def fact(name: str) -> str:
    """The words of a value's name."""
    return str(FACTS.get(name, name))


def known() -> list[tuple[str, str]]:
    """All verbs with their words, in the order of the words."""
    return sorted(((verb, str(words)) for verb, words in _words.items()), key=lambda pair: pair[1])
