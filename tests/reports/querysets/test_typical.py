"""How many words peers typically write: other organisations only, and only where there are enough."""

import pytest

from reports.models import PublishedAnswer
from reports.querysets.version import Typical
from reports.workflow import effects
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """Five published reports whose answers to 1a have 10, 20, 30, 40 and 50 words."""
    organisations = []
    for number in range(1, 6):
        organisation = builders.make_organisation(f"peer-{number}")
        report = builders.make_report(organisation)
        owner = builders.owner_of(organisation)
        builders.fill_report(report, owner, leave_out={"1a", "1b"})
        builders.save_answer(
            report=report, code="1a", choices=[], text="安全 です " * number * 2 + "word " * 2 * number,
            base=None, by=owner,
        )  # fmt: skip
        builders.save_answer(report=report, code="1b", choices=[], text="one", base=None, by=owner)
        builders.published_version(builders.submitted_report(report))
        organisations.append(organisation)
    return organisations


def _typical(besides, codes=("1a",), framework="haip-1.0"):
    return PublishedAnswer.objects.typical_lengths(framework, codes, besides=besides.pk)


def test_the_middle_half_of_the_others(register):
    """Han and kana characters count one each: 8 + 2 for each step of ten."""
    assert _typical(builders.make_organisation("nobody")) == {"1a": Typical(20, 40, 5)}
    assert _typical(register[4]) == {"1a": Typical(18, 32, 4)}


def test_nothing_is_typical_of_few(register):
    for organisation in register[:3]:
        builders.unsay(PublishedAnswer.objects.filter(version__report__organisation=organisation))
    assert _typical(builders.make_organisation("nobody")) == {}


def test_other_questions_and_versions_do_not_count(register):
    nobody = builders.make_organisation("nobody")
    assert _typical(nobody, framework="haip-2.0") == {}
    assert set(_typical(nobody, codes=("1a", "1b", "9z"))) == {"1a", "1b"}


def test_what_was_superseded_does_not_count(register):
    nobody, before = builders.make_organisation("nobody"), _typical(register[4])
    report = register[0].reports.get()
    by = builders.owner_of(register[0])
    report = type(report).objects.select_related("organisation", "cycle").get(pk=report.pk)
    effects.freeze_version(report, by, report.submitted_at)
    report.save()
    assert report.versions.count() == 2
    assert (_typical(register[4]), _typical(nobody)["1a"].peers) == (before, 5)
