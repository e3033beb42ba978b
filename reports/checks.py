"""System checks: what an operator should learn from `manage.py check` and not from a visitor."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from reports.enums import ReportStatus
from reports.frameworks import FrameworkError, load
from reports.frameworks.checking import problems
from reports.frameworks.files import DATA, Files
from reports.models import Answer


@register()
def frameworks_load(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every file of the questionnaire that this project brings is sound, in each language."""
    return [Error(str(error), id="reports.E001") for error in problems(Files(DATA))]


@register()
def operator_files_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The operator's own files are; with a faulty one the site goes on with what is good."""
    frameworks, wordings = settings.HAIP_FRAMEWORK_DIR, settings.HAIP_WORDING_DIR
    found: list[CheckMessage] = []
    there = []
    for name, directory in (("HAIP_FRAMEWORK_DIR", frameworks), ("HAIP_WORDING_DIR", wordings)):
        usable = directory if directory and _is_directory(directory) else None
        if directory and not usable:
            found.append(Warning(f"{name}: there is no directory {directory}.", id="reports.W002"))
        there.append(usable)
    frameworks, wordings = there
    if not (frameworks or wordings):
        return found
    ours = {str(error) for error in problems(Files(DATA))}
    hint = "The last good data stay in use. Try `manage.py check_framework`."
    for error in problems(Files(*([frameworks] if frameworks else []), DATA), wordings):
        if str(error) not in ours:
            found.append(Warning(str(error), hint=hint, id="reports.W003"))
    return found


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Something above it must not be entered.
        return False


@register(Tags.database)
def answers_have_questions(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every stored answer stands under a code of its framework; else nobody sees it."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        stored: dict[str, set[str]] = defaultdict(set)
        # Before the first migration there is nothing to look at.
        if Answer._meta.db_table in connections[alias].introspection.table_names():
            rows = Answer.objects.using(alias).exclude(report__status=ReportStatus.DISCARDED)
            for framework_id, code in rows.values_list("report__framework_id", "code").distinct():
                stored[framework_id].add(code)
        for framework_id, codes in sorted(stored.items()):
            unknown = sorted(codes - _codes(framework_id))
            if unknown:
                said = (
                    f"Answers are stored under codes that {framework_id} does not have: {', '.join(unknown)}."
                )
                hint = (
                    "Put the codes back into the file of the framework: the answers are kept, but not shown."
                )
                found.append(Warning(said, hint=hint, id="reports.W004"))
    return found


def _codes(framework_id: str) -> set[str]:
    try:
        return {question.code for question in load(framework_id).questions}
    except FrameworkError:
        return set()


@register(deploy=True)
def operator_is_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Readers must be able to see who runs the site and to reach them."""
    if settings.SITE_CONTACT and settings.SITE_OPERATOR:
        return []
    return [
        Warning("Set SITE_OPERATOR and SITE_CONTACT: every page names who runs the site.", id="reports.W001")
    ]
