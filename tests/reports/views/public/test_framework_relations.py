"""How versions meet on a topic: in words, and never firmer than what is known."""

from dataclasses import replace

import pytest

from reports.frameworks import Framework, Question, Section, Topic, load
from reports.views.public.framework_relations import asking, counts, lines, related

OLD, NEW = load("haip-1.0"), load("haip-2.0")
A_QUESTION = replace(OLD.question("1a"), topics=("t",))


def _version(framework_id: str, relations: dict[str, str], *questions: Question) -> Framework:
    topic = Topic("t", "Topic", "1", relations=tuple(relations.items()))
    section = Section("1", "Section", (), questions)
    return Framework(framework_id, "Title", framework_id, "en", "own", (section,), (topic,))


def _pair(relations: dict[str, str], *later: Question) -> tuple[Framework, Framework]:
    return _version("old", relations, A_QUESTION), _version("new", relations, *later)


OFFICIAL = replace(A_QUESTION, code="official", status="official")
KNOWN = replace(A_QUESTION, code="known", status="reported", known="both")
GIST = replace(A_QUESTION, code="gist", status="reported", known="gist")
OURS = replace(A_QUESTION, code="ours", status="provisional")
IN_PASSING = replace(KNOWN, code="passing", topics=("other", "t"))


@pytest.mark.parametrize(
    ("relations", "later", "kind", "said"),
    [
        ({}, (KNOWN,), "like", "asks the same"),
        ({}, (OFFICIAL,), "like", "asks the same"),
        ({}, (GIST, KNOWN), "like", "asks the same"),
        ({}, (GIST,), "same", "asks the same by our reading, which is not confirmed"),
        ({}, (OURS,), "same", "asks the same by our reading, which is not confirmed"),
        ({}, (OURS, IN_PASSING), "same", "asks the same by our reading, which is not confirmed"),
        ({"new": "wider"}, (KNOWN,), "wider", "asks for more than this topic"),
        ({"new": "narrower"}, (KNOWN,), "narrower", "asks for only a part of this topic"),
        ({"old": "wider"}, (KNOWN,), "narrower", "asks for this topic alone; here more is asked"),
        ({"old": "narrower"}, (KNOWN,), "wider", "asks for the whole topic; here a part is asked"),
        ({"old": "wider", "new": "wider"}, (KNOWN,), "other", "asks for more than this topic"),
        ({"old": "new"}, (KNOWN,), "new", "asks for this by itself"),
        ({"new": "dropped"}, (), "dropped", "no longer asks for this"),
        ({"new": "new"}, (IN_PASSING,), "dropped", "does not ask for this, only touches on it"),
        ({}, (), "dropped", "does not ask for this"),
        ({"old": "new", "new": "dropped"}, (), "none", "no longer asks for this"),
    ],
)
def test_what_is_said_of_a_later_version(relations, later, kind, said):
    old, new = _pair(relations, *later)
    (line,) = lines([old, new])
    (step,) = line.steps
    assert step.kind == kind
    assert bool(str(step.words)) == (kind != "none")
    (other,) = related(A_QUESTION, old, [new])
    assert str(other.relation) == said
    assert {question.code for question in other.questions} == {question.code for question in later}


def test_what_is_not_known_here_is_not_the_same_there():
    old, new = _pair({}, OURS)
    (other,) = related(OURS, new, [old])
    assert str(other.relation) == "asks the same by our reading, which is not confirmed"


def test_items_that_a_topic_is_the_first_of_come_first():
    assert [question.code for question in asking(OLD, "post-deployment-monitoring")] == ["2h", "1b"]


def test_a_question_with_several_topics_meets_the_other_version_on_each():
    question = OLD.question("1e")
    assert [other.topic.id for other in related(question, OLD, [NEW])] == list(question.topics)
    assert related(OLD.question("scope"), OLD, [NEW]) == []


def test_every_topic_stands_once_and_sections_stand_together():
    found = lines([OLD, NEW])
    topics = [line.topic.id for line in found]
    assert len(topics) == len(set(topics))
    assert set(topics) == {topic.id for version in (OLD, NEW) for topic in version.topics}
    sections = [line.topic.section for line in found]
    assert sections == sorted(sections)
    assert sum(counts(found).values()) == len(found)


def test_one_version_alone_has_lines_without_steps():
    found = lines([OLD])
    assert {line.steps for line in found} == {()}
    assert counts(found) == {}


def test_three_versions_make_two_steps():
    old, new = _pair({}, KNOWN)
    newest = _version("newest", {"newest": "dropped"})
    (line,) = lines([old, new, newest])
    assert [step.kind for step in line.steps] == ["like", "dropped"]
