"""Signing up, in and out, and a new password, as django-allauth does it under this site's settings."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from reports.models import User
from tests import builders
from tests.builders import PASSWORD
from tests.reports.views.pages import STRICT, breaches, links, policy, text_of

LOGIN, SIGNUP, LOGOUT = reverse("account_login"), reverse("account_signup"), reverse("account_logout")
RESET, CONFIRM = reverse("account_reset_password"), reverse("account_email_verification_sent")
HOME = reverse("workspace:home")
NEXT = "/workspace/invitations/some-token/"
NEW = {"name": "Nobu", "email": "Nobu@people.example", "password1": PASSWORD}
ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example/",
    "http:elsewhere.example",
    "https:///elsewhere.example",
    "javascript:alert(1)",
    "\thttps://elsewhere.example/",
    "https://testserver@elsewhere.example/",
    "ftp://testserver/",
    "data:text/html,hello",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(db):
    return builders.make_user("known")


def _code(mailoutbox) -> str:
    """Deliver what waits and return the code of the last mail."""
    builders.run_jobs()
    return re.findall(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mailoutbox[-1].body, re.MULTILINE)[0]


def _link(mailoutbox) -> str:
    """Deliver what waits and return the address in the last mail."""
    builders.run_jobs()
    return urlsplit(re.findall(r"https?://testserver(\S+)", mailoutbox[-1].body)[-1]).path


def _is_signed_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def _sign_in(client: Client, email: str = "known@people.example", password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def test_an_account_is_opened_with_a_code_from_a_mail(client, mailoutbox):
    response = client.post(SIGNUP, NEW)
    assert (response.status_code, response.headers["Location"]) == (302, CONFIRM)
    assert mailoutbox == [], "mail leaves through the queue"
    assert not _is_signed_in(client)
    code = _code(mailoutbox)
    assert mailoutbox[-1].to == ["nobu@people.example"]
    wrong = client.post(CONFIRM, {"code": "WRONG1"})
    assert wrong.status_code == 200
    assert not _is_signed_in(client)
    assert client.post(CONFIRM, {"code": code}).headers["Location"] == HOME
    assert _is_signed_in(client)
    user = User.objects.get()
    assert (user.email, user.name, user.is_secretariat, user.is_staff) == (
        "nobu@people.example",
        "Nobu",
        False,
        False,
    )
    assert EmailAddress.objects.get(user=user).verified


def test_a_code_is_guessed_three_times_at_most(client, mailoutbox):
    client.post(SIGNUP, NEW)
    code = _code(mailoutbox)
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": code})
    assert not _is_signed_in(client)


def test_a_code_is_for_the_browser_that_asked(client, mailoutbox):
    client.post(SIGNUP, NEW)
    code = _code(mailoutbox)
    other = Client()
    other.post(CONFIRM, {"code": code})
    assert not _is_signed_in(other)


def test_signing_up_again_tells_nobody_that_the_account_exists(client, known, mailoutbox):
    """The page is that of a new account; only the owner of the address learns of it, by mail."""
    fresh, again = client.post(SIGNUP, NEW), Client().post(SIGNUP, NEW | {"email": "KNOWN@people.example"})
    assert (again.status_code, again.headers["Location"]) == (fresh.status_code, fresh.headers["Location"])
    assert User.objects.filter(email__iexact=known.email).count() == 1
    builders.run_jobs()
    (told,) = [mail for mail in mailoutbox if mail.to == [known.email]]
    assert "already exists" in told.body
    assert not re.search(r"^\s*[A-Z0-9]{6,8}\s*$", told.body, re.MULTILINE), "no code for the curious"


@pytest.mark.parametrize(
    "wrong",
    [
        {"password1": "short"},
        {"password1": "123456789012345"},
        {"password1": "password1234"},
        {"password1": "nobu@people.example"},
        {"email": "no address"},
        {"email": ""},
        {"name": ""},
        {"name": "x" * 151},
    ],
    ids=str,
)
def test_an_account_that_cannot_be_opened(client, wrong):
    response = client.post(SIGNUP, NEW | wrong)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == list(wrong)
    assert not User.objects.exists()
    assert PASSWORD.encode() not in response.content


def test_signing_in_and_out(client, known):
    assert _sign_in(client, "KNOWN@People.example").headers["Location"] == HOME
    assert _is_signed_in(client)
    assert "Sign out" in text_of(client.get(LOGOUT).content)
    assert _is_signed_in(client), "following a link signs nobody out"
    assert client.post(LOGOUT).headers["Location"] == reverse("public:home")
    assert not _is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_look_the_same(known):
    answers = []
    for email in (known.email, "unknown@people.example"):
        response = _sign_in(Client(), email, "wrong-password")
        said = text_of(response.content).replace(email, "…")
        answers.append((response.status_code, said, str(response.context["form"].errors)))
    assert answers[0] == answers[1]
    assert "not correct" in answers[0][1]


def test_a_closed_account_stays_closed(client):
    builders.make_user("closed", is_active=False)
    _sign_in(client, "closed@people.example")
    assert not _is_signed_in(client)


def test_an_address_that_was_never_confirmed_is_asked_for_its_code(client, mailoutbox):
    client.post(SIGNUP, NEW)
    other = Client()
    response = _sign_in(other, "nobu@people.example")
    assert response.headers["Location"].startswith(CONFIRM)
    assert not _is_signed_in(other)


def test_next_is_kept_through_sign_in(client, known):
    page = client.get(LOGIN, {"next": NEXT})
    assert f"{SIGNUP}?next={NEXT}" in {link.replace("%2F", "/") for link in links(page.content)}
    assert _sign_in(client, next=NEXT).headers["Location"] == NEXT


def test_next_is_kept_through_sign_up_and_its_code(client, mailoutbox):
    client.post(SIGNUP, NEW | {"next": NEXT})
    response = client.post(CONFIRM, {"code": _code(mailoutbox)})
    assert response.headers["Location"] == NEXT


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_leads_nowhere_else(client, known, target):
    """Neither from the address nor from the form, on whatever page takes it."""
    signed_out = [
        _sign_in(client, next=target),
        Client().post(f"{LOGIN}?next=" + target, {"login": known.email, "password": PASSWORD}),
        Client().post(SIGNUP, NEW | {"next": target}),
        Client().get(LOGIN, {"next": target}),
    ]
    signed_in = [
        client.get(LOGIN, {"next": target}),
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": target}),
        client.post(LOGOUT, {"next": target}),
    ]
    for response in (*signed_out, *signed_in):
        location = urlsplit(response.headers.get("Location", "/"))
        assert (location.scheme, location.netloc) in {("", ""), ("http", "testserver")}
        assert not location.path.startswith(("//", "/\\", "\\"))
        assert b'href="https://elsewhere' not in response.content


def test_a_password_is_reset_by_a_link_that_works_once(client, known, mailoutbox):
    visitor = Client()
    _sign_in(visitor)
    sent = client.post(RESET, {"email": "Known@people.example"})
    assert sent.headers["Location"] == reverse("account_reset_password_done")
    link = _link(mailoutbox)
    form = client.get(link, follow=True)
    chosen = "another-good-password"
    done = client.post(form.request["PATH_INFO"], {"password1": chosen, "password2": chosen})
    assert done.headers["Location"] == reverse("account_reset_password_from_key_done")
    assert not _is_signed_in(visitor), "whoever was signed in with the old password is out"
    assert _sign_in(Client()).status_code == 200
    assert _sign_in(Client(), password=chosen).status_code == 302
    again = Client().get(link, follow=True)
    assert b"password1" not in again.content


def test_asking_for_an_unknown_address_looks_the_same(known, mailoutbox):
    answers = []
    for email in (known.email, "unknown@people.example"):
        response = Client().post(RESET, {"email": email}, follow=True)
        answers.append((response.redirect_chain, text_of(response.content).replace(email, "…")))
    assert answers[0] == answers[1]
    builders.run_jobs()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["known@people.example", "unknown@people.example"]
    (unknown,) = [mail for mail in mailoutbox if mail.to == ["unknown@people.example"]]
    assert "/password/reset/key/" not in unknown.body


@pytest.mark.parametrize("key", ["1-wrong", "zzzzzzzzzzzzz-x", "1-", "0-set-password", "1-" + "a" * 3000])
def test_a_made_up_link_resets_nothing(client, known, key):
    response = client.get(f"/account/password/reset/key/{key}/", follow=True)
    assert response.status_code in {200, 404}
    assert b"password1" not in response.content


def test_mail_speaks_of_this_site_alone(client, known, mailoutbox, settings):
    client.post(RESET, {"email": known.email})
    builders.run_jobs()
    (mail,) = mailoutbox
    assert settings.SITE_NAME in mail.body
    assert "example.com" not in mail.subject + mail.body


def test_an_address_is_changed_after_the_password_and_with_a_code(client, known, mailoutbox):
    client.force_login(known)
    path = reverse("account_email")
    asked = client.post(path, {"email": "new@people.example", "action_add": ""})
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked.headers["Location"], {"password": PASSWORD})
    assert not EmailAddress.objects.filter(email="new@people.example", verified=True).exists()
    client.post(path, {"email": "new@people.example", "action_add": ""})
    client.post(CONFIRM, {"code": _code(mailoutbox)})
    assert EmailAddress.objects.get(email="new@people.example").verified


def test_guessing_passwords_is_slowed_down(client, known, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    try:
        answers = [_sign_in(client, password=f"guess-{number}") for number in range(15)]
        right = _sign_in(client)
    finally:
        cache.clear()
    assert "Too many failed login attempts" in text_of(answers[-1].content)
    assert not _is_signed_in(client), right.status_code


def test_a_flood_of_sign_ups_gets_a_page_that_says_so(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    cache.clear()
    try:
        for number in range(40):
            response = client.post(SIGNUP, NEW | {"email": f"flood-{number}@people.example"})
            if response.status_code == 429:
                break
    finally:
        cache.clear()
    assert response.status_code == 429
    assert policy(response.headers["Content-Security-Policy"]) == STRICT
    assert breaches(response.content) == []


def test_the_admin_site_is_entered_by_the_same_door(client):
    rescuer = builders.make_user("rescuer")
    rescuer.is_staff = rescuer.is_superuser = True
    rescuer.save()
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(LOGIN)
    assert _sign_in(client, rescuer.email, next="/admin/").headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("shared", [True, False])
def test_a_shared_computer_is_remembered_for_the_session(known, client, shared):
    data = {"login": known.email, "password": PASSWORD, "remember": "on"} | (
        {"shared": "on"} if shared else {}
    )
    assert client.post(LOGIN, data).headers["Location"] == HOME
    assert client.session["shared_computer"] is shared
    assert client.session.get_expire_at_browser_close() is shared


def test_a_choice_of_the_last_person_is_not_that_of_the_next(known, client):
    client.post(LOGIN, {"login": known.email, "password": PASSWORD, "shared": "on"})
    client.post(LOGOUT)
    client.post(LOGIN, {"login": known.email, "password": PASSWORD})
    assert client.session["shared_computer"] is False


def test_signing_out_tells_the_browser_to_drop_what_it_kept(known, client):
    client.force_login(known)
    assert "Clear-Site-Data" not in client.get(LOGOUT).headers
    assert client.post(LOGOUT).headers["Clear-Site-Data"] == '"storage"'
