"""One question with its answer, as blocks of Markdown.

Belongs here: the order and the labels of what is said of a question. Not here: the file around it
(`markdown`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.templatetags.lists import listed
from reports.text.escaping import destination, escaped
from reports.text.portable import portable
from reports.text.references import References

from .document import Document, Entry
from .parts import Evidence, Tool
from .questionnaire.words import mark

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


def entry_heading(entry: Entry) -> str:
    """Return the words of the heading of a question."""
    return f"{entry.number} {entry.label}" if entry.number else entry.label


class Slugs:
    """What follows ``#`` in a link to a heading, as GitHub and those who follow it count."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def of(self, heading: str) -> str:
        """Return the slug of the next heading; ask for all headings in their order."""
        slug = _NOT_IN_SLUG.sub("", heading.lower()).replace(" ", "-")
        self._taken[slug] += 1
        return f"{slug}-{self._taken[slug] - 1}" if self._taken[slug] > 1 else slug


def entry_blocks(entry: Entry, document: Document, references: References) -> Iterator[str]:
    """Yield the blocks of one question, to be parted by blank lines, in the active language.

    `references` are as `portable` takes them.
    """
    yield f"### {escaped(entry_heading(entry))}"
    yield "\n>\n".join(_asked(entry, document))
    yield from _choices(entry)
    yield from _practices(entry)
    if entry.summary:
        yield f"**{_('In short:')}** {escaped(' '.join(entry.summary.split()))}"
    if entry.text.strip():
        # The label keeps what was typed apart from a list or table of ours.
        yield f"**{_('Answer')}**"
        yield portable(entry.text, name=entry.code, references=references)
    if entry.tools:
        yield _table((_("Tool or metric"), _("What it is for")), map(_tool, entry.tools))
    if entry.evidence:
        yield f"**{_('Evidence')}**"
        yield "\n".join(map(_evidence, entry.evidence))
    if gap := _gap(entry):
        yield f"*{gap}*"


def _asked(entry: Entry, document: Document) -> Iterator[str]:
    """Yield the quoted blocks of what was asked, and whose words they are."""
    if known := mark(entry):
        yield f"> *{known}*"
    ours = ""
    if entry.official:
        source = f" ({escaped(document.official_source)})" if document.official_source else ""
        lines = [escaped(line.strip()) for line in entry.official.split("\n") if line.strip()]
        yield f"> **{_('Official wording:')}** " + "\\\n> ".join(lines) + source
        ours = f"**{_('Our wording:')}** "
    yield f"> {ours}{escaped(entry.prompt)}"
    if entry.parts:
        yield "\n".join(f"> - {escaped(part)}" for part in entry.parts)
    if entry.role_labels:
        roles = listed(entry.role_labels, autoescape=False)
        yield f"> *{escaped(_('Recommended for: %(roles)s') % {'roles': roles})}*"


def _choices(entry: Entry) -> Iterator[str]:
    if entry.is_checklist and not entry.is_empty:
        yield "\n".join(f"- [{'x' if each.chosen else ' '}] {escaped(each.label)}" for each in entry.options)
    elif entry.choices:
        yield f"**{escaped(listed(entry.choices, autoescape=False))}**"


def _practices(entry: Entry) -> Iterator[str]:
    if not entry.shows_practices:
        return
    rows = [(escaped(each.label), escaped(state)) for state, practices in entry.stated for each in practices]
    if rows:
        yield _table((_("Practice"), _("State")), rows)
    if entry.unreported:
        number = _("Not reported: %(number)s") % {"number": len(entry.unreported)}
        yield f"{escaped(number)} ({' · '.join(escaped(each.label) for each in entry.unreported)})"


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _tool(tool: Tool) -> tuple[str, str]:
    name, purpose = escaped(" ".join(tool.name.split())), escaped(" ".join(tool.purpose.split()))
    if tool.link:
        return f"[{name}]({destination(tool.link)})", purpose
    return f"{name} ({escaped(tool.address)})" if tool.address else name, purpose


def _evidence(link: Evidence) -> str:
    title = escaped(" ".join(link.title.split()))
    day = date_format(link.accessed, "DATE_FORMAT") if link.accessed else ""
    accessed = f", {_('accessed %(day)s') % {'day': day}}" if day else ""
    return f"- [{title}]({destination(link.address)}){accessed}"


def _gap(entry: Entry) -> str:
    return {
        "": "",
        "not_asked": _("Not asked of this role."),
        "left_empty": _("Left empty; this one is optional."),
        "incomplete": _("Not yet a complete answer"),
        "missing": _("Not answered"),
    }[entry.gap]
