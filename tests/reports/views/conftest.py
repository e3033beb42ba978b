"""The site that the tests of pages share. Each test gets it fresh: its own writes are undone."""

from copy import deepcopy
from dataclasses import replace

import pytest
from django.db import transaction

from tests.reports.views.site import build_site


@pytest.fixture(scope="package")
def built_site(django_db_setup, django_db_blocker):
    """Build the site once, in a transaction around the transactions of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_site()
        transaction.set_rollback(True)


@pytest.fixture
def site(built_site, db):
    """The site; what a test writes is rolled back, in the database and on the objects."""
    kept = {name: value for name, value in vars(built_site).items() if name != "_clients"}
    return replace(built_site, **deepcopy(kept))
