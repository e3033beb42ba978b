"""The questionnaire as data: codes and kinds, wording, and help, one framework per version.

Belongs here: reading and checking the issued files. Not here: forms, answers, or any rule
about one particular question.
"""

from .errors import FrameworkError
from .reference import Action, CodeOfConduct, Term
from .schema import Crosswalk, Framework, Option, Practice, Question, Section, Topic
from .store import code_of_conduct, configure, framework_ids, glossary, load, state

__all__ = [
    "Action",
    "CodeOfConduct",
    "Crosswalk",
    "Framework",
    "FrameworkError",
    "Option",
    "Practice",
    "Question",
    "Section",
    "Term",
    "Topic",
    "code_of_conduct",
    "configure",
    "framework_ids",
    "glossary",
    "load",
    "state",
]
