"""The canonical form (RFC 8785) of a source, and its hash. What is frozen is exactly these bytes."""

import hashlib
from typing import Any

import rfc8785


def canonical(source: dict[str, Any]) -> bytes:
    """Return the source as RFC 8785 canonical JSON, UTF-8. Raises rfc8785.CanonicalizationError."""
    return rfc8785.dumps(source)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
