"""Cycles, as the secretariat keeps them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports.actions.cycles import save_cycle
from reports.forms.reports import CycleForm
from reports.models import Cycle
from reports.views.access import secretariat


@secretariat
@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    """All cycles."""
    return render(request, "secretariat/cycles.html", {"cycles": Cycle.objects.all()})


@secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def cycle(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Enter a cycle, or change label and dates of one."""
    found = get_object_or_404(Cycle, slug=slug) if slug else None
    form = CycleForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        known = Cycle.objects.get(pk=found.pk) if found else None
        save_cycle(cycle=known, by=request.user, **form.cleaned_data)
        messages.success(request, _("Cycle saved."))
        return redirect("secretariat:cycles")
    context = {"form": form, "cycle": found}
    return render(request, "secretariat/cycle.html", context, status=422 if form.errors else 200)
