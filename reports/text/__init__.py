"""Answers as text: Markdown to safe HTML, to plain words, and what is stored of what was typed.

Pure functions on strings, without Django. Not here: where texts are kept or shown.
"""

from .cleaning import clean
from .markdown import RENDERER_VERSION, render
from .paste import paste
from .plain import (
    SUMMARY_WORDS,
    count_plain_words,
    count_summary_words,
    count_words,
    plain,
    render_and_plain,
)

__all__ = [
    "RENDERER_VERSION",
    "SUMMARY_WORDS",
    "clean",
    "count_plain_words",
    "count_summary_words",
    "count_words",
    "paste",
    "plain",
    "render",
    "render_and_plain",
]
