"""What is known of the web addresses in reports: which there are, and what became of each.

Belongs here: gathering them, and writing outcomes as the worker finds them, for reports that are not public
yet (`drafts`) and for published versions (`published`). Not here: asking for a check (`actions`,
`workflow`), when the worker goes on (`jobs`), opening an address (`links`), what a team is told
(`proofreading`).
"""

from reports.link_checks.drafts import (
    PATIENCE,
    addresses_by_code,
    addresses_of,
    go_on,
    is_running,
    outcomes_of,
    start,
)

__all__ = [
    "PATIENCE",
    "addresses_by_code",
    "addresses_of",
    "go_on",
    "is_running",
    "outcomes_of",
    "start",
]
