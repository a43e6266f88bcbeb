"""A text that carries both languages is said in that of the request, in one place."""

from __future__ import annotations

from django.template import Context, Template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from vinhdanh.errors import UserError
from vinhdanh.platform.design.language import in_vietnamese, said

ERROR = UserError("Thiếu tên.", "The name is missing.")


def test_an_error_is_said_in_the_language_of_the_request() -> None:
    assert said(ERROR) == "Thiếu tên."
    with override("en"):
        assert said(ERROR) == "The name is missing."
        assert Template("{% load design %}{{ error|said }}").render(Context({"error": ERROR})) == "The name is missing."


def test_without_a_language_it_is_vietnamese() -> None:
    with override(None):
        assert said(ERROR) == "Thiếu tên."


def test_what_goes_to_others_is_vietnamese() -> None:
    with override("en"):
        with in_vietnamese():
            assert str(_("Đang xử lý")) == "Đang xử lý"
        assert str(_("Đang xử lý")) == "In progress"
