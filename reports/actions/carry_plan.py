"""Where each word of a published report goes in a new one: a pure plan, written by `carry_over`.

Belongs here: reading a frozen source, finding each answer's place in a framework, putting texts together.
Not here: the database, or who may do it. Every word, practice and tool ends in an answer or in the tray.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reports.enums import NOT_REPORTED, PracticeState, QuestionKind
from reports.frameworks import Framework, Question
from reports.text import clean, references
from reports.text.joining import Part, bold_lines, join, rows_list, stack
from reports.text.markdown import MAX_LENGTH

TOOL = ("name", "address", "purpose")
EVIDENCE = ("title", "address", "accessed_on")


@dataclass(frozen=True)
class Item:
    """One frozen question with what was said there; `options` and `practices` are id -> label."""

    code: str
    name: str
    heading: str
    label: str
    anchor: str
    kind: str
    topics: tuple[str, ...]
    options: dict[str, str]
    choices: tuple[str, ...]
    text: str
    tools: tuple[dict[str, str], ...]
    evidence: tuple[dict[str, str], ...]
    summary: str
    practices: dict[str, str]
    states: dict[str, str]


@dataclass
class PlannedAnswer:
    """What one answer of the new report will say; `items` names where it comes from."""

    choices: list[str] = field(default_factory=list)
    text: str = ""
    summary: str = ""
    practices: dict[str, str] = field(default_factory=dict)
    tools: list[dict[str, str]] = field(default_factory=list)
    evidence: list[dict[str, str]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)

    def credit(self, item: Item) -> None:
        """Name the item as one that words came from."""
        if item.name not in self.items:
            self.items.append(item.name)


@dataclass(frozen=True)
class PlannedText:
    """Words that have no place in the new report."""

    origin: str
    label: str
    text: str


@dataclass(frozen=True)
class Plan:
    """Question code -> answer, and what waits for somebody to decide."""

    answers: dict[str, PlannedAnswer]
    unplaced: tuple[PlannedText, ...]


def plan_carry_over(source: Mapping[str, Any], target: Framework) -> Plan:
    """Return where everything that a frozen report says goes in a report on `target`."""
    same = source["report"]["framework"] == target.id
    items = read_items(source)
    if not same:
        items = _refer_anew(items, source, target)
    answers: dict[str, PlannedAnswer] = {}
    lost = {item.code: _carry_states(item, target, answers) for item in items}
    places = [(item, place_of(item.code, item.topics, target, same=same)) for item in items]
    unplaced = [(item, _body(item, lost[item.code])) for item, place in places if place is None]
    for question in target.answerable:
        mine = [item for item, place in places if place == question]
        if mine:
            unplaced += _fill(question, mine, lost, answers)
            if not same:
                _tick(question, mine, answers)
    order = {item.code: number for number, item in enumerate(items)}
    unplaced.sort(key=lambda pair: order[pair[0].code])
    return Plan(
        answers, tuple(PlannedText(item.name, item.label, text) for item, text in unplaced if text.strip())
    )


def read_items(source: Mapping[str, Any]) -> list[Item]:
    """Return the questions of a frozen report at which something was said, in printed order."""
    return [
        item
        for section in source["sections"]
        for question in section["questions"]
        if _says_something(item := _item(question, section["code"]))
    ]


def _refer_anew(items: list[Item], source: Mapping[str, Any], target: Framework) -> list[Item]:
    """Let references lead to where the answers that they mean arrive; without a place they become words."""
    questions = [question for section in source["sections"] for question in section["questions"]]
    named = {q["code"]: q.get("number") or q["label"] for q in questions}
    places = {q["code"]: place_of(q["code"], q["topics"], target, same=False) for q in questions}

    def renamed(code: str) -> str:
        place = places.get(code)
        return references.written(place.code) if place else named.get(code, references.written(code))

    return [replace(item, text=references.rename(item.text, renamed)) for item in items]


def place_of(code: str, topics: Sequence[str], target: Framework, *, same: bool) -> Question | None:
    """Return the item where an answer arrives: by its code, or by its first topic; None if there is none."""
    if same or not topics:
        found = next((question for question in target.answerable if question.code == code), None)
        return found if found is None or same or not found.topics else None
    return item_of_topic(topics[0], target)


def item_of_topic(topic: str, target: Framework) -> Question | None:
    """Return the item that takes words about a topic: that of its practices, or else its first one."""
    found = [question for question in target.questions_on(topic) if question.answerable]
    return next((q for q in found if q.practices_at == q.code), found[0] if found else None)


def _item(frozen: dict[str, Any], section: str) -> Item:
    answer = frozen.get("answer") or {}
    # What was frozen before numbers were has its code printed, except in section 0.
    number = frozen.get("number", "" if section == "0" else frozen["code"])
    practices = frozen.get("practices", [])
    return Item(
        code=frozen["code"],
        name=number or frozen["label"],
        heading=f"{number} {frozen['label']}".strip(),
        label=frozen["label"],
        anchor=frozen["anchor"],
        kind=frozen["kind"],
        topics=tuple(frozen["topics"]),
        options={option["id"]: option["label"] for option in frozen["options"]},
        choices=tuple(answer.get("choices", [])),
        text=clean(answer.get("text", "")),
        tools=tuple(answer.get("tools", [])),
        evidence=tuple(answer.get("evidence", [])),
        summary=answer.get("summary", ""),
        practices={practice["id"]: practice["label"] for practice in practices},
        states={p["id"]: p["state"] for p in practices if p["state"] != NOT_REPORTED},
    )


def _says_something(item: Item) -> bool:
    said = item.choices or item.text or item.summary or item.tools or item.evidence
    return bool(said or item.states)


def _carry_states(item: Item, target: Framework, answers: dict[str, PlannedAnswer]) -> dict[str, str]:
    """Carry what is said of practices to where each is reported; return those that have no such place."""
    homes = {practice.id: question.code for question in target.answerable for practice in question.practices}
    lost = {}
    for practice, state in item.states.items():
        home = homes.get(practice)
        if home is None or answers.get(home, PlannedAnswer()).practices.get(practice, state) != state:
            lost[practice] = state
            continue
        answer = answers.setdefault(home, PlannedAnswer())
        answer.practices[practice] = state
        answer.credit(item)
    return lost


def _tick(question: Question, mine: Iterable[Item], answers: dict[str, PlannedAnswer]) -> None:
    """Report what was ticked in a checklist as in place, where it is a practice of the item's topic."""
    known = {practice.id for practice in question.practices}
    for item in mine:
        ticked = [choice for choice in item.choices if choice in known]
        if item.kind == QuestionKind.CHECKLIST and ticked:
            answer = answers.setdefault(question.code, PlannedAnswer())
            for practice in ticked:
                answer.practices.setdefault(practice, PracticeState.IN_PLACE.value)
            answer.credit(item)


def _fill(
    question: Question, mine: list[Item], lost: dict[str, dict[str, str]], answers: dict[str, PlannedAnswer]
) -> list[tuple[Item, str]]:
    """Write what the items say into the answer; return what would make it too long."""
    chooser = _chooser(question, mine)
    summaries = [item for item in mine if item.summary]
    summariser = summaries[0] if len(summaries) == 1 and len(mine) == 1 else None
    parts: list[Part] = []
    too_long = []
    for item in mine:
        body = _body(
            item,
            lost[item.code],
            with_choices=item is not chooser,
            with_summary=item is not summariser,
            with_tools=not question.takes_tools,
            with_evidence=False,
        )
        part = Part(item.heading, item.anchor, body)
        if body and len(join([*parts, part])) > MAX_LENGTH:
            too_long.append((item, body))
        elif body:
            parts.append(part)
        beside = item.evidence or (question.takes_tools and item.tools)
        if item is chooser or item is summariser or beside or part in parts:
            answers.setdefault(question.code, PlannedAnswer()).credit(item)
    answer = answers.get(question.code)
    if answer:
        answer.text = join(parts) if parts else ""
        answer.summary = summariser.summary if summariser else ""
        answer.choices = list(chooser.choices) if chooser else []
        answer.tools = [dict(tool) for item in mine for tool in item.tools] if question.takes_tools else []
        links = [dict(link) for item in mine for link in item.evidence]
        answer.evidence = links if len(mine) == 1 else list(_distinct(links))
    return too_long


def _distinct(links: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield each link once, as it stands first."""
    seen: list[dict[str, str]] = []
    for link in links:
        if link not in seen:
            seen.append(link)
            yield link


def _chooser(question: Question, mine: list[Item]) -> Item | None:
    """Return the one item whose ticks stay ticks: the question has the same kind and options."""
    choosers = [item for item in mine if item.choices]
    if len(choosers) != 1:
        return None
    item = choosers[0]
    options = [option.id for option in question.options]
    fits = item.kind == question.kind.value and list(item.options) == options
    return item if fits and set(item.choices) <= set(options) else None


def _body(
    item: Item,
    lost: dict[str, str],
    *,
    with_choices: bool = True,
    with_summary: bool = True,
    with_tools: bool = True,
    with_evidence: bool = True,
) -> str:
    """Return everything that an item says and that has to stand in words."""
    states = "\n".join(f"- {item.practices[practice]}: {_state(state)}" for practice, state in lost.items())
    blocks = [
        bold_lines([item.options.get(choice, choice) for choice in item.choices]) if with_choices else "",
        item.summary if with_summary else "",
        item.text,
        states,
        rows_list(item.tools, TOOL) if with_tools else "",
        rows_list(item.evidence, EVIDENCE) if with_evidence else "",
    ]
    return stack([block for block in blocks if block])


def _state(state: str) -> str:
    return str(PracticeState(state).label) if state in PracticeState.values else state
