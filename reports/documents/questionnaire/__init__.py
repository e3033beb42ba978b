"""The blank questionnaire of a framework on paper: for reading (PDF) and for writing offline (Word).

Belongs here: what both files say (`sheet`), which fields the Word file has (`fields`), and writing the
two. Not here: answers and reports, storing files (`renditions_blank`), or reading a filled file back.
"""

from reports.documents.questionnaire.fields import Field, fields, fields_of
from reports.documents.questionnaire.sheet import Sheet, build_sheet, framework_digest, source_digest

__all__ = ["Field", "Sheet", "build_sheet", "fields", "fields_of", "framework_digest", "source_digest"]
