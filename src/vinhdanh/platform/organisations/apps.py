"""The app `organisations` of the platform."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Registers `organisations` under its short label, brings in the levels after every migration, tells what follows in a merger."""

    name = "vinhdanh.platform.organisations"
    label = "organisations"
    verbose_name = _("Đơn vị")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Joins the registry."""
        from vinhdanh.platform.journal import words  # noqa: PLC0415 - models may be imported only now
        from vinhdanh.platform.organisations import offer  # noqa: PLC0415 - as above
        from vinhdanh.platform.organisations.journal_words import WORDS  # noqa: PLC0415 - as above

        post_migrate.connect(_sync_levels, sender=self, dispatch_uid="organisations.levels")
        offer.join()
        words.register(WORDS)


def _sync_levels(**_: Any) -> None:
    """The catalogue of this version may hold other levels than the one before."""
    from vinhdanh.platform.organisations.services import sync_levels  # noqa: PLC0415 - as above

    sync_levels()
