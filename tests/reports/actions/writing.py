"""The rules by which people write in the drafting machine: start, look, save, settle, restore, keep.

Belongs here: what changes answers, each step compared with what must become of it. Not here: what stands
around answers, and what must hold after every step (`test_drafting_machine`).
"""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, precondition, rule

from reports.actions.answers import keep_carried, restore_revision, save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.actions.reports import start_report
from reports.models import Cycle, Report, User
from reports.views.workspace.conflicts import merged
from tests import builders
from tests.reports.actions import drafting
from tests.reports.actions.drafting import MARKS, Memory, Place, World, other

PARTS = st.sampled_from(["owner", "editor", "both"] * 2 + ["stranger"])
WHICH = st.sampled_from([0, 0, 0, 1])
"""Most meet at one question: only there something can go wrong."""
EDITS = st.sampled_from(["append", "begin", "replace", "empty", "same"])
BESIDE = st.sampled_from(["", "choices", "summary", "practices", "evidence"])


class Writing(RuleBasedStateMachine):
    """People of two organisations write; `memories` holds all that was accepted."""

    drafts = Bundle("drafts")

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.words = world, 0
        self.memories: dict[Place, Memory] = {}
        self.teams = {mark: drafting.stored_team(world.organisations[mark]) for mark in MARKS}
        self.seen: dict[tuple[Place, str, str], int | None] = {}
        self.conflicts: list[tuple[Place, str, str, int | None, dict[str, Any]]] = []
        self.undo = builders.rolled_back()
        self.undo.__enter__()

    def teardown(self) -> None:
        self.undo.__exit__(None, None, None)

    # --- What people know and may ---------------------------------------------------------------
    def word(self, mark: str) -> str:
        """Return a word that was never written before, with the mark of whose it is."""
        self.words += 1
        return f"{mark}{self.words}"

    def who(self, place: Place, part: str) -> tuple[str, User]:
        name = self.world.person(place.mark, part)
        return name, self.world.people[name]

    def may_write(self, place: Place, user: User) -> bool:
        return user.pk in self.teams[place.mark] and self.memories[place].is_open

    def remember(self, report: Report, place: Place) -> Place:
        """Remember a report as it was started, or published."""
        stored = drafting.stored(report)[report.pk]
        self.memories[place] = Memory(place, report, report.status, stored.said, stored.notes, stored.tray)
        return place

    # --- Starting -------------------------------------------------------------------------------
    @initialize(target=drafts, carried=st.tuples(st.booleans(), st.booleans()), new=st.booleans())
    def begin(self, carried: tuple[bool, bool], new: bool) -> Any:
        places = [self.remember(self.world.published[mark], Place(mark, "2025")) for mark in MARKS]
        for number, mark in enumerate(MARKS):
            framework = "haip-2.0" if new == bool(number) else "haip-1.0"
            source = mark if carried[number] else None
            places.append(self.started(Place(mark, "2026"), "owner", framework, source))
        # Where people may still write, and meet, is drawn more often.
        return multiple(*places, *places[2:], *[places[2]] * 4)

    def started(self, place: Place, part: str, framework: str, source: str | None) -> Place:
        _name, user = self.who(place, part)
        report = start_report(
            organisation=self.world.organisations[place.mark],
            cycle=Cycle.objects.get(slug=place.year),
            framework_id=framework,
            language="en",
            source=self.world.published[source] if source else None,
            by=user,
        )
        for origin in ("8y", "9z"):
            # As carrying over leaves what has no question: between these two frameworks everything has one.
            words = f"Left over: {self.word(place.mark)}."
            report.unplaced_texts.create(origin=origin, label="Another", text=words, created_by=user)
        self.remember(report, place)
        arrived = self.memories[place].said
        assert {(said.number, said.by, bool(said.carried)) for (said,) in arrived.values()} <= {
            (1, user.pk, True)
        }
        if source:
            words = [said.parts["text"] for (said,) in arrived.values()]
            words += [text for _origin, text, _under in self.memories[place].tray]
            for (said,) in self.memories[Place(source, "2025")].said.values():
                assert any(said.parts["text"] in text for text in words)
        return place

    @rule(
        target=drafts,
        mark=st.sampled_from(MARKS),
        year=st.sampled_from(["2026", "2027"]),
        part=PARTS,
        framework=st.sampled_from(["haip-1.0", "haip-2.0"]),
        source=st.sampled_from(["none", "own", "own", "theirs"]),
    )
    def start(self, mark: str, year: str, part: str, framework: str, source: str) -> Any:
        place = Place(mark, year)
        origin = {"none": None, "own": mark, "theirs": other(mark)}[source]
        is_member = self.who(place, part)[1].pk in self.teams[mark]
        if is_member and place not in self.memories and source != "theirs":
            return self.started(place, part, framework, origin)
        with pytest.raises(Refused):
            self.started(place, part, framework, origin)
        return multiple()

    # --- Writing --------------------------------------------------------------------------------
    @rule(place=drafts, part=PARTS, which=WHICH)
    def look(self, place: Place, part: str, which: int) -> None:
        memory = self.memories[place]
        code = memory.codes[which]
        self.seen[place, self.who(place, part)[0], code] = memory.number(code)

    @rule(place=drafts, part=PARTS, which=WHICH, edit=EDITS, beside=BESIDE)
    def write(self, place: Place, part: str, which: int, edit: str, beside: str) -> None:
        """Save from what the person saw last, whatever others have done since."""
        code = self.memories[place].codes[which]
        base = self.seen.get((place, self.who(place, part)[0], code))
        self.save(place, part, code, base, self.edited(place, code, base, edit, beside))

    @rule(
        mark=st.sampled_from(MARKS),
        part=PARTS,
        edits=st.lists(st.tuples(EDITS, BESIDE), min_size=2, max_size=3),
        back=st.integers(0, 3),
        looks=st.booleans(),
    )
    def write_on(self, mark: str, part: str, edits: list[tuple[str, str]], back: int, looks: bool) -> None:
        """Write on, as somebody does whose page saves every few seconds; then perhaps think better of it."""
        place = Place(mark, "2026")
        code = self.memories[place].codes[0]
        first = self.memories[place].number(code)
        for edit, beside in edits:
            self.look(place, part, 0)
            self.write(place, part, 0, edit, beside)
        number = self.memories[place].number(code)
        if back and number:
            self.restored(place, part, code, max(number - back, 1), number if looks else first)

    @rule(place=drafts, part=PARTS, which=WHICH, back=st.integers(-1, 4), edit=EDITS)
    def write_stale(self, place: Place, part: str, which: int, back: int, edit: str) -> None:
        """Save from a state that was never seen: one from before, none, or one to come."""
        memory = self.memories[place]
        code = memory.codes[which]
        base = (memory.number(code) or 0) - back
        self.save(place, part, code, base if base > 0 else None, self.edited(place, code, base, edit, ""))

    def edited(self, place: Place, code: str, base: int | None, edit: str, beside: str) -> dict[str, Any]:
        """Return the words that somebody sends who saw `base`; what is not in them was not on the page."""
        seen, word = self.memories[place].parts(code, base), self.word(place.mark)
        texts = {
            "append": f"{seen['text']}\n\nThen {word}.".strip(),
            "begin": f"First {word}.\n\n{seen['text']}".strip(),
            "replace": f"Only {word}.",
            "empty": "",
            "same": seen["text"],
        }
        words = {"text": texts[edit], "choices": seen["choices"]}
        others = {
            "choices": ["no" if seen["choices"] == ["yes"] else "yes"],
            "summary": f"In short {word}.",
            "practices": {self.offered(place, code)[0]: ["planned", "in_place"][self.words % 2]},
            "evidence": [{"title": word, "address": f"https://{word}.example/", "accessed_on": ""}],
        }
        return words | ({beside: others[beside]} if beside else {})

    def save(self, place: Place, part: str, code: str, base: int | None, words: dict[str, Any]) -> bool:
        """Save, compare with what must become of it, and remember it if it was accepted."""
        memory, (name, user) = self.memories[place], self.who(place, part)
        parts_now = memory.parts(code, memory.number(code))
        parts = parts_now | words
        if "practices" in words:
            standing = parts_now["practices"].items()
            offered = self.offered(place, code)
            parts["practices"] = {k: v for k, v in standing if k not in offered} | words["practices"]
        outcome = memory.outcome(code, parts, base) if self.may_write(place, user) else "refused"
        try:
            saved = save_answer(report=memory.report, code=code, base=base, by=user, **words)
        except Refused:
            assert outcome == "refused"
            return False
        except StaleAnswer as stale:
            assert outcome == "stale"
            assert (stale.current.number, stale.current.parts) == (
                memory.number(code),
                memory.parts(code, memory.number(code)),
            )
            self.conflicts.append((place, part, code, base, parts))
            return False
        assert outcome in {"new", "same"}
        if outcome == "new":
            memory.add(code, user, parts)
        assert (saved.number if saved else None) == memory.number(code)
        self.seen[place, name, code] = memory.number(code)
        return True

    def offered(self, place: Place, code: str) -> list[str]:
        """Return the practices that stand at a question; states of others can't be changed there."""
        framework = self.memories[place].report.framework
        return [practice.id for practice in framework.question(code).practices]

    @precondition(lambda self: self.conflicts)
    @rule(how=st.sampled_from(["mine", "theirs", "both"]))
    def settle(self, how: str) -> None:
        """Decide about the latest conflict; others may have saved since it was shown."""
        place, part, code, base, mine = self.conflicts.pop()
        memory = self.memories[place]
        number = memory.number(code)
        theirs = memory.parts(code, number)
        if how == "theirs":
            self.seen[place, self.who(place, part)[0], code] = number
            return
        words = mine
        if how == "both":
            seen = memory.parts(code, base)
            words, _overlaps = merged(seen, mine, theirs)
            new = {each for side in (mine, theirs) for each in side["text"].split()}
            assert new - set(seen["text"].split()) <= set(words["text"].split())
        self.save(place, part, code, number, words)

    @rule(place=drafts, part=PARTS, which=WHICH, number=st.integers(1, 4), looks=st.booleans())
    def restore(self, place: Place, part: str, which: int, number: int, looks: bool) -> None:
        """Restore an earlier state, or one that there is not, from what stands or what was seen last."""
        code = self.memories[place].codes[which]
        seen = self.seen.get((place, self.who(place, part)[0], code))
        self.restored(place, part, code, number, self.memories[place].number(code) if looks else seen)

    def restored(self, place: Place, part: str, code: str, number: int, base: int | None) -> None:
        memory, (_name, user) = self.memories[place], self.who(place, part)
        earlier = next((each for each in memory.said.get(code, []) if each.number == number), None)
        outcome = memory.outcome(code, earlier.parts, base) if earlier else "same"
        outcome = outcome if self.may_write(place, user) else "refused"
        try:
            restore_revision(report=memory.report, code=code, number=number, base=base, by=user)
        except Refused:
            assert outcome == "refused"
        except StaleAnswer:
            assert outcome == "stale"
        else:
            assert outcome in {"new", "same"}
            if outcome == "new":
                memory.add(code, user, earlier.parts, carried=earlier.carried, restores=number)

    @rule(place=drafts, part=PARTS, which=WHICH, looks=st.booleans())
    def keep(self, place: Place, part: str, which: int, looks: bool) -> None:
        """Say of carried-over words that they are right."""
        memory, (name, user) = self.memories[place], self.who(place, part)
        code = memory.codes[which]
        now = memory.standing(code)
        base = memory.number(code) if looks else self.seen.get((place, name, code))
        try:
            keep_carried(report=memory.report, code=code, base=base, by=user)
        except Refused:
            assert not self.may_write(place, user)
        except StaleAnswer:
            assert self.may_write(place, user)
            assert now.carried
            assert now.number != base
        else:
            assert self.may_write(place, user)
            if now and now.carried:
                assert now.number == base
                memory.add(code, user, now.parts)
