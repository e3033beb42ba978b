"""The board paper as a file: how long it gets, what it says in two languages, and that it is marked."""

import subprocess

import pikepdf
import pytest

from reports.benchmark.beside import share, spread_beside
from reports.benchmark.measures import Cell, Spread
from reports.documents.board_paper import render_board_paper
from reports.views.workspace.board_paper_contents import MOST_ACTIONS, MOST_OUTCOMES, MOST_RARE, TOP
from tests.reports.documents.printouts import opened, text_of, tight

SPREAD = Spread(10, 40, 80.5, 120, 400, 14)


def _gap(number, kind="practice", **facts):
    about = {
        "name": f"{kind}-{number}-chart",
        "title": f"Bar {kind} {number}",
        "description": "9 of 14 <reports>",
    }
    spread = kind == "length"
    said = {
        "chart": spread_beside(SPREAD, 25, **about) if spread else share(Cell(9, 14, 14), **about),
        "name": f"Practice {number} with a name of some length",
        "topic": "Risk identification and the like",
        "ours": "Not reported",
        "theirs": "9 of 14 reports that were asked: in place or planned",
        "is_small": False,
    }
    return said | facts


def _contents(**facts):
    said = {
        "locale": "en",
        "language": "en",
        "wording": "en",
        "organisation": "Sakura Works",
        "cycle": "2026",
        "day": "26 November 2026",
        "framework": "HAIP reporting framework 1.0",
        "is_provisional": False,
        "stands": {
            "status": "Draft",
            "answered": 12,
            "asked": 47,
            "closes": "31 December 2026",
            "submitted": "",
        },
        "group": {
            "words": "14 published reports of other organisations",
            "filters": [],
            "size": 14,
            "is_small": False,
            "versions": [],
            "address": "",
        },
        "lists": [
            {"kind": kind, "total": 0, "gaps": []} for kind in ("practice", "length", "evidence", "standard")
        ],
        "not_applicable": 0,
        "rare": [],
        "rare_total": 0,
        "actions": [],
        "actions_total": 0,
        "actions_overdue": 0,
        "outcomes": [],
        "outcomes_total": 0,
    }
    return said | facts


def _full(**facts):
    kinds = {kind.value: most for kind, most in TOP.items()}
    action = {
        "title": "What is to be done, in the two hundred characters that a title may have. " * 2,
        "topic": "Risk identification and the like",
        "owner": "Edgar Editor (no longer a member)",
        "due": "22 November 2026",
        "is_overdue": True,
        "phase": "Do",
    }
    outcome = {"title": action["title"], "planned": "2025", "came": "Partly achieved", "text": "So. " * 300}
    return _contents(
        lists=[
            {"kind": kind, "total": 99, "gaps": [_gap(number, kind) for number in range(most)]}
            for kind, most in kinds.items()
        ],
        not_applicable=2,
        rare=[_gap(number) for number in range(MOST_RARE)],
        rare_total=9,
        actions=[action] * MOST_ACTIONS,
        actions_total=20,
        actions_overdue=10,
        outcomes=[outcome] * MOST_OUTCOMES,
        outcomes_total=8,
        **facts,
    )


def _render(contents):
    return render_board_paper(contents, site_name="HAIP Reports")


@pytest.fixture(scope="module")
def full():
    return _render(_full())


def test_a_full_paper_has_four_pages_and_an_empty_one_two_at_most(full):
    with opened(full) as file:
        assert len(file.pages) == 4
    with opened(_render(_contents())) as file:
        assert len(file.pages) <= 2


def test_charts_are_figures_that_say_what_they_show_and_have_their_colours(full):
    with opened(full) as file:
        figures = [
            str(each.Alt)
            for each in file.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        assert sorted(figures) == sorted(
            f"Bar {kind.value} {number}" for kind, most in TOP.items() for number in range(most)
        )
        drawn = b"".join(page.Contents.read_bytes() for page in file.pages)
    charts = [piece.partition(b"EMC")[0] for piece in drawn.split(b"/Figure")[1:]]
    assert len(charts) == len(figures)
    assert all(b"0.086275 0.368627 0.513725" in chart for chart in charts)


def test_contents_that_were_stored_before_there_were_charts_are_set_without():
    gap = {key: said for key, said in _gap(1).items() if key != "chart"}
    said = text_of(_render(_contents(lists=[{"kind": "practice", "total": 1, "gaps": [gap]}])))
    assert "9 of 14 reports that were asked" in " ".join(said.split())


def test_it_says_what_it_is_on_every_page(full, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(full)
    for page in ("1", "2", "3", "4"):
        said = subprocess.run(
            ["pdftotext", "-f", page, "-l", page, path, "-"], capture_output=True, text=True, check=True
        )
        assert "Confidential: for the board" in said.stdout


def test_it_says_the_position_with_denominators_the_actions_and_the_limits(full):
    said = " ".join(text_of(full).split())
    for words in (
        "12 of 47 questions that are asked of us are answered",
        "The 8 behind which most peers stand, of 99.",
        "9 of 14 reports that were asked: in place",
        "Of 2 more practices that most peers report, our report says that they do not apply to us.",
        "20 actions are going on · 10 of them overdue",
        "Edgar Editor (no longer a",
        "Nothing here is a score or a ranking.",
        "not what they do",
    ):
        assert words in said


def test_no_peers_a_small_group_and_a_provisional_version_are_said():
    group = _contents()["group"]
    none = " ".join(text_of(_render(_contents(group=group | {"size": 0}))).split())
    assert "there is nothing to stand beside" in none
    small = _render(_contents(group=group | {"is_small": True, "size": 2}, is_provisional=True))
    said = " ".join(text_of(small).split())
    assert "This group of peers is small" in said
    assert "provisional: its questions may still change" in said


def test_japanese_words_and_letters_that_no_font_has_are_set():
    contents = _full(locale="ja", language="ja")
    contents["actions"] = [contents["actions"][0] | {"title": "全社のリスク分類を見直す \U0001f9ff \ue000"}]
    said = tight(text_of(_render(contents)))
    assert "全社のリスク分類を見直す" in said
    assert "[u+e000]" in said.lower()


def test_markup_in_words_is_words():
    contents = _contents(organisation='<b>"Evil" & Sons</b>')
    assert '<b>"Evil" & Sons</b>' in " ".join(text_of(_render(contents)).split())


def test_the_same_contents_give_the_same_bytes():
    assert _render(_contents()) == _render(_contents())
