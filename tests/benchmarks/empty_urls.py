"""The site with views more that do nothing but answer: what any request costs, and any stored bytes."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from haip.urls import urlpatterns as site
from reports.models import Rendition
from reports.views.access import public, signed_in


@signed_in
def empty(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("{}", content_type="application/json")


@public
def nothing(request: HttpRequest) -> HttpResponse:
    """Answer anybody."""
    return HttpResponse("{}", content_type="application/json")


def stored(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the bytes of a row: one query, no validators, no ranges."""
    content = Rendition.objects.values_list("content", flat=True).get(pk=pk)
    return HttpResponse(bytes(content), content_type="application/pdf")


urlpatterns = [
    path("workspace/empty/", empty, name="empty"),
    path("nothing/", nothing, name="nothing"),
    path("stored/<int:pk>/", stored, name="stored"),
    *site,
]
