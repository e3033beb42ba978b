"""Downloading a published file, against a view of stored bytes: `python -m tests.benchmarks.downloads`.

Aim: at most 2 times the CPU of the server for the whole file, and less than that for who has it already.
Measured on SQLite, or where DATABASE_URL names a PostgreSQL, there.
"""

import http.client
from collections.abc import Mapping
from statistics import median

from tests.benchmarks.measure import ROUNDS, milliseconds, show
from tests.benchmarks.throwaway import Server, database

REQUESTS = 400
SIZE = 300_000


def publish() -> dict[str, tuple[str, Mapping[str, str]]]:
    """Return what is asked for: name -> address and headers."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import reverse

    from reports.models import Rendition
    from tests import builders

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    version = builders.published_version()
    row = Rendition.objects.get(version=version, face="pdf")
    facts = builders.as_if_built(b"%PDF-" + bytes(SIZE))
    Rendition.objects.filter(pk=row.pk).update(**facts)
    args = [version.organisation_slug, version.cycle_slug, version.number]
    file = reverse("public:version-stored-file", args=[*args, facts["sha256"][:16], ".pdf"])
    return {
        "a view that does nothing": (reverse("nothing"), {}),
        "a view of stored bytes": (reverse("stored", args=[row.pk]), {}),
        "the file": (file, {}),
        "the file, held already (304)": (file, {"If-None-Match": f'"{facts["sha256"]}"'}),
        "a tenth of the file (206)": (file, {"Range": f"bytes=0-{SIZE // 10}"}),
        "what leads to the file (302)": (reverse("public:version-file", args=[*args, ".pdf"]), {}),
    }


def spent(server: Server, address: str, headers: Mapping[str, str]) -> float:
    """Return the seconds of CPU that one request takes the server."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    before = server.cpu()
    for _ in range(REQUESTS):
        connection.request("GET", address, headers=dict(headers))
        response = connection.getresponse()
        response.read()
        if response.status >= http.client.BAD_REQUEST:
            raise AssertionError(f"{address}: {response.status}")
    connection.close()
    return (server.cpu() - before) / REQUESTS


def measure() -> None:
    """Print the CPU of the server for each, and how often that of the stored bytes it is."""
    with database() as kind:
        asked = publish()
        with Server() as server:
            for address, headers in asked.values():
                spent(server, address, headers)
            rounds = [
                {name: spent(server, address, headers) for name, (address, headers) in asked.items()}
                for _ in range(ROUNDS)
            ]
    times = {name: median(each[name] for each in rounds) for name in asked}
    nothing, stored = times["a view that does nothing"], times["a view of stored bytes"]
    show(
        f"Downloads of {SIZE:,} bytes on {kind} (aim: the file at most 2 x a view of stored bytes)",
        ["", "CPU", "x stored bytes", "x nothing"],
        [
            [name, milliseconds(time), f"{time / stored:.2f}", f"{time / nothing:.2f}"]
            for name, time in times.items()
        ],
    )


if __name__ == "__main__":
    measure()
