from typing import Any

from django.db import migrations, models

from vinhdanh.engines.vietnamese import accent_key, match_key


def fill(apps: Any, _editor: Any) -> None:
    """Rows of yesterday get their keys."""
    for name, text in (("Task", lambda row: row.title), ("Guidance", lambda row: f"{row.title} {row.number}")):
        model = apps.get_model("campaigns", name)
        longest = model._meta.get_field("accent_key").max_length
        rows = list(model.objects.all())
        for row in rows:
            row.search_key, row.accent_key = match_key(text(row))[:longest], accent_key(text(row))[:longest]
        model.objects.bulk_update(rows, ["search_key", "accent_key"], batch_size=500)
    versions = list(apps.get_model("campaigns", "Version").objects.all())
    for row in versions:
        row.search_key = match_key(row.paper_number)[:200]
    apps.get_model("campaigns", "Version").objects.bulk_update(versions, ["search_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        migrations.AddField("guidance", "accent_key", models.CharField(default="", editable=False, max_length=1500)),
        migrations.AddField("task", "accent_key", models.CharField(default="", editable=False, max_length=700)),
        migrations.AddField("task", "search_key", models.CharField(default="", editable=False, max_length=700)),
        migrations.AddField("version", "search_key", models.CharField(default="", editable=False, max_length=200)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
