from django.db import migrations

# Immutable, so that an index may hold what it answers: the dictionary of accents changes with the server only.
FOLDED = """
    CREATE FUNCTION tickets_folded(said text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT lower(public.unaccent('public.unaccent', said)) $$
"""
INDEXES = """
    CREATE INDEX customers_called ON people_customer USING gin (tickets_folded(name) gin_trgm_ops);
    CREATE INDEX handles_called ON people_handle USING gin (tickets_folded(name) gin_trgm_ops);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_canaries"),
        ("search", "0001_initial"),
        ("tickets", "0031_joint_answers_look"),
    ]

    operations = [
        migrations.RunSQL(FOLDED, "DROP FUNCTION tickets_folded"),
        migrations.RunSQL(INDEXES, "DROP INDEX customers_called; DROP INDEX handles_called;"),
    ]
