"""What a report says of each question, in one shape for all faces, and that shape read from the JSON alone.

Belongs here: the shape, and what the JSON demands of every face. Not here: reading a face back (one module
each), or making reports (`reports_drawn`). Words are compared without white space: where a line ends is a
matter of the face.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from markdown_it.token import Token

from reports.enums import AIRole, PracticeState
from reports.text.markdown import parse
from reports.text.renderer import fence_text

Said = dict[str, Any]
"""One question: heading, section, asked, chosen, boxes, practices, unreported, summary, text, tools,
evidence, gap."""

MONTH_NAMES = "January February March April May June July August September October November December"
MONTHS = tuple(MONTH_NAMES.split())
SIGNS = {"en": ", ", "ja": "、", "fr": ", "}


def tight(words: object) -> str:
    """Return words without white space."""
    return re.sub(r"\s+", "", str(words or ""))


def nothing_said(heading: str, section: str) -> Said:
    """Return a question of which nothing was found yet."""
    return {
        "heading": tight(heading),
        "section": tight(section),
        "asked": [],
        "chosen": "",
        "boxes": [],
        "practices": [],
        "unreported": [],
        "summary": "",
        "text": NO_TEXT,
        "tools": [],
        "evidence": [],
        "gap": "",
    }


NO_TEXT: dict[str, Any] = {"words": "", "headings": [], "items": [], "links": [], "tables": [], "notes": []}
"""An answer without text. `words` hold marks of notes as [1]; links are (words, address), those of notes
last; an item of a list is its first paragraph; a table is a list of rows, those without a word left out."""


def day_of(shown: str) -> str:
    """Return the ISO date of a day in words, "" where none is said."""
    if not shown:
        return ""
    if found := re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", shown):
        year, month, day = map(int, found.groups())
    else:
        found = re.search(r"(\d{1,2})\s*([A-Z][a-z]+)\s*(\d{4})", shown)
        assert found, shown
        day, month, year = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    return f"{year}-{month:02}-{day:02}"


def gap_words() -> dict[str, str]:
    """Return gap -> what a face says of it, in the active language."""
    return {
        "not_asked": _("Not asked of this role."),
        "left_empty": _("Left empty; this one is optional."),
        "incomplete": _("Not yet a complete answer"),
        "missing": _("Not answered"),
    }


def gap_of(shown: str) -> str:
    """Return the gap that a face names."""
    found = [gap for gap, words in gap_words().items() if tight(words) == tight(shown)]
    assert len(found) == 1, shown
    return found[0]


def unreported_in(shown: str) -> list[str]:
    """Return the practices of a line "Not reported: 2 (a · b)", which has to count them right."""
    start, _sign, labels = tight(shown).removesuffix(")").partition("(")
    found = labels.split("·")
    assert start == tight(_("Not reported: %(number)s") % {"number": len(found)}), shown
    return found


def said_in_json(data: Mapping[str, Any]) -> list[Said]:
    """Return what a JSON file says of each question, as every face must say it in the active language."""
    headings = {}
    for section in data["sections"]:
        for question in section["questions"]:
            heading = f"{question['number']}{question['label']}"
            headings[question["code"]] = (tight(heading), question["number"] or question["label"])
    found = []
    for section in data["sections"]:
        title = section["title"] if section["code"] == "0" else section["code"] + section["title"]
        for question in section["questions"]:
            said = nothing_said(headings[question["code"]][0], title)
            found.append(said | _said_of(question, headings, data["wording"]))
    return found


def _said_of(question: Mapping[str, Any], headings: Mapping, wording: Mapping[str, str]) -> Said:
    answer = question["answer"] or {}
    chosen = answer.get("choices", [])
    stated = [
        (tight(practice["label"]), tight(state.label))
        for state in PracticeState
        for practice in question["practices"]
        if practice["state"] == state.value
    ]
    is_empty = not (
        stated or any(answer.get(part) for part in ("choices", "text", "summary", "tools", "evidence"))
    )
    is_option_group = question["kind"] == "options" and question["parent"] is not None and question["asked"]
    lists_practices = bool(stated) or (question["kind"] == "options" and (not is_empty or is_option_group))
    sign = SIGNS[wording["locale"]]
    labels = [option["label"] for option in question["options"] if option["id"] in chosen]
    is_checklist = question["kind"] == "checklist"
    return {
        "asked": [tight(each) for each in _asked(question, wording)],
        "chosen": "" if is_checklist else tight(sign.join(labels)),
        "boxes": [
            (tight(option["label"]), option["id"] in chosen)
            for option in question["options"]
            if is_checklist and not is_empty
        ],
        "practices": stated,
        "unreported": [
            tight(practice["label"])
            for practice in question["practices"]
            if lists_practices and practice["state"] == "not_reported"
        ],
        "summary": tight(answer.get("summary")),
        "text": said_in_markdown(answer.get("text", ""), headings),
        "tools": [
            (tight(tool["name"]), tool["address"], tight(tool["purpose"])) for tool in answer.get("tools", [])
        ],
        "evidence": [
            (tight(link["title"]), link["address"], link["accessed_on"])
            for link in answer.get("evidence", [])
        ],
        "gap": _gap(question, is_empty=is_empty, is_option_group=is_option_group),
    }


def _asked(question: Mapping[str, Any], wording: Mapping[str, str]) -> Iterator[str]:
    if question["status"] == "provisional":
        yield _("Provisional")
    elif question["status"] == "reported":
        known = {
            "number": _("Number reported, subject provisional"),
            "gist": _("Subject reported, number not known"),
        }
        yield known.get(question["known"], _("Reported, unconfirmed"))
    if question["official"]:
        source = f"({wording['official_source']})" if wording["official_source"] else ""
        yield question["official"] + source
    yield question["prompt"]
    yield from question["parts"]
    if question["recommended_for"]:
        roles = SIGNS[wording["locale"]].join(str(AIRole(role).label) for role in question["recommended_for"])
        yield _("Recommended for: %(roles)s") % {"roles": roles}


def _gap(question: Mapping[str, Any], *, is_empty: bool, is_option_group: bool) -> str:
    if question["kind"] == "group" or question["answered"]:
        return ""
    if not is_empty:
        return "incomplete" if question["required"] else ""
    if not question["asked"]:
        return "not_asked"
    if is_option_group:
        return ""
    return "missing" if question["required"] else "left_empty"


def said_in_markdown(text: str, headings: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Return what an answer says; `headings` is question code -> heading and what it is called."""
    if not text.strip():
        return NO_TEXT
    said = said_in_tokens(parse(text, headings))
    names = {f"#{heading}": heading for heading, _name in headings.values()}
    return said | {"links": [(words, names.get(to, to)) for words, to in said["links"]]}


def said_in_tokens(tokens: Sequence[Token]) -> dict[str, Any]:
    """Return what an answer says whose notes stand at its end, or where they were written."""
    return _Reading().of(tokens)


class _Reading:
    """One pass over the tokens of an answer. None is the key of what stands in no note."""

    def __init__(self) -> None:
        self.words: dict[str | None, list[str]] = {None: []}
        self.links: dict[str | None, list[tuple[str, str]]] = {None: []}
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self.items: list[str] = []
        self.labels: dict[int, str] = {}

    def of(self, tokens: Sequence[Token]) -> dict[str, Any]:
        note, in_cell, before = None, False, ["", ""]
        for token in tokens:
            before = [*before[-2:], token.type]
            if token.type == "inline" and note is None:
                self._shape(before, token)
            match token.type:
                case "footnote_open":
                    note = self.labels[token.meta["id"]]
                case "footnote_reference_open":
                    note = token.meta["label"]
                case "footnote_close" | "footnote_reference_close":
                    note = None
                case "table_open":
                    self.tables.append([])
                case "tr_open":
                    self.tables[-1].append([])
                case "td_open" | "th_open" | "td_close" | "th_close":
                    in_cell = token.nesting == 1
                case "fence":
                    self._add(note, fence_text(token))
                case "inline":
                    found = "".join(self._inline(token.children or [], note))
                    self._add(note, found)
                    if in_cell:
                        self.tables[-1][-1].append(tight(found))
        order = list(self.labels.values())
        return {
            "words": tight("".join(self.words[None])),
            "headings": self.headings,
            "items": self.items,
            "links": [link for key in (None, *order) for link in self.links.get(key, [])],
            "tables": with_words(self.tables),
            "notes": [tight("".join(self.words.get(label, []))) for label in order],
        }

    def _shape(self, before: Sequence[str], inline: Token) -> None:
        """Take down headings and items of lists, without counting the notes in them again."""
        reading = _Reading()
        reading.labels = self.labels
        words = tight("".join(reading._inline(inline.children or [], None)))
        if before[-2] == "heading_open":
            self.headings.append(words)
        elif before[-3:-1] == ["list_item_open", "paragraph_open"]:
            self.items.append(words)

    def _add(self, note: str | None, words: str) -> None:
        self.words.setdefault(note, []).append(words)

    def _inline(self, children: Iterable[Token], note: str | None) -> Iterator[str]:
        address, inside = "", ""
        for child in children:
            shown = child.content
            assert child.type not in {"html_inline", "image", "s_open"}, child
            if child.type == "link_open":
                address, inside = str(child.attrGet("href")), ""
            elif child.type == "link_close":
                self.links.setdefault(note, []).append((tight(inside), address))
            elif child.type == "footnote_ref":
                # Files count notes from their first to their last answer; here each answer counts its own.
                self.labels.setdefault(child.meta["id"], child.meta["label"])
                shown = f"[{list(self.labels).index(child.meta['id']) + 1}]"
            inside += shown
            yield shown


def with_words(tables: Iterable[Iterable[list[str]]]) -> list[list[list[str]]]:
    """Return the rows of each table that hold a word."""
    return [[row for row in table if any(row)] for table in tables]
