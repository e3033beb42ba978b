"""Reports that come in as files: from bytes to words that may be written into a draft.

Belongs here: finding the JSON in a PDF, parsing it, checking its shape, keeping what was read between two
pages. Pure: nothing is written, no table is read. Not here: where the words go (`actions.carry_plan`), or who
may bring them (`actions.start_from_file`).
"""

from .errors import FileRefused
from .read import MOST_BYTES, ReadFile, read_file

__all__ = ["MOST_BYTES", "FileRefused", "ReadFile", "read_file"]
