"""Files get an address nobody can guess; those of before, too."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models


def name_all(apps, schema_editor):
    """One random key for each row, made where the rows are."""
    apps.get_model("tickets", "Attachment").objects.filter(key=None).update(key=RandomUUID())


class Migration(migrations.Migration):
    dependencies = [("tickets", "0018_field_kinds")]

    operations = [
        migrations.AddField("attachment", "key", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(name_all, migrations.RunPython.noop),
        migrations.AlterField(
            "attachment", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
