"""Open an account for the secretariat, or let an existing account work for it."""

import getpass
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from reports.actions.accounts import grant_secretariat, open_account
from reports.models import User


class Command(BaseCommand):
    """`manage.py create_secretariat office@operator.example --name "Desk"`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """E-mail address, name, and where the password comes from."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--ask-password",
            action="store_true",
            help="Type a password; otherwise one is invented and shown once.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create or promote, and say what was done."""
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        user = User.objects.filter(email=email).first()
        if user:
            grant_secretariat(user=user)
            self.stdout.write(f"{email} now works for the secretariat; the password is unchanged.")
            return
        password = getpass.getpass() if options["ask_password"] else secrets.token_urlsafe(16)
        open_account(email=email, password=password, name=options["name"] or email, is_secretariat=True)
        self.stdout.write(f"Account opened for {email}.")
        if not options["ask_password"]:
            self.stdout.write(f"Password, shown this once: {password}")
