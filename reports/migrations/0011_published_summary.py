import json

from django.db import migrations, models


def fill(apps, schema_editor):
    """Say of answers from before what the frozen source says beside their words."""
    answers = apps.get_model("reports", "PublishedAnswer").objects
    versions = apps.get_model("reports", "Version").objects.order_by("pk").values_list("pk", "source")
    for pk, source in versions.iterator(chunk_size=1):
        for section in json.loads(source)["sections"]:
            for question in section["questions"]:
                said = question["answer"] or {}
                beside = {name: said[name] for name in ("summary", "evidence") if said.get(name)}
                if beside:
                    answers.filter(version=pk, code=question["code"]).update(**beside)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0010_register"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedanswer",
            name="evidence",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="publishedanswer",
            name="summary",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
