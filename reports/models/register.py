"""What is derived from published versions so that readers can search, filter and count: never frozen.

Belongs here: rows that `rebuild_renditions` can make anew. Not here: the index over `SearchEntry`, which each
engine keeps in its own way (`search_index`).
"""

from django.db import models
from django.utils import timezone

from reports.enums import PracticeState
from reports.models.rules import one_of
from reports.models.version import PublishedAnswer, Version
from reports.querysets.register import (
    CountedQuerySet,
    RegisterStateQuerySet,
    StatedPracticeQuerySet,
    StoredPageQuerySet,
)


class StatedPractice(models.Model):
    """What one published answer says of one practice; what is not reported has no row."""

    answer = models.ForeignKey(PublishedAnswer, models.PROTECT, related_name="stated_practices")
    version = models.ForeignKey(Version, models.PROTECT, related_name="stated_practices")
    practice = models.CharField(max_length=60)
    state = models.CharField(max_length=16, choices=PracticeState)

    objects = StatedPracticeQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "practice"], name="stated_practice_once"),
            one_of("state", PracticeState, model="statedpractice"),
        ]
        indexes = [models.Index(fields=["practice", "state", "version"], name="stated_practice_counts")]

    def __str__(self) -> str:
        return self.practice


class CitedStandard(models.Model):
    """That one published answer names a standard of `reports/standards/standards.toml`, and where.

    `mentions` counts; `passage` is the words around the first, as plain text.
    """

    answer = models.ForeignKey(PublishedAnswer, models.PROTECT, related_name="cited_standards")
    version = models.ForeignKey(Version, models.PROTECT, related_name="cited_standards")
    standard = models.CharField(max_length=60)
    mentions = models.PositiveIntegerField()
    passage = models.TextField()

    objects = CountedQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "standard"], name="cited_standard_once"),
            models.CheckConstraint(condition=models.Q(mentions__gte=1), name="cited_standard_is_mentioned"),
        ]
        indexes = [models.Index(fields=["standard", "version"], name="cited_standard_counts")]

    def __str__(self) -> str:
        return self.standard


class SearchEntry(models.Model):
    """The words of one answer of a current version, as `reports.search` folds them; one row for each answer.

    `head` are the organisation's name and the question, `body` the answer in word stems, `exact` the answer
    word by word. Both engines index these columns (`search_index`).
    """

    answer = models.OneToOneField(
        PublishedAnswer, models.PROTECT, primary_key=True, related_name="search_entry"
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="search_entries")
    head = models.TextField()
    body = models.TextField()
    exact = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return str(self.pk)


class SearchWord(models.Model):
    """A word that stands in published answers, and in how many: what a mistyped word may have meant."""

    word = models.CharField(max_length=60, primary_key=True)
    answers = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["answers"], name="search_word_answers")]

    def __str__(self) -> str:
        return self.word


class StoredPage(models.Model):
    """A public page as it was rendered, for the state of the register and the release that made it."""

    address = models.CharField(max_length=500, primary_key=True)
    release = models.CharField(max_length=16)
    state = models.BigIntegerField()
    etag = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    stored_at = models.DateTimeField(default=timezone.now)

    objects = StoredPageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.address


class RegisterState(models.Model):
    """One row that counts what changed the register: pages stored under a lower number are served no more."""

    number = models.BigIntegerField(default=0)

    objects = RegisterStateQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="register_state_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
