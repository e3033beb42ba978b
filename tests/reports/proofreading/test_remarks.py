"""What a careful colleague remarks, kind by kind: a case that must be remarked and one that must not."""

import time
from dataclasses import dataclass, field

import pytest

from reports.enums import DEAD_LINKS, UNJUDGED_LINKS, AddressFault, LinkNote, LinkState, RemarkKind
from reports.frameworks import load
from reports.proofreading import Remark, link_addresses, remarks

FRAMEWORK = load("haip-1.0", "en")
NEWER = load("haip-2.0", "en")
PARAGRAPH = (
    "Every model is examined by people outside the team before each release, and what they find is kept."
)


@dataclass
class Words:
    text: str = ""
    summary: str = ""
    tools: list[dict[str, str]] = field(default_factory=list)
    evidence: list[dict[str, str]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    practices: dict[str, str] = field(default_factory=dict)


@dataclass
class Checked:
    state: str
    note: str = ""


def _remarks(text="", *, framework=FRAMEWORK, code="1a", typical=None, outcomes=None, **parts):
    return remarks(framework, {code: Words(text, **parts)}, typical=typical, outcomes=outcomes)


def _kinds(*args, **kwargs):
    return [remark.kind for remark in _remarks(*args, **kwargs)]


def _only(kind, *args, **kwargs):
    """The one remark, which must be of the kind."""
    found = _remarks(*args, **kwargs)
    assert [remark.kind for remark in found] == [kind]
    return found[0]


def test_a_good_answer_is_not_remarked():
    text = (
        f"{PARAGRAPH}\n\n[Our policy](https://example.org/policy), https://example.org/b. And [[1b]].[^1]\n\n"
        "- `TODO` and `[[nowhere]]` and `www.example.org` stand in code\n- 未定義の動作を確認します\n\n"
        "```\nTBD [1] [^9] https://https://x\n```\n\n[^1]: A source."
    )
    assert _remarks(text, summary="Short.", tools=[{"name": "A", "address": "", "purpose": ""}]) == []


def test_a_remark_says_where_and_what():
    assert _only(
        RemarkKind.LEFTOVER, "We test models. TBD: by whom and how often, and what we do then, in detail."
    ) == Remark(
        FRAMEWORK.question("1a"),
        RemarkKind.LEFTOVER,
        "“TBD” looks like something left to do: fill it in, or take it out.",
        "We test models. TBD: by whom and how often, and…",
        "text",
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Owner: TBD.",
            "TODO",
            "担当者TBD、",
            "Numbers: XXX",
            "FIXME later",
            "TBC",
            "How many???",
            "何件？？？",
        ),
        *(
            "Lorem ipsum dolor sit amet",
            "[insert name]",
            "[Insert the number of audits here]",
            "[your company]",
        ),
        *(
            "By <placeholder>.",
            "<company name> tests",
            "<Insert date>",
            "要確認",
            "件数は未定です。",
            "要追記",
            "〇〇株式会社",
        ),
        *("○○年度", "À COMPLÉTER", "[à compléter]", "Responsable : à définir", "- à compléter", "À définir."),
        "A\u0300 COMPLE\u0301TER",
    ],
)
def test_leftovers(text):
    assert _kinds(text) == [RemarkKind.LEFTOVER]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "A todo list is kept.",
            "TODOS",
            "MyTBDs",
            "xxx",
            "Really??",
            "The Lorem Institute",
            "重要確認事項",
            "未定義",
        ),
        *(
            "[inserted](https://example.org)",
            "a < b and c > d",
            "○ はい",
            "Il reste à définir les seuils.",
            "`TBD`",
        ),
        *("Les réponses à compléter sont listées.", "```\nTODO\n```", "XX models", "要確認事項を一覧にする"),
    ],
)
def test_prose_is_no_leftover(text):
    assert _kinds(text) == []


def test_leftovers_are_found_in_every_part():
    found = _remarks(
        summary="TBD",
        tools=[{"name": "TODO", "address": "", "purpose": "???"}],
        evidence=[{"title": "XXX", "address": "", "accessed_on": ""}],
    )
    assert [(remark.part, remark.excerpt) for remark in found] == [
        ("summary", "TBD"),
        ("tools", "TODO"),
        ("tools", "???"),
        ("evidence", "XXX"),
    ]


@pytest.mark.parametrize(
    ("words", "typical", "kinds"),
    [
        (2500, None, []),
        (2501, None, [RemarkKind.OVER_LONG]),
        (2501, {"1b": (1, 2)}, [RemarkKind.OVER_LONG]),
        (400, {"1a": (100, 200)}, []),
        (401, {"1a": (100, 200)}, [RemarkKind.OVER_LONG]),
        (3000, {"1a": (1000, 2000)}, []),
        (100, {"1a": (0, 0)}, []),
    ],
)
def test_length_is_measured_against_peers(words, typical, kinds):
    assert _kinds("word " * words, typical=typical) == kinds
    assert _kinds("日" * words, typical=typical) == kinds


def test_markup_is_not_counted():
    assert _kinds("1. word\n" * 2400) == []


@pytest.mark.parametrize(("words", "kinds"), [(60, []), (61, [RemarkKind.OVER_LONG])])
def test_a_summary_is_short(words, kinds):
    assert _kinds(summary="word " * words) == kinds


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a](https://https://example.org)", AddressFault.SCHEME_TWICE),
        ("See https://https://example.org.", AddressFault.SCHEME_TWICE),
        ("[a](www.example.org/b)", AddressFault.NO_SCHEME),
        ("See www.example.org for more.", AddressFault.NO_SCHEME),
        ("詳細はwww.example.jpをご覧ください"[3:], AddressFault.NO_SCHEME),
        ("[a](example.org)", AddressFault.NO_SCHEME),
        ("[a](https//example.org)", AddressFault.NO_SCHEME),
        ("[a](https://example.org/b c)", AddressFault.SPACES),
        ("See https:// example.org/b", AddressFault.SPACES),
        ("See ttps://example.org/b", AddressFault.OTHER_SCHEME),
        ("[a](ftp://example.org/b)", AddressFault.OTHER_SCHEME),
        ("See https:/example.org/b", AddressFault.NO_HOST),
        ("[a](https://example.org/b,)", AddressFault.TAIL),
        ("[a](https://intranet/b)", AddressFault.BAD_HOST),
        ("https://me:pw@example.org/", AddressFault.LOGIN),
    ],
)
def test_malformed_addresses_in_the_text(text, fault):
    remark = _only(RemarkKind.MALFORMED_LINK, text)
    assert (remark.message, remark.part) == (fault.label, "text")
    assert remark.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[www.example.org](https://www.example.org)",
            "[a](mailto:a@example.org)",
            "[a](#fn1)",
            "<https://example.org>",
        ),
        *(
            "[note](see below)",
            "[A](3.2)",
            "f(x)[1](y)",
            "https: the protocol",
            "`www.example.org`",
            "\\[a](www.)",
        ),
        *(
            '[a](https://example.org "title")',
            "(https://example.org/a_(b))",
            "https://example.org/日本",
            "a@www.example.org",
        ),
    ],
)
def test_addresses_that_are_fine(text):
    assert _kinds(text) == []


def test_malformed_addresses_beside_the_text():
    found = _remarks(
        evidence=[{"title": "A", "address": "www.example.org", "accessed_on": ""}],
        tools=[{"name": "B", "address": "https://example.org:8443/", "purpose": ""}],
    )
    assert [(remark.part, remark.message) for remark in found] == [
        ("evidence", AddressFault.NO_SCHEME.label),
        ("tools", AddressFault.PORT.label),
    ]


@pytest.mark.parametrize(
    ("state", "note", "said"),
    [
        (LinkState.GONE, "", "not there any more"),
        (LinkState.UNREACHABLE, LinkNote.TOO_SLOW, "did not answer in time"),
        (LinkState.UNREACHABLE, "", "could not be opened"),
    ],
)
def test_dead_links(state, note, said):
    text = "See [a](https://example.org/a) and https://example.org/b."
    remark = _only(RemarkKind.DEAD_LINK, text, outcomes={"https://example.org/b": Checked(state, note)})
    assert said in remark.message
    assert "https://example.org/b" in remark.excerpt
    assert remark.address == "https://example.org/b"


@pytest.mark.parametrize(
    ("state", "note", "said"),
    [
        (LinkState.REFUSED, LinkNote.NOT_PUBLIC, "not on the public web"),
        (LinkState.BLOCKED_TO_ROBOTS, "", "people and not programs"),
    ],
)
def test_links_that_a_person_has_to_open(state, note, said):
    text = "See [a](https://example.org/a) and https://example.org/b."
    remark = _only(RemarkKind.UNJUDGED_LINK, text, outcomes={"https://example.org/a": Checked(state, note)})
    assert said in remark.message
    assert "Open it yourself" in remark.message
    assert remark.address == "https://example.org/a"


def test_every_state_of_a_link_is_said_once():
    said = {LinkState.REACHED, LinkState.MALFORMED}
    assert not DEAD_LINKS & UNJUDGED_LINKS
    assert set(LinkState) - said == DEAD_LINKS | UNJUDGED_LINKS


def test_links_that_live():
    outcomes = {"https://example.org/b": Checked(LinkState.REACHED)}
    assert _kinds("https://example.org/b", outcomes=outcomes) == []


def test_dead_links_beside_the_text():
    evidence = [{"title": "A", "address": "https://example.org/a", "accessed_on": ""}]
    outcomes = {"https://example.org/a": Checked(LinkState.GONE)}
    assert _only(RemarkKind.DEAD_LINK, evidence=evidence, outcomes=outcomes).part == "evidence"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A claim.[^1]", "no note"),
        ("主張です[^注]。", "no note"),
        ("A claim.\n\n[^1]: A source.", "no mark"),
        ("A claim [^2].\n\n- [^2] again\n\n> [^3]: note\n\n[^2]: note", "no mark"),
    ],
)
def test_half_footnotes(text, said):
    assert said in _only(RemarkKind.UNDEFINED_FOOTNOTE, text).message


@pytest.mark.parametrize("text", ["A[^1]\n\n[^1]: B", "`[^1]`", "\\[^1]", "x^2 [1]", "```\n[^1]\n```"])
def test_whole_footnotes(text):
    assert _kinds(text) == []


@pytest.mark.parametrize("text", ["A claim [1].\n\n[1] A source.", "安全です［１］。\n\n［１］ 出典"])
def test_typed_footnotes(text):
    assert "[1]" in _only(RemarkKind.TYPED_FOOTNOTE, text).excerpt.replace("［１］", "[1]")


@pytest.mark.parametrize("text", ["A claim [1].", "[1] A source.", "`[1]`\n\n[1] A source."])
def test_half_typed_footnotes_are_left_alone(text):
    assert _kinds(text) == []


@pytest.mark.parametrize(
    ("framework", "text", "said"),
    [
        (FRAMEWORK, "See [[9z]].", "no question 9z"),
        (FRAMEWORK, "See [[1B]].", "write [[1b]]"),
        (NEWER, "See [[Q1]].", "write [[risk-classification]]"),
        (NEWER, "[[1a]]を参照", "write [[capability-thresholds.text]]"),
    ],
)
def test_undefined_references(framework, text, said):
    code = framework.answerable[-1].code
    assert said in _only(RemarkKind.UNDEFINED_REFERENCE, text, framework=framework, code=code).message


@pytest.mark.parametrize("text", ["[[1b]]", "[[2g.i]]", "`[[9z]]`", "\\[[9z]]", "[[1]](https://example.org)"])
def test_references_that_lead_somewhere(text):
    assert _kinds(text) == []


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("See the response to 1b.", "[[1b]]"),
        ("Please see our answer to question 2g(i) above.", "[[2g.i]]"),
        ("as said under item 3a", "[[3a]]"),
        ("1bの回答を参照してください。", "[[1b]]"),
        ("質問１ｂをご参照ください。", "[[1b]]"),
        ("詳細は2g.iを参照", "[[2g.i]]"),
        ("Voir la réponse à 1b.", "[[1b]]"),
        ("voir la re\u0301ponse a\u0300 la question 1b", "[[1b]]"),
        ("cf. question 5a", "[[5a]]"),
    ],
)
def test_references_typed_in_words(text, reference):
    assert reference in _only(RemarkKind.TYPED_REFERENCE, text).message


@pytest.mark.parametrize(
    "text",
    [
        *(
            "See the response to [[1b]].",
            "[[1b]]の回答を参照",
            "Voir la réponse à [[1b]].",
            "See the response to 9z.",
        ),
        *(
            "in answer to 3 questions",
            "ISO 1bの回答"[:5],
            "see question 1a",
            "`see question 1b`",
            "表2を参照",
        ),
        *("réponse à 12 pays", "The answer to users is logged."),
    ],
)
def test_other_words_are_no_reference(text):
    assert _kinds(text) == []


def test_numbers_of_a_newer_questionnaire_are_known():
    found = _only(
        RemarkKind.TYPED_REFERENCE, "See the answer to Q6.", framework=NEWER, code="risk-classification"
    )
    assert "[[systemic-risk-collaboration]]" in found.message


def test_a_paragraph_twice_in_one_answer():
    remark = _only(
        RemarkKind.REPEATED_PARAGRAPH, f"{PARAGRAPH}\n\nBetween.\n\n{PARAGRAPH.replace(' ', '  ')}"
    )
    assert "twice in this answer" in remark.message


def test_a_paragraph_in_two_answers():
    japanese = "当社は、ＡＩモデルの公開前に外部の専門家による評価を行い、その結果を記録しています。" * 3
    found = remarks(
        FRAMEWORK, {"1c": Words(japanese.replace("ＡＩ", "AI")), "1b": Words(f"A.\n\n{japanese}")}
    )
    assert [(remark.question.code, remark.kind) for remark in found] == [
        ("1c", RemarkKind.REPEATED_PARAGRAPH)
    ]
    assert "[[1b]]" in found[0].message


@pytest.mark.parametrize(
    "text", ["Short.\n\nShort.", f"[^1]\n\n[^1]: {PARAGRAPH}", f"{PARAGRAPH}\n\n{PARAGRAPH[1:]}"]
)
def test_what_is_no_repetition(text):
    other = f"[^1]\n\n[^1]: {PARAGRAPH}"
    found = remarks(FRAMEWORK, {"1a": Words(text), "1b": Words(other)})
    assert [remark.kind for remark in found] == []


def test_remarks_stand_in_the_order_of_the_questionnaire():
    found = remarks(FRAMEWORK, {code: Words("TBD") for code in ("5a", "1b", "2g.i", "1a", "nowhere")})
    assert [remark.question.code for remark in found] == ["1a", "1b", "2g.i", "5a"]


def test_every_kind_is_tested():
    assert set(RemarkKind) == {
        *(
            RemarkKind.OVER_LONG,
            RemarkKind.MALFORMED_LINK,
            RemarkKind.DEAD_LINK,
            RemarkKind.UNDEFINED_FOOTNOTE,
        ),
        *(RemarkKind.TYPED_FOOTNOTE, RemarkKind.UNDEFINED_REFERENCE, RemarkKind.TYPED_REFERENCE),
        *(RemarkKind.LEFTOVER, RemarkKind.REPEATED_PARAGRAPH, RemarkKind.UNJUDGED_LINK),
    }


def test_link_addresses_are_those_that_readers_can_click():
    words = Words(
        "[a](https://a.example/) `https://code.example/` https://b.example/x. [m](mailto:a@b.example)[^1]\n\n"
        "[a](https://a.example/)\n\n[^1]: <http://note.example/>",
        tools=[{"name": "T", "address": "https://tool.example/", "purpose": ""}],
        evidence=[
            {"title": "E", "address": "https://evidence.example/", "accessed_on": ""},
            {"title": "E", "address": "", "accessed_on": ""},
            {"title": "E", "address": "https://a.example/", "accessed_on": ""},
        ],
    )
    assert link_addresses(words) == [
        "https://a.example/",
        "https://b.example/x",
        "http://note.example/",
        "https://evidence.example/",
        "https://tool.example/",
    ]


SIZE = 50_000


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "TODO ",
            "[^1]",
            "[^1]:\n",
            "[[x]]",
            "[a](",
            "[a](x.org",
            "www.a.b ",
            "https://a.org ",
            "\n",
            "[1]\n",
            "``` ",
        ),
        *(
            "see question 1b ",
            "1bの",
            "réponse à ",
            "？",
            "https:// ",
            "\\",
            "[",
            "<your ",
            "- à ",
            "\u3000",
            "word\n\n",
        ),
    ],
)
def test_hostile_answers_take_bounded_time(piece):
    began = time.monotonic()
    found = _remarks((piece * (SIZE // len(piece)))[:SIZE])
    assert time.monotonic() - began < 8
    assert len(found) <= 9 * 20


def test_of_a_report_without_end_only_the_length_is_looked_at():
    text = ("word TODO [^1] " * 200_000)[:200_000]
    found = remarks(NEWER, {question.code: Words(text) for question in NEWER.answerable[:6]})
    kinds = [remark.kind for remark in found]
    assert kinds[:22] == [RemarkKind.OVER_LONG, *[RemarkKind.LEFTOVER] * 20, RemarkKind.UNDEFINED_FOOTNOTE]
    assert kinds[-2:] == [RemarkKind.OVER_LONG, RemarkKind.OVER_LONG]


@pytest.mark.long
def test_a_hostile_report_takes_bounded_time():
    text = ("[a](https://a.org) TODO [^1] " * 200_000)[:200_000]
    began = time.monotonic()
    remarks(NEWER, {question.code: Words(text) for question in NEWER.answerable})
    assert time.monotonic() - began < 60
