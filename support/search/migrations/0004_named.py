"""Documents written before know the stems of their titles, as those written from now on do."""

from django.db import migrations

from support.search import text


def name(apps, schema_editor) -> None:
    for code in apps.get_model("search", "Document").objects.values_list("language", flat=True).distinct():
        config = text.language(code).config
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                """
                UPDATE search_document SET vector = vector || array_to_tsvector(
                    ARRAY(SELECT '=' || lexeme FROM unnest(to_tsvector(%s::regconfig, lower(title)))))
                WHERE language = %s
                """,
                [config, code],
            )


class Migration(migrations.Migration):
    dependencies = [("search", "0003_passage")]

    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
