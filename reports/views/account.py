"""A person's own settings. Sign-in, sign-up and passwords are django-allauth's pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.actions.accounts import change_settings
from reports.forms.account import SettingsForm
from reports.views.access import signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Name, language of e-mails and time zone."""
    user = request.user
    initial = {"name": user.name, "language": user.mail_language, "time_zone": user.time_zone}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_settings(user=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account:settings")
    return render(request, "account/settings.html", {"form": form}, status=422 if form.errors else 200)
