"""The one application of this project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Reports, the people who write them and the pages that show them."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Say where the questionnaire stands; register the guards of published rows, the search
        index and the system checks."""
        from django.conf import settings  # noqa: PLC0415
        from django.db.models.signals import post_migrate  # noqa: PLC0415

        from reports import checks, frameworks  # noqa: F401, PLC0415
        from reports.models.guards import create_guards  # noqa: PLC0415
        from reports.models.search_index import create_search_index  # noqa: PLC0415

        frameworks.configure(frameworks=settings.HAIP_FRAMEWORK_DIR, wordings=settings.HAIP_WORDING_DIR)
        post_migrate.connect(create_guards, sender=self, dispatch_uid="reports.guards")
        post_migrate.connect(create_search_index, sender=self, dispatch_uid="reports.search_index")
