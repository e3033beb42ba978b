"""What a version of a published report changed against the one before, word by word.

Not here: comparing (`documents.differences`), or what stands against the last cycle (`around`).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from reports import renditions
from reports.documents.differences import counted, differences, profile_differences
from reports.models import Version
from reports.views.access import public_page
from reports.views.public.versions import version_at


@public_page
def version_changes(request: HttpRequest, org: str, cycle: str, number: int) -> HttpResponse:
    """Each answer that changed, with its words marked; a first version says that it is the first."""
    found = version_at(request, Version.objects.all(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    document = renditions.typed_document_of(found)
    context = {
        "version": found,
        "document": document,
        "is_current": found.pk == found.report.current_version_id,
    }
    earlier = Version.objects.filter(report=found.report, number__lt=number)
    before = earlier.at(org, cycle).order_by("-number").first()
    if before is not None:
        then = renditions.typed_document_of(before)
        with translation.override(document.wording_locale):  # practices are named in it, so are their states
            changed = differences(then, document)
        gone, new = profile_differences(then, document)
        context |= {
            "before": before,
            "changed": changed,
            "counts": counted(document, changed),
            "profile_gone": gone,
            "profile_new": new,
            "logo_changed": then.organisation.logo != document.organisation.logo,
        }
    return render(request, "public/changes.html", context)
