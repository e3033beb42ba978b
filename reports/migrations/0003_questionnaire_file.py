from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_practices_and_carry_over"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionnaireFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("framework_id", models.CharField(max_length=40)),
                ("locale", models.CharField(max_length=8)),
                ("face", models.CharField(choices=[("pdf", "PDF"), ("docx", "Word")], max_length=8)),
                ("source_sha256", models.CharField(max_length=64)),
                ("job", models.CharField(blank=True, max_length=64)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "questionnaire as a file",
                "verbose_name_plural": "questionnaires as files",
                "ordering": ["framework_id", "locale", "face", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("framework_id", "locale", "face", "source_sha256"),
                        name="questionnaire_file_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", True), ("sha256", "")),
                            models.Q(("content__isnull", False), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="questionnaire_file_content_and_sha256",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("face__in", ["pdf", "docx"])),
                        name="questionnaire_file_face_known",
                    ),
                ],
            },
        ),
    ]
