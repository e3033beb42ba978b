"""Starting a report from a file: choosing the file, and what becomes of it.

Belongs here: fields and their messages. Not here: what is read out of a file (`imports`).
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.enums import ContentLanguage
from reports.forms.reports import StartReportForm
from reports.imports import MOST_BYTES, FileRefused, ReadFile, read_file
from reports.imports.keeping import keep, kept


class ReportFileForm(forms.Form):
    """The PDF or the JSON file of a report, or what was read out of it a moment ago.

    `cleaned_data["read"]` is the report.
    """

    file = forms.FileField(
        label=_("PDF or JSON file of a report"),
        required=False,
        max_length=None,
        help_text=_(
            "As it was downloaded here or from another site that runs this software, published or draft; at "
            "most 20 MB. The PDF carries the data of the report with it."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.json,application/pdf,application/json"}),
        error_messages={
            "empty": _("This file is empty. Choose another file."),
            "invalid": _("No file arrived. Choose the file again."),
        },
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Read the file; one that is chosen anew stands before one that was kept."""
        data = super().clean() or {}
        if "file" in self.errors:
            return data
        try:
            data["read"] = self._read(data.get("file"), data.get("kept", ""))
        except FileRefused as refusal:
            self.add_error("file", str(refusal))
        return data

    @staticmethod
    def _read(upload: Any, packed: str) -> ReadFile:
        if upload is None and packed:
            return kept(packed)
        if upload is None:
            raise FileRefused(_("Choose the PDF or the JSON file of a report."))
        # One byte more than is allowed tells that it is too much.
        return read_file(upload.read(MOST_BYTES + 1), name=upload.name)


class StartFromFileForm(StartReportForm):
    """For which cycle, on which version and in which language the words of a file start a report.

    `is_foreign` says that the file names another organisation, which somebody then has to vouch for.
    """

    source = None  # type: ignore[assignment]
    is_ours = forms.BooleanField(
        label=_("This is our report all the same"),
        error_messages={"required": _("Tick the box if this is your organisation's own report.")},
    )
    field_order = ["is_ours", "transcribed_from", "originally_published_on", "cycle", "framework", "language"]

    def __init__(self, *args: Any, file: ReadFile, is_foreign: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_foreign:
            del self.fields["is_ours"]
        places = _(
            "In the version of the file every answer keeps its place. In another one it goes to the question "
            "on its topic, and what has no question waits on a page of its own: no word is lost."
        )
        self.fields["framework"].help_text = f"{places} {self.fields['framework'].help_text}".strip()
        same = self.fields["cycle"].queryset.filter(slug=file.cycle).first()
        self.initial = {"cycle": same and same.pk, "framework": file.framework, "language": file.language}
        if file.language not in ContentLanguage.values:
            del self.initial["language"]
        self.kept = keep(file)
