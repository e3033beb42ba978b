"""Erase name and address of a person for good. What they did stays under a pseudonym; it cannot be undone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.actions.erasing import erase_person
from reports.actions.errors import Refused
from reports.models import User


class Command(BaseCommand):
    """`manage.py erase_person somebody@operator.example`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say under which pseudonym the trail knows them."""
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        try:
            erased = erase_person(user=user)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Erased. Pages say “a former member”, and the trail {erased.actor.pk}.")
