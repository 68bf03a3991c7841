"""What is indexed knows for whom it is, before anybody searches by it."""

from django.db import migrations

AT_ONCE = 500


def tell(apps, schema_editor) -> None:
    """As `helpcenter.readers.of` says it."""
    articles = apps.get_model("helpcenter", "Translation").objects.select_related("article")
    documents = apps.get_model("search", "Document").objects.filter(model="helpcenter.translation")
    rows = articles.prefetch_related("article__tiers").in_bulk()
    changed = []
    for document in documents.only("object_id", "fields").iterator(AT_ONCE):
        if (row := rows.get(int(document.object_id))) is None:
            continue
        article = row.article
        agents = [f"role:{role}" for role in article.roles] or ["staff"]
        tiers = [f"tier:{tier.pk}" for tier in article.tiers.all()]
        others = tiers or ["signed-in" if article.signed_in else "anyone"]
        document.fields["readers"] = agents + ([] if article.audience == "agent" else others)
        changed.append(document)
    apps.get_model("search", "Document").objects.bulk_update(changed, ["fields"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("helpcenter", "0016_article_file_moved"), ("search", "0004_named")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
