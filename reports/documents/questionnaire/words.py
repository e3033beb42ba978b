"""What the blank questionnaire says itself, in the active language.

Belongs here: every fixed sentence of both files, so that the digest of a file covers them. Not here: the
words of the framework.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.documents.document import Entry
from reports.enums import NOT_REPORTED, AIRole, PracticeState
from reports.frameworks import Framework, Question, Section
from reports.templatetags.editions import edition
from reports.templatetags.lists import listed


def words(framework: Framework, *, site_name: str, operator: str) -> dict[str, Any]:
    """Return name -> sentence."""
    return {
        "subtitle": _("Blank questionnaire, version %(version)s") % {"version": edition(framework)},
        "notes": _notes(framework, site_name, operator),
        "contents": _("Contents"),
        "preface": _("These two are this site’s, not part of the official questionnaire."),
        "official": _("Official wording:"),
        "ours": _("Our wording:"),
        "states": states(),
        "choose": _("Choose"),
        "choose_one": _("Choose one"),
        "tick": _("Tick what applies"),
        "options": _("Options"),
        "option": _("Option"),
        "practices": _("Practices"),
        "practice": _("Practice"),
        "meaning": _("What is meant"),
        "state": _("State"),
        "answer": _("Answer"),
        "details": _("Details"),
        "write_here": _("Write here."),
        "tools": _("Tools and metrics in use"),
        "tool_name": pgettext("of a tool", "Name"),
        "tool_address": _("Web address"),
        "tool_purpose": _("What it is used for"),
        "how": _("How to write in this file"),
        "how_lines": [
            _("Write in the grey fields only. Each answer has a field of its own."),
            _("Fields grow with what is written in them. Lists, tables and links may be used."),
            _("Choose a state for each practice; leave “Not reported” where you say nothing about it."),
            _("Do not delete fields: by their names the file shows which answer belongs to which question."),
        ],
        "page": _("Page"),
        "states_note": _("Of each practice a report says one of these: %(states)s.")
        % {"states": _list(states().values())},
    }


def _notes(framework: Framework, site_name: str, operator: str) -> list[str]:
    """Return what this file is and what it is not."""
    said = []
    if framework.is_provisional:
        said.append(
            _("Version %(number)s is provisional.") % {"number": framework.version}
            + " "
            + _(
                "Its official questionnaire was not at hand here. What is known second-hand is marked as "
                "reported; what fills the gaps is this project’s own and marked as provisional. Numbers and "
                "subjects may change."
            )
        )
    else:
        said.append(_("Section titles and question numbers are those of the reporting framework."))
    said.append(
        _(
            "Questions, options and practices are in this site’s own plain words; "
            "they are not the official text."
        )
    )
    if framework.official_source:
        said.append(
            _(
                "Where official wording is shown, the operator of this site has provided it. "
                "Source: %(source)s"
            )
            % {"source": framework.official_source}
        )
    if operator:
        about = _("%(site_name)s is run by %(operator)s. It is not a site of the OECD.")
    else:
        about = _("%(site_name)s is not a site of the OECD.")
    said.append(about % {"site_name": site_name, "operator": operator})
    return said


def states() -> dict[str, str]:
    """Return what can be said of a practice, value -> label, beginning with nothing said."""
    return {NOT_REPORTED: _("Not reported")} | {str(state.value): str(state.label) for state in PracticeState}


def mark(question: Question | Entry) -> str:
    """Return how far an item can be trusted, "" for an official or this site's own preface."""
    if question.status == "provisional":
        return _("Provisional")
    if question.status != "reported":
        return ""
    if question.known == "number":
        return _("Number reported, subject provisional")
    if question.known == "gist":
        return _("Subject reported, number not known")
    return _("Reported, unconfirmed")


def roles(question: Question) -> str:
    """Return for whom the item is recommended; "" where the framework makes no difference."""
    if not question.recommended_for:
        return ""
    if set(question.recommended_for) == set(AIRole.values):
        return _("Recommended for: everybody")
    labels = [str(AIRole(role).label) for role in question.recommended_for]
    return _("Recommended for: %(roles)s") % {"roles": _list(labels)}


def actions(section: Section) -> str:
    """Return the actions of the Code of Conduct that the section reports on, "" if there are none."""
    if not section.actions:
        return ""
    if section.actions_status == "reported":
        said = _("Reports on actions %(numbers)s of the Code of Conduct; reported, unconfirmed.")
    else:
        said = _("Reports on actions %(numbers)s of the Code of Conduct, by this project’s own reading.")
    return said % {"numbers": _list(section.actions)}


def _list(items: Iterable[object]) -> str:
    return str(listed(items, autoescape=False))
