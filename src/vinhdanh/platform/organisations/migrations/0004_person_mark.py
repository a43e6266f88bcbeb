"""Every record of a person bears a mark of its own, by which the ledger of erasures finds it again in an older backup."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import migrations, models

SPACE = uuid.UUID("5f0c4f0e-6d5b-4c41-9a0e-3b8f6f1b7a52")


def mark(apps: Any, editor: Any) -> None:
    """Records of before get a mark that follows from their number: the same in each backup of that time."""
    people = apps.get_model("organisations", "Person").objects.using(editor.connection.alias)
    batch: list[Any] = []
    for person in people.order_by("pk").only("pk").iterator(2000):
        person.mark = uuid.uuid5(SPACE, str(person.pk))
        batch.append(person)
    people.bulk_update(batch, ["mark"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_sealed_rows")]

    operations = [
        migrations.AddField(
            model_name="person", name="mark", field=models.UUIDField(null=True, editable=False, default=uuid.uuid4)
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="person", name="mark", field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
