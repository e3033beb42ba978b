"""Members and invitations of an organisation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.members import (
    accept_invitation,
    change_role,
    invitation_from,
    invite_member,
    remove_member,
    revoke_invitation,
)
from reports.enums import MemberRole
from reports.forms.members import InviteForm, RoleForm
from reports.models import Invitation, Membership, Organisation
from reports.views.access import OWNERS, member, signed_in


@member()
@require_safe
def members(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who belongs to the organisation, and who is invited."""
    role = MemberRole.OWNER if organisation.in_trust else None
    return _page(request, organisation, InviteForm(initial={"role": role}))


@member(roles=OWNERS)
@require_POST
def invite(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Invite somebody by e-mail."""
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invite_member(organisation=organisation, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, _("Invitation sent to %(email)s.") % {"email": form.cleaned_data["email"]}
            )
            return redirect("workspace:members", organisation.slug)
    return _page(request, organisation, form, status=422)


@member(roles=OWNERS)
@require_POST
def member_change(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Give a member another role, or remove them."""
    membership = get_object_or_404(Membership, organisation=organisation, pk=pk)
    form = RoleForm(request.POST)
    try:
        if "remove" in request.POST:
            remove_member(membership=membership, by=request.user)
            messages.success(request, _("The member was removed and has no access any more."))
        elif form.is_valid():
            change_role(membership=membership, role=form.cleaned_data["role"], by=request.user)
            messages.success(request, _("Role changed."))
        else:
            messages.error(request, _("Choose one of the roles."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    if membership.user == request.user:
        return redirect("workspace:home")
    return redirect("workspace:members", organisation.slug)


@member(roles=OWNERS)
@require_POST
def invitation_revoke(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Withdraw a pending invitation."""
    found = get_object_or_404(Invitation, organisation=organisation, pk=pk)
    try:
        revoke_invitation(invitation=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Invitation withdrawn."))
    return redirect("workspace:members", organisation.slug)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation; a link that can't be used says why."""
    try:
        if request.method == "POST":
            membership = accept_invitation(token=token, by=request.user)
            name = membership.organisation.name
            messages.success(request, _("You are now a member of %(name)s.") % {"name": name})
            return redirect("workspace:organisation", membership.organisation.slug)
        found = invitation_from(token)
    except Refused as refusal:
        return render(request, "workspace/invitation.html", {"refusal": str(refusal)}, status=410)
    fits = found.email == request.user.email.lower()
    return render(request, "workspace/invitation.html", {"invitation": found, "fits": fits})


def _page(
    request: HttpRequest, organisation: Organisation, form: InviteForm, status: int = 200
) -> HttpResponse:
    memberships = organisation.memberships.select_related("user")
    owners = [
        membership.pk
        for membership in memberships
        if membership.role == MemberRole.OWNER and membership.user.is_active
    ]
    context = {
        "organisation": organisation,
        "membership": request.membership,
        "memberships": memberships,
        "only_owner": owners[0] if len(owners) == 1 else None,
        "invitations": Invitation.objects.pending().filter(organisation=organisation),
        "can_manage": permissions.can_manage(request.membership.role),
        "role_choices": RoleForm().fields["role"].choices,
        "form": form,
    }
    return render(request, "workspace/members.html", context, status=status)
