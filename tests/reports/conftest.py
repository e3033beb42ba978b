"""The people, the organisation and the report that most tests need, and mail that goes the real way."""

import pytest

from reports.enums import MemberRole
from tests import builders


@pytest.fixture(autouse=True)
def mail_goes_through_the_queue(settings):
    """Undo what Django's test runner does to mail: only `run_jobs()` fills the outbox."""
    settings.EMAIL_BACKEND = "reports.jobs.mail.QueueBackend"


@pytest.fixture(scope="module")
def module_database(django_db_setup, django_db_blocker):
    """One transaction around a whole module, for rows that all of its tests share.

    A module that asks for it must not hold transactional tests: their flush would wait for it.
    """
    with django_db_blocker.unblock(), builders.rolled_back():
        yield


@pytest.fixture
def owner(db):
    """The owner of `organisation`."""
    return builders.make_user("owner")


@pytest.fixture
def organisation(owner):
    """An organisation with one owner and no report."""
    return builders.make_organisation("sakura-works", owner=owner)


@pytest.fixture
def editor(organisation):
    """An editor of `organisation`."""
    return builders.make_member(organisation, MemberRole.EDITOR, user=builders.make_user("editor")).user


@pytest.fixture
def viewer(organisation):
    """A viewer of `organisation`."""
    return builders.make_member(organisation, MemberRole.VIEWER, user=builders.make_user("viewer")).user


@pytest.fixture
def stranger(db):
    """An owner of another organisation, so that there is something to mix up."""
    user = builders.make_user("stranger")
    builders.make_organisation("elsewhere", owner=user)
    return user


@pytest.fixture
def secretariat(db):
    """Somebody who works for the secretariat and belongs to no organisation."""
    return builders.make_user("secretariat", is_secretariat=True)


@pytest.fixture
def cycle(db):
    """The cycle 2026."""
    return builders.make_cycle("2026")


@pytest.fixture
def report(organisation, cycle):
    """An empty draft of `organisation`."""
    return builders.make_report(organisation, cycle=cycle)
