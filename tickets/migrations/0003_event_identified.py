"""A stranger of the chat can turn out to be a customer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0002_desk_lists"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "opened"),
                    ("received", "customer wrote"),
                    ("replied", "answered"),
                    ("noted", "internal note"),
                    ("claimed", "taken"),
                    ("assigned", "assigned"),
                    ("released", "back in the queue"),
                    ("reprioritised", "priority changed"),
                    ("resolved", "resolved"),
                    ("reopened", "reopened"),
                    ("closed", "closed"),
                    ("identified", "the customer signed in"),
                ],
                max_length=15,
            ),
        ),
    ]
