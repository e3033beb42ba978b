"""Reading the pages and files that left the server. Not here: requests, or what must stand where."""

import io
import subprocess
from zipfile import ZipFile

from django.http import HttpResponse
from lxml import etree, html
from lxml.html import HtmlElement

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}
"""The content security policy of every answer, without an exception."""


def policy(header: str) -> dict[str, str]:
    """Return a Content-Security-Policy header as directive -> sources."""
    parts = (part.strip().partition(" ") for part in header.split(";"))
    return {name: sources for name, _space, sources in parts}


def parse(content: bytes) -> HtmlElement:
    """Return the document."""
    return html.document_fromstring(content.decode())


def text_of(content: bytes) -> str:
    """Return what a reader sees, white space made single."""
    page = parse(content)
    etree.strip_elements(page, "script", with_tail=False)
    return " ".join(page.text_content().split())


def breaches(content: bytes) -> list[str]:
    """Return what the content security policy would refuse to run or load; data for machines are not run."""
    page = parse(content)
    scripts = [each for each in page.iter("script") if each.get("type") != "application/ld+json"]
    found = [f"{element.tag} inline" for element in scripts if not element.get("src")]
    found += ["style element" for _ in page.iter("style")]
    for element in page.iter(html.etree.Element):
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                found.append(f"{element.tag} {name}")
            if name in {"href", "src", "action", "formaction"} and value.strip().lower().startswith(
                ("javascript:", "vbscript:")
            ):
                found.append(f"{element.tag} {value}")
            if (name == "src" and not value.startswith(("/", "data:image/"))) or value.startswith("//"):
                found.append(f"{element.tag} from elsewhere: {value}")
    return found


def links(content: bytes) -> set[str]:
    """Return the addresses on this site that the page leads to, without their fragments."""
    return _links(parse(content))


def _links(page: HtmlElement) -> set[str]:
    found = {link.partition("#")[0] for _, _, link, _ in page.iterlinks()}
    return {link for link in found if link.startswith(("/", "?")) and not link.startswith("//")}


def followed(content: bytes) -> set[str]:
    """Return those of `links` that a crawler follows."""
    page = parse(content)
    for link in page.xpath("//a[contains(@rel, 'nofollow')]"):
        link.attrib.pop("href", None)
    return _links(page)


def squeezed(text: str) -> str:
    """Return the text without white space: where a line ends must not hide a word."""
    return "".join(text.split())


def words_of_pdf(content: bytes) -> str:
    """Return what a PDF says."""
    said = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    return said.decode(errors="replace")


def words_of_package(content: bytes) -> str:
    """Return what the parts of an office file say, properties included."""
    with ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))]
    said = [
        (node.text or "") + "".join(map(str, node.attrib.values()))
        for part in parts
        for node in etree.fromstring(part).iter()
    ]
    return "".join(said)


def words_sent(response: HttpResponse) -> str:
    """Return all that was sent, headers included, as text without white space."""
    kind = response.headers.get("Content-Type", "")
    if kind == "application/pdf":
        content = words_of_pdf(response.content)
    elif response.content[:2] == b"PK":
        content = words_of_package(response.content)
    else:
        content = response.content.decode(errors="replace")
    return squeezed(f"{response.headers} {content}")
