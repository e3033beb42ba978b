"""What makes one file both PDF/A-3a (for archives) and PDF/UA-1 (for assistive software).

Belongs here: the data file inside the PDF, and what the metadata (XMP) must say beyond what WeasyPrint
writes. Not here: structure (`tagging`) and pages.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pydyf
from weasyprint import Attachment

VARIANT = "pdf/a-3a"
NAME = "report.json"
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""For what was never published: a file needs a date, and the time of day would change the bytes."""

_END = b"</rdf:RDF>"
# PDF/A allows only properties that it knows or that the file itself describes; it does not know pdfuaid.
_UNIVERSAL_ACCESS = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def attachment(data: bytes, *, made: datetime | None, description: str) -> Attachment:
    """Return the data file as something that can be put into a PDF, as the source of what is on its pages."""
    moment = made or _UNDATED
    return Attachment(
        string=data,
        name=NAME,
        description=description,
        created=moment,
        modified=moment,
        relationship="Source",
    )


def complete_archive(pdf: pydyf.PDF, *, languages: Iterable[str]) -> None:
    """Say in the metadata that this is PDF/UA-1 too and in which languages, and name each attachment once."""
    spoken = "".join(f"<rdf:li>{escape(language)}</rdf:li>" for language in dict.fromkeys(languages))
    more = (
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:language><rdf:Bag>{spoken}</rdf:Bag></dc:language></rdf:Description>\n{_UNIVERSAL_ACCESS}"
    )
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    written = b"".join(metadata.stream)
    if written.count(_END) != 1:
        raise ValueError("the metadata is not written as expected")
    metadata.stream = [written.replace(_END, more.encode() + _END)]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
