"""Requests that hold no text are refused before anything reads them."""

import pytest
from django.urls import reverse

FORM = "application/x-www-form-urlencoded"


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["UTF-8", "utf-8"])
def test_utf_8_is_read(client, charset):
    body = b"login=a%40b.example&password=%E3%81%82"
    response = client.generic("POST", reverse("account_login"), body, f"{FORM}; charset={charset}")
    assert response.status_code == 200
    assert response.context["form"].data["password"] == "あ"


@pytest.mark.parametrize("charset", ["Shift_JIS", "iso-8859-1", "utf-16", "rot13", "no-such-thing"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "text/plain"])
def test_another_charset_is_refused(client, charset, kind):
    response = client.generic("POST", reverse("account_login"), b"login=a", f"{kind}; charset={charset}")
    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]


def test_a_cookie_with_nul_is_refused(client):
    response = client.get(reverse("public:home"), HTTP_COOKIE='sessionid="abcdefgh\\000"')
    assert response.status_code == 400
