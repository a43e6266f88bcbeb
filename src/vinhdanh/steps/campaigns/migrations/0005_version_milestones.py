from typing import Any

from django.db import migrations, models

from vinhdanh.engines.campaign import settings_of
from vinhdanh.engines.campaign.schedule import schedule


def fill(apps: Any, _editor: Any) -> None:
    """Versions of yesterday: the days that follow from what they say."""
    for row in apps.get_model("campaigns", "Version").objects.order_by("pk").iterator(chunk_size=50):
        steps = schedule(settings_of(row.content)[0])
        row.milestones = [
            {
                "key": step.key, "label": step.label[:300], "day": step.day.isoformat(), "until": step.until.isoformat() if step.until else None,
                "sense": str(step.sense), "counted": step.counted, "why": step.why,
            }
            for step in steps
        ]  # fmt: skip
        row.save(update_fields=["milestones"])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0004_succession")]

    operations = [
        migrations.AddField("version", "milestones", models.JSONField(default=list)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
