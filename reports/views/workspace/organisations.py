"""The workspace's front page, an organisation's dashboard, its profile and logo."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import eligibility, permissions
from reports.actions.errors import Refused
from reports.actions.organisations import change_profile, create_organisation, set_logo
from reports.forms.organisations import LogoForm, OrganisationForm
from reports.models import Cycle, Logo, Organisation, Report
from reports.views.access import OWNERS, member, signed_in
from reports.views.workspace.renewals import to_renew
from reports.views.workspace.steps import Row, rows

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All organisations and reports of the person."""
    reports = Report.objects.for_member(request.user).with_first_publication().with_names()
    memberships = request.user.memberships.select_related("organisation").order_by("organisation__name")
    roles = {membership.organisation_id: membership.role for membership in memberships}
    by_organisation: dict[int, list[Row]] = defaultdict(list)
    for row in rows(reports, roles):
        by_organisation[row.report.organisation_id].append(row)
    groups = [
        {
            "membership": membership,
            "rows": by_organisation[membership.organisation_id],
            "can_start": permissions.can_start_report(membership.role),
        }
        for membership in memberships
    ]
    context = {"reports": reports, "memberships": memberships, "groups": groups}
    return render(request, "workspace/home.html", context)


@signed_in
@GET_OR_POST
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Enter an organisation; whoever does so becomes its owner."""
    form = OrganisationForm(request.POST or None, submit=_("Create the organisation"))
    if request.method == "POST" and form.is_valid():
        try:
            created = create_organisation(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("%(name)s is entered. You are its owner.") % {"name": created.name})
            return redirect("workspace:organisation", created.slug)
    return render(request, "workspace/organisation_new.html", {"form": form}, status=_status(form))


@member()
@require_safe
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Reports per cycle, and the ways to profile and members."""
    kept = Report.objects.filter(organisation=organisation).kept()
    reports = kept.with_first_publication().with_names()
    open_cycles = Cycle.objects.exclude(pk__in=[report.cycle_id for report in reports])
    context = {
        "organisation": organisation,
        "membership": request.membership,
        "eligibility": eligibility.eligible(organisation.country, eligibility.day()),
        "reports": reports,
        "rows": rows(reports, {organisation.pk: request.membership.role}),
        "is_published": any(report.current_version_id for report in reports),
        "open_cycles": open_cycles,
        "to_renew": to_renew(reports, open_cycles),
        "can_manage": permissions.can_manage(request.membership.role),
        "can_start": permissions.can_start_report(request.membership.role),
    }
    return render(request, "workspace/organisation.html", context)


@member(roles=OWNERS)
@GET_OR_POST
def profile(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Change the profile. The form works on a copy, so a refused change shows nowhere else."""
    copy = Organisation.objects.get(pk=organisation.pk)
    form = OrganisationForm(request.POST or None, instance=copy, submit=_("Save profile"))
    if request.method == "POST" and form.is_valid():
        try:
            saved = change_profile(organisation=organisation, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("Profile saved."))
            return redirect("workspace:profile", saved.slug)
    return _profile_page(request, organisation, form=form)


@member(roles=OWNERS)
@require_POST
def logo_upload(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Set or remove the logo."""
    if "remove" in request.POST:
        set_logo(organisation=organisation, png=None, by=request.user)
        messages.success(request, _("Logo removed."))
        return redirect("workspace:profile", organisation.slug)
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _profile_page(request, organisation, logo_form=form)
    set_logo(organisation=organisation, png=form.cleaned_data["logo"], by=request.user)
    messages.success(request, _("Logo saved."))
    return redirect("workspace:profile", organisation.slug)


@member()
@require_safe
def logo(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Today's logo, for members."""
    found = Logo.objects.filter(organisation=organisation).first()
    if found is None:
        return HttpResponse(status=404)
    return HttpResponse(bytes(found.png), content_type="image/png")


def _profile_page(
    request: HttpRequest,
    organisation: Organisation,
    *,
    form: OrganisationForm | None = None,
    logo_form: LogoForm | None = None,
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "eligibility": eligibility.eligible(organisation.country, eligibility.day()),
        "form": form or OrganisationForm(instance=organisation, submit=_("Save profile")),
        "logo_form": logo_form or LogoForm(),
        "has_logo": Logo.objects.filter(organisation=organisation).exists(),
    }
    return render(request, "workspace/profile.html", context, status=_status(logo_form or form))


def _status(form: OrganisationForm | LogoForm | None) -> int:
    return 422 if form is not None and form.is_bound and form.errors else 200
