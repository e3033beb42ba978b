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


REPORTED = frozenset({PracticeState.IN_PLACE, PracticeState.PLANNED})
"""The states that the register finds reports by: what is done, and what is to come."""

NOT_REPORTED = "not_reported"
"""What a practice is that has no state: a word for forms and files, never stored with an answer."""


class Since(models.TextChoices):
    """How an answer stands against what the organisation said in its last cycle."""

    UNCHANGED = "unchanged", pgettext_lazy("answer since the last cycle", "Unchanged")
    EDITED = "edited", pgettext_lazy("answer since the last cycle", "Edited")
    NEW = "new", pgettext_lazy("answer since the last cycle", "New")


class ActionPhase(models.TextChoices):
    """How far a planned action is: plan, do, check, act."""

    PLAN = "plan", pgettext_lazy("phase of an action", "Plan")
    DO = "do", pgettext_lazy("phase of an action", "Do")
    CHECK = "check", pgettext_lazy("phase of an action", "Check")
    ACT = "act", pgettext_lazy("phase of an action", "Act")


class ActionOutcome(models.TextChoices):
    """What came of a planned action; it is open until one of these is given."""

    ACHIEVED = "achieved", pgettext_lazy("outcome of an action", "Achieved")
    PARTLY = "partly", pgettext_lazy("outcome of an action", "Partly achieved")
    NOT_ACHIEVED = "not_achieved", pgettext_lazy("outcome of an action", "Not achieved")
    DROPPED = "dropped", pgettext_lazy("outcome of an action", "Dropped, with a reason")


class GapKind(models.TextChoices):
    """In what a report says less than its peers. The values stand in the keys of gaps, which are stored."""

    PRACTICE = "practice", _("Practice that most peers report")
    LENGTH = "length", _("Topic on which peers say more")
    EVIDENCE = "evidence", _("Topic to which peers give evidence")
    STANDARD = "standard", _("Standard that peers cite")


class Face(models.TextChoices):
    """A file that is made of a report.

    DIFFERENCES and BOARD_PAPER are of drafts alone, the second for the team only; LOGO and PICTURE are of
    versions alone.
    """

    PDF = "pdf", _("PDF, A4")
    LETTER = "pdf-letter", _("PDF, Letter")
    WORD = "docx", "Word"
    MARKDOWN = "md", "Markdown"
    CSV = "csv", "CSV"
    DIFFERENCES = "differences", _("What changed, as PDF")
    BOARD_PAPER = "board-paper", _("Board paper, PDF")
    LOGO = "logo", "PNG"
    PICTURE = "picture", "PNG"


class ReportStatus(models.TextChoices):
    """Where a report stands between its first word and its publication."""

    DRAFT = "draft", pgettext_lazy("report status", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("report status", "Waiting for the secretariat")
    IN_REVIEW = "in_review", pgettext_lazy("report status", "In review")
    RETURNED = "returned", pgettext_lazy("report status", "Returned with a reason")
    PUBLISHED = "published", pgettext_lazy("report status", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("report status", "Withdrawn")
    DELISTED = "delisted", pgettext_lazy("report status", "Delisted")
    DISCARDED = "discarded", pgettext_lazy("report status", "Discarded")


EDITABLE = frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED})
"""The statuses in which members may change answers."""

WITH_SECRETARIAT = frozenset({ReportStatus.SUBMITTED, ReportStatus.IN_REVIEW})
"""The statuses in which the secretariat has to act."""

UNLISTED = frozenset({ReportStatus.WITHDRAWN, ReportStatus.DELISTED})
"""The statuses of reports that the register listed once: taken off at their organisation's wish, or not."""


class Standing(models.TextChoices):
    """Whether the register lists a report that was published once."""

    LISTED = "listed", _("Listed")
    WITHDRAWN = "withdrawn", pgettext_lazy("report status", "Withdrawn")
    DELISTED = "delisted", pgettext_lazy("report status", "Delisted")


class MemberRole(models.TextChoices):
    """What a member may do in the workspace of one organisation."""

    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")


class EligibilityGround(models.TextChoices):
    """Why organisations of a jurisdiction may report: any one of them is enough."""

    OECD = "oecd", _("Member of the OECD")
    GPAI = "gpai", _("Member of the Global Partnership on AI")
    ADHERENT = "adherent", _("Adherent to the OECD AI Recommendation")


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


class AddressFault(models.TextChoices):
    """Why something typed as a web address is none; the label says what to do."""

    NO_SCHEME = "no_scheme", _("Start the address with https://.")
    SCHEME_TWICE = "scheme_twice", _("https:// stands twice at the start of the address: keep one.")
    OTHER_SCHEME = "other_scheme", _("Use an address that starts with https:// or http://.")
    NO_HOST = "no_host", _("The name of the site is missing, or the slashes before it are not right.")
    BAD_HOST = "bad_host", _("Check the name of the site: no site on the web can be called that.")
    SPACES = "spaces", _("Take the spaces out of the address, or write %20 for each.")
    CHARACTERS = "characters", _("Take out the characters that no web address holds.")
    LOGIN = "login", _("Take the user name and the password out of the address.")
    PORT = "port", _("Use an address without a port number: many readers cannot reach others.")
    TAIL = "tail", _("Take the punctuation off the end of the address.")
    TOO_LONG = "too_long", _("The address is too long to be kept or opened: use a shorter one.")


class LinkState(models.TextChoices):
    """What became of the attempt to open a web address."""

    REACHED = "reached", _("Can be opened")
    GONE = "gone", _("Not there any more")
    BLOCKED_TO_ROBOTS = "blocked_to_robots", _("There, but not shown to programs")
    UNREACHABLE = "unreachable", _("Cannot be reached")
    REFUSED = "refused", _("Not on the public web")
    MALFORMED = "malformed", _("Not a web address")


DEAD_LINKS = frozenset({LinkState.GONE, LinkState.UNREACHABLE})
"""The states in which readers will not get to see what an answer points at."""

UNJUDGED_LINKS = frozenset({LinkState.BLOCKED_TO_ROBOTS, LinkState.REFUSED})
"""The states that say more about who asked than about the address: a person has to look."""


class LinkNote(models.TextChoices):
    """Why an address was not reached, where its state alone does not say it."""

    UNKNOWN_HOST = "unknown_host", _("No site has this name.")
    NOT_PUBLIC = "not_public", _("The address leads into a private network.")
    NO_CONNECTION = "no_connection", _("The server does not take connections.")
    TOO_SLOW = "too_slow", _("The server did not answer in time.")
    CERTIFICATE = "certificate", _("The certificate of the site is not valid.")
    NOT_UNDERSTOOD = "not_understood", _("The server sent something that is no answer.")
    SERVER_ERROR = "server_error", _("The server answered that it has a fault.")
    TOO_MANY_REDIRECTS = "too_many_redirects", _("The address leads to another again and again.")
    BAD_REDIRECT = "bad_redirect", _("The address leads on to something that is no web address.")


class RemarkKind(models.TextChoices):
    """What a careful colleague notices in an answer before it is submitted."""

    OVER_LONG = "over_long", _("Very long")
    MALFORMED_LINK = "malformed_link", _("Address with a mistake")
    DEAD_LINK = "dead_link", _("Address that cannot be opened")
    UNJUDGED_LINK = "unjudged_link", _("Address that could not be judged from here")
    UNDEFINED_FOOTNOTE = "undefined_footnote", _("Footnote without its other half")
    TYPED_FOOTNOTE = "typed_footnote", _("Footnote typed by hand")
    UNDEFINED_REFERENCE = "undefined_reference", _("Reference to a question that is not there")
    TYPED_REFERENCE = "typed_reference", _("Reference typed by hand")
    LEFTOVER = "leftover", _("Something left to do")
    REPEATED_PARAGRAPH = "repeated_paragraph", _("The same paragraph twice")


class EventName(models.TextChoices):
    """What the log records: past tense, one word or two per act."""

    CREATED = "created", _("Draft started")
    APPROVED = "approved", _("Approved inside the organisation")
    SUBMITTED = "submitted", _("Attested and submitted")
    TAKEN_BACK = "taken_back", _("Submission taken back")
    REVIEW_STARTED = "review_started", _("Review started")
    REVIEWER_CHANGED = "reviewer_changed", _("Review given to a colleague")
    RETURNED = "returned", _("Returned with a reason")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    CORRECTION_STARTED = "correction_started", _("Correction started")
    CORRECTION_DROPPED = "correction_dropped", _("Correction dropped")
    WITHDRAWN = "withdrawn", pgettext_lazy("event", "Withdrawn from the register")
    DELISTED = "delisted", pgettext_lazy("event", "Delisted")
    RELISTED = "relisted", pgettext_lazy("event", "Listed again")
    REDACTED = "redacted", _("Passages redacted in published versions")
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
    MEMBER_LEFT = "member_left", _("Member left")
    OWNERSHIP_TRANSFERRED = "ownership_transferred", _("Ownership handed to another member")
    CYCLE_SAVED = "cycle_saved", _("Cycle saved")
    JURISDICTION_SAVED = "jurisdiction_saved", _("Jurisdiction saved")
    JURISDICTION_ENDED = "jurisdiction_ended", _("Jurisdiction ended")
    READING_LINK_CREATED = "reading_link_created", _("Reading link made")
    READING_LINK_REVOKED = "reading_link_revoked", _("Reading link revoked")
    SUPPORT_ASKED = "support_asked", _("Supporting information asked for")
    SUPPORT_GIVEN = "support_given", _("Supporting information given")
    SUPPORT_CLOSED = "support_closed", _("Request for supporting information closed")
    MAIL_QUEUED_AGAIN = "mail_queued_again", _("Message queued again")
    PERSON_ERASED = "person_erased", _("Name and address of a person erased")


TEAM_ONLY = frozenset({EventName.READING_LINK_CREATED, EventName.READING_LINK_REVOKED})
"""Events that the secretariat is not shown: to whom a team shows its draft is the team's own matter."""

TEAM_DETAILS = frozenset(
    {EventName.REPLACED, EventName.CARRIED_OVER, EventName.TEXT_PLACED, EventName.TEXT_SET_ASIDE}
)
"""Events of which the secretariat is shown that they happened, and not what they say of a draft's words."""
