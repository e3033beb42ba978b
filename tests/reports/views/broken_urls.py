"""The site's addresses and one that breaks, to see the page that says so."""

from django.http import HttpRequest
from django.urls import path

from haip.urls import urlpatterns as site_urlpatterns


def broken(request: HttpRequest) -> None:
    """Fail as no view should."""
    raise RuntimeError("meant to break")


urlpatterns = [path("broken/", broken), *site_urlpatterns]
