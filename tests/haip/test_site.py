"""What every page says of the site, and the way to the same page in another language."""

import pytest

from tests.reports.views.pages import text_of


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "links"),
    [
        (
            "/reports/?q=a&role=deployer",
            ["/reports/?q=a&amp;role=deployer", "/ja/reports/?q=a&amp;role=deployer"],
        ),
        ("/ja/questions/", ["/questions/", "/ja/questions/", "/fr/questions/"]),
        ("/fr/account/login/", ["/account/login/", "/ja/account/login/"]),
    ],
)
def test_the_switcher_keeps_the_page(client, path, links):
    html = client.get(path).content.decode()
    for link in links:
        assert f'<a href="{link}" lang=' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "This is not a site of the OECD, and nothing on it"),
        ("/ja/", "このサイトはOECDのサイトではなく"),
        ("/fr/", "Ce site n’est pas un site de l’OCDE"),
    ],
)
def test_a_site_without_an_operators_name_says_nothing_about_one(client, settings, path, said):
    settings.SITE_OPERATOR = ""
    assert said in text_of(client.get(path).content)


@pytest.mark.django_db
def test_the_questions_are_worded_in_the_language_of_the_page(client):
    page = client.get("/ja/framework/haip-1.0/").content.decode()
    assert "リスクの特定及び評価" in page
    assert "Risk identification and evaluation" not in page
