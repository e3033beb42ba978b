"""One `Document` per report; every face is written from it and from nothing else."""

from reports.documents.build import build
from reports.documents.document import Document

__all__ = ["Document", "build"]
