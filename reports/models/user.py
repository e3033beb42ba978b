"""People who sign in. What they may see follows from memberships, not from this row."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from reports.enums import ContentLanguage


class UserManager(BaseUserManager["User"]):
    """Creates users with the e-mail address as their only name for signing in."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an ordinary user; the address is kept in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user for `/admin/`, which serves rescue only."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One person, known by e-mail address; once erased (`actions.erasing`), by nothing."""

    email = models.EmailField(_("e-mail address"), unique=True, max_length=254)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(
        _("language of e-mails"), max_length=8, choices=ContentLanguage, default="", blank=True
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the admin site"), default=False)
    is_secretariat = models.BooleanField(_("works for the secretariat"), default=False)
    is_erased = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=models.Q(language__in=["", *ContentLanguage.values]), name="user_language_known"
            ),
        ]

    def __str__(self) -> str:
        return gettext("a former member") if self.is_erased else self.name or self.email

    def get_full_name(self) -> str:
        """Return the name that other members see."""
        return str(self)

    @property
    def mail_language(self) -> str:
        """The language in which this person gets messages; the site's own if none was chosen."""
        return self.language or settings.LANGUAGE_CODE

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The reader's time zone; UTC if the stored one is no longer known."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")


def display_name(user: User) -> str:
    """Return the name that sign-in pages greet with."""
    return str(user)
