"""Whether what is stored is sound: chains of events, frozen versions, and what is derived from them.

Belongs here: looking and telling. Not here: mending (`rebuild_renditions` does, for what is derived), or
writing the trail (`reports.trail`). One report is looked at after the other, so that little is held at once.
"""

from reports.verification.ends import end_faults, ends
from reports.verification.faults import Fault
from reports.verification.pages import page_faults
from reports.verification.verify import verify, verify_rest

__all__ = ["Fault", "end_faults", "ends", "page_faults", "verify", "verify_rest"]
