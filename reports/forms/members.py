"""Inviting members and giving them another role."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from reports.enums import MemberRole
from reports.forms.layout import helper


class InviteForm(forms.Form):
    """An e-mail address and what the person may do."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("May"),
        choices=[
            (MemberRole.EDITOR, _("write answers (editor)")),
            (MemberRole.VIEWER, _("read the drafts (viewer)")),
            (MemberRole.OWNER, _("also attest, submit and manage members (owner)")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Send invitation"))

    def clean_email(self) -> str:
        """Return the address in lower case, as it is kept; that can be longer than what was typed."""
        email = self.cleaned_data["email"].lower()
        MaxLengthValidator(254)(email)
        return email


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=MemberRole)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()
