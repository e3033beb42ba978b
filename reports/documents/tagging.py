"""What WeasyPrint leaves out of the structure of a PDF, and listeners need.

Belongs here: the language of answers and the direction of table headings. Not here: visible content.
"""

from typing import Any

import pydyf


def complete_tags(_document: Any, pdf: pydyf.PDF, *, language: str) -> None:
    """Mark each answer (an `article` in the template) with its language and each heading cell as a column's.

    Questions and answers may be in two languages; without the mark a screen reader would read
    Japanese answers with an English voice.
    """
    for element in pdf.objects:
        if not isinstance(element, pydyf.Dictionary):
            continue
        if element.get("S") == "/Art":
            element["Lang"] = pydyf.String(language)
        elif element.get("S") == "/TH" and "A" in element:
            element["A"]["Scope"] = "/Column"
