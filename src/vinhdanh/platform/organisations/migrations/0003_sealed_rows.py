"""What register rows tell stands encrypted; a register can be cleared away."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import vinhdanh.platform.personal.fields

COLUMNS = {"values": dict, "changes": list, "findings": list, "before": dict}
BATCH = 500


def seal(apps: Any, editor: Any) -> None:
    """Copies what stood in plain columns into encrypted ones."""
    rows = apps.get_model("organisations", "RegisterRow").objects.using(editor.connection.alias)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = list(rows.filter(pk__in=keys[start : start + BATCH]))
        for row in batch:
            for name in COLUMNS:
                setattr(row, name, getattr(row, f"plain_{name}"))
        rows.bulk_update(batch, list(COLUMNS), batch_size=100)


def unseal(apps: Any, editor: Any) -> None:
    """The way back."""
    rows = apps.get_model("organisations", "RegisterRow").objects.using(editor.connection.alias)
    for row in rows.order_by("pk"):
        for name in COLUMNS:
            setattr(row, f"plain_{name}", getattr(row, name))
        row.save()


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("organisations", "0002_register"),
    ]

    operations = [
        *(migrations.RenameField(model_name="registerrow", old_name=name, new_name=f"plain_{name}") for name in COLUMNS),
        *(
            migrations.AddField(
                model_name="registerrow",
                name=name,
                field=vinhdanh.platform.personal.fields.SealedJSONField(default=kind, place=f"register row {name}"),
            )
            for name, kind in COLUMNS.items()
        ),
        migrations.RunPython(seal, unseal),
        *(migrations.RemoveField(model_name="registerrow", name=f"plain_{name}") for name in COLUMNS),
        migrations.AddField(model_name="registerimport", name="cleared_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(model_name="registerimport", name="new_groups", field=models.JSONField(default=list)),
        migrations.AlterField(
            model_name="registerimport",
            name="file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
    ]
