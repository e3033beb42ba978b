"""Who may do what: predicates over a user and a thing. No HTTP, no exceptions, no writes."""

from django.db.models import QuerySet

from reports.enums import WITH_SECRETARIAT, MemberRole, ReportStatus
from reports.models import Membership, Organisation, Report, User

EDITORS = frozenset({MemberRole.OWNER, MemberRole.EDITOR})


def role_in(user: User, organisation: Organisation | int) -> MemberRole | None:
    """Return the user's role in the organisation, or that of this id. One query, two for the secretariat.

    None for a stranger or a closed account. For an organisation in trust the secretariat acts as its owner.
    """
    role = _own_role(user, organisation)
    if role is None and user.is_active and user.is_secretariat:
        key = getattr(organisation, "pk", organisation)
        if Organisation.objects.in_trust().filter(pk=key).exists():
            return MemberRole.OWNER
    return role


def _own_role(user: User, organisation: Organisation | int) -> MemberRole | None:
    """Return the role that the user has as a member."""
    if not user.is_active:
        return None
    memberships = Membership.objects.filter(user=user, organisation=organisation)
    role = memberships.order_by().values_list("role", flat=True).first()
    return MemberRole(role) if role else None


def editors_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return the memberships of those who write for the organisation now, closed accounts left out."""
    return organisation.memberships.filter(role__in=EDITORS, user__is_active=True)


def is_member(user: User, report: Report) -> bool:
    """Any member, viewers included, and the secretariat where it holds the organisation in trust."""
    return role_in(user, report.organisation_id) is not None


def is_editor(user: User, report: Report) -> bool:
    """Owners and editors write."""
    return role_in(user, report.organisation_id) in EDITORS


def is_owner(user: User, report: Report) -> bool:
    """Owners discard and correct, and manage members; so does the secretariat for what it holds in trust."""
    return role_in(user, report.organisation_id) == MemberRole.OWNER


def can_attest(user: User, report: Report) -> bool:
    """Owners attest, submit and take back: members only, for nobody vouches for another organisation."""
    return _own_role(user, report.organisation_id) == MemberRole.OWNER


def can_transcribe(user: User, report: Report) -> bool:
    """The secretariat publishes what it transcribed, as long as the organisation has no members."""
    return is_secretariat(user, report) and report.is_transcribed and report.organisation.in_trust


def is_secretariat(user: User, report: Report) -> bool:
    """The secretariat decides about what was handed in, never about its own organisation's report."""
    return user.is_active and user.is_secretariat and _own_role(user, report.organisation_id) is None


def may_attest(user: User, report: Report, sha256: str) -> bool:
    """Whether answers with this fingerprint may be attested by the user: approved, or nobody has to.

    It takes two: whoever attests has not approved. Who has left since, or only reads, counts no more.
    """
    organisation = report.organisation
    if not organisation.requires_approval:
        return True
    given = report.approvals.filter(sha256=sha256, approved_by__in=editors_of(organisation).values("user"))
    return given.exclude(approved_by=user).exists()


def can_edit_answers(user: User, report: Report) -> bool:
    """An owner or editor, while the report is with the team."""
    return report.is_editable and is_editor(user, report)


def can_write_notes(user: User, report: Report) -> bool:
    """An owner or editor, wherever the report stands: also while it waits, and after its publication."""
    return report.status != ReportStatus.DISCARDED and is_editor(user, report)


def can_plan_actions(user: User, report: Report) -> bool:
    """An owner or editor, wherever the report stands: what is to be done better is no part of it."""
    return report.status != ReportStatus.DISCARDED and is_editor(user, report)


def can_ask_for_support(user: User, report: Report) -> bool:
    """Whether the user may ask the team for something beside the report: whoever decides, in the review."""
    return can_give_review(user, report)


def can_give_support(user: User, report: Report) -> bool:
    """An owner or editor, wherever the report stands; whether it is still asked for, the request says."""
    return report.status != ReportStatus.DISCARDED and is_editor(user, report)


def can_read_support(user: User, report: Report) -> bool:
    """The organisation's members, and the secretariat but for those who belong to it: they are members."""
    return _own_role(user, report.organisation_id) is not None or is_secretariat(user, report)


def can_manage(role: MemberRole | None) -> bool:
    """Whether this role may change profile, logo and members."""
    return role == MemberRole.OWNER


def can_start_report(role: MemberRole | None) -> bool:
    """Whether this role may start a report."""
    return role in EDITORS


def can_comment(user: User, report: Report) -> bool:
    """Whether the user may write to the team about single questions: whoever decides, during the review."""
    return can_give_review(user, report)


def can_give_review(user: User, report: Report) -> bool:
    """Whether the user may give the review of a report to a colleague now."""
    return report.status == ReportStatus.IN_REVIEW and is_secretariat(user, report)


def can_check_links(user: User, report: Report) -> bool:
    """Whether the user may have the web addresses of a report opened that was handed in."""
    return report.status in WITH_SECRETARIAT and is_secretariat(user, report)
