"""The one spelling of a source, and its fingerprint.

What is stored at publication, hashed and offered as the JSON download are the same bytes:
canonical JSON by RFC 8785. Whoever downloads the file can check the fingerprint on the report.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical(source: Mapping[str, Any]) -> bytes:
    """Return the source as canonical JSON in UTF-8.

    Raises rfc8785.CanonicalizationError for what JSON cannot hold: lone surrogates, NaN, huge integers.
    """
    return rfc8785.dumps(dict(source))


def sha256(content: bytes) -> str:
    """Return the SHA-256 of the bytes in 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
