"""Sample data for tests, written through the same actions and transitions that people use.

Belongs here: people, organisations, cycles, reports in each status, running the job queue, seeing and
undoing what was written. Not here: assertions, requests, or rows written around the actions, but for the
answers of `answer_at_once`.
"""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.test import override_settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from reports import workflow
from reports.actions.accounts import open_account
from reports.actions.answers import open_for_writing, save_answer
from reports.actions.cycles import save_cycle
from reports.actions.members import accept_invitation, invitation_address, invite_member
from reports.actions.organisations import create_organisation, enter_in_trust
from reports.actions.reading_links import reading_address
from reports.actions.reports import start_report
from reports.enums import MemberRole, PracticeState, QuestionKind, ReportStatus
from reports.frameworks import Question
from reports.models import (
    Answer,
    AnswerRevision,
    CitedStandard,
    Cycle,
    Invitation,
    Membership,
    Organisation,
    ReadingLink,
    Report,
    SearchEntry,
    StatedPractice,
    User,
    Version,
)

PASSWORD = "a-password-only-for-tests"
ATTESTATION = {"name": "Ada Attests", "title": "Head of responsible AI"}

_numbers = count(1)


def make_user(name: str = "", *, is_secretariat: bool = False, is_active: bool = True) -> User:
    """Open an account `<name>@people.example` with a verified address and the password PASSWORD."""
    name = name or f"person-{next(_numbers)}"
    user = open_account(
        email=f"{name}@people.example",
        password=PASSWORD,
        name=name.replace("-", " ").title(),
        is_secretariat=is_secretariat,
    )
    if not is_active:  # closing an account is the admin site's, which has no action
        user.is_active = False
        user.save(update_fields=["is_active"])
    return user


def make_organisation(slug: str = "", *, owner: User | None = None, **profile: Any) -> Organisation:
    """Enter an organisation; `owner`, or a new person, is its first owner."""
    slug = slug or f"organisation-{next(_numbers)}"
    facts = {
        "name": slug.replace("-", " ").title(),
        "country": "CA",
        "website": f"https://{slug}.example",
        "sector": "software",
        "size_band": "50-249",
        "is_model_developer": True,
        "is_application_developer": False,
        "is_deployer": True,
    }
    return create_organisation(by=owner or make_user(), slug=slug, **facts | profile)


def make_in_trust(slug: str, *, by: User, **profile: Any) -> Organisation:
    """Let the secretariat enter an organisation that has no members."""
    facts = {"country": "JP", "sector": "education", "size_band": "250+", "is_deployer": True}
    address = f"https://{slug}.example"
    name = slug.replace("-", " ").title()
    return enter_in_trust(by=by, slug=slug, name=name, website=address, **facts | profile)


TRANSCRIBED = {
    "transcribed_from": "https://elsewhere.example/reports/7",
    "originally_published_on": date(2025, 4, 22),
}


def transcribed_report(slug: str, *, by: User, said: str = "", cycle: Cycle | None = None) -> Report:
    """Start what an organisation in trust published elsewhere; `said` is the answer to 1a."""
    report = start_report(
        organisation=make_in_trust(slug, by=by),
        cycle=cycle or make_cycle(),
        framework_id="haip-1.0",
        language="en",
        by=by,
        **TRANSCRIBED,
    )
    if said:
        save_answer(report=report, code="1a", choices=[], text=said, base=None, by=by)
    return report


def owner_of(organisation: Organisation) -> User:
    """Return the organisation's longest-standing owner."""
    return organisation.memberships.filter(role=MemberRole.OWNER).select_related("user")[0].user


def token_of(invitation: Invitation) -> str:
    """Return the signed token that stands in the invitation's link."""
    return invitation_address(invitation).rstrip("/").rpartition("/")[2]


def reading_token(link: ReadingLink) -> str:
    """Return the signed token that stands in the address of a reading link."""
    return reading_address(link).rstrip("/").rpartition("/")[2]


def make_member(
    organisation: Organisation, role: str = MemberRole.EDITOR, *, user: User | None = None
) -> Membership:
    """Let `user`, or a new person, join by invitation; the invitation's mail stays in the queue."""
    user = user or make_user()
    invitation = invite_member(
        organisation=organisation, email=user.email, role=role, by=owner_of(organisation)
    )
    return accept_invitation(token=token_of(invitation), by=user)


def make_cycle(slug: str = "2026") -> Cycle:
    """Return the cycle of that year, entered by nobody in particular if it is not there yet."""
    known = Cycle.objects.filter(slug=slug).first()
    year = int(slug[:4])
    return known or save_cycle(
        cycle=None,
        slug=slug,
        label=f"Cycle {slug}",
        opens_on=date(year, 1, 1),
        closes_on=date(year, 12, 31),
        by=None,
    )


def make_report(
    organisation: Organisation | None = None,
    *,
    cycle: Cycle | None = None,
    language: str = "en",
    framework_id: str = "haip-1.0",
    source: Report | None = None,
) -> Report:
    """Start a report, by the organisation's owner; it is empty, or starts from a published one."""
    organisation = organisation or make_organisation()
    return start_report(
        organisation=organisation,
        cycle=cycle or make_cycle(),
        framework_id=framework_id,
        language=language,
        source=source,
        by=owner_of(organisation),
    )


def sample_words(question: Question, mark: str) -> dict[str, Any]:
    """Return the words of `save_answer` that answer the question; the text holds the mark and the code.

    An options question gets one practice in each state, and leaves the rest unreported.
    """
    words: dict[str, Any] = {"choices": [], "text": f"What {mark} says about `{question.code}`."}
    if question.kind in {QuestionKind.YES_NO, QuestionKind.CHOICE}:
        words["choices"] = [question.options[0].id]
    elif question.kind == QuestionKind.CHECKLIST:
        words["choices"] = [option.id for option in question.options[:2]]
    elif question.kind == QuestionKind.OPTIONS:
        words["practices"] = {
            practice.id: state.value
            for practice, state in zip(question.practices, PracticeState, strict=False)
        }
    if question.takes_tools:
        words["tools"] = [
            {
                "name": f"Scale of {mark}",
                "address": "https://tools.example/scale",
                "purpose": "Measures what the tests look at.",
            }
        ]
    return words


def fill_report(
    report: Report, by: User | None = None, *, leave_out: Collection[str] = ()
) -> dict[str, dict[str, Any]]:
    """Answer every question with words that stand nowhere else; return code -> words of `save_answer`."""
    by = by or owner_of(report.organisation)
    mark = f"{report.organisation.slug} in {report.cycle.slug}"
    words = {
        question.code: sample_words(question, mark)
        for question in report.framework.answerable
        if question.code not in leave_out
    }
    standing = set(report.answers.values_list("code", flat=True))
    answer_at_once(report, {code: words[code] for code in words if code not in standing}, by)
    for code, given in words.items():
        if code in standing:
            save_answer(report=report, code=code, base=None, by=by, **given)
    return words


@transaction.atomic
def answer_at_once(report: Report, words: dict[str, dict[str, Any]], by: User) -> None:
    """Write the rows that `save_answer` writes of each of these codes, which have no state yet.

    Hundreds of tests need a full report, and fifty saves take longer than most of them. `test_answers`
    compares the rows with those of saves. Raises Refused.
    """
    locked = open_for_writing(report, by)
    answers = Answer.objects.bulk_create(Answer(report=locked, code=code) for code in words)
    for answer, revision in zip(
        answers,
        AnswerRevision.objects.bulk_create(
            AnswerRevision(answer=answer, number=1, saved_by=by, **words[answer.code]) for answer in answers
        ),
        strict=True,
    ):
        answer.current = revision
    Answer.objects.bulk_update(answers, ["current"])


def submitted_report(
    report: Report | None = None, *, by: User | None = None, at: datetime | None = None
) -> Report:
    """Complete a draft (a new one, if none is given) and submit it."""
    report = report or make_report()
    by = by or owner_of(report.organisation)
    if not report.answers.exists():
        fill_report(report, by)
    return workflow.apply("submit", report=report, actor=by, at=at, **ATTESTATION)


def published_version(
    report: Report | None = None, *, by: User | None = None, at: datetime | None = None
) -> Version:
    """Publish a report, submitting it first where needed. The PDF is queued, not built: `run_jobs()`."""
    by = by or make_user(is_secretariat=True)
    report = reviewed_report(report, by=by)
    return workflow.apply("publish", report=report, actor=by, at=at).current_version


def reviewed_report(report: Report | None = None, *, by: User | None = None) -> Report:
    """Start the review of a report, submitting it first where needed."""
    if report is None or not Report.objects.waiting().contains(report):
        report = submitted_report(report)
    if Report.objects.get(pk=report.pk).status == ReportStatus.IN_REVIEW:
        return report
    by = by or make_user(is_secretariat=True)
    return workflow.apply("start_review", report=report, actor=by)


def returned_report(report: Report, *, by: User, reason: str, at: datetime | None = None) -> Report:
    """Review a submitted report and send it back to its team."""
    reviewed_report(report, by=by)
    return workflow.apply("send_back", report=report, actor=by, at=at, reason=reason)


def unsay(answers: QuerySet) -> None:
    """Take published answers away, with everything that stands on them."""
    for model in (StatedPractice, CitedStandard, SearchEntry):
        model.objects.filter(answer__in=answers).delete()
    answers.delete()


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo at the end what is written inside, so that one test can try many things on the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def mail_is_queued() -> override_settings:
    """Let mail go the real way where no fixture of a test does, as in rows that a whole module shares."""
    return override_settings(EMAIL_BACKEND="reports.jobs.mail.QueueBackend")


def stored_rows() -> dict[str, list[tuple]]:
    """Return every row of every table of this project and of its queue, to tell whether anything changed."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for label in ("reports", "django_tasks_database", "account")
        for model in apps.get_app_config(label).get_models()
    }


def as_if_built(content: bytes) -> dict[str, Any]:
    """Return the columns of a file that is there, for tests that need none to be made."""
    return {
        "content": content,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "renderer": "tests",
        "built_at": timezone.now(),
    }


def run_jobs(*, only: str = "", may_fail: bool = False) -> int:
    """Run what stands in the job queue and return how many jobs there were.

    `only` names the one kind of job to run, such as "deliver"; building a PDF takes its time.

    The worker's own loop closes connections, which would end a test's transaction; its inner part runs
    here. Raises RuntimeError with the traceback of a job that failed, unless `may_fail`.
    """
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    done = 0
    while job := _claimed_job(worker.worker_id, only):
        worker.run_task(job)
        done += 1
        if job.status == TaskResultStatus.FAILED and not may_fail:
            raise RuntimeError(f"{job.task_path} failed:\n{job.traceback}")
    return done


@transaction.atomic
def _claimed_job(worker_id: str, only: str) -> DBTaskResult | None:
    job = DBTaskResult.objects.ready().filter(task_path__endswith=only).get_locked()
    if job is not None:
        job.claim(worker_id)
    return job
