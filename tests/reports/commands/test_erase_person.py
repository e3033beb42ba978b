"""`erase_person` erases whom the operator names, or says why not."""

import io

import pytest
from django.core.management import CommandError, call_command

from reports.models import User
from tests import builders

pytestmark = pytest.mark.django_db


def run(email):
    out = io.StringIO()
    call_command("erase_person", email, stdout=out)
    return out.getvalue()


def test_the_account_with_that_address_is_erased(editor):
    out = run(" Editor@people.example ")
    erased = User.objects.get(pk=editor.pk)
    assert erased.is_erased
    assert out == f"Erased. Pages say “a former member”, and the trail {erased.actor.pk}.\n"
    with pytest.raises(CommandError, match="There is no account with this address"):
        run("editor@people.example")


def test_the_last_owner_is_refused(owner, organisation):
    with pytest.raises(CommandError, match=r"Sakura Works needs an owner\. Make somebody"):
        run(owner.email)
    assert not User.objects.get(pk=owner.pk).is_erased


def test_nobody_else_is_erased(editor):
    other = builders.make_user("bystander")
    run(editor.email)
    assert User.objects.filter(is_erased=False, pk=other.pk).exists()
