"""Reads the page of a report back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.template import Context, Engine, engines
from django.utils import translation
from django.utils.translation import gettext as _
from lxml import html as lxml_html

from reports.documents import Document

from .html import Element, check_labels, rows_of_tools, said_in_html, words_of
from .said import Said, day_of, gap_of, nothing_said, tight

TEMPLATE = "components/document.html"


def page(document: Document, engine: Engine | None = None) -> str:
    """Return the part of a page that holds the report, in the language of the questions."""
    with translation.override(document.wording_locale):
        template = (engine or engines["django"].engine).get_template(TEMPLATE)
        return template.render(Context({"document": document}))


def read_page(written: str) -> list[Said]:
    """Return what the page says of each question."""
    root = lxml_html.fromstring(f"<main>{written}</main>")
    headings = {article.get("id"): _heading(article) for article in _articles(root)}
    return [_read(article, headings) for article in _articles(root)]


def meanings(written: str) -> list[list[tuple[str, str]]]:
    """Return for each question what its practices mean, which only the page says."""
    found = []
    for article in _articles(lxml_html.fromstring(f"<main>{written}</main>")):
        disclosed = article.find_class("practices-meaning")
        for each in disclosed:
            assert words_of(each.find("summary")) == tight(_("What these practices mean"))
        terms, said = (
            [words_of(each) for part in disclosed for each in part.iter(tag)] for tag in ("dt", "dd")
        )
        found.append(list(zip(terms, said, strict=True)))
    return found


def meanings_in_json(said: Sequence[Said], questions: Iterable[Mapping[str, Any]]) -> list:
    """Return what practices mean, for each question that shows some."""
    return [
        [(tight(each["label"]), tight(each["definition"])) for each in question["practices"]]
        if found["practices"] or found["unreported"]
        else []
        for found, question in zip(said, questions, strict=True)
    ]


def _articles(root: Element) -> list[Element]:
    return root.xpath("./section/article[@id]")


def _heading(article: Element) -> str:
    (title,) = article.xpath("./h3")
    assert title.get("id") == article.get("aria-labelledby")
    return words_of(title)


def _read(article: Element, headings: dict[str, str]) -> Said:
    (section,) = article.getparent().xpath("./h2")
    assert section.get("id") == article.getparent().get("aria-labelledby")
    body = article.find_class("entry-body")[0]
    said = nothing_said(_heading(article), words_of(section))
    check_labels(body.find_class("entry-prompt")[0].find_class("ours"))
    said["asked"] = [words_of(each, without="ours") for each in body.find_class("entry-prompt")[0]]
    said["chosen"] = "".join(words_of(each) for each in body.xpath("./p[@class='chosen']"))
    said["boxes"] = [_box(item) for item in body.xpath("./ul[contains(@class,'options')]/li")]
    for practices in body.xpath("./div[@class='practices']"):
        _read_practices(practices, said)
    for summary in body.xpath("./p[@class='summary']"):
        assert tight(summary[0].text) == tight(_("In short:"))
        said["summary"] = words_of(summary, without="ours")
    for prose in body.xpath("./div[@class='prose']"):
        said["text"] = said_in_html(prose, headings)
    said["tools"] = rows_of_tools(body.xpath("./div[contains(@class,'tools')]/table"), _tool)
    for head in body.xpath("./div[@class='evidence']/*[1]"):
        assert words_of(head) == tight(_("Evidence"))
    said["evidence"] = [_evidence(item) for item in body.xpath("./div[@class='evidence']/ul/li")]
    said["gap"] = "".join(gap_of(each.text) for each in body.xpath("./p[@class='soft' or @class='missing']"))
    return said


def _box(item: Element) -> tuple[str, bool]:
    (hidden,) = item.find_class("visually-hidden")
    is_ticked = item.get("class") == "ticked"
    assert tight(hidden.text_content()) == tight(f"({_('ticked') if is_ticked else _('not ticked')})")
    return words_of(item, without="visually-hidden"), is_ticked


def _read_practices(practices: Element, said: Said) -> None:
    for group in practices.find_class("practice-group"):
        state = tight(group.findtext("p"))
        said["practices"] += [(words_of(item), state) for item in group.iter("li")]
    for unreported in practices.find_class("practices-unreported"):
        said["unreported"] = [words_of(item) for item in unreported.iter("li")]
        count = _("Not reported: %(number)s") % {"number": len(said["unreported"])}
        assert words_of(unreported.find("summary")) == tight(count)


def _tool(row: Element) -> tuple[str, str, str]:
    name, purpose = row
    shown = name.xpath("./a") or name.find_class("soft")
    if not shown:
        return words_of(name), "", words_of(purpose)
    address = shown[0].get("href") or shown[0].text
    return words_of(name, without="soft"), address, words_of(purpose)


def _evidence(item: Element) -> tuple[str, str, str]:
    link = item.find("a")
    return words_of(link), link.get("href"), day_of("".join(each.text for each in item.find_class("soft")))
