"""From a frozen source to the document that pages and files show."""

from datetime import UTC, datetime

import pytest

from reports.documents import build
from reports.documents.build import SourceError
from reports.enums import QuestionKind
from tests.reports.documents.samples import make_logo, make_source


def test_a_size_that_was_not_given_leaves_no_sign_behind():
    assert build(make_source()).organisation.field_and_size == (
        "Manufacturing and electronics; 50 to 249 employees"
    )
    assert build(make_source(size_band="")).organisation.field_and_size == "Manufacturing and electronics"


def test_the_head_of_a_report():
    document = build(make_source(), sha256="ab" * 32)
    assert document.organisation.name == "Aoba Robotics (株式会社あおば)"
    assert document.organisation.country_name == "Japan"
    assert document.organisation.sector_label == "Manufacturing and electronics"
    assert document.organisation.size_label == "50 to 249 employees"
    assert document.organisation.ai_role_labels == ("Model developer", "Deployer")
    assert (document.framework_id, document.framework_version) == ("haip-1.0", "1.0")
    assert (document.cycle_label, document.version) == ("2026", 2)
    assert document.published_at == datetime(2026, 11, 22, 14, 2, 31, tzinfo=UTC)
    assert document.attestation.attested_at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert (document.sha256, document.draft) == ("ab" * 32, False)


def test_all_questions_are_there_in_printed_order():
    document = build(make_source())
    assert [section.code for section in document.sections] == list("01234567")
    assert len([entry for section in document.sections[1:] for entry in section.entries]) == 47
    assert document.asked == 47
    assert document.answered == 0
    group = document.entry("2g")
    assert (group.is_group, group.answered) == (True, False)
    assert (document.entry("2g.i").parent, document.entry("2g.i").anchor) == ("2g", "2g-i")
    assert document.entry("9z") is None


def test_an_answer_that_is_only_yes_is_an_answer():
    entry = build(make_source({"1d": (["yes"], "")})).entry("1d")
    assert (entry.choices, entry.unticked, entry.html, entry.answered) == (("Yes",), ("No",), "", True)


def test_a_checklist_keeps_its_order_and_what_was_not_ticked():
    ids = [option["id"] for option in _question("3a.iii")["options"]]
    entry = build(make_source({"3a.iii": ([ids[2], ids[0]], "More.")})).entry("3a.iii")
    assert [option.id for option in entry.options] == ids
    assert [option.chosen for option in entry.options] == [True, False, True, False, False]
    assert (len(entry.choices), len(entry.unticked)) == (2, 3)
    assert (entry.is_checklist, entry.kind) == (True, QuestionKind.CHECKLIST)


def test_labels_come_from_the_source_and_not_from_today():
    source = make_source(
        {"1d": (["yes", "gone"], "")}, country_name="Old Name", sector="gone", ai_roles=["gone"]
    )
    _question("1d", source)["options"][0]["label"] = "Ja"
    document = build(source)
    assert document.entry("1d").choices == ("Ja", "gone")
    assert document.organisation.country_name == "Old Name"
    assert (document.organisation.sector_label, document.organisation.ai_role_labels) == ("gone", ("gone",))


def test_html_that_was_rendered_before_is_used():
    source = make_source({"1a": "**Old**", "2g.i": "New[^1]\n\n[^1]: Note"})
    document = build(source, html={"1a": "<p>Stored</p>"})
    assert document.entry("1a").html == "<p>Stored</p>"
    assert 'id="2g-i-fn1"' in document.entry("2g.i").html
    assert document.entry("1b").html == ""


def test_spaces_are_no_answer():
    assert build(make_source({"1a": " \n"})).answered == 0


def test_a_draft_has_no_time_no_logo_and_no_attestation():
    source = make_source()
    source["attestation"] = source["report"]["published_at"] = None
    document = build(source, draft=True)
    assert (document.published_at, document.attestation, document.organisation.logo) == (None, None, None)
    assert document.draft


def test_a_logo_becomes_a_data_address():
    logo = make_logo(b"abc")
    assert build(make_source(logo=logo)).organisation.logo == "data:image/png;base64,YWJj"


def test_a_schema_from_the_future_is_refused():
    with pytest.raises(SourceError, match="haip-report/99"):
        build(make_source() | {"schema": "haip-report/99"})


def _new(answers=None, **organisation):
    return build(make_source(answers, framework_id="haip-2.0", **organisation))


def test_practices_are_grouped_by_state_and_the_rest_is_not_reported():
    ids = [practice["id"] for practice in _question("risk-classification", _NEW)["practices"]]
    said = {ids[3]: "planned", ids[1]: "in_place", ids[0]: "in_place"}
    entry = _new({"risk-classification": {"practices": said}}).entry("risk-classification")
    assert [(state, [practice.id for practice in practices]) for state, practices in entry.stated] == [
        ("In place", [ids[0], ids[1]]),
        ("Planned", [ids[3]]),
    ]
    assert [practice.id for practice in entry.unreported] == [ids[2], *ids[4:]]
    assert (entry.answered, entry.shows_practices, entry.gap) == (True, True, "")


def test_practices_are_listed_where_they_were_asked_or_stated():
    document = _new({"risk-classification": "Words only.", "data-quality-and-bias": "x"})
    assert document.entry("risk-classification").shows_practices
    assert not document.entry("risk-evaluation").shows_practices
    practice = _question("1a")["practices"][0]["id"]
    old = build(make_source({"1a": {"practices": {practice: "planned"}}, "1b": "Words."}))
    assert (old.entry("1a").shows_practices, old.entry("1b").shows_practices) == (True, False)
    assert old.entry("1a").gap == "incomplete", "practices are not what 1a asks for"


@pytest.mark.parametrize(
    ("roles", "said", "gap", "asked"),
    [
        (["model_developer"], {}, "missing", 1),
        (["deployer"], {}, "not_asked", 0),
        (["deployer"], {"capability-thresholds.text": "All the same."}, "", 0),
        (["model_developer"], {"capability-thresholds.text": "So."}, "", 1),
    ],
)
def test_what_is_not_asked_does_not_count(roles, said, gap, asked):
    document = _new(said, ai_roles=roles)
    entry = document.entry("capability-thresholds.text")
    assert (entry.gap, entry.asked, entry.required) == (gap, bool(asked), bool(asked))
    without = [each for each in document.entries if each.required and each is not entry]
    assert document.asked == len(without) + asked
    assert document.entry("statement").gap == "left_empty"


def test_tools_link_to_addresses_that_a_browser_may_follow():
    tools = [
        {"name": "A", "address": address, "purpose": ""}
        for address in ("https://a.example", "http://a.example", "javascript:alert(1)", "")
    ]
    entry = _new({"tools-and-metrics.text": {"tools": tools}}).entry("tools-and-metrics.text")
    assert [tool.link for tool in entry.tools] == ["https://a.example", "http://a.example", "", ""]
    assert (entry.answered, entry.is_empty) == (True, False)


def test_a_provisional_version_is_never_named_without_saying_so():
    document = _new()
    assert (document.is_provisional, document.framework_edition) == (True, "2.0 (provisional)")
    assert build(make_source()).framework_edition == "1.0"


def test_numbers_marks_and_roles_come_with_the_question():
    entry = _new().entry("capability-thresholds")
    assert (entry.number, entry.status, entry.known) == ("", "reported", "both")
    assert entry.role_labels == ("Model developer",)
    assert build(make_source()).entry("1a").role_labels == ()


_NEW = make_source(framework_id="haip-2.0")


def _question(code, source=None):
    sections = (source or make_source())["sections"]
    return next(each for section in sections for each in section["questions"] if each["code"] == code)
