"""What a merger or a split changed, so that it can be taken back. Those written before cannot: their rows have no `reorganisation`."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import vinhdanh.platform.personal.fields


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_former_states")]

    operations = [
        migrations.CreateModel(
            name="Reorganisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("merged", "Sáp nhập"), ("split", "Chia tách"), ("replaced", "Thay thế")], max_length=10
                    ),
                ),
                ("old", models.JSONField(default=list)),
                ("new", models.JSONField(default=list)),
                ("day", models.DateField()),
                ("decision", models.CharField(max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("changes", vinhdanh.platform.personal.fields.SealedJSONField(default=dict, place="reorganisation changes")),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "union",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reorganisations", to="organisations.union"
                    ),
                ),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.AddField(
            model_name="succession",
            name="reorganisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successions",
                to="organisations.reorganisation",
            ),
        ),
    ]
