"""Every closed list of values that the database or a form may hold, with its label.

Belongs here: choices and named groups of them. Not here: what may be done in a status
(`workflow`), who may do it (`permissions`), or the questionnaire itself (`frameworks`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionKind(models.TextChoices):
    """How a question is answered. All but GROUP take free text beside their options."""

    TEXT = "text", _("Text")
    YES_NO = "yes_no", _("Yes or no, with text")
    CHECKLIST = "checklist", _("Checklist, with text")
    CHOICE = "choice", _("One option, with text")
    OPTIONS = "options", _("Practices to tick, with text")
    GROUP = "group", _("Heading over sub-items")


class PracticeState(models.TextChoices):
    """What an organisation says of one practice. What is not reported is stored nowhere."""

    IN_PLACE = "in_place", _("In place")
    PLANNED = "planned", _("Planned")
    NOT_IN_PLACE = "not_in_place", _("Not in place")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


NOT_REPORTED = "not_reported"
"""What a practice is that has no state: a word for forms and files, never stored with an answer."""


class ReportStatus(models.TextChoices):
    """Where a report stands between its first word and its publication."""

    DRAFT = "draft", pgettext_lazy("report status", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("report status", "Waiting for the secretariat")
    RETURNED = "returned", pgettext_lazy("report status", "Returned with a reason")
    PUBLISHED = "published", pgettext_lazy("report status", "Published")
    DISCARDED = "discarded", pgettext_lazy("report status", "Discarded")


EDITABLE = frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED})
"""The statuses in which members may change answers."""


class MemberRole(models.TextChoices):
    """What a member may do in the workspace of one organisation."""

    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")


class AIRole(models.TextChoices):
    """The roles that the framework tells apart; an organisation may hold several."""

    MODEL_DEVELOPER = "model_developer", _("Model developer")
    APPLICATION_DEVELOPER = "application_developer", _("Application developer")
    DEPLOYER = "deployer", _("Deployer")


class SizeBand(models.TextChoices):
    """Number of employees, in the bands that the OECD commonly uses."""

    MICRO = "1-9", _("1 to 9 employees")
    SMALL = "10-49", _("10 to 49 employees")
    MEDIUM = "50-249", _("50 to 249 employees")
    LARGE = "250+", _("250 employees or more")


SMALL_SIZES = frozenset({SizeBand.MICRO, SizeBand.SMALL})
"""The sizes for which the essentials are asked first: fewer than 50 employees."""


class Sector(models.TextChoices):
    """Main field of work, by this project's own short list."""

    AI_DEVELOPMENT = "ai-development", _("AI models and platforms")
    SOFTWARE = "software", _("Software and IT services")
    TELECOM = "telecom", _("Telecommunications")
    MANUFACTURING = "manufacturing", _("Manufacturing and electronics")
    FINANCE = "finance", _("Finance and insurance")
    HEALTH = "health", _("Health and care")
    EDUCATION = "education", _("Education and research")
    MEDIA = "media", _("Media and culture")
    MOBILITY = "mobility", _("Mobility and logistics")
    ENERGY = "energy", _("Energy and utilities")
    PUBLIC = "public", _("Public administration")
    CONSULTING = "consulting", _("Consulting and assurance")
    OTHER = "other", _("Other")


class ContentLanguage(models.TextChoices):
    """The language in which a report's answers are written. Answers are never translated."""

    ENGLISH = "en", "English"
    JAPANESE = "ja", "日本語"
    FRENCH = "fr", "Français"


class EventName(models.TextChoices):
    """What the log records: past tense, one word or two per act."""

    CREATED = "created", _("Draft started")
    SUBMITTED = "submitted", _("Attested and submitted")
    RETURNED = "returned", _("Returned with a reason")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    DISCARDED = "discarded", _("Draft discarded")
    CARRIED_OVER = "carried_over", _("Answers carried over")
    TEXT_PLACED = "text_placed", _("Unplaced text put under a question")
    TEXT_SET_ASIDE = "text_set_aside", _("Unplaced text set aside")
    REPLACED = "replaced", _("Words replaced in answers")
    RENDERED = "rendered", _("Page and files rebuilt from the frozen version")
    ORGANISATION_CREATED = "organisation_created", _("Organisation entered")
    PROFILE_CHANGED = "profile_changed", _("Profile changed")
    LOGO_CHANGED = "logo_changed", _("Logo changed")
    MEMBER_INVITED = "member_invited", _("Member invited")
    INVITATION_REVOKED = "invitation_revoked", _("Invitation revoked")
    MEMBER_JOINED = "member_joined", _("Member joined")
    MEMBER_ROLE_CHANGED = "member_role_changed", _("Role of a member changed")
    MEMBER_REMOVED = "member_removed", _("Member removed")
    CYCLE_SAVED = "cycle_saved", _("Cycle saved")
