"""System checks: what an operator should learn from `manage.py check` and not from a visitor."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from reports.frameworks import FrameworkError, framework_ids, load


@register()
def frameworks_load(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every framework file can be read and is consistent, in each language of the site."""
    # The structure is shared by all languages: its fault is one fault.
    found: dict[str, CheckMessage] = {}
    for framework_id in framework_ids():
        for locale, _name in settings.LANGUAGES:
            try:
                load(framework_id, locale)
            except FrameworkError as error:
                found[str(error)] = Error(str(error), id="reports.E001")
    return list(found.values())


@register(deploy=True)
def operator_is_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Readers must be able to see who runs the site and to reach them."""
    if settings.SITE_CONTACT and settings.SITE_OPERATOR:
        return []
    return [
        Warning("Set SITE_OPERATOR and SITE_CONTACT: every page names who runs the site.", id="reports.W001")
    ]
