"""Reading the pages and files that left the server. Not here: requests, or what must stand where."""

import subprocess

from django.http import HttpResponse
from lxml import html
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
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def parse(content: bytes) -> HtmlElement:
    """Return the document."""
    return html.document_fromstring(content.decode())


def text_of(content: bytes) -> str:
    """Return what a reader sees, white space made single."""
    return " ".join(parse(content).text_content().split())


def breaches(content: bytes) -> list[str]:
    """Return what the content security policy would refuse to run or load."""
    page = parse(content)
    found = [f"{element.tag} inline" for element in page.iter("script") if not element.get("src")]
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
    found = {link.partition("#")[0] for _, _, link, _ in parse(content).iterlinks()}
    return {link for link in found if link.startswith(("/", "?")) and not link.startswith("//")}


def squeezed(text: str) -> str:
    """Return the text without white space: where a line ends must not hide a word."""
    return "".join(text.split())


def words_of_pdf(content: bytes) -> str:
    """Return what a PDF says."""
    said = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    return said.decode(errors="replace")


def words_sent(response: HttpResponse) -> str:
    """Return all that was sent, headers included, as text without white space."""
    is_pdf = response.headers.get("Content-Type") == "application/pdf"
    content = words_of_pdf(response.content) if is_pdf else response.content.decode(errors="replace")
    return squeezed(f"{response.headers} {content}")
