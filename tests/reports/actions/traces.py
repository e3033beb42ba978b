"""Somebody who leaves a trace wherever one can, and looking for it in everything that is stored."""

import json

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection

from reports.actions.answers import save_answer
from reports.actions.members import invite_member
from reports.enums import MemberRole
from reports.models import User
from tests import builders

NAME, ADDRESS = "Wanda Whitlock", "wanda@people.example"


def make_person(report, owner):
    """Return an editor who did everything that leaves a trace."""
    organisation = report.organisation
    user = builders.make_user("wanda")
    user.name, user.time_zone, user.language = NAME, "Asia/Tokyo", "ja"
    user.is_staff = user.is_superuser = user.is_secretariat = True
    user.save()
    builders.make_member(organisation, MemberRole.EDITOR, user=user)
    save_answer(report=report, code="1a", choices=[], text="Words.", base=None, by=user)
    builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    LogEntry.objects.create(
        user=owner,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=str(user),
        action_flag=CHANGE,
    )
    elsewhere = builders.make_organisation("elsewhere")
    invite_member(organisation=elsewhere, email=ADDRESS, role="viewer", by=builders.owner_of(elsewhere))
    builders.run_jobs(only="deliver")
    return user


def everything():
    """Yield table and row of all that is stored, whatever table it is, as words in lower case."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            for row in cursor.fetchall():
                yield table, _words(row)
    # What they hold is written so that nobody can read it.
    for session in Session.objects.all():
        yield "django_session", _words(session.get_decoded())


def _words(said):
    """What is JSON inside may write letters as numbers; bytes are read as what they may say."""
    told = json.dumps(said, default=_read, ensure_ascii=False).lower()
    return told.encode().decode("unicode_escape", "ignore")


def _read(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def traces():
    """Return the tables in which name or address stand."""
    return {table for table, said in everything() if "wanda" in said}
