"""The trail of legal acts: the one door through which events are written, and the file that proves them.

Belongs here: chaining (`chain`), writing (`record`), exporting (`export`). Not here: which act is an event
(`actions`, `workflow`), or whether the stored rows are sound (`reports.verification`).
"""

from reports.trail.chain import content, fingerprint
from reports.trail.export import exported
from reports.trail.record import pseudonym_of, record, record_first

__all__ = ["content", "exported", "fingerprint", "pseudonym_of", "record", "record_first"]
