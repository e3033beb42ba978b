"""The people of `saving` on the database: four organisations with a full report each, and what they lost.

Belongs here: what needs Django. Not here: requests and figures (`saving`).
"""

from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.enums import MemberRole
from reports.forms.answers import AnswerForm
from reports.models import Answer, AnswerRevision, Report, User
from tests import builders

LENGTH = 2_500


@dataclass
class Person:
    """Somebody who types: whose session, at which answers, and what was acknowledged."""

    name: str
    session: str
    report: int
    own: str
    shared: str
    fields: dict[str, dict[str, str]]
    bases: dict[str, int]
    path: str = ""
    saves: int = 0
    acknowledged: dict[tuple[int, str, int], str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the next state of an answer."""
        self.saves += 1
        return (f"{self.name} writes for the {self.saves}. time. " * LENGTH)[:LENGTH]


def people(organisations: int, members: int) -> list[Person]:
    """Write so many organisations with so many members, and a full report for each."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    with transaction.atomic():
        found = [
            person
            for number in range(organisations)
            for person in _team(f"organisation-{number}-at-work", members)
        ]
    close()  # the server's processes are the only ones at work
    return found


def _team(slug: str, members: int) -> list[Person]:
    organisation = builders.make_organisation(slug)
    team = [builders.owner_of(organisation)]
    while len(team) < members:
        team.append(builders.make_member(organisation, MemberRole.EDITOR).user)
    report = builders.make_report(organisation)
    words = builders.fill_report(report)
    for code, said in words.items():
        said["text"] = (f"What stands under {code} so far. " * LENGTH)[:LENGTH]
        save_answer(report=report, code=code, base=1, by=team[0], **said)
    codes = list(words)
    # Everybody has an answer of their own, and every two share one.
    return [
        _person(report, user, own=codes[number], shared=codes[members + number // 2])
        for number, user in enumerate(team)
    ]


def _person(report: Report, user: User, *, own: str, shared: str) -> Person:
    browser = Client()
    browser.force_login(user)
    path = reverse("workspace:answer", args=[report.organisation.slug, report.cycle.slug, "CODE"])
    return Person(
        name=str(user),
        session=browser.cookies["sessionid"].value,
        report=report.pk,
        own=own,
        shared=shared,
        fields={code: _fields(report, code) for code in (own, shared)},
        bases={own: 2, shared: 2},
        path=path.replace("CODE", "{}"),
    )


def _fields(report: Report, code: str) -> dict[str, str]:
    """Return what a page sends beside the text: every field of the answer's form, as it stands."""
    revision = report.answers.by_code()[code]
    form = AnswerForm(report.framework.question(code), revision=revision)
    return {form.add_prefix(name): str(form[name].value() or "") for name in form.fields}


def lost(people: list[Person]) -> int:
    """Return how many of the texts that were acknowledged do not stand in the database as they were sent."""
    rows = AnswerRevision.objects.values_list("answer__report_id", "answer__code", "number", "text")
    stored = {(report, code, number): text for report, code, number, text in rows}
    missing = sum(
        stored.get(state) != text for person in people for state, text in person.acknowledged.items()
    )
    newest: dict[tuple[int, str], int] = {}
    for report, code, number in stored:
        newest[report, code] = max(number, newest.get((report, code), 0))
    current = Answer.objects.values_list("report_id", "code", "current__number")
    return missing + sum(newest[report, code] != number for report, code, number in current)


def close() -> None:
    """Close what is open to the database, so that it can be dropped."""
    for connection in connections.all():
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()
