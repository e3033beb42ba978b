"""The database connection of a worker, which lives for weeks and sees the database restart."""

from django.db import close_old_connections, connection


def renew(*, broken: bool = False) -> None:
    """Leave a connection that is spoilt or old, or known to be `broken`; the next query opens another.

    Inside a transaction nothing happens: it is the caller's to end.
    """
    if connection.in_atomic_block:
        return
    if broken:
        connection.close()
    close_old_connections()
