"""Every message this site sends, one function each. Sign-in mail is django-allauth's own.

Belongs here: to whom (`readers`), what (`messages`), in which language and layout (`letters`, `plain`). Not
here: when (`workflow`, `actions`, `jobs`), or how a message leaves and what becomes of it (`jobs.mail`).
Messages are put in the job queue inside the caller's transaction.

Each reader gets a message in their own language, whatever the language of the page from which it was
sent: words, dates and the address that the link opens. Sign-in mail follows the page that asked for it.
"""

from reports.emails.messages import (
    about_transition,
    action_assigned,
    invitation,
    links_gone,
    ownership_transferred,
    redacted,
    renewal_due,
    renewal_overdue,
    support_asked,
    support_given,
)

__all__ = [
    "about_transition",
    "action_assigned",
    "invitation",
    "links_gone",
    "ownership_transferred",
    "redacted",
    "renewal_due",
    "renewal_overdue",
    "support_asked",
    "support_given",
]
