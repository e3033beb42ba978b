"""Starting a report from a file: a PDF or JSON of this site, or of another one that runs this software.

Belongs here: whose report a file holds, and whether it is known here. Not here: reading the file
(`imports`), or where its words go (`carry_plan`).
"""

import unicodedata
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.actions.answers import open_for_writing
from reports.actions.carry_over import write_words
from reports.actions.carry_plan import Plan
from reports.actions.errors import Refused
from reports.actions.reports import start_report
from reports.imports import ReadFile
from reports.models import Organisation, Report, User, Version


@transaction.atomic
def start_from_file(
    *,
    organisation: Organisation,
    file: ReadFile,
    is_ours: bool = False,
    by: User,
    at: datetime | None = None,
    **given: Any,
) -> tuple[Report, Plan]:
    """Start the organisation's report for a cycle with the words of a file, all marked for review.

    `given` is what `start_report` takes beside: cycle, version of the questionnaire, language, origin.
    The profile and the logo stay those of the organisation. Raises Refused, and writes nothing, where
    `start_report` would, or if the file names another organisation and nobody says that it `is_ours`.
    """
    at = at or timezone.now()
    named = names(file, organisation)
    if not named and not is_ours:
        raise Refused(_("This file holds the report of another organisation."))
    report = start_report(organisation=organisation, by=by, at=at, **given)
    facts = {"file": file.name, "sha256": file.sha256, "draft": file.draft, "version": file.version}
    if not named:
        facts["organisation"] = file.organisation_name
    plan = write_words(open_for_writing(report, by), file.source, by=by, at=at, facts=facts)
    return report, plan


def names(file: ReadFile, organisation: Organisation) -> bool:
    """Whether the file names this organisation, by its name or by an address that it has or had here."""
    if _plain(file.organisation_name) == _plain(organisation.name):
        return True
    slug = file.organisation_slug
    return slug == organisation.slug or organisation.former_slugs.filter(slug=slug).exists()


def published_as(file: ReadFile) -> Version | None:
    """Return the version that was published here with just this content, if there is one. One query."""
    same = Version.objects.filter(sha256=file.sha256).select_related("report__organisation", "report__cycle")
    return same.defer("source").first()


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
