"""How sign-in (django-allauth) is bent to this product. Nothing of the domain belongs here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.views import LogoutView
from django import forms
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


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


class SignInForm(LoginForm):
    """Sign-in, with the choice that a shared computer keeps nothing.

    The drafting page then keeps no unsaved words in the browser, and the session ends with the browser.
    """

    shared = forms.BooleanField(
        label=_("This is a shared computer: keep nothing in this browser"), required=False
    )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign the person in, and remember the choice for as long as the session lasts."""
        request.session["shared_computer"] = self.cleaned_data["shared"]
        if self.cleaned_data["shared"]:
            self.cleaned_data["remember"] = False
        return super().login(request, redirect_url)


class SignOutView(LogoutView):
    """Sign-out; the browser is told to drop what this site kept in it."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign the person out."""
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response
