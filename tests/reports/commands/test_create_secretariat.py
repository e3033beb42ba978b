"""`create_secretariat` opens an account for the desk, or lets an existing one work there."""

import getpass
import io
import re

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from reports.models import User
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command("create_secretariat", *arguments, stdout=out)
    return out.getvalue()


def test_a_new_account_gets_a_password_that_is_shown_once():
    out = run(" Office@Operator.Example ", "--name", "Front desk")
    user = User.objects.get()
    assert (user.email, user.name, user.is_secretariat) == ("office@operator.example", "Front desk", True)
    assert not user.is_staff and not user.is_superuser
    (password,) = re.findall(r"Password, shown this once: (\S+)", out)
    assert len(password) >= 20
    assert user.check_password(password)
    assert EmailAddress.objects.get().verified
    assert "Account opened for office@operator.example." in out


def test_two_accounts_get_two_passwords():
    passwords = {run(f"{name}@operator.example").rpartition(" ")[2].strip() for name in ("a", "b")}
    assert len(passwords) == 2


def test_without_a_name_the_address_stands_for_it():
    run("office@operator.example")
    assert str(User.objects.get()) == "office@operator.example"


def test_a_password_can_be_typed_and_is_not_shown(monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda: "typed-at-the-console")
    out = run("office@operator.example", "--ask-password")
    assert User.objects.get().check_password("typed-at-the-console")
    assert "typed-at-the-console" not in out and "Password" not in out


def test_an_existing_account_keeps_its_password():
    user, other = builders.make_user("member"), builders.make_user("other")
    out = run("MEMBER@people.example", "--name", "Ignored")
    stored = User.objects.get(pk=user.pk)
    assert (stored.is_secretariat, stored.name) == (True, "Member")
    assert stored.check_password(builders.PASSWORD)
    assert "password is unchanged" in out
    assert not User.objects.get(pk=other.pk).is_secretariat


@pytest.mark.parametrize("address", ["", "office", "office@", "@operator.example", "a b@operator.example"])
def test_what_is_no_address_is_refused(address):
    before = stored_rows()
    with pytest.raises(CommandError, match="is not an e-mail address"):
        run(address)
    assert stored_rows() == before
