"""Review, correction, delisting and approval; the columns of withdrawal serve both ways off the register."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0011_published_summary"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="report", name="report_withdrawn_is_stamped_and_unlisted"),
        migrations.RemoveConstraint(model_name="report", name="report_withdrawn_at_and_by"),
        migrations.RemoveConstraint(model_name="report", name="report_submitted_is_stamped"),
        migrations.RenameField("report", "withdrawn_at", "unlisted_at"),
        migrations.RenameField("report", "withdrawn_by", "unlisted_by"),
        migrations.RenameField("report", "withdrawal_reason", "unlisting_reason"),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["-approved_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_status_known",
        ),
        migrations.AddField(
            model_name="attestation",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
        ),
        migrations.AddField(
            model_name="attestation",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="organisation",
            name="requires_approval",
            field=models.BooleanField(
                default=False, verbose_name="a second person approves before submission"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="correction_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="report",
            name="reviewer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="name",
            field=models.CharField(
                choices=[
                    ("created", "Draft started"),
                    ("approved", "Approved inside the organisation"),
                    ("submitted", "Attested and submitted"),
                    ("taken_back", "Submission taken back"),
                    ("review_started", "Review started"),
                    ("reviewer_changed", "Review given to a colleague"),
                    ("returned", "Returned with a reason"),
                    ("published", "Published"),
                    ("correction_started", "Correction started"),
                    ("correction_dropped", "Correction dropped"),
                    ("withdrawn", "Withdrawn from the register"),
                    ("delisted", "Delisted"),
                    ("relisted", "Listed again"),
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
                    ("cycle_saved", "Cycle saved"),
                    ("reading_link_created", "Reading link made"),
                    ("reading_link_revoked", "Reading link revoked"),
                ],
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("submitted", "Waiting for the secretariat"),
                    ("in_review", "In review"),
                    ("returned", "Returned with a reason"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("delisted", "Delisted"),
                    ("discarded", "Discarded"),
                ],
                default="draft",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "draft",
                            "submitted",
                            "in_review",
                            "returned",
                            "published",
                            "withdrawn",
                            "delisted",
                            "discarded",
                        ],
                    )
                ),
                name="report_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("unlisted_at__isnull", True), ("unlisted_by__isnull", True)),
                    models.Q(("unlisted_at__isnull", False), ("unlisted_by__isnull", False)),
                    _connector="OR",
                ),
                name="report_unlisted_at_and_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("current_version", None),
                        ("status__in", ["delisted", "withdrawn"]),
                        ("unlisted_at__isnull", False),
                    ),
                    models.Q(
                        models.Q(("status__in", ["delisted", "withdrawn"]), _negated=True),
                        ("unlisted_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="report_unlisted_is_stamped_without_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["in_review", "submitted"]), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="report_with_secretariat_is_stamped",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewer__isnull", False), ("status", "in_review")),
                    models.Q(models.Q(("status", "in_review"), _negated=True), ("reviewer__isnull", True)),
                    _connector="OR",
                ),
                name="report_in_review_has_reviewer",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "discarded"), _negated=True),
                    ("current_version__isnull", True),
                    _connector="OR",
                ),
                name="report_discarded_was_never_listed",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="approved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="reports.report"
            ),
        ),
    ]
