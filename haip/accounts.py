"""How sign-in (django-allauth) is bent to this product. Nothing of the domain belongs here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Messages and mail carry this site's name instead of a row of `django.contrib.sites`."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sign every account mail with this site's name and address."""
        here = RequestSite(self.request)
        here.name, here.domain = settings.SITE_NAME, settings.SITE_URL.partition("://")[2]
        super().send_mail(template_prefix, email, {**context, "current_site": here})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may open an account; what they may see depends on membership alone."""
        return True
