"""Each error of a mail server is told in plain words; none quotes the message."""

import pytest

from reports.jobs.mail_faults import found
from tests.reports.jobs.mail_servers import ERRORS

EXPECTED = {
    "closed": ("no_connection", "[Errno 111] Connection refused", False),
    "slow": ("too_slow", "timed out", False),
    "away": ("no_connection", "Connection unexpectedly closed", False),
    "password": ("not_let_in", "535 5.7.8 Bad credentials", False),
    "reader": ("no_such_reader", "550 5.1.1 No such user here", True),
    "full": ("no_such_reader", "452 4.2.2 Mailbox full", False),
    "sender": ("no_such_sender", "553 5.1.8 Unknown domain", False),
    "spam": ("refused", "554 5.7.1 Looks like spam", False),
    "odd": ("other", "RuntimeError", False),
    "header": ("malformed", "ValueError", True),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_an_error_means(name):
    seen = found(ERRORS[name])
    assert (seen.fault.value, seen.detail, seen.is_final) == EXPECTED[name]


def test_a_long_answer_is_cut():
    assert len(found(OSError("x" * 1000)).detail) == 300
