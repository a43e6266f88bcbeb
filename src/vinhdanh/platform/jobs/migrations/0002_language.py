"""A job speaks the language of who asked for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [
        migrations.AddField(model_name="job", name="language", field=models.CharField(default="vi", max_length=8)),
    ]
