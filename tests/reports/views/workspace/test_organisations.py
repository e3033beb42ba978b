"""Entering an organisation, its profile, address and logo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.enums import MemberRole
from reports.models import Logo, Membership, Organisation
from tests.reports.forms.pictures import picture
from tests.reports.views.addresses import PROFILE
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, FORMER, ORG, PUBLISHED

HOME = reverse("workspace:home")
NEW = reverse("workspace:organisation-new")
OWN = {"name": "Sakura Works K.K.", "slug": ORG, "country": "CA", "website": f"https://{FORMER}.example"}
OWN |= {"sector": "software", "size_band": "50-249", "is_model_developer": "on", "is_deployer": "on"}


def _fields(response) -> dict[str, str]:
    """Return the text fields of the page with their values."""
    return {
        field.get("name"): field.get("value") for field in parse(response.content).xpath("//input[@type]")
    }


def test_home_shows_what_is_ones_own(site):
    response = site.client("stranger").get(HOME)
    assert [membership.organisation.slug for membership in response.context["memberships"]] == [ELSEWHERE]
    assert [report.organisation.slug for report in response.context["reports"]] == [ELSEWHERE]
    assert "Sakura" not in text_of(response.content)


def test_whoever_belongs_nowhere_is_told_what_to_do(site):
    response = site.client("secretariat").get(HOME)
    assert "You do not belong to an organisation yet" in text_of(response.content)


def test_home_forgets_what_was_discarded(site):
    owner = site.client("owner")
    owner.post(reverse("workspace:discard", args=[ORG, DRAFT]))
    assert DRAFT not in [report.cycle.slug for report in owner.get(HOME).context["reports"]]
    assert owner.get(reverse("workspace:report", args=[ORG, DRAFT])).status_code == 404


def test_who_enters_an_organisation_owns_it(site):
    client = site.client("secretariat")
    response = client.post(NEW, PROFILE, follow=True)
    assert response.redirect_chain == [(reverse("workspace:organisation", args=["kaede-mills"]), 302)]
    assert "Kaede Mills is entered. You are its owner." in text_of(response.content)
    membership = Membership.objects.get(organisation__slug="kaede-mills")
    assert (membership.user, membership.role) == (site.people["secretariat"], MemberRole.OWNER)


@pytest.mark.parametrize("slug", [ORG, FORMER, "admin", "Großes", "あおば", "a--b", "-a", "a_b"])
@pytest.mark.parametrize("page", ["new", "profile"])
def test_an_address_that_cannot_be_had(site, slug, page):
    """Taken now or once, reserved, or not an address: the form says so and keeps the rest."""
    role, path, kept = "stranger", NEW, PROFILE
    if page == "profile":
        path, kept = reverse("workspace:profile", args=[ELSEWHERE]), OWN | {"name": "Another name"}
    response = site.client(role).post(path, kept | {"slug": slug})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["slug"]
    assert (_fields(response)["slug"], _fields(response)["name"]) == (slug, kept["name"])
    assert Organisation.objects.filter(name=kept["name"]).exists() == (kept["name"] == "Sakura Works K.K.")


def test_a_refused_change_shows_nowhere_else(site):
    response = site.client("owner").post(
        reverse("workspace:profile", args=[ORG]),
        OWN | {"name": "Newly named", "website": "javascript:alert(1)"},
    )
    assert response.status_code == 422
    assert "Newly named" not in parse(response.content).findtext("head/title")
    assert _fields(response)["name"] == "Newly named"
    assert Organisation.objects.get(slug=ORG).website == f"https://{FORMER}.example"


def test_a_new_address_leads_on_and_can_be_taken_back(site):
    owner = site.client("owner")
    profile = reverse("workspace:profile", args=[ORG])
    response = owner.post(profile, OWN | {"slug": "sakura-new"})
    assert response.headers["Location"] == reverse("workspace:profile", args=["sakura-new"])
    moved = owner.get(reverse("public:report", args=[ORG, PUBLISHED]))
    assert moved.headers["Location"] == reverse("public:report", args=["sakura-new", PUBLISHED])
    back = owner.post(response.headers["Location"], OWN)
    assert back.headers["Location"] == profile
    assert owner.get(reverse("public:report", args=[ORG, PUBLISHED])).status_code == 200


def test_a_profile_needs_a_role(site):
    data = {key: value for key, value in OWN.items() if not key.startswith("is_")}
    response = site.client("owner").post(reverse("workspace:profile", args=[ORG]), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["is_model_developer"])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_shown_to_members_as_png(site, kind):
    owner = site.client("owner")
    upload = SimpleUploadedFile(f"logo.{kind.lower()}", picture(kind=kind, size=(600, 300)))
    response = owner.post(reverse("workspace:logo-upload", args=[ORG]), {"logo": upload}, follow=True)
    assert "Logo saved." in text_of(response.content)
    shown = site.client("viewer").get(reverse("workspace:logo", args=[ORG]))
    assert (shown.headers["Content-Type"], shown.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")


def test_the_logo_of_a_published_version_stays(site):
    """It is the organisation's of that day; removing it today changes nothing there."""
    owner = site.client("owner")
    published = reverse("public:version-logo", args=[ORG, PUBLISHED, 1])
    before = owner.get(published)
    assert (before.headers["Content-Type"], before.status_code) == ("image/png", 200)
    response = owner.post(reverse("workspace:logo-upload", args=[ORG]), {"remove": "1"}, follow=True)
    assert "Logo removed." in text_of(response.content)
    assert not Logo.objects.filter(organisation=site.organisation).exists()
    assert owner.get(reverse("workspace:logo", args=[ORG])).status_code == 404
    assert owner.get(published).content == before.content


def test_a_refused_logo_leaves_the_old_one(site):
    before = bytes(Logo.objects.get(organisation=site.organisation).png)
    upload = SimpleUploadedFile("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    response = site.client("owner").post(reverse("workspace:logo-upload", args=[ORG]), {"logo": upload})
    assert response.status_code == 422
    assert "This is not a PNG, JPEG or WebP picture" in text_of(response.content)
    assert bytes(Logo.objects.get(organisation=site.organisation).png) == before


def test_lists_stand_although_the_questionnaire_of_a_report_is_not_at_hand(site):
    type(site.draft).objects.filter(pk=site.draft.pk).update(framework_id="haip-9.9")
    for page in (reverse("workspace:home"), reverse("workspace:organisation", args=[ORG])):
        response = site.client("owner").get(page)
        assert response.status_code == 200
        assert "Its questionnaire is not at hand." in text_of(response.content)


def test_it_is_said_whether_and_why_an_organisation_is_eligible(site):
    """At sign-up by a link to the list, afterwards on the organisation's pages."""
    client = site.client("stranger")
    assert f'href="{reverse("public:eligibility")}"' in client.get(NEW).content.decode()
    response = client.post(NEW, PROFILE, follow=True)
    assert "Japan is an eligible jurisdiction: Member of the OECD." in text_of(response.content)
    assert "Not eligible as it stands" not in text_of(response.content)


@pytest.mark.parametrize(
    ("contact", "operator", "whom"),
    [
        ("desk@site.example", "A Body", "write to the secretariat: desk@site.example"),
        ("", "A Body", "ask the secretariat (A Body)."),
        ("", "", "ask the secretariat."),
    ],
)
def test_who_is_not_eligible_may_draft_and_is_told_whom_to_ask(site, settings, contact, operator, whom):
    settings.SITE_CONTACT, settings.SITE_OPERATOR = contact, operator
    owner = site.client("owner")
    response = owner.post(reverse("workspace:profile", args=[ORG]), OWN | {"country": "BG"}, follow=True)
    organisation, submission = (
        reverse("workspace:organisation", args=[ORG]),
        reverse("workspace:submit", args=[ORG, DRAFT]),
    )
    for page in (response, owner.get(organisation), owner.get(submission)):
        said = text_of(page.content)
        assert "Not eligible as it stands Bulgaria is not on the list of eligible jurisdictions." in said
        assert "Drafting is possible all the same" in said and whom in said
    assert owner.get(reverse("workspace:report", args=[ORG, DRAFT])).status_code == 200
