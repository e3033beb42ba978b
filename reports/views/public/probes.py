"""Health checks for load balancers and supervisors."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from reports.views.access import probe


@probe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@probe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and all migrations are applied."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database out of reach", content_type="text/plain", status=503)
    if pending:
        return HttpResponse("migrations pending", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")
