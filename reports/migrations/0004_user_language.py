from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_questionnaire_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("en", "English"), ("ja", "日本語"), ("fr", "Français")],
                default="",
                max_length=8,
                verbose_name="language of e-mails",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["", "en", "ja", "fr"])), name="user_language_known"
            ),
        ),
    ]
