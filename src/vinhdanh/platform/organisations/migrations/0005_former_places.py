"""Where unions stood before, with days; a union that split off may take over later the one that it came from."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_person_mark")]

    operations = [
        migrations.CreateModel(
            name="UnionPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField()),
                ("decision", models.CharField(blank=True, max_length=300)),
                (
                    "parent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.union"),
                ),
                (
                    "union",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_places", to="organisations.union"
                    ),
                ),
            ],
            options={"ordering": ("-until", "-id")},
        ),
        migrations.AddIndex(
            model_name="unionplace", index=models.Index(fields=["parent", "until"], name="former_places_of_parent")
        ),
        migrations.RemoveConstraint(model_name="succession", name="one_succession_per_pair"),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("predecessor", "successor", "kind"), name="one_succession_per_pair_and_kind"
            ),
        ),
    ]
