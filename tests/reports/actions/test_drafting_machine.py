"""Any interleaving of saves, conflicts, restores and carry-overs by three members of two organisations.

Every accepted state stays as it was said, nothing that was refused is written, and nobody is shown a word
of an organisation that they do not belong to.
"""

from contextlib import nullcontext
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from reports import workflow
from reports.actions.errors import Refused
from reports.actions.members import remove_member
from reports.actions.notes import take_down_note, write_note
from reports.actions.unplaced import place_text, set_aside
from reports.enums import MemberRole
from reports.models import Membership, Note, Report, UnplacedText
from tests import builders
from tests.reports.actions import drafting
from tests.reports.actions.drafting import MARKS, Place, World, other
from tests.reports.actions.writing import PARTS, WHICH, Writing

VIEWS = ("section", "history", "revision", "preview", "since", "notes")
MARK = st.sampled_from(MARKS)


class Drafting(Writing):
    """People of two organisations write, while members come and go and reports are sent and returned."""

    drafts = Writing.drafts

    @rule(mark=MARK, part=PARTS, which=WHICH, row=st.sampled_from([0, 1]), aside=st.booleans())
    def tray(self, mark: str, part: str, which: int, row: int, aside: bool) -> None:
        """Put a carried-over text without a question under one, or set it aside."""
        place = Place(mark, "2026")
        memory, (_name, user) = self.memories[place], self.who(place, part)
        origin, text, under = memory.tray[row]
        item = UnplacedText.objects.filter(report=memory.report).order_by("pk")[row]
        code = memory.codes[which]
        try:
            set_aside(item=item, by=user) if aside else place_text(item=item, code=code, by=user)
        except Refused:
            assert not self.may_write(place, user)
            return
        assert self.may_write(place, user)
        if aside:
            memory.tray[row] = (origin, text, under or "")
        elif not under:
            memory.tray[row] = (origin, text, code)
            now = memory.parts(code, memory.number(code))
            new = drafting.stored(memory.report)[memory.report.pk].said[code][-1]
            assert new.parts == now | {"text": f"{now['text']}\n\n{text}" if now["text"] else text}
            assert origin in new.carried["items"]
            memory.add(code, user, new.parts, carried=new.carried)

    # --- Notes, members, the secretariat --------------------------------------------------------
    @rule(place=drafts, part=PARTS, which=WHICH)
    def note(self, place: Place, part: str, which: int) -> None:
        memory, (_name, user) = self.memories[place], self.who(place, part)
        code, text = memory.codes[which], f"Aside: note-{self.word(place.mark)}."
        with self.refused(user.pk not in self.teams[place.mark]):
            write_note(report=memory.report, code=code, text=text, by=user)
            memory.notes.append((code, text, user.pk, None))

    @precondition(lambda self: any(memory.notes for memory in self.memories.values()))
    @rule(place=drafts, part=PARTS, row=st.integers(0, 5))
    def take_down(self, place: Place, part: str, row: int) -> None:
        memory, (_name, user) = self.memories[place], self.who(place, part)
        if not memory.notes:
            return
        row %= len(memory.notes)
        code, text, by, down = memory.notes[row]
        with self.refused(user.pk not in self.teams[place.mark]):
            take_down_note(note=Note.objects.filter(report=memory.report).order_by("pk")[row], by=user)
            memory.notes[row] = (code, text, by, down or user.pk)

    @staticmethod
    def refused(expected: bool) -> Any:
        return pytest.raises(Refused) if expected else nullcontext()

    @rule(mark=MARK, part=PARTS, whom=PARTS)
    def remove(self, mark: str, part: str, whom: str) -> None:
        """Remove a member; an owner may, and the last owner stays."""
        place = Place(mark, "2025")
        (_name, by), (_other, user) = self.who(place, part), self.who(place, whom)
        team = self.teams[mark]
        membership = Membership.objects.filter(organisation__slug=f"{mark}-works", user=user).first()
        assert bool(membership) == (user.pk in team)
        if membership:
            may = team.get(by.pk) == MemberRole.OWNER and team[user.pk] != MemberRole.OWNER
            with self.refused(not may):
                remove_member(membership=membership, by=by)
                del team[user.pk]

    @rule(mark=MARK)
    def join_again(self, mark: str) -> None:
        """Let all return who were removed: there would soon be nobody left."""
        for part in ("editor", "both"):
            _name, user = self.who(Place(mark, "2025"), part)
            if user.pk not in self.teams[mark]:
                builders.make_member(self.world.organisations[mark], MemberRole.EDITOR, user=user)
                self.teams[mark][user.pk] = MemberRole.EDITOR

    @rule(place=drafts, part=PARTS)
    def submit(self, place: Place, part: str) -> None:
        memory, (_name, user) = self.memories[place], self.who(place, part)
        try:
            workflow.apply("submit", report=memory.report, actor=user, **builders.ATTESTATION)
        except workflow.WrongStatus:
            assert not memory.is_open
        except workflow.NotAllowed:
            assert self.teams[place.mark].get(user.pk) != MemberRole.OWNER
        except workflow.Incomplete:
            assert memory.is_open
        else:
            assert memory.is_open
            assert self.teams[place.mark][user.pk] == MemberRole.OWNER
            memory.status = "submitted"

    @precondition(lambda self: any(memory.status == "submitted" for memory in self.memories.values()))
    @rule()
    def send_back(self) -> None:
        for memory in self.memories.values():
            if memory.status == "submitted":
                secretary, reason = self.world.secretariat, f"More {self.word(memory.place.mark)}, please."
                builders.returned_report(memory.report, by=secretary, reason=reason)
                memory.status = "returned"

    @rule(place=drafts, part=PARTS, which=WHICH, view=st.sampled_from(VIEWS), number=st.integers(1, 3))
    def read(self, place: Place, part: str, which: int, view: str, number: int) -> None:
        """Open a page of a report as somebody of that organisation, of the other, or removed since."""
        memory, (name, user) = self.memories[place], self.who(place, part)
        code = memory.codes[which]
        section = memory.report.framework.question(code).section
        rest = {"preview": [], "section": [section], "revision": [code, number]}.get(view, [code])
        path = reverse(f"workspace:{view}", args=[f"{place.mark}-works", place.year, *rest])
        response = self.world.browsers[name].get(path)
        page = response.content.decode().lower()
        if user.pk not in self.teams[place.mark]:
            assert response.status_code == 404
            # What was asked for may stand on the page; nothing else of theirs.
            assert place.mark not in page.replace(path, "")
            return
        states = memory.said.get(code, [])
        # Where nothing was said last year, or nothing yet, there is nothing to compare.
        may_lack = view == "since" or (view == "revision" and number > len(states))
        assert response.status_code in ({200, 404} if may_lack else {200})
        assert other(place.mark) not in page
        if view == "history":
            shown = [each.number for row in response.context["bursts"] for each in row["burst"].states]
            assert shown == [each.number for each in reversed(states)]
        if view == "revision" and number <= len(states):
            assert response.context["revision"].parts == memory.parts(code, number)
        if view == "preview":
            assert f"note-{place.mark}" not in page

    @rule()
    def everybody_sees_their_own(self) -> None:
        for mark, organisation in self.world.organisations.items():
            assert drafting.stored_team(organisation) == self.teams[mark]
        own = {memory.report.pk: memory for memory in self.memories.values()}
        for user in self.world.people.values():
            found = dict(Report.objects.for_member(user).values_list("pk", "status"))
            assert found == {
                pk: memory.status for pk, memory in own.items() if user.pk in self.teams[memory.place.mark]
            }

    # --- What must hold after every step ----------------------------------------------------------
    @invariant()
    def everything_accepted_stands_and_nothing_else(self) -> None:
        stored = drafting.stored(*(memory.report for memory in self.memories.values()))
        for memory in self.memories.values():
            found = stored[memory.report.pk]
            assert found.said == memory.said
            for states in found.said.values():
                assert [each.number for each in states] == list(range(1, len(states) + 1))
                assert [each.base for each in states] == [None, *(each.number for each in states[:-1])]
            assert found.standing == {code: states[-1].number for code, states in memory.said.items()}
            assert found.tray == memory.tray
            assert found.notes == memory.notes
            assert other(memory.place.mark) not in repr(found).lower()


QUICK = settings(
    max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def world(db) -> World:
    return World()


def test_no_interleaving_loses_or_shows_words(world):
    run_state_machine_as_test(lambda: Drafting(world), settings=QUICK)


@pytest.mark.long
def test_no_interleaving_loses_or_shows_words_many_times(world):
    many = settings(QUICK, max_examples=300, stateful_step_count=60)
    run_state_machine_as_test(lambda: Drafting(world), settings=many)
