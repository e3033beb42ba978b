"""A person's own settings, and accounts that an operator opens from the command line."""

from allauth.account.models import EmailAddress
from django.db import transaction

from reports.models import User


@transaction.atomic
def change_settings(*, user: User, name: str, language: str, time_zone: str) -> User:
    """Change how a person is called, in which language mail comes and in which zone times are shown."""
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    return user


@transaction.atomic
def open_account(*, email: str, password: str, name: str, is_secretariat: bool = False) -> User:
    """Open an account whose address counts as verified, because an operator vouches for it."""
    user = User.objects.create_user(email, password, name=name, is_secretariat=is_secretariat)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def grant_secretariat(*, user: User) -> User:
    """Let an existing user work for the secretariat."""
    user.is_secretariat = True
    user.save(update_fields=["is_secretariat"])
    return user
