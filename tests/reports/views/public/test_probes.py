"""Health checks: what a load balancer is told, and when."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@pytest.mark.django_db
def test_ready_means_the_database_answers_and_is_up_to_date(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Content-Type"] == "text/plain"


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["reports", "django_tasks_database", "account"])
def test_not_ready_while_a_migration_waits(client, app):
    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.filter(app=app).latest("pk")
    last.delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations pending")
    assert client.get("/livez").status_code == 200, "a restart would not help"


def test_alive_without_a_database(client):
    """No mark: any query would fail this test."""
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_a_probe_is_never_kept_and_needs_no_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert response.cookies == {}
    assert client.get("/").headers["Location"] == "https://testserver/"
