"""No answer goes out without the strict content security policy, and no page asks for more than it allows."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.builders import make_user
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.pages import STRICT, breaches, parse, policy
from tests.reports.views.site import DRAFT, ORG, ROLES


def _is_strict(response: HttpResponse) -> bool:
    """Whether the policy is the strict one, word for word, and the page needs nothing beyond it."""
    found = policy(response.headers["Content-Security-Policy"])
    # What others sent in is boxed in besides (`workspace/test_supporting.py`).
    found.pop("sandbox", None)
    assert found == STRICT
    assert "Content-Security-Policy-Report-Only" not in response.headers
    if response.content and response.headers["Content-Type"].startswith("text/html"):
        assert breaches(response.content) == []
        return True
    return False


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_every_page(site, address):
    """In the eyes of every role: refusals are pages too."""
    path = reverse(address.name, args=address.args_on(site))
    for role in ROLES:
        _is_strict(site.client(role).get(path))


@pytest.mark.parametrize(
    "address", [address for address in ADDRESSES if address.post], ids=lambda address: address.name
)
def test_every_answer_to_a_form(site, address):
    """As an owner or the secretariat, with the data of the table and with nothing at all."""
    path = reverse(address.name, args=address.args_on(site))
    for role in ("owner", "secretariat"):
        _is_strict(site.client(role).post(path, {}))
        _is_strict(site.client(role).post(path, address.data_on(site)))


def test_the_pages_of_errors(site, settings):
    settings.ROOT_URLCONF = "tests.reports.views.broken_urls"
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    anonymous, viewer = site.client("anonymous"), site.client("viewer")
    viewer.raise_request_exception = False
    viewer.handler.enforce_csrf_checks = True
    errors = {
        400: anonymous.post(reverse("account_login"), {"login": "1", "password": "2"}),
        403: viewer.get(reverse("workspace:profile", args=[ORG])),
        "403 csrf": viewer.post(reverse("account_logout")),
        404: anonymous.get("/nowhere/"),
        405: anonymous.delete("/"),
        500: viewer.get("/broken/"),
    }
    viewer.handler.enforce_csrf_checks = False
    viewer.raise_request_exception = True
    for said, response in errors.items():
        assert response.status_code == int(str(said)[:3])
        assert _is_strict(response) == (said != 405)
        if said != 405:
            page = parse(response.content)
            assert page.get("lang") == "en"
            assert [heading.text_content() != "" for heading in page.iter("h1")] == [True]


@pytest.mark.parametrize(
    "markup", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><b>"]
)
def test_markup_in_names_stays_text(site, markup):
    """Written where the page repeats it: names of people and organisations, reasons, answers, searches."""
    owner = site.people["owner"]
    owner.name = site.organisation.name = markup
    owner.save()
    site.organisation.save()
    desk, own = site.client("secretariat"), site.client("owner")
    own.post(reverse("workspace:answer", args=[ORG, DRAFT, "1a"]), {"1a-text": markup, "1a-base": "1"})
    desk.post(reverse("secretariat:send-back", args=[site.submitted.pk]), {"reason": markup})
    pages = [
        own.get(reverse("workspace:home")),
        own.get(reverse("workspace:organisation", args=[ORG])),
        own.get(reverse("workspace:members", args=[ORG])),
        own.get(reverse("workspace:report", args=[ORG, DRAFT])),
        own.get(reverse("workspace:section", args=[ORG, DRAFT, "1"])),
        own.get(reverse("workspace:history", args=[ORG, DRAFT, "1a"])),
        own.get(reverse("workspace:revision", args=[ORG, DRAFT, "1a", 2])),
        own.get(reverse("workspace:compare", args=[ORG, DRAFT, "1a"])),
        own.get(reverse("workspace:replace", args=[ORG, DRAFT]), {"find": "<b>", "places": "text"}),
        own.get(reverse("workspace:preview", args=[ORG, DRAFT])),
        own.get(reverse("workspace:report", args=[ORG, "2027"])),
        desk.get(reverse("secretariat:queue")),
        own.get(reverse("public:organisation", args=[ORG])),
        own.get(reverse("public:register"), {"q": markup}),
        own.post(reverse("workspace:markdown"), {"text": markup}),
    ]
    for response in pages:
        assert response.status_code == 200
        _is_strict(response)
        assert b"<b>" not in response.content


def test_the_admin_site_keeps_to_it_too(site):
    """Rescue must work under the same policy: its pages are looked at as somebody who may open them."""
    client = site.client("anonymous")
    rescuer = make_user("rescuer")
    rescuer.is_staff = rescuer.is_superuser = True
    rescuer.save()
    client.force_login(rescuer)
    pages = ["/admin/", "/admin/password_change/", "/admin/reports/user/", "/admin/reports/event/"]
    pages += [
        f"/admin/reports/user/{rescuer.pk}/change/",
        f"/admin/reports/version/{site.versions[0].pk}/change/",
    ]
    for path in pages:
        response = client.get(path)
        assert response.status_code == 200
        _is_strict(response)


@pytest.mark.parametrize(
    "markup,breach",
    [
        ("<script>go()</script>", "script inline"),
        ("<style>p { }</style>", "style element"),
        ('<p style="color: red">', "p style"),
        ('<p onclick="go()">', "p onclick"),
        ('<a href=" JavaScript:go()">', "a  JavaScript:go()"),
        (
            '<script src="https://elsewhere.example/x.js"></script>',
            "script from elsewhere: https://elsewhere.example/x.js",
        ),
        ('<link href="//elsewhere.example/x.css">', "link from elsewhere: //elsewhere.example/x.css"),
    ],
)
def test_breaches_are_seen(markup, breach):
    assert breaches(f"<html><body><main>{markup}</main></body></html>".encode()) == [breach]
