"""Whatever stands in an address, a query or a header: an answer that makes sense, never a server error."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from reports.documents.faces import FACE_OF_ENDING
from tests.reports.views.addresses import ADDRESSES, TOPIC
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, PUBLISHED, ROLES

HUGE = "9" * 20
ENDLESS = "9" * 5000
SEGMENTS = {
    "huge": HUGE,
    "endless": ENDLESS,
    "minus": "-1",
    "NUL": "%00",
    "broken UTF-8": "%FF%FE",
    "a surrogate": "%ED%A0%80",
    "Japanese": quote("あおば"),
    "full-width digits": quote("１"),
    "a script": quote("<script>alert(1)</script>"),
    "upwards": "..%2F..%2Fetc",
    "dots": "...",
    "a template": "%7B%7Bx%7D%7D",
    "a line": "%0d%0aSet-Cookie:%20a=b",
    "long": "a" * 5000,
}
QUERIES = [
    "page=abc",
    "page=-1",
    "page=0",
    f"page={HUGE}",
    f"page={ENDLESS}",
    "page=1e9",
    "page=%EF%BC%91",
    "page=%00",
    "q=%00",
    "q=%FF%FE",
    "q=%ED%A0%80",
    "q=%25%5F%5C%27%22",
    "q=" + "a+" * 99,
    "q=" + "x" * 100_000,
    "q=a&q=b&country=&country=JP",
    "country=XX&sector=none&size=0&role=king&framework=haip-9&cycle=1999",
    "country=%00&sector=%00&size=%00&role=%00&framework=%00&cycle=%00",
    "cycle=%00",
    "cycle=%FF",
    f"cycle={HUGE}",
    "next=https://elsewhere.example/&next=%00",
    "=&&=%00&%FF=%FE&a[]=b",
    "&".join(f"f{number}=1" for number in range(3000)),
]


def _paths(site, segment: str) -> list[tuple[str, str]]:
    """Return role and path of every address with each of its arguments replaced."""
    found = []
    for address in ADDRESSES:
        args = address.args_on(site)
        for place in range(len(args)):
            role = "secretariat" if address.name.startswith("secretariat:") else "owner"
            if args[place] in FACE_OF_ENDING:  # no other ending has an address
                whole = reverse(address.name, args=args)
                found.append((role, whole.removesuffix(args[place]) + segment))
                continue
            mark = "8" * 7 if isinstance(args[place], int) else "mark"
            marked = [*args[:place], int(mark) if isinstance(args[place], int) else mark, *args[place + 1 :]]
            found.append((role, reverse(address.name, args=marked).replace(mark, segment)))
    return found


@pytest.mark.parametrize("what", SEGMENTS)
def test_what_is_not_there_is_not_there(site, what):
    """For GET and POST; only links of mails and of files say more, and what takes no GET may say that."""
    for role, path in _paths(site, SEGMENTS[what]):
        client = site.client(role)
        client.raise_request_exception = False
        for method in ("GET", "POST"):
            response = client.generic(method, path)
            links = {"/workspace/invitations/": 410, "/password/reset/key/": 200, "/v1/files/": 302}
            more = {status for link, status in links.items() if link in path}
            # Looking for one address delists the report of others; its addresses say so.
            more |= {410} if path.startswith(f"/reports/{ORG}/{PUBLISHED}/") else set()
            allowed = {404, 405} | more
            assert (path[:200], response.status_code in allowed) == (path[:200], True), response.status_code


def _expected(address, role: str) -> int:
    said = dict(zip(ROLES, address.get.split(), strict=True))[role]
    return 302 if said == "login" else int(said)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:30])
def test_a_query_that_means_nothing_changes_nothing_else(site, query):
    client = site.client("anonymous")
    client.raise_request_exception = False
    for address in ADDRESSES:
        if address.name.startswith(("public:", "probes:", "crawlers:", "account_")):
            path = reverse(address.name, args=address.args_on(site))
            status = client.generic("GET", path, QUERY_STRING=query).status_code
            assert (address.name, status in {_expected(address, "anonymous"), 400}) == (address.name, True)


@pytest.mark.parametrize("query", QUERIES[:1] + QUERIES[7:12] + QUERIES[-3:], ids=lambda query: query[:30])
def test_nor_does_it_in_the_workspace(site, query):
    client = site.client("owner")
    client.raise_request_exception = False
    for address in ADDRESSES:
        if address.name.startswith(("workspace:", "account:")):
            path = reverse(address.name, args=address.args_on(site))
            status = client.generic("GET", path, QUERY_STRING=query).status_code
            assert (address.name, status in {_expected(address, "owner"), 400}) == (address.name, True)


@pytest.mark.parametrize("page", ["abc", "0", "-1", HUGE, ENDLESS, "%00", ""])
def test_an_impossible_page_is_the_first_or_the_last(site, page):
    response = site.client("anonymous").get(reverse("public:register") + f"?page={page}")
    assert response.status_code == 200
    assert [row.version.pk for row in response.context["results"]] == [site.versions[-1].pk]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "sessionid=\\000\\001; csrftoken=\\000"},
        {"HTTP_COOKIE": 'sessionid="abcdefghij\\000\\377"'},
        {"HTTP_COOKIE": "sessionid=" + "x" * 8000},
        {"HTTP_COOKIE": "messages=garbage:that:nobody:signed; django_language=\xff"},
        {"HTTP_COOKIE": "=;;;=;sessionid"},
        {"HTTP_ACCEPT_LANGUAGE": "ja;q=" + "9" * 400 + ",*;q=x," * 200},
        {"HTTP_IF_NONE_MATCH": 'W/"' + "x" * 5000},
        {"HTTP_IF_MODIFIED_SINCE": "Sun, 99 Foo 99999 99:99:99 GMT"},
        {"HTTP_IF_MATCH": '"no such tag"'},
        {"HTTP_RANGE": "bytes=5-1,-,9999999999-"},
        {"HTTP_REFERER": "http://\x00[::"},
        {"HTTP_X_FORWARDED_FOR": "not, an, address", "REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_PROTO": "gopher"},
        {"HTTP_USER_AGENT": "\xff" * 5000},
        {"CONTENT_TYPE": "text/html; charset=rot13"},
        {"CONTENT_TYPE": "multipart/form-data; boundary=\x00"},
        {"CONTENT_LENGTH": "not a number"},
    ],
    ids=lambda headers: " ".join(f"{name} {value[:24]}" for name, value in headers.items()),
)
def test_a_header_that_means_nothing_breaks_nothing(site, headers):
    client = site.client("anonymous")
    client.raise_request_exception = False
    pages = [
        reverse("public:home"),
        reverse("public:register"),
        reverse("public:report", args=[ORG, PUBLISHED]),
        reverse("public:report-json", args=[ORG, PUBLISHED]),
        reverse("workspace:home"),
        reverse("workspace:section", args=[ORG, DRAFT, "1"]),
        reverse("account_login"),
        "/admin/",
        "/livez",
    ]
    for page in pages:
        status = client.generic("GET", page, **headers).status_code
        assert (page, status in {200, 302, 400, 412}) == (page, True), status
    status = client.generic("POST", reverse("account_login"), b"login=a&password=b", **headers).status_code
    assert status in {200, 400}, status


@pytest.mark.parametrize("host", ["elsewhere.example", "testserver.example", "[::1", "a b", "testserver\x00"])
def test_another_host_is_refused(site, host):
    client = site.client("anonymous")
    client.raise_request_exception = False
    assert client.get("/account/login/", HTTP_HOST=host).status_code == 400


def test_an_unknown_topic_framework_section_and_cycle(site):
    owner = site.client("owner")
    for path in (
        reverse("public:question", args=["no-such-topic"]),
        reverse("public:question", args=[TOPIC.upper()]),
        reverse("public:framework", args=["haip-9.9"]),
        reverse("public:framework", args=["..."]),
        reverse("public:report", args=[ORG, "1999"]),
        reverse("public:version", args=[ORG, PUBLISHED, 0]),
        reverse("public:version", args=[ORG, PUBLISHED, 3]),
        reverse("workspace:section", args=[ORG, DRAFT, "8"]),
        reverse("workspace:history", args=[ORG, DRAFT, "9z"]),
        reverse("workspace:history", args=[ORG, DRAFT, "2g"]),
        reverse("workspace:compare", args=[ORG, DRAFT, "9z"]),
        reverse("workspace:revision", args=[ORG, DRAFT, "1a", 0]),
        reverse("workspace:revision", args=[ORG, DRAFT, "1a", 2]),
        reverse("workspace:revision", args=[ORG, DRAFT, "1a", 10**30]),
        reverse("workspace:revision", args=[ORG, DRAFT, "9z", 1]),
        reverse("workspace:history", args=[ORG, DRAFT, "1a"]) + "-1/",
        reverse("workspace:history", args=[ORG, DRAFT, "1a"]) + "one/",
        reverse("workspace:report", args=[ELSEWHERE, DRAFT]),
    ):
        assert (path, owner.get(path).status_code) == (path, 404)
