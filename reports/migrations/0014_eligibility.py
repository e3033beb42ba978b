import django.db.models.deletion
import django.utils.timezone
import django_countries.fields
from django.conf import settings
from django.db import migrations, models

import reports.models.jurisdiction
from reports.eligibility.starting import starting_rows


def enter_starting_table(apps, schema_editor):
    """Enter the jurisdictions that this software starts with; the secretariat keeps them from then on."""
    jurisdictions = apps.get_model("reports", "Jurisdiction").objects
    jurisdictions.bulk_create(jurisdictions.model(**row) for row in starting_rows())


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0013_planned_actions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="name",
            field=models.CharField(
                choices=[
                    ("created", "Draft started"),
                    ("submitted", "Attested and submitted"),
                    ("returned", "Returned with a reason"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn from the register"),
                    ("discarded", "Draft discarded"),
                    ("carried_over", "Answers carried over"),
                    ("text_placed", "Unplaced text put under a question"),
                    ("text_set_aside", "Unplaced text set aside"),
                    ("replaced", "Words replaced in answers"),
                    ("rendered", "Page and files rebuilt from the frozen version"),
                    ("organisation_created", "Organisation entered"),
                    ("profile_changed", "Profile changed"),
                    ("logo_changed", "Logo changed"),
                    ("member_invited", "Member invited"),
                    ("invitation_revoked", "Invitation revoked"),
                    ("member_joined", "Member joined"),
                    ("member_role_changed", "Role of a member changed"),
                    ("member_removed", "Member removed"),
                    ("member_left", "Member left"),
                    ("ownership_transferred", "Ownership handed to another member"),
                    ("cycle_saved", "Cycle saved"),
                    ("jurisdiction_saved", "Jurisdiction saved"),
                    ("jurisdiction_ended", "Jurisdiction ended"),
                    ("reading_link_created", "Reading link made"),
                    ("reading_link_revoked", "Reading link revoked"),
                ],
                max_length=32,
            ),
        ),
        migrations.CreateModel(
            name="Jurisdiction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "country",
                    django_countries.fields.CountryField(
                        countries=reports.models.jurisdiction.Places, max_length=2, verbose_name="country"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("oecd", "Member of the OECD"),
                            ("gpai", "Member of the Global Partnership on AI"),
                            ("adherent", "Adherent to the OECD AI Recommendation"),
                        ],
                        max_length=16,
                        verbose_name="ground",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("until", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "source_url",
                    models.URLField(blank=True, max_length=300, verbose_name="address of the source"),
                ),
                (
                    "end_source",
                    models.CharField(blank=True, max_length=300, verbose_name="source of the end"),
                ),
                (
                    "is_provisional",
                    models.BooleanField(
                        default=False, verbose_name="provisional: not checked against the source"
                    ),
                ),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "jurisdiction",
                "verbose_name_plural": "jurisdictions",
                "ordering": ["country", "ground", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["oecd", "gpai", "adherent"])),
                        name="jurisdiction_ground_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("country", "ground"),
                        name="jurisdiction_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="jurisdiction_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.RunPython(enter_starting_table, migrations.RunPython.noop),
    ]
