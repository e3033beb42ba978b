"""The Word file of a report, written from its `Document` and from nothing else.

Belongs here: the pieces of WordprocessingML and the file as a whole, which the blank questionnaire shares
(`markup`, `package`), and what a report says with them. Not here: fields to write in (`questionnaire`), or
reading a file back.
"""

from reports.documents.word.report import RENDERER_VERSION, render_word

__all__ = ["RENDERER_VERSION", "render_word"]
