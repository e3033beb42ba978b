"""Who may see a view. Every view wears exactly one of these, and `audience` says which.

A stranger gets 404, as if the thing were not there; a member whose role is too small gets 403.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_safe

from reports import permissions
from reports.actions.errors import LinkClosed, NoSuchLink
from reports.actions.reading_links import link_from, record_visit
from reports.enums import MemberRole
from reports.models import Membership, Organisation, Report
from reports.views.stored import stored
from reports.views.typed import keep_typed
from reports.views.visitors import fetches_ahead, network_of

View = Callable[..., HttpResponse]
SHARED = 60
"""Seconds for which a cache in front of the site may serve a public page without asking."""


def public(view: View) -> View:
    """Anybody. The answer must not depend on who asks; browsers ask each time whether it has changed.

    A cache that many readers share may keep it for a minute. A view that sets `Cache-Control` itself is left
    alone.
    """
    conditional = conditional_page(require_safe(view))

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = conditional(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED)
        return response

    return _marked(wrapped, "public")


def public_page(view: View) -> View:
    """Anybody, and rendered once: stored for each address until the register changes (`stored`)."""
    return public(stored(view))


def probe(view: View) -> View:
    """Anybody, never cached: health checks."""
    return _marked(never_cache(require_safe(view)), "public")


def signed_in(view: View) -> View:
    """Anybody who is signed in; times are shown in their zone. Words of others wait until they sign in."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            keep_typed(request)
            return redirect_to_login(request.get_full_path())
        with timezone.override(request.user.zone):
            return view(request, *args, **kwargs)

    return _marked(wrapped, "signed_in")


def member(*, roles: frozenset[MemberRole] = frozenset(MemberRole)) -> Callable[[View], View]:
    """Members of the organisation in the address, with one of these roles.

    The view gets `organisation` in place of its slug; `request.membership` is the person's own. Of one in
    trust the secretariat is shown everything, as its owner would be.
    """

    def decorate(view: View) -> View:
        @signed_in
        @wraps(view)
        def wrapped(request: HttpRequest, org: str, *args: Any, **kwargs: Any) -> HttpResponse:
            memberships = Membership.objects.select_related("organisation")
            own = memberships.filter(user=request.user, organisation__slug=org).first()
            request.membership = own or _acting(request, _in_trust(request, Organisation, slug=org))
            if request.membership.role not in roles:
                raise PermissionDenied
            return view(request, request.membership.organisation, *args, **kwargs)

        return _marked(wrapped, _audience(roles))

    return decorate


def report_member(*, roles: frozenset[MemberRole] = frozenset(MemberRole)) -> Callable[[View], View]:
    """Members of the report's organisation; the view gets `report` in place of slug and cycle.

    `request.membership` is the person's own: what they are, not since when.
    """

    def decorate(view: View) -> View:
        @signed_in
        @wraps(view)
        def wrapped(request: HttpRequest, org: str, cycle: str, *args: Any, **kwargs: Any) -> HttpResponse:
            # In one query: a page that is typed in asks every few seconds.
            at = {"organisation__slug": org, "cycle__slug": cycle}
            reports = Report.objects.for_member(request.user).with_role().with_names()
            if report := reports.filter(**at).first():
                request.membership = Membership(
                    pk=report.member_id,
                    user=request.user,
                    organisation=report.organisation,
                    role=report.member_role,
                )
            else:
                report = _in_trust(request, Report, **at)
                request.membership = _acting(request, report.organisation)
            if request.membership.role not in roles:
                raise PermissionDenied
            return view(request, report, *args, **kwargs)

        return _marked(wrapped, _audience(roles))

    return decorate


def by_link(*, face: str) -> Callable[[View], View]:
    """Whoever has a reading link, without an account; the view gets `link` in place of its token.

    Each opening is recorded as one of `face`, once it has been answered in full: no HEAD, no page that asks
    to wait. A browser that fetches ahead gets nothing, so that nothing is read unrecorded. A token that is
    none is an address like any other where there is nothing; a link that is good no more says so.
    """

    def decorate(view: View) -> View:
        @never_cache
        @require_safe
        @wraps(view)
        def wrapped(request: HttpRequest, token: str) -> HttpResponse:
            try:
                link = link_from(token)
            except NoSuchLink as unknown:
                raise Http404 from unknown
            except LinkClosed as closed:
                response = render(request, "reading/closed.html", {"closed": closed}, status=410)
            else:
                response = HttpResponse(status=503) if fetches_ahead(request) else view(request, link)
                if request.method == "GET" and response.status_code == HTTPStatus.OK:
                    record_visit(link=link, face=face, network=network_of(request))
            # The address is the key: no site that the draft links to may learn it, and no search engine.
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return _marked(wrapped, "link")

    return decorate


def secretariat(view: View) -> View:
    """The secretariat; to everybody else the desk does not exist."""

    @signed_in
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_secretariat:
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(wrapped, "secretariat")


def _in_trust(request: HttpRequest, model: type[Model], **at: str) -> Any:
    """Return the organisation, or report of one, that the secretariat acts for; Http404 for anybody else."""
    if not request.user.is_secretariat:
        raise Http404
    names = ("organisation", "cycle", "submitted_by", "reviewer") if model is Report else ()
    return get_object_or_404(model._default_manager.in_trust().select_related(*names), **at)


def _acting(request: HttpRequest, organisation: Organisation) -> Membership:
    """Return what the secretariat may do there, which is no row."""
    return Membership(user=request.user, organisation=organisation, role=MemberRole.OWNER)


OWNERS = frozenset({MemberRole.OWNER})
WRITERS = permissions.EDITORS


def _audience(roles: frozenset[MemberRole]) -> str:
    return "member" if len(roles) == len(MemberRole) else "+".join(sorted(roles))


def _marked(view: View, audience: str) -> View:
    view.audience = audience
    return view
