"""What the register found as a table for spreadsheets and statistics (CSV): reports or answers.

Belongs here: columns and how a file of rows is written. Not here: what was found, or one report as a table
(`csv_rows`, whose columns of the same names hold the same and whose rules for cells hold here, too).

`status` is "published" or "withdrawn"; of a withdrawn report only its names, its cycle, its address and
the two times are given. `roles` are ids, separated by spaces. `address` is where the report, or the very
answer, is read. An answer is given as plain text, with the number and label of its question in the language
of the page.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from .csv_rows import guarded

REPORT_COLUMNS = (
    "organisation",
    "slug",
    "country",
    "sector",
    "size",
    "roles",
    "cycle",
    "framework",
    "framework_version",
    "status",
    "version",
    "published_at",
    "withdrawn_at",
    "language",
    "sha256",
    "address",
    "transcribed_from",
    "originally_published_on",
)
ANSWER_COLUMNS = (
    "organisation",
    "slug",
    "country",
    "cycle",
    "framework",
    "framework_version",
    "version",
    "published_at",
    "language",
    "code",
    "number",
    "label",
    "words",
    "answer",
    "address",
)
"""The names of the columns: English in every language, never renamed, new ones at the end only."""


def render_table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the rows under their columns; a column that a row has not is empty."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: guarded(value) for name, value in row.items()})
    return b"\xef\xbb\xbf" + file.getvalue().encode()
