"""Who was asked what, and what is counted of whom."""

from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.benchmark import Dataset, Profile, Said, Stated
from reports.benchmark.measures import Asking, Cell, coverage, grid, group_sizes, practice_counts, spread
from reports.enums import AIRole, PracticeState
from reports.frameworks import load

OLD, NEW = load("haip-1.0"), load("haip-2.0")
ASKING = Asking([OLD, NEW])
THRESHOLDS = NEW.topic("capability-thresholds").practices[0].id
"""Only 2.0 asks for it, and only developers of models."""
TIERS = "risk-tiers"
DEVELOPER = Profile("haip-2.0", ("model_developer",), "2025", "JP")
DEPLOYER = Profile("haip-2.0", ("deployer",), "2026", "FR")
OLDER = Profile("haip-1.0", ("model_developer", "deployer"), "2024", "JP")
ROLELESS = Profile("haip-2.0", (), "2025", "CA")
ALL = {DEVELOPER: 2, DEPLOYER: 3, OLDER: 5, ROLELESS: 1}


def _value(profile):
    return (profile.value,)


@pytest.mark.parametrize(
    ("practice", "asked"),
    [(THRESHOLDS, {DEVELOPER, ROLELESS}), (TIERS, {*ALL}), ("no-such-practice", set())],
)
def test_who_is_asked(practice, asked):
    assert {profile for profile in ALL if ASKING.asks(practice, profile)} == asked


def test_nobody_is_asked_by_a_framework_that_is_not_there():
    assert not ASKING.asks(TIERS, Profile("haip-0.1", (), "2020"))


def test_what_was_not_asked_is_in_no_denominator():
    data = Dataset(
        ALL,
        stated=(
            Stated(THRESHOLDS, "in_place", DEVELOPER, 1),
            Stated(THRESHOLDS, "planned", DEPLOYER, 2),
            Stated(THRESHOLDS, "not_in_place", ROLELESS, 1),
        ),
    )
    [count] = practice_counts(data, ASKING, [THRESHOLDS])
    assert (count.asked, count.states, count.not_reported, count.unasked) == (3, (1, 0, 1, 0), 1, 2)
    assert count.reported == 1
    assert grid(data, ASKING, {"row": [THRESHOLDS]}, _value) == {"row": {"JP": (1, 2, 2), "CA": (0, 1, 1)}}


def test_each_report_counts_once_for_each_practice_of_a_row():
    data = Dataset(
        {OLDER: 5}, stated=(Stated(TIERS, "in_place", OLDER, 4), Stated(TIERS, "planned", OLDER, 1))
    )
    cells = grid(data, ASKING, {"row": [TIERS, "risk-taxonomy", THRESHOLDS]}, _value)
    assert cells == {"row": {"JP": (5, 10, 5)}}


def test_a_report_of_several_groups_counts_in_each():
    data = Dataset({OLDER: 5, DEPLOYER: 3})
    assert group_sizes(data, lambda profile: profile.roles) == {"model_developer": 5, "deployer": 8}


def test_an_answer_to_what_was_not_asked_covers_nothing():
    code = NEW.topic("capability-thresholds").id
    said = (Said(code, DEPLOYER, True, False, False, 3), Said(code, DEVELOPER, True, False, False, 1))
    both = {each.section: each for each in coverage(Dataset(ALL, said=said), ASKING)}
    alone = {each.section: each for each in coverage(Dataset({DEPLOYER: 3}, said=said[:1]), ASKING)}
    assert both["1"].answered == 1
    assert alone["1"].answered == 0
    assert alone["1"].asked < 3 * sum(question.answerable for question in NEW.section("1").questions)


@pytest.mark.parametrize(
    ("code", "text", "choice", "practices", "is_answered"),
    [
        ("capability-thresholds", False, False, True, True),
        ("capability-thresholds", False, True, False, False),
        ("capability-thresholds.text", True, False, False, True),
        ("capability-thresholds.text", False, False, True, False),
        ("tools-and-metrics.text", False, False, False, True),
        ("no-such-code", True, True, True, False),
    ],
)
def test_what_counts_as_an_answer(code, text, choice, practices, is_answered):
    data = Dataset({DEVELOPER: 2}, said=(Said(code, DEVELOPER, text, choice, practices, 2),))
    assert sum(each.answered for each in coverage(data, ASKING)) == 2 * is_answered


def test_headings_ask_nothing():
    data = Dataset({OLDER: 1})
    asked = sum(each.asked for each in coverage(data, ASKING))
    assert asked == len(OLD.answerable) < len(OLD.questions)


PROFILES = st.builds(
    Profile,
    st.sampled_from(["haip-1.0", "haip-2.0"]),
    st.lists(st.sampled_from(AIRole.values), unique=True).map(tuple),
    st.sampled_from(["2024", "2025"]),
    st.sampled_from(["JP", "FR"]),
)


@settings(max_examples=50)
@given(st.dictionaries(PROFILES, st.integers(1, 5), max_size=6), st.data())
def test_parts_add_up_and_never_pass_the_whole(reports, data):
    practices = [TIERS, "risk-taxonomy", THRESHOLDS]
    stated = [
        Stated(practice, state, profile, 1)
        for profile, number in reports.items()
        for practice in practices
        for state in data.draw(st.lists(st.sampled_from(PracticeState.values), max_size=number))
    ]
    group = Dataset(reports, stated=tuple(stated))
    counts = practice_counts(group, ASKING, practices)
    for count in counts:
        assert sum(count.states) + count.not_reported == count.asked <= group.size
        assert count.not_reported >= 0
    cells = grid(group, ASKING, {"row": practices}, _value)["row"]
    assert sum(cell.number for cell in cells.values()) == sum(count.reported for count in counts)
    assert sum(cell.of for cell in cells.values()) == sum(count.asked for count in counts)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 1000), min_size=2, max_size=20))
def test_a_spread_is_that_of_the_standard_library(values):
    found = spread(values)
    assert found == (min(values), *quantiles(values, n=4, method="inclusive"), max(values), len(values))


def test_one_value_is_its_own_spread():
    assert spread([7]) == (7, 7, 7, 7, 7, 1)
    with pytest.raises(ValueError, match="nothing"):
        spread([])


@pytest.mark.parametrize(
    ("number", "of", "step"), [(0, 9, 0), (1, 80, 1), (4, 8, 3), (8, 8, 5), (7, 8, 5), (0, 0, 0)]
)
def test_shades(number, of, step):
    assert Cell(number, of, 3).step == step


@pytest.mark.parametrize(("reports", "is_small"), [(1, True), (2, True), (3, False)])
def test_few_reports_are_a_small_group(reports, is_small):
    assert Cell(1, 2, reports).is_small is is_small
