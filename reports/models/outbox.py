"""The outbox: every message that this site has sent or means to send.

Belongs here: to whom, about what, what became of it. Not here: the words (`emails`), sending (`jobs.mail`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.models.mail_kinds import MAY_COME_YET, MailFault, MailKind, MailState
from reports.models.organisation import Invitation, Organisation
from reports.models.report import Report
from reports.models.rules import one_of
from reports.querysets.outbox import MessageQuerySet

MAY_STILL_BE_SENT = Q(state__in=list(MAY_COME_YET)) | (
    Q(state=MailState.GIVEN_UP) & ~Q(kind=MailKind.SIGN_IN)
)
"""Only these hold their words: what has left, and a code that came to nothing, leaves no secret behind."""


class Message(models.Model):
    """One message to one person; `user` is nobody for invitations and for sign-in mail.

    `content` is the whole message for as long as it may still be sent, and then nothing. The subject of
    sign-in mail stands only there. `job` is the id of the job that sends it; `detail` is what the mail server
    said.
    """

    kind = models.CharField(max_length=20, choices=MailKind)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=400, blank=True)
    address = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="messages")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, blank=True, related_name="messages")
    content = models.JSONField(null=True, blank=True)
    job = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=MailState, default=MailState.WAITING)
    fault = models.CharField(max_length=20, choices=MailFault, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["-queued_at", "-id"], name="message_by_age"),
            models.Index(fields=["state", "-queued_at", "-id"], name="message_by_state"),
        ]
        constraints = [
            one_of("kind", MailKind, model="message"),
            one_of("state", MailState, model="message"),
            models.CheckConstraint(
                condition=Q(fault__in=["", *MailFault.values]), name="message_fault_known"
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_is_stamped",
            ),
            models.CheckConstraint(
                condition=(MAY_STILL_BE_SENT & Q(content__isnull=False))
                | (~MAY_STILL_BE_SENT & Q(content__isnull=True)),
                name="message_content_until_it_left",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MailKind.SIGN_IN) | Q(subject=""), name="message_sign_in_without_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def may_be_tried_again(self) -> bool:
        """Whether somebody at the desk may queue it once more."""
        return self.state == MailState.GIVEN_UP and self.kind != MailKind.SIGN_IN
