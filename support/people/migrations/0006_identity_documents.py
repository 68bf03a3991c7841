"""Who may open identity documents: in desks that stand already, the teams that check them."""

from django.db import migrations, models

CHECK_IDENTITY = ["verification", "compliance"]


def who_checks_may_see(apps, editor):
    apps.get_model("people", "Team").objects.filter(slug__in=CHECK_IDENTITY).update(may_see_identity=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_account_locks"),
    ]

    operations = [
        migrations.AddField(
            model_name="team",
            name="may_see_identity",
            field=models.BooleanField(
                default=False,
                help_text="Of the tickets its members may see. Every opening is written down.",
                verbose_name="may open identity documents",
            ),
        ),
        migrations.RunPython(who_checks_may_see, migrations.RunPython.noop),
    ]
