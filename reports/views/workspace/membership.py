"""What somebody does about their own membership: hand ownership over, and leave. Each is asked once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.actions.errors import Refused
from reports.actions.members import is_last_owner, leave, transfer_ownership
from reports.models import Membership, Organisation
from reports.views.access import OWNERS, member

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@member()
@GET_OR_POST
def leave_organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Ask once, then end one's own membership; from then on every address of the organisation is 404."""
    if request.method == "POST":
        try:
            leave(organisation=organisation, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("workspace:members", organisation.slug)
        messages.success(request, _("You have left %(name)s.") % {"name": organisation.name})
        return redirect("workspace:home")
    context = {
        "organisation": organisation,
        "membership": request.membership,
        "is_last_owner": is_last_owner(request.membership),
    }
    return render(request, "workspace/leave.html", context)


@member(roles=OWNERS)
@GET_OR_POST
def member_transfer(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Ask once, then make the other member owner and oneself editor."""
    found = get_object_or_404(Membership.objects.select_related("user"), organisation=organisation, pk=pk)
    if request.method == "POST":
        try:
            transfer_ownership(membership=found, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            words = {"name": found.user.name or found.user.email}
            messages.success(request, _("%(name)s is owner now, and you are editor.") % words)
        return redirect("workspace:members", organisation.slug)
    context = {"organisation": organisation, "membership": request.membership, "taker": found}
    return render(request, "workspace/transfer.html", context)
