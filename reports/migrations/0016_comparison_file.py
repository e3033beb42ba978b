from django.db import migrations, models

import reports.models.comparison


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0015_outbox"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparisonFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("renderer", models.CharField(blank=True, max_length=60)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("size", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("built_at", models.DateTimeField(blank=True, null=True)),
                ("locale", models.CharField(max_length=8)),
                ("query", models.CharField(max_length=1000)),
                ("source_sha256", models.CharField(max_length=64)),
                ("versions", models.JSONField()),
                ("compared_on", models.DateField(default=reports.models.comparison.today)),
                ("asked_on", models.DateField(default=reports.models.comparison.today)),
            ],
            options={
                "verbose_name": "comparison as a file",
                "verbose_name_plural": "comparisons as files",
                "ordering": ["-asked_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("source_sha256",), name="comparison_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("built_at__isnull", True), ("content__isnull", True), ("sha256", "")),
                            models.Q(
                                ("built_at__isnull", False),
                                ("content__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="comparison_file_whole_or_waiting",
                    ),
                ],
            },
        ),
    ]
