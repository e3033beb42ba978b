"""Error pages that need a view of their own; the rest are templates by Django's names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.views.typed import keep_typed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when the page was open too long or cookies are off.

    Whoever signed in again meanwhile gets back what they typed, unsaved. Only what this site's own pages sent
    is put back: nobody else may fill in a form here.
    """
    own_page = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if own_page and request.user.is_authenticated and keep_typed(request):
        return redirect(request.path)
    return render(request, "403_csrf.html", status=403)
