"""The draft as a JSON file that says of itself that it is one.

Not here: the file of a published version, which is what was frozen, byte for byte (`canonical`).
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _


def draft_data(source: Mapping[str, Any], *, made_at: datetime) -> str:
    """Return the source of a draft as JSON to read, headed by what it is, in the active language."""
    moment = made_at.astimezone(UTC).replace(microsecond=0)
    note = _(
        "Draft, not published. This is how the answers stood on %(day)s at %(time)s UTC. They may still "
        "change; nobody attests what this file says."
    ) % {"day": moment.strftime("%Y-%m-%d"), "time": moment.strftime("%H:%M:%S")}
    head = {"note": note, "made_at": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return json.dumps({"draft": head, **source}, ensure_ascii=False, indent=2) + "\n"
