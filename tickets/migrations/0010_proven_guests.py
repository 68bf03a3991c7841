"""A link of a letter is used once; guests are told apart from those who have proven their address."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def whoever_typed_an_address(apps, schema_editor):
    """Guests of before have typed an address and proven nothing; their next letter's link proves it."""
    guests = apps.get_model("people", "Handle").objects.filter(network="guest", proven_at=None)
    guests.filter(customer__user=None).exclude(customer__exchange_id__gt="").update(network="typed")


def as_before(apps, schema_editor):
    """Back: a guest is a guest again, but where another has proven the same address meanwhile."""
    handles = apps.get_model("people", "Handle").objects
    taken = handles.filter(network="guest").values_list("external_id", flat=True)
    handles.filter(network="typed").exclude(external_id__in=list(taken)).update(network="guest")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_identity_documents"),
        ("tickets", "0009_account_locks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("link", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.RunPython(whoever_typed_an_address, as_before),
    ]
