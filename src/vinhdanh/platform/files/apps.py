"""The app `files` of the platform."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Registers `files` under its short label."""

    name = "vinhdanh.platform.files"
    label = "files"
    verbose_name = _("Tệp")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tells the registry and the journal."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415  # models are ready only now

        from vinhdanh.platform.journal import words  # noqa: PLC0415  # as above
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415  # as above
        from vinhdanh.platform.registry.merging import follow  # noqa: PLC0415  # as above

        register(Offer("files", order=-70, on_merge_union={"files.StoredFile": follow("files.StoredFile", "union")}))
        words.register({"files.stored": _("Lưu một tệp"), "files.removed": _("Bỏ một tệp đã hết việc dùng")})
