"""Where an organisation wants it, a second person approves the very answers before they are attested."""

import pytest

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.approvals import approve
from reports.actions.errors import Refused
from reports.actions.members import change_role, remove_member
from reports.actions.organisations import change_profile
from reports.documents.source import content_sha256
from reports.enums import MemberRole
from reports.models import Approval, Event
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(report, organisation, owner):
    """A complete report of an organisation that wants approval."""
    change_profile(organisation=organisation, by=owner, requires_approval=True)
    builders.fill_report(report, owner)
    report.refresh_from_db()
    return report


def _now(report):
    return content_sha256(report.answers.by_code())


def _submit(report, by):
    return workflow.apply("submit", report=report, actor=by, **builders.ATTESTATION)


def test_without_approval_nothing_is_submitted(strict, owner):
    before = stored_rows()
    with pytest.raises(workflow.NotApproved):
        _submit(strict, owner)
    assert stored_rows() == before


def test_another_members_approval_lets_it_go(strict, owner, editor):
    approval = approve(report=strict, seen=_now(strict), by=editor)
    assert (approval.sha256, approval.approved_by) == (_now(strict), editor)
    assert Event.objects.latest("pk").data == {"sha256": approval.sha256}
    submitted = _submit(strict, owner)
    assert submitted.attestations.get().sha256 == approval.sha256


def test_ones_own_approval_does_not_count(strict, owner):
    approve(report=strict, seen=_now(strict), by=owner)
    with pytest.raises(workflow.NotApproved):
        _submit(strict, owner)
    second = builders.make_member(strict.organisation, MemberRole.OWNER).user
    assert _submit(strict, second).status == "submitted"


def test_the_approval_of_somebody_who_left_or_only_reads_does_not_count(strict, owner, editor):
    approve(report=strict, seen=_now(strict), by=editor)
    membership = strict.organisation.memberships.get(user=editor)
    change_role(membership=membership, role=MemberRole.VIEWER, by=owner)
    with pytest.raises(workflow.NotApproved):
        _submit(strict, owner)
    remove_member(membership=membership, by=owner)
    with pytest.raises(workflow.NotApproved):
        _submit(strict, owner)
    other = builders.make_member(strict.organisation, MemberRole.EDITOR).user
    approve(report=strict, seen=_now(strict), by=other)
    assert _submit(strict, owner).status == "submitted"


def test_a_changed_answer_voids_it_and_the_old_words_bring_it_back(strict, owner, editor):
    approve(report=strict, seen=_now(strict), by=editor)
    standing = strict.answers.by_code()["1a"]
    changed = save_answer(
        report=strict, code="1a", base=standing.number, by=owner, choices=[], text="Something else."
    )
    with pytest.raises(workflow.NotApproved):
        _submit(strict, owner)
    save_answer(
        report=strict,
        code="1a",
        base=changed.number,
        by=owner,
        choices=standing.choices,
        text=standing.text,
    )
    assert _submit(strict, owner).status == "submitted"


def test_only_what_was_seen_is_approved(strict, editor):
    with pytest.raises(Refused, match="have changed since"):
        approve(report=strict, seen="0" * 64, by=editor)
    assert not Approval.objects.exists()


def test_twice_is_once(strict, editor):
    first = approve(report=strict, seen=_now(strict), by=editor)
    assert approve(report=strict, seen=_now(strict), by=editor) == first
    assert Event.objects.filter(name="approved").count() == 1


def test_viewers_strangers_and_late_ones_are_refused(strict, owner, editor):
    viewer = builders.make_member(strict.organisation, MemberRole.VIEWER).user
    for person in (viewer, builders.make_user()):
        with pytest.raises(Refused):
            approve(report=strict, seen=_now(strict), by=person)
    approve(report=strict, seen=_now(strict), by=editor)
    _submit(strict, owner)
    with pytest.raises(Refused):
        approve(report=strict, seen=_now(strict), by=owner)
    assert Approval.objects.count() == 1


def test_who_does_not_ask_for_it_needs_none(report, owner):
    builders.fill_report(report, owner)
    assert _submit(report, owner).status == "submitted"
