"""Error pages that need a view of their own; the rest are templates by Django's names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when the page was open too long or cookies are off."""
    return render(request, "403_csrf.html", status=403)
