"""Which tests need only one of the two databases, and which worker of `make test` runs them.

Whatever is not listed here runs on both: that is the rule, and a new test follows it by itself. A place is a
folder, a module, or `module::test`; the narrowest one counts. Each listed place has one worker, so that
between the two no test is lost and none of these runs twice; a run without the two workers runs everything.

Belongs here: the tables, balanced by hand so that both workers end at about the same time (PostgreSQL takes
longer over its rows, so SQLite takes more of these). Not here: tests of row locks, which are marked
`postgresql`.
"""

import os
from collections.abc import Mapping
from pathlib import PurePosixPath

BOTH, SQLITE, POSTGRESQL = "both", "sqlite", "postgresql"
WORKERS = (SQLITE, POSTGRESQL)
SHARED = "TESTS_SHARED_WITH_THE_OTHER_DATABASE"
"""In the environment of a worker that has the other one beside it."""

NO_DATABASE = {
    "tests/house/test_catalogues.py": SQLITE,
    "tests/house/test_docs.py": SQLITE,
    "tests/house/test_imports.py": SQLITE,
    "tests/house/test_models.py": SQLITE,
    "tests/house/test_requirements.py": SQLITE,
    "tests/house/test_size.py": SQLITE,
    "tests/house/test_stamps.py": SQLITE,
    "tests/house/test_templates.py": SQLITE,
    "tests/house/test_tracked_files.py": SQLITE,
    "tests/browser/test_basket.py": SQLITE,
    "tests/browser/test_outline.py": SQLITE,
    "tests/reports/benchmark/test_charts.py": SQLITE,
    "tests/reports/benchmark/test_measures.py": SQLITE,
    "tests/reports/demo/test_files.py": SQLITE,
    "tests/reports/documents": SQLITE,
    "tests/reports/documents/faces/test_removed_lines.py": BOTH,  # each engine takes half of the pieces
    "tests/reports/documents/test_draft.py": BOTH,
    "tests/reports/forms/test_answers.py": SQLITE,
    "tests/reports/forms/test_logo.py": SQLITE,
    "tests/reports/forms/test_practices.py": SQLITE,
    "tests/reports/frameworks": SQLITE,
    "tests/reports/imports": SQLITE,
    "tests/reports/links": POSTGRESQL,
    "tests/reports/proofreading": SQLITE,
    "tests/reports/search/test_folding.py": SQLITE,
    "tests/reports/search/test_highlight.py": SQLITE,
    "tests/reports/search/test_query.py": SQLITE,
    "tests/reports/search/test_similar.py": SQLITE,
    "tests/reports/standards": SQLITE,
    "tests/reports/templatetags": SQLITE,
    "tests/reports/test_completeness.py": SQLITE,
    "tests/reports/text": SQLITE,
}
"""Tests that never ask the database, so which one it is cannot matter. `house/test_once` sees to it; without
a mark or fixture pytest-django refuses every query."""

_NOTHING_LOST = "tests/browser/test_nothing_lost.py::"
ANY_DATABASE = {
    "tests/haip/test_settings.py": SQLITE,
    "tests/browser/test_mails.py": SQLITE,
    "tests/browser/test_paste.py": POSTGRESQL,
    "tests/reports/emails/test_every_message.py": SQLITE,
    "tests/reports/emails/test_hostile_words.py": SQLITE,
    # `house/test_urls` asks for every address as every role on both databases; these read what is said there.
    "tests/reports/views/test_csp.py::test_every_answer_to_a_form": POSTGRESQL,
    "tests/reports/views/test_csp.py::test_every_page": POSTGRESQL,
    "tests/reports/views/test_no_english.py": SQLITE,
    # Pages of the framework ask no database, which is tested there.
    "tests/reports/views/public/test_framework.py": SQLITE,
    "tests/reports/views/public/test_framework_relations.py": SQLITE,
    "tests/reports/views/public/test_framework_search.py": SQLITE,
    "tests/reports/views/public/test_language.py": POSTGRESQL,
    f"{_NOTHING_LOST}test_a_note_that_was_not_sent_is_put_back": SQLITE,
    f"{_NOTHING_LOST}test_a_reply_that_is_lost_on_its_way_is_no_conflict": SQLITE,
    f"{_NOTHING_LOST}test_a_shared_computer_keeps_nothing_and_signing_out_takes_all_away": SQLITE,
    f"{_NOTHING_LOST}test_a_slow_network": POSTGRESQL,
    f"{_NOTHING_LOST}test_a_tab_is_closed_before_anything_was_sent": SQLITE,
    f"{_NOTHING_LOST}test_a_tab_is_closed_in_the_middle_of_a_word": POSTGRESQL,
    f"{_NOTHING_LOST}test_the_back_button": SQLITE,
    f"{_NOTHING_LOST}test_the_network_is_cut_and_comes_back": POSTGRESQL,
    f"{_NOTHING_LOST}test_words_for_a_report_that_was_sent_meanwhile_can_be_copied": SQLITE,
}
"""Tests that meet a database and say nothing about it: what a page, a letter or a browser shows over a few
rows, which are written and read in ways that other tests try on both, and processes with an environment of
their own. That two people, or two tabs, meet over one answer is tried on both."""

ONCE = NO_DATABASE | ANY_DATABASE


def place_of(nodeid: str) -> str | None:
    """Return the narrowest listed place in which the test of this id stands."""
    module, _, test = nodeid.partition("::")
    places = (f"{module}::{test.partition('[')[0]}", module, *map(str, PurePosixPath(module).parents))
    return next((place for place in places if place in ONCE), None)


def runs_here(nodeid: str, worker: str) -> bool:
    """Say whether this one of the two workers runs the test."""
    place = place_of(nodeid)
    return place is None or ONCE[place] in {BOTH, worker}


def taken(shares: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what this worker takes of the cases of one test, shared out by worker; all, if it is alone."""
    if SHARED in os.environ:
        return shares[os.environ["PYTEST_XDIST_WORKER"]]
    return sum(shares.values(), ())
