"""The content security policy as it is configured and as it leaves the server."""

import pytest
from django.conf import settings

DIRECTIVES = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
OWN = {"'self'", "'none'", "data:"}


def test_everything_comes_from_this_site():
    assert {source for sources in DIRECTIVES.values() for source in sources} <= OWN


def test_data_addresses_are_for_images_only():
    assert [name for name, sources in DIRECTIVES.items() if "data:" in sources] == ["img-src"]


@pytest.mark.parametrize("name", ["default-src", "frame-ancestors", "base-uri"])
def test_what_nobody_needs_is_refused(name):
    assert DIRECTIVES[name] == ["'none'"]


def test_nothing_is_only_reported():
    assert not hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY")


@pytest.mark.parametrize("path", ["/livez", "/there-is-no-such-page"])
@pytest.mark.django_db
def test_every_answer_carries_the_policy(client, path):
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
