"""Passages with what they mean, where PostgreSQL has pgvector; elsewhere words alone are searched."""

import django.db.models.deletion
import pgvector.django
from django.db import migrations, models

from support.search.meaning.ground import CreateWhereThereIsPgvector


class Migration(migrations.Migration):
    dependencies = [("search", "0002_concept")]

    operations = [
        CreateWhereThereIsPgvector(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=32)),
                ("model", models.CharField(max_length=60)),
                ("version", models.CharField(blank=True, max_length=32)),
                ("vector", pgvector.django.HalfVectorField(dimensions=384)),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="passages",
                        to="search.document",
                        to_field="key",
                    ),
                ),
            ],
            options={
                "indexes": [
                    pgvector.django.HnswIndex(
                        fields=["vector"], name="search_passage_near", opclasses=["halfvec_cosine_ops"]
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "mark", "model"), name="search_passage_once")
                ],
            },
        ),
    ]
