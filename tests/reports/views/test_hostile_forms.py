"""Whatever is typed into, or sent as, a form: an answer that makes sense, and never a server error."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from reports.frameworks import load
from tests.reports.forms.pictures import picture, promised
from tests.reports.views.addresses import ADDRESSES, Address
from tests.reports.views.site import DRAFT, ORG, ROLES, Site

TEXTS = {
    "empty": "",
    "spaces": " \t\u3000 ",
    "a megabyte": "x" * 1_000_000,
    "a script": "<script>alert(1)</script>",
    "a script's address": "javascript:alert(document.cookie)",
    "NUL": "a\x00b",
    "control characters": "a\x01\x0b\x1b\x7fb",
    "unreadable": "\ufffd",
    "turned around": "\u202egnitropeR\u2066",
    "no characters": "\ufffe\uffff\ufdd0",
    "beyond the first plane": "𝔸𠮷🇯🇵" * 200,
    "new lines": "a\r\nBcc: victim@b.example\r\n\r\nb",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}%s%(x)s{0}",
    "an address": "https://" + "a" * 300 + ".example/",
    "grows in lower case": "a@" + ("İ" * 40 + ".") * 5 + "example",
}
NUMBERS = {
    "below zero": "-1",
    "beyond 32 bits": "4294967296",
    "beyond 64 bits": "9" * 30,
    "beyond parsing": "9" * 5000,
    "no number": "NaN",
    "infinity": "1e400",
    "full-width digits": "１２",
}
STORED = ("no characters", "beyond the first plane", "grows in lower case")
"""What a database may find too long or impossible after a form has let it pass."""
COUNTED = {
    "workspace:section",
    "workspace:answer",
    "workspace:report-new",
    "workspace:report-from-file",
    "workspace:member-change",
    "workspace:reading-links",
}
"""The forms in which something is a number."""
PARSED = {
    "workspace:section",
    "workspace:invite",
    "workspace:logo-upload",
    "workspace:report-from-file",
    "account_login",
}
"""The forms that are sent every body; the others only what reaches a view, as all share one parser."""
FORMS = [address for address in ADDRESSES if address.post]
each_form = pytest.mark.parametrize("address", FORMS, ids=lambda address: address.name)


def _role(address: Address) -> str:
    """Return who is admitted: whoever may write most."""
    said = dict(zip(ROLES, address.post.split(), strict=True))
    order = ("owner", "secretariat", "stranger", "anonymous")
    admitted = [role for role in order if said[role] not in {"login", "403", "404", "410"}]
    return "anonymous" if address.name in {"account_login", "account_signup"} else admitted[0]


def _client(site: Site, address: Address) -> Client:
    client = site.client(_role(address))
    client.raise_request_exception = False
    return client


def _sent(client: Client, path: str, body: bytes | dict[str, object], media_type: str = "") -> str:
    """Send the form, undo what it wrote, and return what went wrong on the server, or nothing."""
    with transaction.atomic():
        if isinstance(body, dict):
            response = client.post(path, body)
        else:
            response = client.generic("POST", path, body, content_type=media_type)
        transaction.set_rollback(True)
    return f"{response.status_code} {response.exc_info}" if response.status_code >= 500 else ""


@each_form
def test_each_form_takes_anything(site, address):
    """In all fields at once, and one after the other where it would get as far as the database."""
    client, data = _client(site, address), address.data_on(site) or {"anything": ""}
    path = reverse(address.name, args=address.args_on(site))
    values = TEXTS | NUMBERS if address.name in COUNTED else TEXTS
    broken = {what: _sent(client, path, dict.fromkeys(data, value)) for what, value in values.items()}
    broken["twice"] = _sent(client, path, {name: ["a", "b"] for name in data})
    for name in data:
        for what in (*STORED, *(NUMBERS if address.name in COUNTED else ())):
            broken[name, what] = _sent(client, path, data | {name: values[what]})
    assert {key: error for key, error in broken.items() if error} == {}


def _bodies(data: dict[str, object]) -> Iterator[tuple[str, bytes, str]]:
    """Return what no browser sends: name, body, content type."""
    form, boundary = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
    names = [name.encode() for name in data] or [b"anything"]
    for what, value in {
        "broken UTF-8": b"%FF%FE%80%C3%28",
        "bytes": b"\xff\xfe\x80",
        "a lone surrogate": b"%ED%A0%80",
        "NUL": b"%00",
        "a broken escape": b"%zz%",
    }.items():
        yield what, b"&".join(name + b"=" + value for name in names), form
    part = b"".join(b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\nv\r\n' % name for name in names)
    yield "too many fields", b"&".join(b"f%d=1" % number for number in range(2500)), form
    yield "names that are no names", b"=&&=&%00=%00&a[b]=c&__proto__=d", form
    yield "JSON", b'{"a": [1, {"b": null}]}', "application/json"
    yield "text", b"hello", "text/plain"
    yield "nothing", b"", ""
    yield "an unknown kind", b"\x00\x01", "application/x-hostile; q=1;;;"
    yield "parts without a boundary", part, "multipart/form-data"
    yield "an impossible boundary", part, "multipart/form-data; boundary=\x7f" + "y" * 300
    yield "parts cut off", part[:-20], boundary
    yield "parts that are none", b"\x00\xff--x--x--\r\n\r\n", boundary
    yield "a header without an end", b"--x\r\n" + b"A" * 20_000, boundary
    yield (
        "parts in base 64 that is none",
        (
            b"--x\r\nContent-Disposition: form-data; name=a\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n\xff=!\r\n--x--"
        ),
        boundary,
    )
    for charset in ("rot13", "hex", "utf-16", "utf-7", "unicode_escape", "idna", "nonsense", "\xff"):
        yield (
            f"in {charset}",
            b"&".join(name + b"=%5Cud800%ff" for name in names),
            f"{form}; charset={charset}",
        )
        escaped = part.replace(b"\r\nv\r\n", b"\r\n\\ud800+2AA-\xff\r\n") + b"--x--\r\n"
        yield f"parts in {charset}", escaped, f"{boundary}; charset={charset}"


@each_form
def test_each_form_takes_any_body(site, address):
    client = _client(site, address)
    path = reverse(address.name, args=address.args_on(site))
    broken = {
        what: _sent(client, path, body, media_type)
        for what, body, media_type in _bodies(address.data_on(site))
        if address.name in PARSED or what in {"broken UTF-8", "a lone surrogate", "NUL", "nothing"}
    }
    assert {what: error for what, error in broken.items() if error} == {}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options", "purge"])
def test_no_other_method_does_anything(site, method):
    """Where somebody is admitted: 405 with what is allowed instead, and nothing written."""
    for address in ADDRESSES:
        if ":" in address.name:
            client = site.client(_role(address) if address.post else "owner")
            path = reverse(address.name, args=address.args_on(site))
            response = client.generic(method.upper(), path, b"a=b", content_type="text/plain")
            assert (address.name, response.status_code in {302, 404, 405}) == (address.name, True)
            if response.status_code == 405:
                assert method.upper() not in response.headers["Allow"]


@pytest.mark.parametrize("question", load().answerable, ids=lambda question: question.code)
def test_an_answer_keeps_every_word(site, question):
    """What is stored is what was typed, whatever the kind of question."""
    client = site.client("editor")
    path = reverse("workspace:section", args=[ORG, DRAFT, question.section])
    for what in ("a script", "turned around", "beyond the first plane", "a template", "new lines"):
        with transaction.atomic():
            number = site.draft.answers.by_code()[question.code].number
            data = {f"{question.code}-text": TEXTS[what], f"{question.code}-base": str(number)}
            assert client.post(path, data).status_code == 302
            saved = site.draft.answers.by_code()[question.code].text
            assert saved == TEXTS[what].replace("\r\n", "\n")
            transaction.set_rollback(True)


WRONG_FILES = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "GIF": picture(kind="GIF"),
    "BMP": picture(kind="BMP"),
    "HTML": b"<html><script>alert(1)</script>",
    "nothing": b"",
    "half a PNG": picture(size=(300, 300))[:200],
    "only a PNG's first bytes": b"\x89PNG\r\n\x1a\n",
    "a promise of 900 million pixels": promised(30_000, 30_000),
    "a promise of 40 million pixels": promised(8_000, 5_000),
    "too large a file": b"\x89PNG\r\n\x1a\n" + b"\0" * (5 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("what", WRONG_FILES)
@pytest.mark.parametrize("name", ["logo.png", "../../logo.png\x00.html", "l" * 300 + ".png"], ids=len)
def test_only_a_picture_becomes_a_logo(site, what, name):
    upload = SimpleUploadedFile("logo.png", WRONG_FILES[what], content_type="image/png")
    upload._name = name
    response = site.client("owner").post(reverse("workspace:logo-upload", args=[ORG]), {"logo": upload})
    assert (response.status_code, list(response.context["logo_form"].errors)) == (422, ["logo"])


def test_a_logo_sent_as_text_is_no_logo(site):
    response = site.client("owner").post(reverse("workspace:logo-upload", args=[ORG]), {"logo": "logo.png"})
    assert (response.status_code, list(response.context["logo_form"].errors)) == (422, ["logo"])
