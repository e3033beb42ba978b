"""The one application of this project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Reports, the people who write them and the pages that show them."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Register the guards that refuse changes to published rows, and the system checks."""
        from django.db.models.signals import post_migrate  # noqa: PLC0415

        from reports import checks  # noqa: F401, PLC0415
        from reports.models.guards import create_guards  # noqa: PLC0415

        post_migrate.connect(create_guards, sender=self, dispatch_uid="reports.guards")
