"""Every address of the site in one table, with what each role gets there.

Belongs here: the addresses with arguments that lead to something on the site of `site.py`, and data that
a form there would take. Not here: the admin site, which follows one rule (`tests/house/test_urls.py`).

A column is a status, or where the answer redirects to: `login` is the sign-in page, which then leads
back here. Without `post` the address takes no POST: whoever gets an answer to GET gets 405.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from reports import workflow
from reports.imports import read_file
from reports.imports.keeping import keep
from reports.models import Cycle, Jurisdiction, Report
from tests.builders import PASSWORD, reading_token, token_of
from tests.reports.views.site import DRAFT, FREE, ORG, PUBLISHED, PUBLISHED_PDF, SUBMITTED, Site

TOPIC = "risk-classification"
PROFILE = {
    "name": "Kaede Mills",
    "slug": "kaede-mills",
    "country": "JP",
    "website": "https://kaede.example",
    "sector": "software",
    "is_deployer": "on",
}
CYCLE = {"slug": "2031", "label": "2031", "opens_on": "2031-01-01", "closes_on": "2031-12-31"}


@dataclass(frozen=True)
class Address:
    """One address: its name, what GET and POST answer to each role, arguments and plausible data."""

    name: str
    get: str
    post: str = ""
    args: tuple[Any, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    pick: Callable[[Site], Any] | None = None
    """Finds the last argument on the site, where it is not known before."""

    def args_on(self, site: Site) -> tuple[Any, ...]:
        """Return all arguments."""
        return (*self.args, self.pick(site)) if self.pick else self.args

    def data_on(self, site: Site) -> dict[str, Any]:
        """Return the data, looked up on the site where it must be."""
        return {key: value(site) if callable(value) else value for key, value in self.data.items()}


def _free_cycle(site: Site) -> int:
    return Cycle.objects.get(slug=FREE).pk


def _kept(site: Site) -> str:
    return keep(read_file(site.versions[0].source.encode(), name="report.json"))


def _made(site: Site, name: str, report: Report, person: str, **given: Any) -> Report:
    """Return the report after this transition, which may have been made already."""
    now = Report.objects.get(pk=report.pk)
    if not workflow.TRANSITIONS[name].starts_from(now):
        return now
    return workflow.apply(name, report=now, actor=site.people[person], **given)


def _in_review(site: Site) -> int:
    return _made(site, "start_review", site.submitted, "secretariat").pk


def _commented(site: Site) -> int:
    _in_review(site)
    return site.submitted.review_comments.unsent().get().pk


def _delisted(site: Site) -> int:
    return _made(site, "delist", site.published, "secretariat", reason="Not renewed.").pk


def _corrected(site: Site) -> str:
    return _made(site, "correct", site.published, "owner", reason="A figure was wrong.").cycle.slug


def _jurisdiction(site: Site) -> int:
    return Jurisdiction.objects.get(country="CA").pk


OLD, NEW, DONE = (ORG, DRAFT), (ORG, FREE), (ORG, PUBLISHED)
VERSION = (*DONE, 1)
PDF_DIGEST = sha256(PUBLISHED_PDF).hexdigest()[:16]
ANSWER = (*OLD, "1a")
ATTEST = {"name": "Ada", "title": "Head", "agreed": "on"}

PLANNED = {
    "title": "Name the tiers",
    "owner": lambda site: site.people["editor"].pk,
    "due_on": lambda site: (timezone.localdate() + timedelta(days=60)).isoformat(),
    "phase": "do",
}

# fmt: off
ADDRESSES = [
    #                                    anonymous stranger viewer editor owner secretariat
    Address("probes:livez",              "200 200 200 200 200 200"),
    Address("probes:readyz",             "200 200 200 200 200 200"),

    Address("crawlers:robots",           "200 200 200 200 200 200"),
    Address("crawlers:sitemap",          "200 200 200 200 200 200"),

    Address("public:home",               "200 200 200 200 200 200"),
    Address("public:register",           "200 200 200 200 200 200"),
    Address("public:results-csv",        "200 200 200 200 200 200"),
    Address("public:search-feed",        "200 200 200 200 200 200"),
    Address("public:organisation",       "200 200 200 200 200 200", args=(ORG,)),
    Address("public:eligibility",        "200 200 200 200 200 200"),
    Address("public:feed",               "200 200 200 200 200 200"),
    Address("public:organisation-feed",  "200 200 200 200 200 200", args=(ORG,)),
    Address("public:report",             "200 200 200 200 200 200", args=DONE),
    Address("public:report-file",        "503 503 503 503 503 503", args=(*DONE, ".pdf")),
    Address("public:report-json",        "200 200 200 200 200 200", args=DONE),
    Address("public:version",            "200 200 200 200 200 200", args=VERSION),
    Address("public:version-file",       "302 302 302 302 302 302", args=(*VERSION, ".pdf")),
    Address("public:version-stored-file", "200 200 200 200 200 200",
            args=(*VERSION, PDF_DIGEST, ".pdf")),
    Address("public:version-json",       "200 200 200 200 200 200", args=VERSION),
    Address("public:version-logo",       "200 200 200 200 200 200", args=VERSION),
    Address("public:version-picture",    "200 200 200 200 200 200", args=VERSION),
    Address("public:version-changes",    "200 200 200 200 200 200", args=(*DONE, 2)),
    Address("public:version-similar",    "200 200 200 200 200 200", args=(*VERSION, "1a")),
    Address("public:version-cite",       "200 200 200 200 200 200", args=VERSION),
    Address("public:version-cite-bibtex", "200 200 200 200 200 200", args=VERSION),
    Address("public:version-cite-csl",   "200 200 200 200 200 200", args=VERSION),
    Address("public:compare",            "200 200 200 200 200 200"),
    Address("public:compare-csv",        "200 200 200 200 200 200"),
    Address("public:compare-json",       "200 200 200 200 200 200"),
    Address("public:compare-pdf",        "302 302 302 302 302 302"),
    Address("public:questions",          "200 200 200 200 200 200"),
    Address("public:question",           "200 200 200 200 200 200", args=(TOPIC,)),
    Address("public:question-csv",       "200 200 200 200 200 200", args=(TOPIC,)),
    Address("public:question-json",      "200 200 200 200 200 200", args=(TOPIC,)),
    Address("public:question-feed",      "200 200 200 200 200 200", args=(TOPIC,)),
    Address("public:benchmark",          "200 200 200 200 200 200"),
    Address("public:benchmark-csv",      "200 200 200 200 200 200"),
    Address("public:benchmark-method",   "200 200 200 200 200 200"),
    Address("public:frameworks",         "200 200 200 200 200 200"),
    Address("public:framework-compare",  "200 200 200 200 200 200"),
    Address("public:code-of-conduct",    "200 200 200 200 200 200"),
    Address("public:glossary",           "200 200 200 200 200 200"),
    Address("public:framework",          "200 200 200 200 200 200", args=("haip-1.0",)),
    Address("public:questionnaire-pdf",  "503 503 503 503 503 503", args=("haip-1.0",)),
    Address("public:questionnaire-docx", "503 503 503 503 503 503", args=("haip-1.0",)),

    Address("workspace:home",            "login 200 200 200 200 200"),
    Address("workspace:markdown",        "login 405 405 405 405 405",
            post="login 200 200 200 200 200", data={"text": "*words*"}),
    Address("workspace:paste",           "login 405 405 405 405 405",
            post="login 200 200 200 200 200", data={"html": "<p>words</p>"}),
    Address("workspace:footnotes",       "login 405 405 405 405 405",
            post="login 200 200 200 200 200", data={"text": "So[1]."}),
    Address("workspace:organisation-new", "login 200 200 200 200 200",
            post="login 302 302 302 302 302", data=PROFILE),
    # The link was sent to the stranger. Holding it, others read who invited whom, and no more.
    Address("workspace:invitation",      "login 200 200 200 200 200",
            post="login 302 410 410 410 410", pick=lambda site: token_of(site.invitation)),
    Address("workspace:organisation",    "login 404 200 200 200 404", args=(ORG,)),
    Address("workspace:profile",         "login 404 403 403 200 404",
            post="login 404 403 403 302 404", args=(ORG,), data=PROFILE),
    Address("workspace:logo-upload",     "login 404 403 403 405 404",
            post="login 404 403 403 302 404", args=(ORG,), data={"remove": "1"}),
    Address("workspace:logo",            "login 404 200 200 200 404", args=(ORG,)),
    Address("workspace:members",         "login 404 200 200 200 404", args=(ORG,)),
    Address("workspace:invite",          "login 404 403 403 405 404",
            post="login 404 403 403 302 404", args=(ORG,), data={"email": "a@b.example", "role": "viewer"}),
    Address("workspace:leave",           "login 404 200 200 200 404",
            post="login 404 302 302 302 404", args=(ORG,)),
    Address("workspace:member-transfer", "login 404 403 403 200 404",
            post="login 404 403 403 302 404", args=(ORG,), pick=lambda site: site.membership("editor").pk),
    Address("workspace:member-change",   "login 404 403 403 405 404",
            post="login 404 403 403 302 404", args=(ORG,), data={"role": "viewer"},
            pick=lambda site: site.membership("editor").pk),
    Address("workspace:invitation-revoke", "login 404 403 403 405 404",
            post="login 404 403 403 302 404", args=(ORG,), pick=lambda site: site.pending.pk),
    Address("workspace:report-new",      "login 404 403 200 200 404",
            post="login 404 403 302 302 404", args=(ORG,),
            data={"cycle": _free_cycle, "framework": "haip-2.0", "language": "en"}),
    Address("workspace:report-from-file", "login 404 403 200 200 404",
            post="login 404 403 302 302 404", args=(ORG,),
            data={"kept": _kept, "cycle": _free_cycle, "framework": "haip-2.0", "language": "en"}),
    Address("workspace:report",          "login 404 200 200 200 404", args=OLD),
    Address("workspace:section",         "login 404 200 200 200 404",
            post="login 404 403 302 302 404", args=(*OLD, "1"), data={"1a-text": "New", "1a-base": "1"}),
    Address("workspace:presence",        "login 404 405 405 405 404",
            post="login 404 200 200 200 404", args=(*OLD, "1"), data={"writing": "1a"}),
    Address("workspace:answer",          "login 404 403 200 200 404",
            post="login 404 403 200 200 404", args=ANSWER, data={"1a-text": "New", "1a-base": "1"}),
    Address("workspace:since",           "login 404 200 200 200 404",
            post="login 404 403 302 302 404", args=ANSWER, data={"base": "1"}),
    Address("workspace:answer-keep",     "login 404 403 405 405 404",
            post="login 404 403 200 200 404", args=ANSWER, data={"1a-text": "New", "1a-base": "1"}),
    Address("workspace:history",         "login 404 200 200 200 404", args=ANSWER),
    Address("workspace:revision",        "login 404 200 200 200 404", args=(*ANSWER, 1)),
    Address("workspace:revision-restore", "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=(*ANSWER, 1), data={"base": "1"}),
    Address("workspace:compare",         "login 404 200 200 200 404", args=ANSWER),
    Address("workspace:replace",         "login 404 403 200 200 404",
            post="login 404 403 302 302 404", args=OLD,
            data={"find": "What", "replacement": "All", "places": "text", "answer": "1a", "1a-base": "1"}),
    Address("workspace:notes",           "login 404 200 200 200 404",
            post="login 404 403 302 302 404", args=ANSWER, data={"text": "Ask the lawyers."}),
    Address("workspace:note-take-down",  "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=OLD, pick=lambda site: site.note.pk),
    Address("workspace:comments",        "login 404 200 200 200 404", args=OLD),
    Address("workspace:comment-deal",    "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=OLD, data={"reply": "All of them."},
            pick=lambda site: site.comment.pk),
    Address("workspace:supporting",      "login 404 200 200 200 404", args=OLD),
    Address("workspace:supporting-give", "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=OLD, data={"text": "Here it is."},
            pick=lambda site: site.support.pk),
    Address("workspace:supporting-file", "login 404 200 200 200 404", args=OLD,
            pick=lambda site: site.support_file.pk),
    Address("workspace:actions",         "login 404 200 200 200 404", args=OLD),
    Address("workspace:action-new",      "login 404 403 200 200 404",
            post="login 404 403 302 302 404", args=OLD, data=PLANNED),
    Address("workspace:action",          "login 404 200 200 200 404",
            post="login 404 403 302 302 404", args=OLD, data=PLANNED | {"base": "1"},
            pick=lambda site: site.action.pk),
    Address("workspace:action-outcome",  "login 404 403 200 200 404",
            post="login 404 403 302 302 404", args=OLD, data={"outcome": "achieved", "base": "1"},
            pick=lambda site: site.action.pk),
    Address("workspace:action-reopen",   "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=OLD, data={"base": "1"},
            pick=lambda site: site.action.pk),
    Address("workspace:board-paper",     "login 404 200 200 200 404",
            post="login 404 302 302 302 404", args=OLD),
    Address("workspace:unplaced",        "login 404 200 200 200 404", args=OLD),
    Address("workspace:unplaced-settle", "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=OLD, data={"code": "1a"},
            pick=lambda site: site.set_aside.pk),
    Address("workspace:check",           "login 404 200 200 200 404", args=OLD),
    Address("workspace:check-links",     "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=OLD),
    Address("workspace:position",        "login 404 200 200 200 404", args=OLD),
    Address("workspace:preview",         "login 404 200 200 200 404", args=OLD),
    Address("workspace:draft-files",     "login 404 200 200 200 404",
            post="login 404 302 302 302 404", args=OLD),
    Address("workspace:draft-file",      "login 404 200 200 200 404",
            args=OLD, pick=lambda site: site.draft_file.pk),
    Address("workspace:trail-json",      "login 404 200 200 200 404", args=OLD),
    Address("workspace:preview-json",    "login 404 200 200 200 404", args=OLD),
    Address("workspace:reading-links",   "login 404 403 200 200 404",
            post="login 404 403 302 302 404", args=OLD, data={"reader": "Counsel", "days": "14"}),
    Address("workspace:reading-link-revoke", "login 404 403 405 405 404",
            post="login 404 403 302 302 404", args=OLD, pick=lambda site: site.reading_link.pk),
    Address("workspace:submit",          "login 404 403 403 200 404",
            post="login 404 403 403 302 404", args=OLD, data=ATTEST),
    # Nobody of an organisation that has members: they are led back to the report.
    Address("workspace:transcribe",      "login 404 403 403 302 404",
            post="login 404 403 403 302 404", args=OLD),
    Address("workspace:discard",         "login 404 403 403 200 404",
            post="login 404 403 403 302 404", args=OLD),
    Address("workspace:approval",        "login 404 200 200 200 404",
            post="login 404 302 302 302 404", args=OLD, data={"seen": "of another text"}),
    Address("workspace:take-back",       "login 404 403 403 405 404",
            post="login 404 403 403 302 404", args=(ORG, SUBMITTED)),
    Address("workspace:correct",         "login 404 403 403 200 404",
            post="login 404 403 403 302 404", args=DONE, data={"reason": "A figure was wrong."}),
    Address("workspace:drop-correction", "login 404 403 403 200 404",
            post="login 404 403 403 302 404", args=(ORG,), pick=_corrected),

    # Whoever holds the link may read, whoever they are.
    Address("reading:report",            "200 200 200 200 200 200",
            pick=lambda site: reading_token(site.reading_link)),
    Address("reading:report-pdf",        "200 200 200 200 200 200",
            pick=lambda site: reading_token(site.reading_link)),
    Address("reading:report-json",       "200 200 200 200 200 200",
            pick=lambda site: reading_token(site.reading_link)),

    Address("secretariat:queue",         "login 404 404 404 404 200"),
    Address("secretariat:report",        "login 404 404 404 404 200", pick=lambda site: site.submitted.pk),
    Address("secretariat:trail-json",    "login 404 404 404 404 200", pick=lambda site: site.submitted.pk),
    Address("secretariat:start-review",  "login 404 404 404 404 405",
            post="login 404 404 404 404 302", pick=lambda site: site.submitted.pk),
    Address("secretariat:review-give",   "login 404 404 404 404 405",
            post="login 404 404 404 404 302", data={"reviewer": lambda site: site.people["secretariat"].pk},
            pick=_in_review),
    Address("secretariat:links",         "login 404 404 404 404 200", pick=lambda site: site.submitted.pk),
    Address("secretariat:check-links",   "login 404 404 404 404 405",
            post="login 404 404 404 404 302", pick=lambda site: site.submitted.pk),
    Address("secretariat:publish",       "login 404 404 404 404 405",
            post="login 404 404 404 404 302", pick=_in_review),
    Address("secretariat:send-back",     "login 404 404 404 404 405",
            post="login 404 404 404 404 302", data={"reason": "Mend 1a."}, pick=_in_review),
    Address("secretariat:delist",        "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"reason": "Not renewed."},
            pick=lambda site: site.published.pk),
    Address("secretariat:relist",        "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"reason": "Renewed."}, pick=_delisted),
    Address("secretariat:withdraw",      "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"reason": "The organisation asked for it."},
            pick=lambda site: site.published.pk),
    Address("secretariat:redact",        "login 404 404 404 404 200",
            post="login 404 404 404 404 200", pick=lambda site: site.published.pk,
            data={"question": "1a", "extent": "answer", "reason": "Names a person."}),
    Address("secretariat:comments",      "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"code": "1a", "text": "Which models?"}, pick=_in_review),
    Address("secretariat:comment",       "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"text": "Which models?"}, pick=_commented),
    Address("secretariat:comment-take-down", "login 404 404 404 404 405",
            post="login 404 404 404 404 302", pick=_commented),
    Address("secretariat:supporting",    "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"text": "The contract."}, pick=_in_review),
    Address("secretariat:supporting-close", "login 404 404 404 404 405",
            post="login 404 404 404 404 302", pick=lambda site: site.support.pk),
    Address("secretariat:supporting-file", "login 404 404 404 404 200",
            pick=lambda site: site.support_file.pk),
    Address("secretariat:in-trust",      "login 404 404 404 404 200"),
    Address("secretariat:in-trust-new",  "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data=PROFILE | {"slug": "oldlake"}),
    Address("secretariat:outbox",        "login 404 404 404 404 200"),
    Address("secretariat:outbox-again",  "login 404 404 404 404 405",
            post="login 404 404 404 404 302", pick=lambda site: site.message.pk),
    Address("secretariat:cycles",        "login 404 404 404 404 200"),
    Address("secretariat:cycle-new",     "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data=CYCLE),
    Address("secretariat:cycle",         "login 404 404 404 404 200",
            post="login 404 404 404 404 302", args=(FREE,), data=CYCLE),

    Address("secretariat:jurisdictions", "login 404 404 404 404 200"),
    Address("secretariat:jurisdiction-new", "login 404 404 404 404 200",
            post="login 404 404 404 404 302",
            data={"country": "KE", "ground": "adherent", "source": "A list"}),
    Address("secretariat:jurisdiction",  "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"source": "A list"}, pick=_jurisdiction),
    Address("secretariat:jurisdiction-end", "login 404 404 404 404 200",
            post="login 404 404 404 404 302", data={"until": "2031-12-31", "end_source": "A list"},
            pick=_jurisdiction),

    Address("account:settings",          "login 200 200 200 200 200",
            post="login 302 302 302 302 302",
            data={"name": "New", "language": "ja", "time_zone": "Asia/Tokyo"}),
    Address("account_login",             "200 302 302 302 302 302",
            post="200 302 302 302 302 302", data={"login": "a@b.example", "password": "wrong"}),
    Address("account_logout",            "302 200 200 200 200 200",
            post="302 302 302 302 302 302"),
    Address("account_inactive",          "200 200 200 200 200 200"),
    Address("account_signup",            "200 302 302 302 302 302", post="302 302 302 302 302 302",
            data={"name": "Nobu", "email": "nobu@people.example", "password1": PASSWORD}),
    Address("account_reauthenticate",    "login 200 200 200 200 200",
            post="login 302 302 302 302 302", data={"password": PASSWORD}),
    Address("account_email",             "login 200 200 200 200 200",
            post="login 302 302 302 302 302", data={"email": "new@people.example", "action_add": ""}),
    Address("account_email_verification_sent", "302 302 302 302 302 302",
            post="302 302 302 302 302 302", data={"code": "ABC123"}),
    Address("account_change_password",   "login 200 200 200 200 200",
            post="login 302 302 302 302 302",
            data={"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"}),
    Address("account_set_password",      "login 302 302 302 302 302",
            post="login 302 302 302 302 302"),
    Address("account_reset_password",    "200 200 200 200 200 200",
            post="302 302 302 302 302 302", data={"email": "nobody@people.example"}),
    Address("account_reset_password_done", "200 200 200 200 200 200"),
    Address("account_reset_password_from_key", "200 200 200 200 200 200",
            post="200 200 200 200 200 200", args=("0", "wrong")),
    Address("account_reset_password_from_key_done", "200 200 200 200 200 200"),
    Address("account_confirm_login_code", "302 302 302 302 302 302",
            post="302 302 302 302 302 302", data={"code": "ABC123"}),
]
# fmt: on
