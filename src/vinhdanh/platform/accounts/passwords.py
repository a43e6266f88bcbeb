"""What a password must be, said in our words: Django's own sentences are not all there in Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import password_validation as django
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.models import User


class LongEnough(django.MinimumLengthValidator):
    """At least so many characters."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuses a short one."""
        if len(password) < self.min_length:
            raise ValidationError(
                _("Mật khẩu quá ngắn: cần từ %(min)d ký tự trở lên. Đồng chí ghép vài từ dễ nhớ.") % {"min": self.min_length}
            )
        super().validate(password, user)

    def get_help_text(self) -> str:
        """What is asked."""
        return _("Từ %(min)d ký tự trở lên.") % {"min": self.min_length}


class NotCommon(django.CommonPasswordValidator):
    """Not one of the passwords that everybody tries first."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuses one of the list."""
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(_("Mật khẩu này quá quen thuộc, dễ bị đoán. Đề nghị đồng chí chọn mật khẩu khác.")) from None


class NotTheName(django.UserAttributeSimilarityValidator):
    """Not the name or the e-mail of its holder."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuses one that is too much like it."""
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(
                _("Mật khẩu quá giống tên đăng nhập hoặc thư điện tử. Đề nghị đồng chí chọn mật khẩu khác.")
            ) from None
