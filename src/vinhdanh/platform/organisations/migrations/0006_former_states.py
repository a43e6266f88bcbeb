"""Levels and member figures that unions had before, with days. A union without a row has had today's: nothing else is known of the days before."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_former_places")]

    operations = [
        migrations.CreateModel(
            name="UnionState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField()),
                ("members", models.PositiveIntegerField(blank=True, null=True)),
                ("women", models.PositiveIntegerField(blank=True, null=True)),
                ("minority", models.PositiveIntegerField(blank=True, null=True)),
                ("workers", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "level",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.level"),
                ),
                (
                    "union",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_states", to="organisations.union"
                    ),
                ),
            ],
            options={
                "ordering": ("-until", "-id"),
                "constraints": [models.UniqueConstraint(fields=("union", "until"), name="one_former_state_per_union_and_day")],
            },
        ),
    ]
