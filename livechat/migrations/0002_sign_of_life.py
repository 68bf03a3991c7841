"""A window that is here says so every few seconds; nothing is counted up and down any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("livechat", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(model_name="visit", name="left_at"),
        migrations.RemoveField(model_name="visit", name="lines"),
        migrations.AddField(
            model_name="visit",
            name="here_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last sign of life"),
        ),
    ]
