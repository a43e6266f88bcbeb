from collections.abc import Callable
from typing import Any

from django.db import migrations

from vinhdanh.platform.accounts.sealing import seal_data, unseal_data


def seal(apps: Any, _editor: Any) -> None:
    """Seeds of yesterday, which stood plain, go into boxes."""
    _change(apps, seal_data)


def unseal(apps: Any, _editor: Any) -> None:
    """Back to what the former version reads."""
    _change(apps, unseal_data)


def _change(apps: Any, change: Callable[[dict[str, object]], dict[str, object]]) -> None:
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes")).order_by("pk"):
        row.data = change(row.data)
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(seal, unseal)]
