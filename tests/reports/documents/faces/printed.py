"""Reads the printed report back, from the HTML that is typeset."""

from django.template import Context, Engine, engines
from django.utils import translation
from django.utils.translation import gettext as _
from lxml import html as lxml_html

from reports.documents import Document
from reports.documents.printing import Manner, printed

from .html import Element, check_labels, rows_of_tools, said_in_html, words_of
from .said import Said, day_of, gap_of, nothing_said, tight, unreported_in

TEMPLATE = "documents/report_pdf.html"


def printed_html(document: Document, engine: Engine | None = None, *, foot: bool = True) -> str:
    """Return what WeasyPrint is given, with notes at the foot of pages where that can be, or at the end."""
    with translation.override(document.wording_locale):
        manner = Manner(foot=foot)
        context = printed(
            document, manner=manner, site_name="HAIP Reports", address="", operator="", paper="A4"
        )
        template = (engine or engines["django"].engine).get_template(TEMPLATE)
        return template.render(Context(context))


def read_printed(written: str) -> list[Said]:
    """Return what the printed report says of each question."""
    root = lxml_html.document_fromstring(written)
    entries = root.xpath("//section[@class='part']/div[contains(@class,'entry')]")
    headings = {entry.find("h3").get("id"): words_of(entry.find("h3")) for entry in entries}
    return [_read(entry, headings) for entry in entries]


def _read(entry: Element, headings: dict[str, str]) -> Said:
    said = nothing_said(words_of(entry.find("h3")), words_of(entry.getparent().find("h2")))
    (asked,) = entry.xpath("./div[@class='asked']")
    check_labels(asked.find_class("whose"))
    said["asked"] = [words_of(each, without="whose") for each in asked.xpath("./p | ./ul/li")]
    said["chosen"] = "".join(words_of(each) for each in entry.xpath("./p[@class='value']"))
    said["boxes"] = [_box(item) for item in entry.xpath("./ul[@class='boxes']/li")]
    for practices in entry.xpath("./div[@class='practices']"):
        _read_practices(practices, said)
    for summary in entry.xpath("./p[@class='summary']"):
        assert tight(summary[0].text) == tight(_("In short:"))
        said["summary"] = words_of(summary, without="whose")
    for article in entry.xpath("./article[not(@class='tools')]"):
        said["text"] = said_in_html(article, headings)
    said["tools"] = rows_of_tools(entry.xpath("./*[@class='tools']/table"), _tool)
    _read_addresses(entry, said)
    said["gap"] = "".join(gap_of(each.text) for each in entry.xpath("./p[@class='left' or @class='gap']"))
    return said


def _box(item: Element) -> tuple[str, bool]:
    (box,) = item.find_class("box")
    assert box.text in {"☑", "☐"}
    return words_of(item, without="box"), box.text == "☑"


def _read_practices(practices: Element, said: Said) -> None:
    for table in practices.xpath("./table"):
        assert list(map(words_of, table.xpath("./thead/tr/th"))) == [tight(_("Practice")), tight(_("State"))]
        said["practices"] = [tuple(map(words_of, row)) for row in table.xpath("./tbody/tr")]
    for unreported in practices.find_class("unreported"):
        said["unreported"] = unreported_in(unreported.text_content())


def _tool(row: Element) -> tuple[str, str, str]:
    target = row[0].find_class("target")
    if target and target[0].tag == "a":
        assert target[0].get("href") == target[0].text
    return words_of(row[0], without="target"), target[0].text if target else "", words_of(row[1])


def _read_addresses(entry: Element, said: Said) -> None:
    """Read the evidence, and hold the addresses of hidden links against the links themselves."""
    hidden = []
    for block in entry.xpath("./div[@class='addresses']"):
        head = tight(block.findtext("p"))
        found = [_address(item) for item in block.xpath("./ul/li")]
        if head == tight(_("Evidence")):
            said["evidence"] = found
        else:
            assert head == tight(_("Addresses of the links above"))
            hidden = [(words, address) for words, address, _day in found]
    links = [(words, to) for words, to in said["text"]["links"] if to.startswith(("http://", "https://"))]
    assert hidden == list(dict.fromkeys(link for link in links if link[0] != link[1])), hidden


def _address(item: Element) -> tuple[str, str, str]:
    (link,) = item.xpath("./a")
    assert link.get("href") == link.text
    before = [*item.itertext()]
    before = before[: before.index(link.text)]
    title = item.xpath("./span")
    words = tight(title[0].text_content()) if title else tight("".join(before))
    rest = tight("".join(before)).removeprefix(words)
    return words, link.get("href"), day_of(rest)
