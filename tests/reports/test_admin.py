"""The admin site serves rescue: it opens and closes accounts, shows the rest, and changes none of it."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from reports.admin import ReadOnlyAdmin
from reports.models import Event, Membership, Organisation, Report, User, Version
from tests import builders

OWN = [model for model in admin.site._registry if model._meta.app_label == "reports"]
READ_ONLY = [model for model in OWN if isinstance(admin.site._registry[model], ReadOnlyAdmin)]
SECRET = "What sakura-works in 2026 says about"


def _page(model, name: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def rescuer(db, client):
    """Somebody with all rights, signed in."""
    user = builders.make_user("rescuer")
    user.is_staff = user.is_superuser = True
    user.save()
    client.force_login(user)
    return user


@pytest.fixture
def version(report, secretariat):
    return builders.published_version(report, by=secretariat)


def test_only_accounts_can_be_changed():
    assert {model for model in OWN if model not in READ_ONLY} == {User}
    assert {Organisation, Membership, Report, Version, Event} <= set(READ_ONLY)


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_what_is_shown_cannot_be_touched(client, rescuer, version, model):
    row = model._default_manager.first()
    assert client.get(_page(model, "changelist")).status_code == 200
    shown = client.get(_page(model, "change", row.pk))
    assert shown.status_code == 200
    assert b'name="_save"' not in shown.content
    before = model._default_manager.filter(pk=row.pk).values().get()
    assert (
        client.post(_page(model, "change", row.pk), {"name": "Forged", "status": "draft"}).status_code == 403
    )
    assert client.post(_page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.get(_page(model, "add")).status_code == 403
    action = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    client.post(_page(model, "changelist"), action)
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_no_page_shows_what_a_draft_says(client, rescuer, report, model):
    builders.fill_report(report)
    row = model._default_manager.first()
    pages = [_page(model, "changelist")]
    pages += [_page(model, name, row.pk) for name in ("change", "history")] if row else []
    for page in pages:
        assert SECRET not in client.get(page).content.decode()


def test_answers_and_files_are_not_there_at_all():
    assert {model.__name__ for model in OWN}.isdisjoint(
        {"Answer", "AnswerRevision", "DraftFile", "PublishedAnswer"}
    )


def test_an_account_is_closed_and_opened_again(client, rescuer, owner):
    page = _page(User, "change", owner.pk)
    data = {"email": owner.email, "name": owner.name, "time_zone": "UTC"}
    assert client.post(page, data).status_code == 302
    owner.refresh_from_db()
    assert not owner.is_active
    client.post(page, data | {"is_active": "on"})
    owner.refresh_from_db()
    assert (owner.is_active, owner.is_staff, owner.is_secretariat) == (True, False, False)


def test_an_account_is_neither_entered_nor_deleted_nor_given_another_address(client, rescuer, owner):
    assert client.get(_page(User, "add")).status_code == 403
    assert client.post(_page(User, "delete", owner.pk), {"post": "yes"}).status_code == 403
    data = {"email": "forged@people.example", "name": "Owner", "time_zone": "UTC", "is_active": "on"}
    client.post(_page(User, "change", owner.pk), data | {"password": "forged", "is_superuser": "on"})
    before = owner.password
    owner.refresh_from_db()
    assert (owner.email, owner.password, owner.is_superuser) == ("owner@people.example", before, False)


def test_no_page_shows_a_password(client, rescuer, owner):
    page = client.get(_page(User, "change", owner.pk)).content.decode()
    assert owner.password not in page
    assert not re.search(r"(md5|argon2|pbkdf2)", page)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
@pytest.mark.parametrize("query", ["q=%00", "q=%FF", "p=abc", "p=-1", "o=99.x", "status__exact=x", "pk=abc"])
def test_a_query_breaks_no_list(client, rescuer, version, model, query):
    client.raise_request_exception = False
    assert client.get(f"{_page(model, 'changelist')}?{query}").status_code in {200, 302, 400}


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_what_is_not_there_leads_to_the_front_page(client, rescuer, model):
    client.raise_request_exception = False
    for key in ("abc", "9" * 30, "-1", "%00", "0"):
        path = _page(model, "change", 0).replace("/0/", f"/{key}/")
        assert client.get(path).headers["Location"] == "/admin/"


def test_staff_without_rights_sees_nothing(client, owner, version):
    owner.is_staff = True
    owner.save()
    client.force_login(owner)
    assert client.get("/admin/").status_code == 200
    for model in OWN:
        assert client.get(_page(model, "changelist")).status_code == 403
