"""How sign-in (django-allauth) is bent to this product. Nothing of the domain belongs here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Messages and mail carry this site's name instead of a row of `django.contrib.sites`."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Add the site's name and address to every account mail."""
        from haip.site import site  # noqa: PLC0415 - the adapter is loaded before the apps are

        super().send_mail(template_prefix, email, {**context, **site(self.request)})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may open an account; what they may see depends on membership alone."""
        return True
