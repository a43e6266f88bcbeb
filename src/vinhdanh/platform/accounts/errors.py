"""Refusals."""

from __future__ import annotations

from vinhdanh.errors import UserError


class Forbidden(UserError):  # noqa: N818  # what it means, not what it is
    """The reader may not do this. Views answer as if the thing did not exist."""

    def __init__(self) -> None:
        super().__init__("Không tìm thấy nội dung này.", "Nothing was found here.")


class Outdated(UserError):  # noqa: N818  # as above
    """Somebody else saved first: nothing was overwritten.

    Args:
        theirs: Field name -> value saved meanwhile, as shown to a person.
    """

    def __init__(self, theirs: dict[str, str] | None = None) -> None:
        super().__init__(
            "Có người khác vừa lưu nội dung này trước đồng chí. Chưa có gì bị ghi đè; đồng chí xem phần khác nhau rồi lưu lại.",
            "Somebody else saved this before you. Nothing was overwritten; look at the difference and save again.",
        )
        self.theirs = theirs or {}
