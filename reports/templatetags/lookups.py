"""What belongs to something that a template goes through, where it is kept beside it.

Belongs here: looking a key up, or what stands at the same place. Not here: what is looked up.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def beside(seconds: Iterable[Any], firsts: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Return pairs of two rows of equal length: each of `firsts` with what stands at its place."""
    return list(zip(firsts, seconds, strict=True))


@register.filter
def of(found: Any, key: object) -> Any:
    """Return what a mapping holds under a key; None if it holds nothing, or if there is no mapping."""
    return found.get(key) if isinstance(found, Mapping) else None
