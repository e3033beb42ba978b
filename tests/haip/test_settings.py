"""The settings as an operator meets them: a process of their own, an environment of their own."""

import os
import subprocess
import sys

import pytest

from tests.house.project import ROOT

PRODUCTION = {
    "SECRET_KEY": "k7N2vQ8xR4tY6uW1zA3sD5fG9hJ0lP2oI8mB4cV6nX1eK7rT5y",
    "ALLOWED_HOSTS": "reports.example.org",
    "DATABASE_URL": "postgres:///haip",
    "SITE_OPERATOR": "Somebody",
    "SITE_CONTACT": "contact@operator.example",
}
REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python with these variables and none of the test run's."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=plain | {"DJANGO_SETTINGS_MODULE": "haip.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _value(expression: str, **environment: str) -> str:
    """Return what an expression on the settings says."""
    done = _run("-c", f"from django.conf import settings as s; print({expression})", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("missing", [*[(name,) for name in REQUIRED], REQUIRED], ids=", ".join)
def test_half_a_configuration_does_not_start(missing):
    """One sentence says what is missing, whether the variable is absent or empty."""
    absent = {name: value for name, value in PRODUCTION.items() if name not in missing}
    for environment in (absent, absent | dict.fromkeys(missing, "")):
        done = _run("manage.py", "check", **environment)
        assert done.returncode != 0
        last = done.stderr.strip().splitlines()[-1]
        assert f"Set {', '.join(missing)} in the environment before starting" in last


def test_nothing_is_invented_for_production():
    assert _value("s.SECRET_KEY", **PRODUCTION) == PRODUCTION["SECRET_KEY"]
    assert _value("(s.DEBUG, s.DEVELOPMENT)", **PRODUCTION) == "(False, False)"


def test_the_deployment_check_is_clean():
    done = _run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_the_deployment_check_asks_who_runs_the_site():
    nobody = {name: value for name, value in PRODUCTION.items() if not name.startswith("SITE_")}
    done = _run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **nobody)
    assert done.returncode != 0
    assert "SITE_OPERATOR" in done.stderr


def test_production_is_safe_without_being_asked():
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY")
    assert _value(f"[getattr(s, name) for name in {names}]", **PRODUCTION) == "[True, True, True, True]"
    assert int(_value("s.SECURE_HSTS_SECONDS", **PRODUCTION)) >= 31_536_000
    assert _value("getattr(s, 'SECURE_PROXY_SSL_HEADER', None)", **PRODUCTION) == "None", (
        "headers can be forged"
    )
    assert _value("s.SITE_URL", **PRODUCTION) == "https://reports.example.org"


def test_a_laptop_works_without_https():
    laptop = PRODUCTION | {"DEVELOPMENT": "true"}
    expression = "(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    assert _value(expression, **laptop) == "(False, False, 0)"


def test_an_unreadable_value_is_refused():
    done = _run("manage.py", "check", **PRODUCTION | {"BEHIND_PROXY": "perhaps"})
    assert done.returncode != 0
    assert "BEHIND_PROXY" in done.stderr
