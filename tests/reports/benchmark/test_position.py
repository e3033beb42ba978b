"""Every gap equals what brute force finds in the frozen JSON, and own reports are no peers."""

import json
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.benchmark import Cited, Dataset, OnTopic, Own, Peers, Profile, Stated, own_of, peers, position
from reports.benchmark.measures import Asking, Cell
from reports.benchmark.own import drafted
from reports.documents.source import draft_source
from reports.enums import GapKind
from reports.frameworks import framework_ids, load
from reports.models import Organisation, Report, Version
from tests import builders
from tests.reports.benchmark import positions, registers

FRAMEWORKS = [load(framework_id) for framework_id in sorted(framework_ids())]
ASKING = Asking(FRAMEWORKS)
OLD, NEW = FRAMEWORKS[0], FRAMEWORKS[-1]
TIERS, TOPIC = "risk-tiers", "risk-classification"
PROFILE = Profile("haip-1.0", ("deployer",), "2025")
PEER = Profile("haip-1.0", ("deployer",), "2024")
CODE = OLD.questions_on(TOPIC)[0].code
THRESHOLD = NEW.topic("capability-thresholds").practices[0].id
"""Only 2.0 asks for it, and only developers of models."""


@pytest.fixture(scope="module", params=[False, True])
def register(request, module_database):
    """A random register of six reports, one withdrawn besides, one with a superseded version."""
    with builders.rolled_back():
        secretariat = builders.make_user(is_secretariat=True)
        registers.write_register(4, secretariat, reports=6, keen=request.param)
        yield request.param


def _told(found):
    """Return what `positions.gaps_of` says of a position."""
    told = {}
    for gap in (*found.gaps, *found.not_applicable):
        number, of, _reports = gap.peers
        if gap.kind == GapKind.PRACTICE:
            told[gap.key] = (number, of, gap.state or "not_reported")
        elif gap.kind == GapKind.LENGTH:
            told[gap.key] = (number, of, gap.words if gap.spread else None)
        else:
            told[gap.key] = (number, of)
    return told


def _peers_of(source, fits=lambda source: True):
    own = source["organisation"]["slug"]
    return registers.sources(lambda each: each["organisation"]["slug"] != own and fits(each))


def _own(source):
    return Report.objects.select_related("organisation", "cycle").get(
        organisation__slug=source["organisation"]["slug"]
    )


@pytest.mark.django_db
class TestRegister:
    """The database, against the frozen JSON."""

    def test_each_published_report_against_all_others(self, register):
        kinds = set()
        for source in registers.sources():
            report = _own(source)
            theirs = peers(None, besides=report.organisation_id, frameworks=FRAMEWORKS)
            found = position(own_of(report), theirs, ASKING)
            expected = _peers_of(source)
            assert theirs.size == len(expected) == 5
            assert _told(found) == positions.gaps_of(source, expected)
            assert {each.practice: each.peers[:2] for each in found.rare} == positions.rare_of(
                source, expected
            )
            kinds |= {gap.kind for gap in found.gaps}
        assert kinds == {*GapKind} if register else kinds

    def test_a_part_of_the_register(self, register):
        # Superseded, withdrawn and own versions are asked for, too: they must count nowhere.
        ids = list(Version.objects.exclude(country="FR").values_list("pk", flat=True))
        for source in registers.sources():
            report = _own(source)
            theirs = peers(ids, besides=report.organisation_id, frameworks=FRAMEWORKS)
            expected = _peers_of(source, lambda each: each["organisation"]["country"] != "FR")
            assert theirs.size == len(expected)
            assert _told(position(own_of(report), theirs, ASKING)) == positions.gaps_of(source, expected)

    def test_a_draft_is_read_as_it_will_be_frozen(self, register):
        source = registers.sources()[0]
        report = _own(source)
        report.status = "draft"
        theirs = peers(None, besides=report.organisation_id, frameworks=FRAMEWORKS)
        # Roles may have changed since: a draft is asked what they are today.
        Organisation.objects.filter(pk=report.organisation_id).update(
            is_model_developer=False, is_application_developer=False, is_deployer=True
        )
        report.organisation.refresh_from_db()
        now = draft_source(report)
        assert now["organisation"]["ai_roles"] == ["deployer"]
        assert own_of(report).profile.roles == ("deployer",)
        assert _told(position(own_of(report), theirs, ASKING)) == positions.gaps_of(now, _peers_of(source))

    def test_queries(self, register):
        report = _own(registers.sources()[0])
        with CaptureQueriesContext(connection) as captured:
            peers(None, besides=report.organisation_id, frameworks=FRAMEWORKS)
        assert len(captured) == 5
        with CaptureQueriesContext(connection) as captured:
            own_of(report)
        assert len(captured) == 3
        report.status = "draft"
        with CaptureQueriesContext(connection) as captured:
            own_of(report)
        assert len(captured) == 1

    def test_nobody_is_a_peer_of_the_only_organisation(self, register):
        versions = Version.objects.current()
        organisation = versions[0].report.organisation_id
        own = list(versions.filter(report__organisation=organisation).values_list("pk", flat=True))
        theirs = peers(own, besides=organisation, frameworks=FRAMEWORKS)
        assert (theirs.size, theirs.topics) == (0, ())

    def test_a_passage_is_one_of_a_peer(self, register):
        for source in registers.sources():
            report = _own(source)
            theirs = peers(None, besides=report.organisation_id, frameworks=FRAMEWORKS)
            slugs = {each["organisation"]["slug"] for each in _peers_of(source)}
            for gap in position(own_of(report), theirs, ASKING).standards:
                assert gap.cited.url.split("/")[2] in slugs


def _stated(**states):
    return Dataset(
        {PEER: sum(states.values())},
        stated=tuple(Stated(TIERS, state, PEER, number) for state, number in states.items() if state != "no"),
    )


@pytest.mark.parametrize(
    ("states", "mine", "key"),
    [
        ({"in_place": 2, "planned": 1, "no": 2}, "", "practices"),
        ({"in_place": 2, "planned": 1, "no": 2}, "not_in_place", "practices"),
        ({"in_place": 2, "planned": 1, "no": 2}, "not_applicable", "not_applicable"),
        ({"in_place": 2, "planned": 1, "no": 2}, "planned", ""),
        ({"in_place": 2, "no": 2}, "", ""),
        ({"in_place": 2}, "", ""),
        ({"in_place": 2, "not_in_place": 1}, "", "practices"),
        ({"in_place": 1, "not_in_place": 3}, "in_place", "rare"),
        ({"in_place": 1, "not_in_place": 3}, "planned", ""),
        ({"in_place": 1, "not_in_place": 2}, "in_place", ""),
        ({"not_in_place": 2}, "in_place", ""),
    ],
)
def test_most_and_few(states, mine, key):
    own = Own(PROFILE, "en", states={TIERS: mine} if mine else {})
    found = position(own, Peers(_stated(**states)), ASKING)
    lists = ("practices", "not_applicable", "rare")
    assert [name for name in lists if getattr(found, name)] == ([key] if key else [])


def test_what_the_report_is_not_asked_is_no_gap():
    data = Dataset(
        {Profile("haip-2.0", ("model_developer",), "2025"): 4},
        stated=(Stated(THRESHOLD, "in_place", Profile("haip-2.0", ("model_developer",), "2025"), 4),),
    )
    keys = {}
    for framework, role in (
        ("haip-2.0", "deployer"),
        ("haip-1.0", "deployer"),
        ("haip-2.0", "model_developer"),
    ):
        found = position(Own(Profile(framework, (role,), "2026"), "en"), Peers(data), ASKING)
        keys[framework, role] = [gap.key for gap in found.gaps]
    assert keys == {
        ("haip-2.0", "deployer"): [],
        ("haip-1.0", "deployer"): [],
        ("haip-2.0", "model_developer"): [f"practice:{THRESHOLD}"],
    }


def _writing(language, *words):
    return tuple(OnTopic(TOPIC, language, each, False, 1) for each in words)


@pytest.mark.parametrize(
    ("words", "topics", "gap"),
    [
        (49, _writing("en", 100, 100, 100, 300), Cell(4, 4, 4)),
        (50, _writing("en", 100, 100, 100, 300), None),
        (1, _writing("en", 100, 100), None),
        (0, _writing("en", 0, 0, 100, 100), None),
        # Each Japanese character is a word: they say nothing of English answers, nor the other way round.
        (49, _writing("ja", 300, 300, 300, 300), None),
        (49, (*_writing("ja", 300, 300), *_writing("en", 100, 100)), None),
        (10, (*_writing("ja", 1, 1), *_writing("en", 100, 100, 5)), Cell(2, 3, 3)),
    ],
)
def test_far_less(words, topics, gap):
    own = Own(PROFILE, "en", said=frozenset([CODE]), words={CODE: words})
    found = position(own, Peers(Dataset({PEER: 9}), topics), ASKING)
    assert [each.peers for each in found.lengths] == ([gap] if gap else [])
    assert [each.words for each in found.lengths] == ([words] if gap else [])


@pytest.mark.parametrize(("asked", "is_gap"), [(3, True), (4, False), (2, False)])
def test_what_is_empty_is_a_gap_where_most_answer(asked, is_gap):
    topics = _writing("ja", 300, 0)
    found = position(Own(PROFILE, "en"), Peers(Dataset({PEER: asked}), topics), ASKING)
    assert [(gap.key, gap.peers, gap.spread) for gap in found.lengths] == (
        [(f"length:{TOPIC}", Cell(2, asked, asked), None)] if is_gap else []
    )


@pytest.mark.parametrize(("links", "linking", "is_gap"), [(0, 2, True), (1, 2, False), (0, 1, False)])
def test_evidence(links, linking, is_gap):
    topics = (OnTopic(TOPIC, "ja", 1, True, linking), OnTopic(TOPIC, "en", 1, False, 3 - linking))
    own = Own(PROFILE, "en", said=frozenset([CODE]), words={CODE: 9}, links={CODE: links})
    found = position(own, Peers(Dataset({PEER: 3}), topics), ASKING)
    assert [gap.key for gap in found.evidence] == ([f"evidence:{TOPIC}"] if is_gap else [])


def test_standards_that_the_report_names_are_none():
    cited = [
        Cited(each, number, "Kestrel", "en", "/reports/kestrel/2025/", "haip-1.0", CODE, "…")
        for each, number in (("iso-42001", 2), ("nist-ai-rmf", 1))
    ]
    own = Own(PROFILE, "en", standards=frozenset(["iso-42001"]))
    [gap] = position(own, Peers(Dataset({PEER: 5}, standards=tuple(cited))), ASKING).standards
    assert (gap.key, gap.topic, gap.peers, gap.cited) == (
        "standard:nist-ai-rmf",
        TOPIC,
        Cell(1, 5, 5),
        cited[1],
    )


def test_a_gap_is_found_by_its_key():
    found = position(Own(PROFILE, "en"), Peers(_stated(in_place=3)), ASKING)
    assert found.gap(f"practice:{TIERS}") is found.practices[0]
    assert found.gap("practice:no-such") is None


def test_an_empty_register_leaves_no_gap():
    assert position(Own(PROFILE, "en"), Peers(Dataset({})), ASKING).gaps == ()


def test_a_draft_names_what_its_words_name():
    answer = SimpleNamespace(
        text="We follow **ISO/IEC 42001** and [[1a]].",
        summary="",
        choices=[],
        practices={TIERS: "planned"},
        tools=[],
        evidence=[{}, {}],
        carried={},
    )
    empty = SimpleNamespace(text="", summary="", choices=[], practices={}, tools=[], evidence=[], carried={})
    own = drafted(OLD, PROFILE, "en", {CODE: answer, "1b": empty, "gone": answer})
    assert own == Own(
        PROFILE,
        "en",
        frozenset([CODE]),
        {TIERS: "planned"},
        {CODE: 6},
        {CODE: 2},
        frozenset(["iso-iec-42001"]),
    )
    assert not own.is_empty
    assert json.dumps(sorted(own.said)) == f'["{CODE}"]'
