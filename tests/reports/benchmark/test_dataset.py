"""Every number of a benchmark equals what brute force counts in the frozen JSON, whatever the register."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.benchmark import BY, dataset
from reports.benchmark.measures import (
    Asking,
    coverage,
    grid,
    lengths,
    practice_counts,
    spread,
)
from reports.enums import PracticeState
from reports.frameworks import framework_ids, load
from reports.models import Version
from tests import builders
from tests.reports.benchmark import registers

pytestmark = pytest.mark.django_db

FRAMEWORKS = [load(framework_id) for framework_id in sorted(framework_ids())]
ASKING = Asking(FRAMEWORKS)
TOPICS = {
    topic.id: [practice.id for practice in topic.practices]
    for framework in FRAMEWORKS
    for topic in framework.topics
    if topic.section == "1"
}
PRACTICES = [practice for practices in TOPICS.values() for practice in practices]
GROUPS = {
    "region": lambda source: [source["organisation"]["country"]],
    "country": lambda source: [source["organisation"]["country"]],
    "sector": lambda source: [source["organisation"]["sector"]],
    "size": lambda source: [source["organisation"]["size_band"]],
    "role": lambda source: source["organisation"]["ai_roles"] or [""],
    "cycle": lambda source: [source["report"]["cycle"]],
}


@pytest.fixture(scope="module", params=[1, 2, 3])
def register(request, module_database):
    """A random register of five reports, one withdrawn besides, one with a superseded version."""
    with builders.rolled_back():
        registers.write_register(request.param, builders.make_user(is_secretariat=True))
        yield


def _french(source):
    return source["organisation"]["country"] == "FR"


def _ids(country):
    # Superseded and withdrawn versions are asked for, too: they must count nowhere.
    return list(Version.objects.filter(country=country).values_list("pk", flat=True))


def _both(by="region"):
    """The whole register and a part of it, each as dataset and as sources."""
    return [
        (dataset(None, practices=PRACTICES, by=by), registers.sources()),
        (dataset(_ids("FR"), practices=PRACTICES, by=by), registers.sources(_french)),
    ]


def test_the_register_holds_what_must_not_count(register):
    assert Version.objects.count() == 7
    assert Version.objects.current().count() == len(registers.sources()) == 5


def test_every_report_of_the_group_counts_once(register):
    for data, sources in _both():
        assert data.size == len(sources)


def test_practices(register):
    for data, sources in _both():
        expected = registers.practices_of(sources)
        for count in practice_counts(data, ASKING, PRACTICES):
            states = expected[count.practice]
            assert count.asked == states["asked"]
            assert count.states == tuple(states[state] for state in PracticeState.values)
            assert count.not_reported == states["not_reported"]
            assert count.unasked == states["unasked"]


@pytest.mark.parametrize("by", BY)
def test_topics_by_group(register, by):
    def groups(profile):
        if by == "role":
            return profile.roles or ("",)
        return (profile.cycle if by == "cycle" else profile.value,)

    for data, sources in _both(by):
        found = grid(data, ASKING, TOPICS, groups)
        for topic, practices in TOPICS.items():
            assert found[topic] == registers.cells_of(sources, practices, GROUPS[by])


def test_practices_by_cycle(register):
    for data, sources in _both():
        found = grid(data, ASKING, {each: [each] for each in PRACTICES}, lambda profile: (profile.cycle,))
        for practice in PRACTICES:
            assert found[practice] == registers.cells_of(sources, [practice], GROUPS["cycle"])


def test_coverage(register):
    for data, sources in _both():
        found = {each.section: tuple(each[1:]) for each in coverage(data, ASKING)}
        assert found == registers.coverage_of(sources)


@pytest.mark.parametrize("section", ["", "1"])
def test_lengths(register, section):
    for data, sources in _both():
        expected = {
            language: spread(words) for language, words in registers.words_of(sources, section).items()
        }
        assert lengths(data, ASKING, section) == expected


def test_evidence(register):
    for data, sources in _both():
        assert list(data.evidence) == registers.links_of(sources)


def test_standards(register):
    for data, sources in _both():
        assert {each.standard: each.reports for each in data.standards} == registers.standards_of(sources)


def test_an_example_of_a_citation_names_the_standard(register):
    for each in dataset(None, practices=(), by="region").standards:
        assert "42001" in each.passage or "NIST" in each.passage
        assert each.organisation.startswith("Random")
        assert each.url.startswith("/reports/random-")


def test_seven_queries(register):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        dataset(None, practices=PRACTICES, by="country")
    assert len(captured) == 7


def test_an_empty_group_holds_nothing(register):
    data = dataset([], practices=PRACTICES, by="country")
    assert data.size == 0
    assert (data.stated, data.said, data.lengths, data.evidence, data.standards) == ((), (), (), (), ())
