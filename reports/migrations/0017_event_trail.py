import hashlib
import secrets
import uuid
from datetime import UTC

import django.db.models.deletion
import rfc8785
from django.conf import settings
from django.db import migrations, models

BATCH = 500
NO_MORE = {
    "submitted": ("name", "title"),
    "reading_link_created": ("reader",),
    "reading_link_revoked": ("reader",),
}
"""Names of people that events held: they stand in the attestation and in the link that `data` names by id."""


def open_table(schema_editor):
    """Drop the guards of the table; they are made anew after `migrate`."""
    on_table = " ON reports_event" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in ("update", "delete", "truncate"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS reports_event_no_{verb}{on_table}")


def settle(schema_editor):
    """Check foreign keys now: PostgreSQL alters no table for which such checks are still due."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def batches(events):
    last = 0
    while found := list(events.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield found
        last = found[-1].pk


def fill(apps, schema_editor):
    """Give each event its actor and its place in the chain of its report, its organisation or the rest."""
    open_table(schema_editor)
    actor_model, events = apps.get_model("reports", "Actor"), apps.get_model("reports", "Event").objects
    actors, ends = dict(actor_model.objects.values_list("user", "pk")), {}
    for found in batches(events):
        for event in found:
            if event.recorded_by_id and event.recorded_by_id not in actors:
                actors[event.recorded_by_id] = actor_model.objects.create(user_id=event.recorded_by_id).pk
            of = ("report", event.report_id) if event.report_id else ("organisation", event.organisation_id)
            position, previous = ends.get(of, (0, ""))
            event.actor_id = actors.get(event.recorded_by_id)
            event.data = {
                key: value for key, value in event.data.items() if key not in NO_MORE.get(event.name, ())
            }
            event.position, event.previous_sha256 = position + 1, previous
            event.salt = secrets.token_hex(16)
            event.sha256 = fingerprint(event)
            ends[of] = (event.position, event.sha256)
        events.bulk_update(found, ["actor", "data", "position", "previous_sha256", "salt", "sha256"])
    settle(schema_editor)


def fingerprint(event):
    """Return what `reports.trail.chain.fingerprint` returned when the first chains were made."""
    said = {
        "organisation": event.organisation_id,
        "report": event.report_id,
        "position": event.position,
        "salt": event.salt,
        "name": event.name,
        "data": event.data,
        "recorded_at": event.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "actor": str(event.actor_id) if event.actor_id else None,
        "previous": event.previous_sha256,
    }
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def name_persons(apps, schema_editor):
    """Say again in each event which user it was."""
    open_table(schema_editor)
    users = dict(apps.get_model("reports", "Actor").objects.values_list("pk", "user"))
    events = apps.get_model("reports", "Event").objects
    for found in batches(events):
        for event in found:
            event.recorded_by_id = users.get(event.actor_id)
        events.bulk_update(found, ["recorded_by"])
    settle(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0016_comparison_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="is_erased",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                (
                    "pseudonym",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="event",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reports.actor",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="position",
            field=models.PositiveIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event",
            name="salt",
            field=models.CharField(default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event",
            name="previous_sha256",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="event",
            name="sha256",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(fill, name_persons),
        migrations.RemoveField(model_name="event", name="recorded_by"),
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
                    ("cycle_saved", "Cycle saved"),
                    ("reading_link_created", "Reading link made"),
                    ("reading_link_revoked", "Reading link revoked"),
                    ("person_erased", "Name and address of a person erased"),
                ],
                max_length=32,
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                condition=models.Q(("report__isnull", False)),
                fields=("report", "position"),
                name="event_once_in_the_chain_of_a_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False), ("report__isnull", True)),
                fields=("organisation", "position"),
                name="event_once_in_the_chain_of_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", True), ("report__isnull", True)),
                fields=("position",),
                name="event_once_in_the_chain_of_the_rest",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="event_position_from_one"
            ),
        ),
    ]
