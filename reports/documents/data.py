"""The JSON of a report as a face: the very bytes that were frozen and hashed.

Not here: how they are made (`canonical`), nor what heads the JSON of a draft (`draft`).
"""

from .document import Document

RENDERER_VERSION = "1"
"""Stamped on stored files. Raise it with every change of what `render_json` writes."""


def render_json(document: Document, *, site_name: str, address: str = "", operator: str = "") -> bytes:
    """Return the data file of the document as it is; b"" where the document was built without it.

    Takes what every face takes and adds nothing of it: who has the file can check its fingerprint.
    """
    return document.data
