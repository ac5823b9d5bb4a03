from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from core.pictures.drawing import draw
from core.pictures.model import MOST_PIXELS, Form, Wanted
from core.pictures.refusals import PictureRefused, Why
from tests.core.pictures.made import seen

COLOURS = np.dstack([np.tile(np.arange(60, dtype=np.uint8) * 4, (40, 1))] * 3)


def saved(form: str, image: Image.Image | None = None, **how: object) -> bytes:
    file = io.BytesIO()
    (image or Image.fromarray(COLOURS)).save(file, form, **how)
    return file.getvalue()


def drawn(content: bytes, **wanted: object):
    return draw(content, Form.PHOTOGRAPH, Wanted(**wanted))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF"])
def test_each_format_is_shown(form: str) -> None:
    ours = seen(drawn(saved(form))).astype(int)
    assert ours.shape == COLOURS.shape and np.abs(ours - COLOURS).mean() < 6


def test_it_is_turned_as_the_camera_was_held_and_says_nothing_of_where() -> None:
    told = Image.Exif()
    told[0x0112] = 6
    told[0x010E] = "Jo Bloggs in room 2"
    told.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    content = saved("JPEG", exif=told.tobytes())
    picture = drawn(content)
    assert (picture.width, picture.height) == (40, 60)
    assert b"Bloggs" in content and b"Bloggs" not in picture.png and b"Exif" not in picture.png
    assert b"eXIf" not in picture.png and b"tEXt" not in picture.png


def test_what_is_clear_is_white_as_on_paper() -> None:
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert (seen(drawn(saved("PNG", clear))) == 255).all()


def test_pages_of_a_scan_are_turned() -> None:
    pages = [Image.new("L", (8, 8), shade) for shade in (0, 90, 200)]
    content = saved("TIFF", pages[0], save_all=True, append_images=pages[1:])
    assert drawn(content).facts.frames == 3
    assert (seen(drawn(content, frame=2)) == 90).all()
    with pytest.raises(PictureRefused) as told:
        drawn(content, frame=4)
    assert told.value.why is Why.NO_SUCH_PAGE


def test_sixteen_bits_are_shown_from_darkest_to_brightest() -> None:
    deep = Image.fromarray(np.arange(1000, 1256, dtype=np.uint16).reshape(16, 16))
    assert np.array_equal(seen(drawn(saved("PNG", deep))).ravel(), np.arange(256))


def test_a_header_that_says_far_too_much_is_refused_before_anything_is_unpacked() -> None:
    content = bytearray(saved("PNG"))
    content[16:24] = (40_000).to_bytes(4, "big") * 2
    assert MOST_PIXELS < 40_000**2
    with pytest.raises(PictureRefused) as told:
        drawn(bytes(content))
    assert told.value.why in (Why.TOO_LARGE, Why.DAMAGED)


def test_it_is_made_smaller_where_it_is_wider_than_asked() -> None:
    assert drawn(saved("JPEG"), width=30).width == 30
