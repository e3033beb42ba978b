"""What the secretariat says about single questions while it reviews a report.

Belongs here: comments of the desk, and what the team makes of them. They are confidential: nothing that is
frozen, published, exported or read by a link is made from them. Not here: the reason for which a report goes
back, which stands in the trail (`event`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reports.models.report import Report
from reports.models.rules import stamped_together
from reports.querysets.review import ReviewCommentQuerySet


class ReviewComment(models.Model):
    """A remark of the secretariat about one question. It goes to the team when the report is returned.

    Until then it is the desk's own: whoever wrote it may change it or take it down. From then on its words
    stay; the team says that it is dealt with, and may add a short reply. All comments of one return have its
    moment in `returned_at`: they are a round.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="review_comments")
    code = models.CharField(max_length=60)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dealt_with_at = models.DateTimeField(null=True, blank=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reply = models.TextField(blank=True)

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["report", "returned_at"], name="review_comment_of_round")]
        constraints = [
            stamped_together("taken_down", model="reviewcomment"),
            stamped_together("returned", model="reviewcomment"),
            stamped_together("dealt_with", model="reviewcomment"),
            models.CheckConstraint(
                condition=Q(taken_down_at__isnull=True) | Q(returned_at__isnull=True),
                name="reviewcomment_taken_down_or_returned",
            ),
            models.CheckConstraint(
                condition=Q(dealt_with_at__isnull=True) | Q(returned_at__isnull=False),
                name="reviewcomment_dealt_with_once_returned",
            ),
            models.CheckConstraint(
                condition=Q(reply="") | Q(dealt_with_at__isnull=False),
                name="reviewcomment_reply_when_dealt_with",
            ),
        ]

    def __str__(self) -> str:
        return self.code
