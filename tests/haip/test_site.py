"""What every page says of the site, and the way to the same page in another language."""

import pytest


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
def test_the_questions_are_worded_in_the_language_of_the_page(client):
    page = client.get("/ja/framework/haip-1.0/").content.decode()
    assert "リスクの特定及び評価" in page
    assert "Risk identification and evaluation" not in page
