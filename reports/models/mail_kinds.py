"""What messages are about, where they stand, and why one was not sent. Not here: the table (`outbox`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailKind(models.TextChoices):
    """Every kind of message. The templates in `templates/emails/` are called the same."""

    INVITATION = "invitation", _("Invitation to an organisation")
    OWNERSHIP = "ownership", _("Ownership handed over")
    ACTION_ASSIGNED = "action_assigned", _("Action given to somebody")
    SUBMITTED = "submitted", _("Report received")
    TAKEN_BACK = "taken_back", _("Report taken back by its team")
    REVIEW_STARTED = "review_started", _("Review started")
    RETURNED = "returned", _("Returned with a reason")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("event", "Withdrawn from the register")
    DELISTED = "delisted", _("Taken off the list")
    RELISTED = "relisted", _("Listed again")
    REDACTED = "redacted", _("Passages redacted")
    RENEWAL_DUE = "renewal_due", _("Renewal is due")
    RENEWAL_OVERDUE = "renewal_overdue", _("Renewal is overdue")
    LINKS_GONE = "links_gone", _("Web addresses can’t be opened any more")
    SUPPORT_ASKED = "support_asked", _("Supporting information asked for")
    SUPPORT_GIVEN = "support_given", _("Supporting information given")
    SIGN_IN = "sign_in", _("Sign-in mail")


class MailState(models.TextChoices):
    """Where a message stands. It waits, is sent or fails; what failed is tried again until it is given up."""

    WAITING = "waiting", pgettext_lazy("message", "Waiting")
    FAILED = "failed", pgettext_lazy("message", "Failed, will be tried again")
    GIVEN_UP = "given_up", pgettext_lazy("message", "Given up")
    SENT = "sent", pgettext_lazy("message", "Sent")
    DROPPED = "dropped", pgettext_lazy("message", "Not sent")


MAY_COME_YET = (MailState.WAITING, MailState.FAILED)
"""The states in which a job is still at it."""


class MailFault(models.TextChoices):
    """Why a message was not sent, in plain words."""

    NO_CONNECTION = "no_connection", _("The mail server can’t be reached.")
    TOO_SLOW = "too_slow", _("The mail server did not answer in time.")
    NOT_LET_IN = "not_let_in", _("The mail server does not let this site in.")
    NO_SUCH_READER = "no_such_reader", _("The mail server refuses this address.")
    NO_SUCH_SENDER = "no_such_sender", _("The mail server refuses this site’s own address.")
    REFUSED = "refused", _("The mail server refuses this message.")
    MALFORMED = "malformed", _("The message can’t be put together.")
    LOST = "lost", _("Whatever was sending it ended in the middle.")
    OTHER = "other", _("Something else went wrong.")
    LEFT = "left", _("This person has left, or is not concerned any more.")
    CLOSED = "closed", _("The invitation was used, withdrawn or has expired.")
    TOO_LATE = "too_late", _("It waited for so long that it would be of no use.")
