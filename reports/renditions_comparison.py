"""A comparison as a file: derived from what is public, and stored.

Belongs here: building the file and writing its row, and which rows nobody needs any more. Not here: what
stands in the file (`comparing.paper`, `documents`), or when it is built (`actions`, `jobs`).
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs

from django.utils import timezone, translation

from reports.comparing.address import read
from reports.comparing.chosen import chosen
from reports.comparing.paper import comparison, digest_of
from reports.documents.canonical import sha256
from reports.documents.comparison_pdf import RENDERER_VERSION, render_pdf
from reports.models import ComparisonFile, Version

MOST_KEPT = 100
"""So many files stand in the table, some 150 MB at most. A new one takes the place of the stalest."""
KEPT_FOR = timedelta(days=30)
"""After the last day on which somebody asked for it, a file goes."""


def derive_comparison(file: ComparisonFile, *, on_page: Callable[[int], None] | None = None) -> bool:
    """Build the file and store it; return whether there was anything to build.

    The register may have changed since the file was asked for: whoever asks again asks for another one then,
    and this row goes. What was withdrawn is not printed.
    """
    with translation.override(file.locale):
        address = read(parse_qs(file.query))
        versions, left_out = chosen(address.names)
        if left_out or digest_of(address, versions) != file.source_sha256:
            file.delete()
            return False
        content = render_pdf(comparison(address, versions, on=file.compared_on), on_page=on_page)
    ComparisonFile.objects.filter(pk=file.pk, job=file.job).update(
        content=content,
        size=len(content),
        sha256=sha256(content),
        renderer=RENDERER_VERSION,
        built_at=timezone.now(),
    )
    return True


def drop_comparisons(*, room_for: int = 0) -> int:
    """Remove what nobody needs, and more where there would not be room for so many new ones; return how many.

    Nobody needs a file of a version that is not current any more, since no address leads to it, or one that
    was not asked for in a month.
    """
    # What is needed most comes first.
    rows = list(ComparisonFile.objects.order_by("-asked_on", "-pk").values_list("pk", "versions", "asked_on"))
    wanted = {version for _pk, versions, _day in rows for version in versions}
    current = set(Version.objects.current().filter(pk__in=wanted).values_list("pk", flat=True))
    oldest = timezone.now().date() - KEPT_FOR
    needed = [pk for pk, versions, day in rows if day >= oldest and current.issuperset(versions)]
    kept = needed[: max(MOST_KEPT - room_for, 0)]
    return ComparisonFile.objects.exclude(pk__in=kept).filter(pk__in=[row[0] for row in rows]).delete()[0]
