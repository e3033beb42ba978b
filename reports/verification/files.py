"""Whether the stored files of a version are whole, and on request, whether they are what is written today."""

from collections import Counter
from collections.abc import Iterator

from reports import renditions
from reports.documents.canonical import sha256
from reports.documents.faces import PUBLISHED
from reports.enums import Face
from reports.models import Rendition, Version


def file_faults(version: Version, counted: Counter[str]) -> Iterator[str]:
    """Yield what is wrong with the files that are there. One query for each."""
    logo = renditions.logo_of(renditions.source_of(version))
    faces = set()
    for file in _files(version):
        counted["files"] += 1
        faces.add(file.face)
        content = bytes(file.content or b"")
        if sha256(content) != file.sha256:
            yield f"the bytes of file {file.face} do not fit its fingerprint"
        elif len(content) != file.size:
            yield f"the size of file {file.face} is not that of its bytes"
        elif file.face == Face.LOGO and content != logo:
            yield "the file of its logo is not the one in its frozen source"
    if logo is not None and Face.LOGO not in faces:
        yield "the file of its logo is missing"


def written_faults(version: Version) -> Iterator[str]:
    """Write each file anew, as `rebuild_renditions` would, and yield which are not the same bytes."""
    for file in _files(version):
        if file.face in PUBLISHED and renditions.written(file) != bytes(file.content or b""):
            yield f"file {file.face} is not what is written today"


def _files(version: Version) -> Iterator[Rendition]:
    """Yield the files that are there, one after the other: they may be large."""
    there = version.renditions.filter(content__isnull=False).order_by("face")
    for pk in list(there.values_list("pk", flat=True)):
        file = Rendition.objects.get(pk=pk)
        file.version = version
        yield file
