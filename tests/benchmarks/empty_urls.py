"""The site with one view more, which does nothing but answer: what any signed-in request costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from haip.urls import urlpatterns as site
from reports.views.access import signed_in


@signed_in
def empty(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("{}", content_type="application/json")


urlpatterns = [path("workspace/empty/", empty, name="empty"), *site]
