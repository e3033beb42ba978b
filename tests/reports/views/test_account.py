"""A person's own settings."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from reports.models import Report
from tests.reports.views.pages import parse, text_of

SETTINGS = reverse("account:settings")


def test_name_language_and_time_zone_are_shown_and_changed(site):
    client = site.client("editor")
    fields = parse(client.get(SETTINGS).content)
    assert fields.xpath("//input[@name='name']/@value") == ["Edgar"]
    assert fields.xpath("//select[@name='time_zone']/option[@selected]/@value") == ["UTC"]
    assert fields.xpath("//select[@name='language']/option[@selected]/@value") == ["en"]
    response = client.post(
        SETTINGS, {"name": "Edgar A.", "language": "fr", "time_zone": "Asia/Tokyo"}, follow=True
    )
    assert response.redirect_chain == [(SETTINGS, 302)]
    assert "Saved." in text_of(response.content)
    person = site.people["editor"]
    person.refresh_from_db()
    assert (person.name, person.language, person.time_zone) == ("Edgar A.", "fr", "Asia/Tokyo")


@pytest.mark.parametrize(
    "data,field",
    [
        ({"name": "", "language": "en", "time_zone": "UTC"}, "name"),
        ({"name": "x" * 151, "language": "en", "time_zone": "UTC"}, "name"),
        ({"name": "Edgar", "language": "en", "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"name": "Edgar", "language": "en", "time_zone": "../../etc/passwd"}, "time_zone"),
        ({"name": "Edgar", "language": "de", "time_zone": "UTC"}, "language"),
    ],
    ids=["empty", "long", "unknown", "path", "language"],
)
def test_what_cannot_be_saved_is_refused(site, data, field):
    response = site.client("editor").post(SETTINGS, data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    site.people["editor"].refresh_from_db()
    assert site.people["editor"].time_zone == "UTC"


@pytest.mark.parametrize(
    "zone,shown",
    [("UTC", "22:30"), ("Asia/Tokyo", "07:30"), ("America/St_Johns", "20:00"), ("No/Longer_Known", "22:30")],
)
def test_times_are_shown_in_the_readers_zone(site, zone, shown):
    Report.objects.filter(pk=site.submitted.pk).update(submitted_at=datetime(2027, 6, 1, 22, 30, tzinfo=UTC))
    site.people["secretariat"].time_zone = zone
    site.people["secretariat"].save()
    said = text_of(
        site.client("secretariat").get(reverse("secretariat:report", args=[site.submitted.pk])).content
    )
    assert shown in said
