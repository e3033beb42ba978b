"""Write the demo register: fictional organisations, reports and accounts. Refused in production."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demo.seed import PASSWORD, is_seeded, seed

ACCOUNTS = ("owner", "editor", "viewer", "secretariat")


class Command(BaseCommand):
    """`manage.py seed_demo`; a second run changes nothing."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed once, and show the accounts each time."""
        if not settings.DEVELOPMENT:
            raise CommandError("Demo data is refused outside development (set DEVELOPMENT=true on a laptop).")
        if is_seeded():
            self.stdout.write("The demo register is there already; nothing was changed.")
        else:
            seed()
            self.stdout.write("The demo register is written.")
        self.stdout.write("\nDemo accounts, all with the password " + PASSWORD + ":")
        for name in ACCOUNTS:
            self.stdout.write(f"  {name}@demo.example")
