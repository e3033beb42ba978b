"""What belongs to something that a template goes through, where it is kept beside it.

Belongs here: looking a key up. Not here: what is looked up.
"""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(found: Any, key: object) -> Any:
    """Return what a mapping holds under a key; None if it holds nothing, or if there is no mapping."""
    return found.get(key) if isinstance(found, Mapping) else None
