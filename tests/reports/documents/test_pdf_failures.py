"""Whatever an answer, a logo or a name holds: the PDF comes, and the log says what is not as it was meant."""

import base64

import pytest

from tests.reports.documents.printouts import elements, make_pdf, opened, text_of, tight
from tests.reports.documents.samples import make_logo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'


def _logged(caplog):
    return [(record.name, record.levelname, record.getMessage()) for record in caplog.records]


def test_letters_that_no_font_has_are_spelt_out_and_named_in_the_log(caplog):
    pdf, _data = make_pdf({"1a": "Good \U0001f9ff and \U0001f9ff.", "1b": {"summary": "Short \U0001f9ff"}})
    text = text_of(pdf)
    assert "Good [nazar amulet] and [nazar amulet]." in text
    assert "Short [nazar amulet]" in text
    expected = "no font for the PDF of aoba 2026 version 2 has U+1F9FF (1a, 1b)"
    assert _logged(caplog) == [("reports.documents.pdf", "WARNING", expected)]


def test_markup_too_deep_is_set_as_plain_paragraphs(caplog):
    deep = "<blockquote>" * 3000 + "<p>Deep</p>" + "</blockquote>" * 3000
    pdf, _data = make_pdf({"1a": "**Deep** words.", "1b": "Other."}, html={"1a": deep})
    text = text_of(pdf)
    assert "Deep words." in text
    assert "Other." in text
    assert [(name, level) for name, level, _ in _logged(caplog)] == [("reports.documents.pdf", "ERROR")]
    assert "answers of aoba 2026 version 2 set as plain paragraphs in the PDF" in caplog.text


@pytest.mark.parametrize(
    "html",
    ["<p>Open <strong>bold", "</div></section></body>After", "<table><tr><td>Cell", "&notanentity; <p <p>>x"],
)
def test_broken_markup_loses_no_other_answer(html, caplog):
    pdf, _data = make_pdf({"1a": "x", "1b": "Second."}, html={"1a": html})
    assert "Second." in text_of(pdf)
    assert caplog.records == []


def test_dead_pictures_and_addresses_of_files_are_refused_and_logged_once(caplog):
    html = (
        '<p style="background: url(file:///etc/hostname)">Words</p><img src="file:///etc/passwd" alt="a">'
        f'<img src="data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}" alt="b">'
        '<img src="data:image/png;base64,AAAA" alt="c"><link rel="stylesheet" href="https://r.example/x.css">'
    )
    pdf, _data = make_pdf({"1a": "x"}, html={"1a": html})
    assert "Words" in text_of(pdf)
    ((name, level, message),) = _logged(caplog)
    assert (name, level) == ("reports.documents.pdf", "WARNING")
    assert message.startswith("left out of the PDF of aoba 2026 version 2: ")
    for address in ("file:///etc/hostname", "file:///etc/passwd", "https://r.example/x.css"):
        assert f"disallowed protocol: {address}" in message


@pytest.mark.parametrize("logo", [b"no picture", SVG, b""])
def test_a_logo_that_is_no_picture_is_left_out(logo, caplog):
    pdf, _data = make_pdf({"1a": "Here."}, logo=make_logo(logo))
    with opened(pdf) as file:
        assert [str(each.Alt)[:2] for each in elements(file, "/Figure")] == ["QR"]
    assert [name for name, _, _ in _logged(caplog)] == ["reports.documents.printing"]


def test_arabic_is_there_letter_by_letter_and_turns_nothing_round_it(caplog):
    pdf, _data = make_pdf({"1a": "نقوم بتقييم المخاطر"}, name="شركة الروبوتات")
    text = text_of(pdf)
    for word in ("نقوم", "بتقييم", "المخاطر", "شركة", "الروبوتات"):
        assert word in text
    assert "Japan" in text
    assert caplog.records == []
    with opened(pdf) as file:
        fonts = {str(font.BaseFont)[8:] for font in file.pages[0].Resources.Font.values()}
    assert all(font.startswith("Noto") for font in fonts)


def test_a_very_long_address_stays_on_the_page():
    address = "https://e.example/" + "long-path/" * 60
    pdf, _data = make_pdf({"1a": f"See <{address}>."})
    assert tight(address) in tight(text_of(pdf))
    with opened(pdf) as file:
        rights = [float(link.Rect[2]) for page in file.pages for link in page.get("/Annots", [])]
    assert max(rights) < 595.28 - 60
