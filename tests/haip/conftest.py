"""Mail that goes the real way: through the job queue."""

import pytest


@pytest.fixture(autouse=True)
def mail_goes_through_the_queue(settings):
    """Undo what Django's test runner does to mail: only `run_jobs()` fills the outbox."""
    settings.EMAIL_BACKEND = "reports.jobs.mail.QueueBackend"
