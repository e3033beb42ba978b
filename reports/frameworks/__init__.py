"""The questionnaire as data: codes and kinds, wording, and help, one framework per version.

Belongs here: reading and checking the issued files. Not here: forms, answers, or any rule
about one particular question.
"""

from .loader import framework_ids, load
from .schema import Framework, FrameworkError, Option, Question, Section, Topic

__all__ = [
    "Framework",
    "FrameworkError",
    "Option",
    "Question",
    "Section",
    "Topic",
    "framework_ids",
    "load",
]
