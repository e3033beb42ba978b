"""Registers with more on them than the one report of the common site, written once for each module."""

import pytest
from django.db import transaction

from tests.reports.views.public.comparable import fill
from tests.reports.views.public.shelf import fill_shelf


@pytest.fixture(scope="module")
def shelf(built_site, django_db_blocker):
    """Three more reports beside that of `sakura-works` (CA, software, 50-249, 2025), and one withdrawn."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_shelf(built_site.people["secretariat"])
        yield built_site
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def compared(built_site, django_db_blocker):
    """Reports that differ in framework, language, roles and answers."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill(built_site.people["secretariat"])
        yield built_site
        transaction.set_rollback(True)
