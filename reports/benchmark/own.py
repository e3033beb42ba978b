"""What one report of the reader's own organisation says, in the measures by which peers are counted.

Belongs here: reading a draft, or the version that was published of it. Not here: peers (`peers`), or what
stands out between the two (`position`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.completeness import Words, is_empty
from reports.enums import AIRole
from reports.frameworks import Framework
from reports.models import Report, Version
from reports.standards import cited_standards
from reports.text import count_plain_words, plain

from .dataset import Profile


@dataclass(frozen=True)
class Own:
    """One report: what decides what it was asked, its language, and what it says.

    `said` are the codes under which anything stands. `states` maps practice -> state, `words` and `links` map
    code -> how many words and links of evidence, `standards` are the ids of those that it names.
    """

    profile: Profile
    language: str
    said: frozenset[str] = frozenset()
    states: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)
    standards: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said."""
        return not self.said


def own_of(report: Report) -> Own:
    """Return what the report says: its draft, or its published version where it is no draft.

    Needs `organisation` and `cycle` to be selected. One query for a draft, three for what was published.
    """
    if report.is_editable or report.current_version_id is None:
        profile = Profile(report.framework_id, report.ai_roles, report.cycle.slug)
        return drafted(report.framework, profile, report.language, report.answers.by_code())
    return _published(report)


def drafted(framework: Framework, profile: Profile, language: str, answers: Mapping[str, Words]) -> Own:
    """Return what answers say that stand as Markdown; codes that are no questions are left out."""
    codes = {question.code for question in framework.answerable}
    answers = {code: words for code, words in answers.items() if code in codes and not is_empty(words)}
    texts = {code: plain(words.text, framework.references) for code, words in answers.items()}
    return Own(
        profile,
        language,
        frozenset(answers),
        {practice: state for words in answers.values() for practice, state in words.practices.items()},
        {code: count_plain_words(text) for code, text in texts.items()},
        {code: len(words.evidence) for code, words in answers.items()},
        frozenset(cited.standard for text in texts.values() for cited in cited_standards(text)),
    )


def _published(report: Report) -> Own:
    version = Version.objects.defer("source").get(current_of=report)
    answers = list(version.answers.only("version", "code", "practices", "evidence", "words"))
    roles = tuple(role.value for role in AIRole if getattr(version, f"is_{role.value}"))
    return Own(
        Profile(version.framework_id, roles, report.cycle.slug),
        version.language,
        frozenset(answer.code for answer in answers),
        {practice: state for answer in answers for practice, state in answer.practices.items()},
        {answer.code: answer.words for answer in answers},
        {answer.code: len(answer.evidence) for answer in answers},
        frozenset(version.cited_standards.order_by().values_list("standard", flat=True)),
    )
