"""Organisation profile and logo."""

import io
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, UnidentifiedImageError

from reports.enums import AIRole
from reports.forms.layout import helper
from reports.models import Organisation

# Words that stand, or may come to stand, in an address where a slug could be.
# fmt: off
RESERVED_SLUGS = frozenset({
    "about", "account", "accounts", "admin", "api", "assets", "benchmark", "compare", "data",
    "docs", "eligibility", "feeds", "footnotes", "framework", "help", "home", "invitation", "invitations",
    "livez", "login", "logout", "markdown", "new", "oecd", "organisation", "organisations",
    "paste", "profile", "questions", "read", "readyz", "register", "reports", "search",
    "secretariat", "settings", "signup", "static", "system", "verify", "workspace",
})
# fmt: on
LOGO_MAX_BYTES = 5 * 1024 * 1024
LOGO_MAX_PIXELS = 30_000_000
LOGO_EDGE = 512


class OrganisationForm(forms.ModelForm):
    """Who the organisation is. At least one AI role is needed: it decides what is asked."""

    website = forms.URLField(
        label=_("Website"),
        max_length=300,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "slug",
            "country",
            "website",
            "sector",
            "size_band",
            "is_model_developer",
            "is_application_developer",
            "is_deployer",
            "requires_approval",
        ]
        help_texts = {
            "name": _("As it should stand on the published report."),
            "slug": _("Part of your public address: letters a to z, digits and hyphens."),
            "size_band": _("Optional."),
            "is_model_developer": _("Trains or fine-tunes models that others use."),
            "is_application_developer": _("Builds products or services on AI models."),
            "is_deployer": _("Uses AI systems in its own work or offers them to its customers."),
            "requires_approval": _(
                "Whoever attests a report needs another owner’s or editor’s approval of the very words."
            ),
        }

    def __init__(self, *args: Any, submit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].help_text = format_html(
            '{} <a href="{}">{}</a>',
            _("Where the organisation is based. It decides whether its reports can be published."),
            reverse("public:eligibility"),
            _("Eligible jurisdictions"),
        )
        self.helper = helper(submit)

    def clean_slug(self) -> str:
        """Refuse addresses that the site needs itself."""
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise forms.ValidationError(_("“%(slug)s” is reserved. Choose another."), params={"slug": slug})
        return slug

    def clean(self) -> dict[str, Any]:
        """At least one role must be held."""
        data = super().clean() or {}
        if not any(data.get(f"is_{role.value}") for role in AIRole):
            self.add_error("is_model_developer", _("Choose at least one role."))
        return data


class LogoForm(forms.Form):
    """A logo: a PNG, JPEG or WebP picture. It is decoded and written anew, so nothing else rides along."""

    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG or WebP, at most 5 MB. It is scaled to 512 pixels."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Upload logo"), css_class="btn-secondary")

    def clean_logo(self) -> bytes:
        """Return the picture as PNG bytes, at most 512 pixels wide and high."""
        upload = self.cleaned_data["logo"]
        if upload.size > LOGO_MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB. Choose a smaller one."))
        wrong = forms.ValidationError(_("This is not a PNG, JPEG or WebP picture. Choose another file."))
        # WeasyPrint lets the whole process take broken pictures and floods of text; a logo must be sound.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            with Image.open(io.BytesIO(upload.read()), formats=["PNG", "JPEG", "WEBP"]) as picture:
                if picture.width * picture.height > LOGO_MAX_PIXELS:
                    raise forms.ValidationError(_("This picture has too many pixels. Choose a smaller one."))
                picture.thumbnail((LOGO_EDGE, LOGO_EDGE))
                has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
                target = io.BytesIO()
                drawn = picture.convert("RGBA" if has_alpha else "RGB")
                # Without None, Pillow would copy the colour profile, which may hold anything.
                drawn.save(target, "PNG", optimize=True, icc_profile=None)
        except (
            UnidentifiedImageError,
            OSError,
            ValueError,
            SyntaxError,
            Image.DecompressionBombError,
        ) as error:
            raise wrong from error
        return target.getvalue()
