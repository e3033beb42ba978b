"""The picture beside a link: of the size that other sites ask for, with any name."""

import io

import pytest
from PIL import Image, ImageChops

from reports.documents.picture import SIZE, Words, _can_be_drawn, _fitted, _font, draw_picture
from tests.reports.forms.pictures import picture as logo

NAMES = (
    "Quillon Labs",
    "みなと光学電機株式会社",
    "An international association for the advancement of machine learning research and all of its affiliates",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "شركة الذكاء",
    "\u200b",
    "!" * 200,
)


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def _words(name: str) -> Words:
    return Words(name=name, address="the-address", title="Report for 2026", footer="1.0", site_name="Site")


@pytest.mark.parametrize("name", NAMES)
def test_any_name_becomes_a_small_png_of_the_right_size(name):
    content = draw_picture(_words(name))
    assert content.startswith(b"\x89PNG")
    assert _opened(content).size == SIZE == (1200, 630)
    assert len(content) < 60_000


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_within_its_room_and_off_the_footer(name):
    lines, size = _fitted(name, 800)
    assert len(lines) <= (3 if size <= 66 else 2)
    assert all(_font("bold", size).getlength(line) <= 800 for line in lines)
    whole = "".join("".join(lines).split())
    assert whole == "".join(name.split()) or whole.endswith("…")


def test_letters_that_no_face_has_are_not_drawn_as_boxes():
    assert [_can_be_drawn(name) for name in NAMES[:2] + NAMES[4:5]] == [True, True, False]
    assert draw_picture(_words("شركة الذكاء")) == draw_picture(_words("the-address"))


def test_the_logo_stands_at_the_upper_right():
    with_logo = draw_picture(_words("Aoba"), logo=logo())
    difference = ImageChops.difference(_opened(with_logo), _opened(draw_picture(_words("Aoba"))))
    # Edges of letters move by a shade where the palette has other colours in it.
    box = difference.convert("L").point(lambda shade: shade > 24 and 255).getbbox()
    assert box[0] >= 1200 - 80 - 200
    assert box[3] <= 56 + 200


def test_the_same_words_are_the_same_bytes():
    assert draw_picture(_words("Aoba")) == draw_picture(_words("Aoba"))
    assert draw_picture(_words("Aoba")) != draw_picture(_words("Akane"))
